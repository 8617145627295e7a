import Foundation
import Tutor

@testable import alexnet_tutor

/// A learner's home folder that goes away with the test, and the program started in it.
final class Home: Sendable {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "alexnet-tutor-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var state: String { path + "/.local/state/alexnet-tutor/progress.sqlite" }

  /// A course of one lesson that stays as it is, whatever becomes of ours.
  static let course = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Course").path

  /// The tutor on a terminal of its own.
  func start(
    _ arguments: [String] = [], environment: [String: String] = [:], size: (columns: Int, rows: Int) = (80, 24)
  ) throws -> Pty {
    let own = ["HOME": path, "LANG": "C.UTF-8", "ALEXNET_TUTOR_LESSONS": Home.course].merging(environment) { $1 }
    return try Pty([Products.path("alexnet-tutor")] + arguments, environment: own, size: size, directory: path)
  }

  /// The tutor in a pipe: what it printed, what it said on standard error, its exit status.
  /// - Parameter device: what the program reads in place of `input`.
  func pipe(
    _ arguments: [String], input: String, from device: String? = nil, environment: [String: String] = [:]
  ) throws -> (
    output: String, errors: String, status: Int32
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Products.path("alexnet-tutor"))
    process.arguments = arguments
    process.environment = [
      "HOME": path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "ALEXNET_TUTOR_LESSONS": Home.course,
    ].merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
    if let device { process.standardInput = FileHandle(forReadingAtPath: device) }
    try process.run()
    if device == nil { try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let errors = try stderr.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self), process.terminationStatus)
  }
}

extension Home {
  /// The place that was written last, as its line.
  func place() throws -> String? { try ProgressContents(state).place?.line }

  /// The answers that are on disk, oldest first.
  func answers() throws -> [Attempt] { try ProgressContents(state).attempts.map(\.attempt) }
}
