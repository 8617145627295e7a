import Engine
import Testing

@testable import Formats

/// A file with this header and body.
private func file(_ header: String, version: UInt8 = 1, body: [UInt8] = []) -> [UInt8] {
  let text = Array(header.utf8)
  let length = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
  return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + body
}

private func header(_ type: String = "'<f4'", order: String = "False", shape: String = "(2,)") -> String {
  "{'descr': \(type), 'fortran_order': \(order), 'shape': \(shape), }\n"
}

private let oneAndTwo: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]

@Test(arguments: [[7], [2, 3], [1, 3, 5, 4], []])
func whatIsWrittenIsRead(lengths: [Int]) throws {
  let shape = Shape(lengths)
  let tensor = Tensor(shape, (0..<shape.count).map { Float($0) * 0.37 - 1 })
  let bytes = Npy.bytes(tensor)
  #expect(try Npy.tensor(bytes) == tensor)
  #expect((bytes.count - 4 * shape.count) % 64 == 0, "the numbers begin at a multiple of 64")
}

@Test(arguments: [UInt8(1), 2])
func bothVersionsAreRead(version: UInt8) throws {
  #expect(try Npy.tensor(file(header(), version: version, body: oneAndTwo)) == Tensor([2], [1, 2]))
}

@Test func keysMayStandInAnyOrderWithAnyQuotes() throws {
  let text = "{\"shape\":(1, 2),'fortran_order' : False,'descr':\"<f4\"}"
  #expect(try Npy.tensor(file(text, body: oneAndTwo)) == Tensor([1, 2], [1, 2]))
}

@Test func classNumbersAreWholeNumbers() throws {
  let body = [5, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 255, count: 8)
  let (shape, values) = try Npy.integers(file(header("'<i8'"), body: body))
  #expect(shape == [2])
  #expect(values == [5, -1])
}

/// Bytes that are no array we read, and words that the reason must contain.
private struct Refusal: CustomTestStringConvertible {
  let bytes: [UInt8]
  let reason: String

  init(_ bytes: [UInt8], _ reason: String) { (self.bytes, self.reason) = (bytes, reason) }

  var testDescription: String { reason }
}

private let refusals: [Refusal] = [
  Refusal([], "no .npy file"),
  Refusal(Array("\u{89}PNG".utf8), "no .npy file"),
  Refusal([0x93] + Array("NUMPY".utf8), "ends before its version"),
  Refusal([0x93] + Array("NUMPY".utf8) + [1, 0, 9], "ends inside its header"),
  Refusal([0x93] + Array("NUMPY".utf8) + [3, 0, 9, 0], "version 3"),
  Refusal([0x93] + Array("NUMPY".utf8) + [1, 0, 255, 255], "65535 bytes long"),
  Refusal([0x93] + Array("NUMPY".utf8) + [2, 0, 255, 255, 255, 255], "4294967295 bytes long"),
  Refusal(file("{'descr': '<f4'"), "no Python dictionary"),
  Refusal(file("(1, 2)"), "no Python dictionary"),
  Refusal(file(String(repeating: "[", count: 60_000)), "no Python dictionary"),
  Refusal(file("{'descr': '<f4', 'shape': (2,)}"), "the keys"),
  Refusal(file(header("'>f4'"), body: oneAndTwo), "'>f4', expected little-endian float32"),
  Refusal(file(header("'<f8'"), body: oneAndTwo), "'<f8', expected"),
  Refusal(file(header("'|O'"), body: oneAndTwo), "'|O', expected"),
  Refusal(file(header("[('a', '<f4')]"), body: oneAndTwo), "records, expected"),
  Refusal(file(header(order: "True"), body: oneAndTwo), "Fortran order"),
  Refusal(file(header(order: "0"), body: oneAndTwo), "neither True nor False"),
  Refusal(file(header(shape: "2"), body: oneAndTwo), "no tuple"),
  Refusal(file(header(shape: "(-2,)"), body: oneAndTwo), "whole number"),
  Refusal(file(header(shape: "(99999999999999999999,)"), body: oneAndTwo), "no Python dictionary"),
  Refusal(file(header(shape: "(4611686018427387904, 4)"), body: oneAndTwo), "larger than any memory"),
  Refusal(file(header(shape: "(0, 3)")), "empty"),
  Refusal(file(header(shape: "(3,)"), body: oneAndTwo), "needs 12 bytes of numbers, the file has 8"),
  Refusal(file(header(), body: oneAndTwo + [0]), "needs 8 bytes of numbers, the file has 9"),
]

@Test(arguments: refusals)
private func otherFilesAreRefusedWithAReason(refusal: Refusal) {
  let error = #expect(throws: FormatError.self) { try Npy.tensor(refusal.bytes) }
  #expect(error?.description.contains(refusal.reason) == true, "\(error?.description ?? "nothing")")
}

@Test func aCutFileIsRefusedWhereverItIsCut() {
  let bytes = Npy.bytes(Tensor([2, 2], [1, 2, 3, 4]))
  for length in 0..<bytes.count {
    #expect(throws: FormatError.self) { try Npy.tensor(Array(bytes.prefix(length))) }
  }
}
