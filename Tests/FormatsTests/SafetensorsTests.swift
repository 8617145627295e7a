import Engine
import ReaderFuzz
import Testing

@testable import Formats

/// Two tensors of two numbers each.
private let two = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
private let twice =
  two + #""b":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]},"__metadata__":{"format":"pt"}}    "#

/// Half precision: sign, the usual, the smallest, the largest, what is no number.
private let halves: [(UInt16, Float)] = [
  (0x0000, 0), (0x3C00, 1), (0xBC00, -1), (0x3555, 0.333251953125), (0x0001, 0x1p-24), (0x83FF, -0x1.FF8p-15),
  (0x0400, 0x1p-14), (0x7BFF, 65504), (0xFBFF, -65504), (0x7C00, .infinity), (0xFC00, -.infinity),
]
private let bfloats: [(UInt16, Float)] = [
  (0x0000, 0), (0x3F80, 1), (0xBF80, -1), (0x3EAB, 0.333984375), (0x0001, 0x1p-133), (0x7F80, .infinity),
]

@Suite struct SafetensorsTests {
  @Test func tensorsAreFoundUnderTheirNames() throws {
    let file = try Safetensors(HeapBytes(safetensors(twice, body: bytes([1, 2, 3, 4]))))
    #expect(file.entries.map(\.name) == ["a", "b"])
    #expect(file["a"].map(file.tensor) == Tensor([2], [1, 2]))
    #expect(file["b"].map(file.tensor) == Tensor([1, 2], [3, 4]))
    #expect(file["c"] == nil)
  }

  @Test func numbersAreUsedWhereTheyLieUnlessTheyLieBetweenAddresses() throws {
    for spaces in 0..<8 {
      let header = two.dropLast() + "}" + String(repeating: " ", count: spaces)
      let file = try Safetensors(HeapBytes(safetensors(header, body: bytes([5, 6]))))
      let entry = try #require(file["a"])
      #expect((file.mapped(entry) != nil) == (entry.bytes.lowerBound % 4 == 0))
      #expect(file.mapped(entry).map { Weight.mapped($0).tensor } ?? file.tensor(entry) == Tensor([2], [5, 6]))
    }
  }

  @Test func numbersOfTwoBytesBecomeFloats() throws {
    for (type, cases) in [("F16", halves), ("BF16", bfloats)] {
      let body = cases.flatMap { [UInt8($0.0 & 255), UInt8($0.0 >> 8)] }
      let header = #"{"x":{"dtype":"\#(type)","shape":[\#(cases.count)],"data_offsets":[0,\#(body.count)]}}"#
      for spaces in 0..<2 {
        let text = header + String(repeating: " ", count: spaces)
        let file = try Safetensors(HeapBytes(safetensors(text, body: body)))
        let entry = try #require(file["x"])
        #expect(file.mapped(entry) == nil)
        #expect(file.tensor(entry).data == cases.map(\.1), "\(type)")
      }
    }
    let file = try Safetensors(
      HeapBytes(safetensors(#"{"x":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}"#, body: [1, 0x7C])))
    #expect(file["x"].map(file.tensor)?.data[0].isNaN == true)
  }

  @Test func aNameThatComesTwiceLeavesAHole() {
    let text = two + #""a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}"#
    #expect(throws: FormatError.self) { try Safetensors(HeapBytes(safetensors(text, body: bytes([1, 2, 3, 4])))) }
  }
}
