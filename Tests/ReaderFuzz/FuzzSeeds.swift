import Engine
import Formats

/// Whole files of numbers, and the words of their formats.
enum FuzzSeeds {
  static let npy: [[UInt8]] = {
    let tensors = [
      Tensor([7], (0..<7).map(Float.init)), Tensor([2, 3, 4], (0..<24).map { Float($0) / 7 }), Tensor([], [5]),
    ]
    let floats = tensors.map(Npy.bytes)
    let integers = array("'<i8'", "(3,)", [UInt8](repeating: 1, count: 24))
    let second = array("'<f4'", "(4,)", [UInt8](repeating: 0, count: 16), version: 2)
    return floats + [integers, second]
  }()

  static let npyWords = words([
    "{", "}", "(", ")", "[", "]", "'", "\"", ",", ":", "\\", "\n", " ", "\0", "True", "False", "None", "'descr'",
    "'fortran_order': ", "'shape': ", "'<f4'", "'<i8'", "'|O'", "'>f4'", "[('a', '<f4')]", "((((((((((((((((((", "(1,)",
    "99999999999",
  ])

  static let safetensors: [[UInt8]] = [
    file(#"{"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}"#, 24),
    file(
      #"{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
        + #""b":{"dtype":"BF16","shape":[3],"data_offsets":[8,14]},"c":{"dtype":"F16","shape":[1,5],"data_offsets":[14,24]},"#
        + #""d":{"dtype":"F32","shape":[],"data_offsets":[24,28]},"e":{"dtype":"F32","shape":[0],"data_offsets":[28,28]}}  "#,
      28),
    file("{}", 0),
  ]

  static let safetensorsWords = words([
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\0", " ", "null", "true", "-", "1e9", "\"a\"",
    "\"dtype\":", "\"F32\"", "\"F16\"", "\"BF16\"", "\"I64\"", "\"shape\":", "\"data_offsets\":", "\"__metadata__\":",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "[0,8]", "[9223372036854775807,9223372036854775807]", "4611686018427387904",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "\u{FEFF}", "é",
  ])

  static let networks: [[UInt8]] = [Architecture.named("lenet-5").map { Safetensors.bytes(.seeded($0, seed: 1)) } ?? []]

  static let pngWords = words(["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "CgBI", "\0\0\0\0", "\0\0\0\u{01}IDAT"])

  static let jpegWords: [[UInt8]] = [
    [0xFF, 0xD8], [0xFF, 0xD9], [0xFF, 0xDA], [0xFF, 0xC0], [0xFF, 0xC2], [0xFF, 0xC4], [0xFF, 0xDB],
    [0xFF, 0xDD, 0, 4],
    [0xFF, 0xD0], [0xFF, 0xE0], [0xFF, 0xEE], [0xFF, 0], [0, 0], [0xFF, 0xFF],
  ]

  private static func words(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } + [[0xFF], [0x80], [0xC3]] }

  private static func array(_ type: String, _ shape: String, _ body: [UInt8], version: UInt8 = 1) -> [UInt8] {
    let header = Array("{'descr': \(type), 'fortran_order': False, 'shape': \(shape), }\n".utf8)
    return [0x93] + Array("NUMPY".utf8) + [version, 0, UInt8(header.count), 0] + (version == 2 ? [0, 0] : []) + header
      + body
  }

  private static func file(_ header: String, _ body: Int) -> [UInt8] {
    let text = Array(header.utf8)
    return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) } + text + (0..<body).map { UInt8($0 * 5) }
  }
}
