import Foundation

/// The built program, run as anybody runs it.
struct Program {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The result as JSON.
    var json: [String: Any] {
      get throws {
        guard let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] else {
          throw CocoaError(.propertyListReadCorrupt)
        }
        return object
      }
    }

    /// What went wrong, as the one line that it must be.
    var complaint: String? {
      let lines = errors.split(separator: "\n", omittingEmptySubsequences: true)
      return lines.count == 1 ? String(lines[0]) : nil
    }
  }

  /// A folder of its own for each test, gone afterwards.
  final class Folder {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "alexnet-tutor-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    @discardableResult func write(_ bytes: [UInt8], _ name: String) throws -> String {
      try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
      return file(name)
    }

    var contents: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
  }

  /// The program lies beside the bundle of tests.
  static var executable: URL {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
    let folder =
      bundle.bundlePath.hasSuffix(".xctest") ? bundle.bundleURL.deletingLastPathComponent() : bundle.bundleURL
    return folder.appendingPathComponent("alexnet-tutor")
  }

  /// Runs the program with nothing of this machine's settings around it.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], outputTo path: String? = nil
  ) throws -> Outcome {
    let folder = try Folder()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ["HOME": folder.path, "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "dumb"]
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let (outputPath, errorPath) = (path ?? folder.file("output"), folder.file("errors"))
    for path in [outputPath, errorPath] where !FileManager.default.fileExists(atPath: path) {
      try Data().write(to: URL(fileURLWithPath: path))
    }
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath))
    let errors = try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath))
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    process.waitUntilExit()
    let signal = process.terminationReason == .uncaughtSignal
    return Outcome(
      status: signal ? -process.terminationStatus : process.terminationStatus,
      output: path == nil ? try String(contentsOfFile: outputPath, encoding: .utf8) : "",
      errors: try String(contentsOfFile: errorPath, encoding: .utf8))
  }

  static func run(_ arguments: String...) throws -> Outcome { try run(arguments) }
}
