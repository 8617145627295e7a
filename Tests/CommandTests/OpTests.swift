import Engine
import Formats
import Foundation
import Testing

/// `op` on every reference case, with both implementations.
@Suite struct OpTests {
  private struct Case: Decodable {
    struct Options: Decodable {
      let stride, padding, dilation, groups, kernel, size: Int?
      let alpha, beta, k: Double?
      let ceilMode, countIncludePad: Bool?

      var arguments: [String] {
        let numbers: [(String, (any CustomStringConvertible)?)] = [
          ("--stride", stride), ("--padding", padding), ("--dilation", dilation), ("--groups", groups),
          ("--kernel", kernel), ("--size", size), ("--alpha", alpha), ("--beta", beta), ("--k", k),
        ]
        return numbers.flatMap { name, value in value.map { [name, "\($0)"] } ?? [] }
          + (ceilMode == true ? ["--ceil-mode"] : []) + (countIncludePad == true ? ["--count-include-pad"] : [])
      }
    }

    let op: String
    let options: Options
    let relativeTolerance: Float
    let files: [String]
  }

  static let folder = goldenFolder.appendingPathComponent("operators")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  /// The textbook's loops, and the kernels of every level that this machine has.
  static let kernels = ["reference"] + KernelLevel.available.map(\.rawValue)

  /// Both directions: the output and every gradient that the case has.
  @Test(arguments: names, kernels)
  func everyReferenceResultIsReproduced(_ name: String, _ kernels: String) throws {
    let folder = Self.folder.appendingPathComponent(name)
    let reference = try JSONDecoder().decode(
      Case.self, from: try Data(contentsOf: folder.appendingPathComponent("case.json")))
    let results = reference.files.filter { $0 == "output" || ($0.hasSuffix("-gradient") && $0 != "output-gradient") }
    #expect(results.contains("output") && results.contains("input-gradient"))
    let output = try Program.Folder()
    var arguments = ["op", reference.op, "--kernels", kernels == "reference" ? "reference" : "fast"]
    for file in reference.files where !results.contains(file) {
      arguments += ["--\(file)", folder.appendingPathComponent("\(file).npy").path]
    }
    for file in results { arguments += ["--\(file)", output.file("\(file).npy")] }
    let outcome = try Program.run(
      arguments + reference.options.arguments,
      environment: kernels == "reference" ? [:] : ["ALEXNET_TUTOR_KERNELS": kernels])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    for file in results {
      let actual = try Npy.tensor(Array(Data(contentsOf: URL(fileURLWithPath: output.file("\(file).npy")))))
      let expected = try Npy.tensor(Array(Data(contentsOf: folder.appendingPathComponent("\(file).npy"))))
      #expect(actual.shape == expected.shape)
      // Gradients are sums of many terms: what counts is the largest of them.
      let largest = file == "output" ? 1 : max(1, expected.data.map(abs).max() ?? 0)
      let worst = zip(actual.data, expected.data).map { abs($0 - $1) / max(largest, abs($1)) }.max() ?? .infinity
      #expect(worst <= reference.relativeTolerance, "\(file): \(worst)")
    }
  }

  @Test func thereAreCases() { #expect(Self.names.count > 70) }

  // MARK: What is asked for and what is not

  private func convolution(_ arguments: [String]) throws -> Program.Outcome {
    let folder = Self.folder.appendingPathComponent(Self.names.first { $0.hasPrefix("conv2d") } ?? "")
    func file(_ name: String) -> String { folder.appendingPathComponent("\(name).npy").path }
    return try Program.run(
      ["op", "conv2d", "--input", file("input"), "--weight", file("weight")]
        + arguments.map { $0.hasPrefix("@") ? file(String($0.dropFirst())) : $0 })
  }

  @Test func gradientsNeedWhatTheyStartFrom() throws {
    for (arguments, words) in [
      ([], "--output"), (["--input-gradient", "x.npy"], "--output-gradient"),
      (["--output-gradient", "@output-gradient"], "--input-gradient"),
      (["--output-gradient", "@output-gradient", "--bias-gradient", "x.npy"], "--bias"),
    ] {
      let outcome = try convolution(arguments)
      #expect(outcome.status == 64 && outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
    }
  }

  @Test func aGradientOfAnotherShapeIsRefused() throws {
    let folder = try Program.Folder()
    func file(_ prefix: String, _ name: String) -> String {
      let reference = Self.names.first { $0.hasPrefix(prefix) } ?? ""
      return Self.folder.appendingPathComponent(reference).appendingPathComponent("\(name).npy").path
    }
    let outcome = try Program.run([
      "op", "relu", "--input", file("relu", "input"), "--output-gradient", file("conv2d", "weight"), "--input-gradient",
      folder.file("x.npy"),
    ])
    #expect(folder.contents.isEmpty)
    #expect(outcome.status == 1 && outcome.errors.contains("the gradient must be"), "\(outcome.errors)")
  }

  @Test func anOutputIsNotWrittenUnlessAskedFor() throws {
    let reference = Self.names.first { $0.hasPrefix("relu") } ?? ""
    let folder = try Program.Folder()
    func file(_ name: String) -> String {
      Self.folder.appendingPathComponent(reference).appendingPathComponent("\(name).npy").path
    }
    let outcome = try Program.run([
      "op", "relu", "--input", file("input"), "--output-gradient", file("output-gradient"), "--input-gradient",
      folder.file("dx.npy"),
    ])
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    #expect(FileManager.default.fileExists(atPath: folder.file("dx.npy")))
  }
}
