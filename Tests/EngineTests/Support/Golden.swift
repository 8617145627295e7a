import Formats
import Foundation

@testable import Engine

/// The reference values under `Golden`, made with PyTorch in double precision.
enum Golden {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden")

  static func data(_ path: String) throws -> Data { try Data(contentsOf: folder.appending(path: path)) }
  static func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }

  static let operatorCases: [String] = {
    let folders = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "operators").path())
    return (folders ?? []).sorted()
  }()
}

/// One folder under `Golden/operators`.
struct OperatorCase: Decodable {
  struct Options: Decodable {
    var kernel, stride, padding, dilation, groups, size: Int?
    var ceilMode, countIncludePad: Bool?
    var alpha, beta, k: Float?
  }
  let op: String
  let options: Options
  let relativeTolerance: Float
  let files: [String]

  static func load(_ name: String) throws -> OperatorCase {
    try JSONDecoder().decode(OperatorCase.self, from: Golden.data("operators/\(name)/case.json"))
  }

  static func tensor(_ array: String, of name: String) throws -> Tensor {
    try Npy.tensor(Array(Golden.data("operators/\(name)/\(array).npy")))
  }

  static func integers(_ array: String, of name: String) throws -> [Int] {
    try Npy.integers(Array(Golden.data("operators/\(name)/\(array).npy"))).values
  }
}
