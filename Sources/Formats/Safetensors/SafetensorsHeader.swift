import Engine
import Foundation

/// What the header of a safetensors file says, checked against the size of the file.
struct SafetensorsHeader {
  let entries: [Safetensors.Entry]

  /// Headers of networks have a few hundred bytes a tensor; what is longer is no header.
  private static let longest = 10_000_000

  /// - Parameter bytes: the whole file.
  init(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
    let body = try SafetensorsHeader.body(bytes)
    let text = try SafetensorsHeader.text(bytes[8..<body])
    let descriptions = try SafetensorsHeader.descriptions(text)
    var entries: [Safetensors.Entry] = []
    for (name, description) in descriptions {
      entries.append(try SafetensorsHeader.entry(name, description, body: body))
    }
    entries.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
    try SafetensorsHeader.check(entries, body..<bytes.count)
    self.entries = entries
  }

  /// Where the numbers begin, from the length in front.
  private static func body(_ bytes: UnsafeRawBufferPointer) throws(FormatError) -> Int {
    guard bytes.count >= 8 else {
      throw FormatError(
        "this is no safetensors file: it has \(bytes.count) bytes, fewer than the 8 in front of its header",
        "这不是 safetensors 文件：只有 \(bytes.count) 字节，连头部之前的 8 字节都不够")
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(longest) else {
      throw FormatError(
        "this is no safetensors file: its header would be \(length) bytes long, expected at most \(longest)",
        "这不是 safetensors 文件：头部长度是 \(length) 字节，最多应为 \(longest)")
    }
    guard length <= UInt64(bytes.count - 8) else {
      throw FormatError(
        "the header says that it is \(length) bytes long, the file ends after \(bytes.count - 8); get the file again",
        "头部自称有 \(length) 字节，文件在 \(bytes.count - 8) 字节后就结束了；请重新获取文件")
    }
    return 8 + Int(length)
  }

  private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) throws(FormatError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self), text.utf8.first == UInt8(ascii: "{") else {
      throw FormatError(
        "this is no safetensors file: its header does not begin with '{' or is no UTF-8",
        "这不是 safetensors 文件：头部不以“{”开头，或不是 UTF-8")
    }
    return text
  }

  // MARK: JSON

  private struct Description: Decodable {
    let dtype: String
    let shape: [Int]
    let dataOffsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case dataOffsets = "data_offsets"
    }
  }

  /// Everything but the remarks, which are no tensor.
  private struct Tensors: Decodable {
    var descriptions: [(name: String, description: Description)] = []

    struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      for key in container.allKeys where key.stringValue != "__metadata__" {
        descriptions.append((key.stringValue, try container.decode(Description.self, forKey: key)))
      }
    }
  }

  private static func descriptions(_ text: String) throws(FormatError) -> [(name: String, description: Description)] {
    do {
      return try JSONDecoder().decode(Tensors.self, from: Data(text.utf8)).descriptions
    } catch {
      guard let name = place(of: error).first else {
        // A number that does not fit comes without a place.
        throw FormatError(
          "the header is no JSON, or has numbers that are not whole or too large", "头部不是 JSON，或其中的数不是整数或太大")
      }
      throw FormatError(
        "the header does not describe '\(name.shown)' with a dtype, a shape and two data_offsets in whole numbers",
        "头部没有用 dtype、shape 和两个 data_offsets（整数）描述“\(name.shown)”")
    }
  }

  private static func place(of error: any Error) -> [String] {
    switch error {
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.keyNotFound(_, let context), DecodingError.dataCorrupted(let context):
      context.codingPath.map(\.stringValue)
    default: []
    }
  }

  // MARK: Checks

  private static func entry(
    _ name: String, _ description: Description, body: Int
  ) throws(FormatError) -> Safetensors.Entry {
    guard let form = Safetensors.forms.first(where: { $0.key == description.dtype })?.value else {
      let types = Safetensors.forms.map(\.key)
      throw FormatError(
        "the numbers of '\(name.shown)' are \(description.dtype.shown), expected \(types.joined(separator: ", "))",
        "“\(name.shown)”的数值类型是 \(description.dtype.shown)，应为 \(types.joined(separator: "、"))")
    }
    let (shape, size) = try measured(name, description.shape, form)
    guard description.dataOffsets.count == 2, let start = description.dataOffsets.first,
      let end = description.dataOffsets.last, start >= 0, end >= start, end <= Int.max - body
    else {
      throw FormatError(
        "the data_offsets of '\(name.shown)' are no range of bytes", "“\(name.shown)”的 data_offsets 不是字节范围")
    }
    guard end - start == size else {
      throw FormatError(
        "'\(name.shown)' has the shape \(shape), which needs \(size) bytes, but data_offsets for \(end - start)",
        "“\(name.shown)”的形状是 \(shape)，需要 \(size) 字节，data_offsets 却有 \(end - start) 字节")
    }
    return Safetensors.Entry(name: name, form: form, shape: shape, bytes: body + start..<body + end)
  }

  /// The shape and its bytes; every partial product can be counted.
  private static func measured(
    _ name: String, _ lengths: [Int], _ form: NumberForm
  ) throws(FormatError) -> (Shape, bytes: Int) {
    guard lengths.count <= 32, lengths.allSatisfy({ $0 >= 0 }) else {
      throw FormatError("the shape of '\(name.shown)' is none", "“\(name.shown)”的形状不成立")
    }
    var size = form.size
    for length in lengths {
      let (product, isTooLarge) = size.multipliedReportingOverflow(by: length)
      guard !isTooLarge else {
        throw FormatError(
          "the shape of '\(name.shown)' is larger than any memory", "“\(name.shown)”的形状超过任何内存")
      }
      size = product
    }
    return (Shape(lengths), size)
  }

  /// That the tensors fill the body one after the other.
  private static func check(_ entries: [Safetensors.Entry], _ body: Range<Int>) throws(FormatError) {
    var end = body.lowerBound
    var previous = ""
    for entry in entries {
      let (name, start) = (entry.name.shown, entry.bytes.lowerBound)
      guard start >= end else {
        throw FormatError("'\(name)' and '\(previous)' lie over one another", "“\(name)”与“\(previous)”重叠")
      }
      guard start == end else {
        throw FormatError(
          "before '\(name)' there are \(start - end) bytes that belong to no tensor",
          "“\(name)”之前有 \(start - end) 字节不属于任何张量")
      }
      (end, previous) = (entry.bytes.upperBound, name)
    }
    guard end <= body.upperBound else {
      throw FormatError(
        "the tensors need \(end - body.lowerBound) bytes, the file has \(body.count) for them; get the file again",
        "张量需要 \(end - body.lowerBound) 字节，文件中只有 \(body.count) 字节；请重新获取文件")
    }
    guard end == body.upperBound else {
      throw FormatError(
        "the tensors need \(end - body.lowerBound) bytes, the file has \(body.count) for them",
        "张量需要 \(end - body.lowerBound) 字节，文件中却有 \(body.count) 字节")
    }
  }
}
