import Formats
import ReaderFuzz
import Testing

/// Bytes that are no safetensors file, and words that the reason must contain.
private struct Refusal: CustomTestStringConvertible {
  let bytes: [UInt8]
  let reason: String
  init(_ bytes: [UInt8], _ reason: String) { (self.bytes, self.reason) = (bytes, reason) }
  var testDescription: String { reason }
}

/// One tensor with this description.
private func tensor(_ description: String, bytes: Int = 8) -> [UInt8] {
  safetensors(#"{"x":\#(description)}"#, body: [UInt8](repeating: 0, count: bytes))
}

private func pair(_ first: String, _ second: String, bytes: Int = 16) -> [UInt8] {
  let entry = #"{"dtype":"F32","shape":[2],"data_offsets":"#
  return safetensors(
    #"{"a":\#(entry)\#(first)},"b":\#(entry)\#(second)}}"#, body: [UInt8](repeating: 0, count: bytes))
}

private let refusals: [Refusal] = [
  Refusal([], "it has 0 bytes"),
  Refusal([1, 2, 3, 4, 5, 6, 7], "it has 7 bytes"),
  Refusal(safetensors("{}", length: 1 << 63), "would be 9223372036854775808 bytes long"),
  Refusal(safetensors("{}", length: .max), "would be 18446744073709551615 bytes long"),
  Refusal(safetensors("{}", length: 10_000_001), "would be 10000001 bytes long"),
  Refusal(safetensors("{}", length: 3), "3 bytes long, the file ends after 2"),
  Refusal(Array("\u{89}PNG\r\n\u{1A}\n".utf8) + [0, 0, 0, 13], "would be"),
  Refusal(safetensors(""), "does not begin with '{'"),
  Refusal(safetensors("[]"), "does not begin with '{'"),
  Refusal(safetensors(" {}"), "does not begin with '{'"),
  Refusal(safetensors("{").dropLast() + [0xFF], "no UTF-8"),
  Refusal([2, 0, 0, 0, 0, 0, 0, 0, UInt8(ascii: "{"), 0xFF], "no UTF-8"),
  Refusal(safetensors("{"), "no JSON"),
  Refusal(safetensors("{}{}"), "no JSON"),
  Refusal(safetensors(String(repeating: #"{"a":"#, count: 100_000)), "no JSON"),
  Refusal(safetensors(#"{"x":7}"#), "does not describe 'x'"),
  Refusal(safetensors(#"{"x":{"dtype":"F32","shape":[2]}}"#), "does not describe 'x'"),
  Refusal(tensor(#"{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}"#), "the shape of 'x' is none"),
  Refusal(tensor(#"{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}"#), "not whole or too large"),
  Refusal(tensor(#"{"dtype":"F32","shape":[2],"data_offsets":[0,1e99]}"#), "not whole or too large"),
  Refusal(tensor(#"{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}"#), "not whole or too large"),
  Refusal(tensor(#"{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}"#), "does not describe 'x'"),
  Refusal(tensor(#"{"dtype":"F64","shape":[1],"data_offsets":[0,8]}"#), "'x' are F64, expected F32, F16, BF16"),
  Refusal(tensor(#"{"dtype":"\u001b[2J","shape":[1],"data_offsets":[0,8]}"#), #"are \u{1b}[2J, expected"#),
  Refusal(tensor(#"{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}"#), "larger than any memory"),
  Refusal(
    tensor(#"{"dtype":"F32","shape":[4611686018427387904,4,0],"data_offsets":[0,0]}"#, bytes: 0),
    "larger than any memory"),
  Refusal(tensor(#"{"dtype":"F32","shape":[2],"data_offsets":[8,0]}"#), "no range of bytes"),
  Refusal(tensor(#"{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}"#), "no range of bytes"),
  Refusal(tensor(#"{"dtype":"F32","shape":[2],"data_offsets":[0]}"#), "no range of bytes"),
  Refusal(tensor(#"{"dtype":"F32","shape":[2],"data_offsets":[0,8,16]}"#), "no range of bytes"),
  Refusal(
    tensor(#"{"dtype":"F32","shape":[2],"data_offsets":[9223372036854775800,9223372036854775807]}"#),
    "no range of bytes"),
  Refusal(tensor(#"{"dtype":"F32","shape":[3],"data_offsets":[0,8]}"#), "needs 12 bytes, but data_offsets for 8"),
  Refusal(tensor(#"{"dtype":"F32","shape":[],"data_offsets":[0,8]}"#), "needs 4 bytes, but data_offsets for 8"),
  Refusal(tensor(#"{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#, bytes: 7), "need 8 bytes, the file has 7"),
  Refusal(tensor(#"{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#, bytes: 9), "need 8 bytes, the file has 9"),
  Refusal(
    tensor(#"{"dtype":"F32","shape":[2],"data_offsets":[800,808]}"#), "before 'x' there are 800 bytes"),
  Refusal(pair("[0,8]", "[4,12]"), "'b' and 'a' lie over one another"),
  Refusal(pair("[8,16]", "[0,8]", bytes: 12), "need 16 bytes, the file has 12"),
  Refusal(pair("[0,8]", "[12,20]", bytes: 20), "before 'b' there are 4 bytes"),
]

@Suite struct DamagedSafetensorsTests {
  @Test(arguments: refusals)
  private func otherFilesAreRefusedWithAReason(refusal: Refusal) {
    let error = #expect(throws: FormatError.self) { try Safetensors(HeapBytes(refusal.bytes)) }
    #expect(error?.english.contains(refusal.reason) == true, "\(error?.english ?? "nothing")")
    #expect(error?.chinese.isEmpty == false)
  }

  @Test func aCutFileIsRefusedWhereverItIsCut() {
    let header = #"{"x":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}"#
    let bytes = safetensors(header, body: bytes([1, 2, 3, 4]))
    for length in 0..<bytes.count {
      #expect(throws: FormatError.self) { try Safetensors(HeapBytes(Array(bytes.prefix(length)))) }
    }
  }
}
