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

  @Test(arguments: names, ["reference", "fast"])
  func everyReferenceOutputIsReproduced(_ name: String, _ kernels: String) throws {
    let folder = Self.folder.appendingPathComponent(name)
    let reference = try JSONDecoder().decode(
      Case.self, from: try Data(contentsOf: folder.appendingPathComponent("case.json")))
    let given = reference.files.filter { ["input", "weight", "bias", "target"].contains($0) }
    let output = try Program.Folder()
    let outcome = try Program.run(
      ["op", reference.op] + given.flatMap { ["--\($0)", folder.appendingPathComponent("\($0).npy").path] }
        + reference.options.arguments + ["--kernels", kernels, "--output", output.file("y.npy")])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let actual = try Npy.tensor(Array(Data(contentsOf: URL(fileURLWithPath: output.file("y.npy")))))
    let expected = try Npy.tensor(Array(Data(contentsOf: folder.appendingPathComponent("output.npy"))))
    #expect(actual.shape == expected.shape)
    let worst = zip(actual.data, expected.data).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? .infinity
    #expect(worst <= reference.relativeTolerance)
  }

  @Test func thereAreCases() { #expect(Self.names.count > 70) }
}
