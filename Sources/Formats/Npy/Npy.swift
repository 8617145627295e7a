import Engine

/// NumPy's `.npy`: a magic number, a version, a header that is a Python literal, then the numbers.
///
/// Read are versions 1 and 2, C order, little-endian: float32 for tensors, int64 for class numbers. Everything else is
/// refused with a sentence that says what was expected. Source: the format's description, numpy.lib.format.
package enum Npy {
  /// A tensor from an array of float32.
  package static func tensor(_ bytes: [UInt8]) throws(FormatError) -> Tensor {
    let (shape, body) = try array(bytes, of: .float32)
    let data = bytes.withUnsafeBytes { buffer in
      (0..<shape.count).map { position in
        Float(
          bitPattern: UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: body + 4 * position, as: UInt32.self)))
      }
    }
    return Tensor(shape, data)
  }

  /// Whole numbers from an array of int64, with its shape.
  package static func integers(_ bytes: [UInt8]) throws(FormatError) -> (shape: Shape, values: [Int]) {
    let (shape, body) = try array(bytes, of: .int64)
    let values = bytes.withUnsafeBytes { buffer in
      (0..<shape.count).map { position in
        Int(Int64(littleEndian: buffer.loadUnaligned(fromByteOffset: body + 8 * position, as: Int64.self)))
      }
    }
    return (shape, values)
  }

  /// The file that holds `tensor`, version 1, as NumPy itself would write it.
  package static func bytes(_ tensor: Tensor) -> [UInt8] {
    let lengths = tensor.shape.dimensions
    let shape = lengths.count == 1 ? "(\(lengths[0]),)" : "(\(lengths.map(String.init).joined(separator: ", ")))"
    var header = Array("{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }".utf8)
    // The numbers begin at a multiple of 64 bytes.
    let unpadded = magic.count + 4 + header.count + 1
    header += Array(repeating: UInt8(ascii: " "), count: (64 - unpadded % 64) % 64) + [UInt8(ascii: "\n")]
    var bytes = magic + [1, 0, UInt8(header.count & 255), UInt8(header.count >> 8)] + header
    bytes.reserveCapacity(bytes.count + 4 * tensor.data.count)
    for number in tensor.data {
      let bits = number.bitPattern
      for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    return bytes
  }

  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  private enum Element: String {
    case float32 = "<f4"
    case int64 = "<i8"

    var size: Int { self == .float32 ? 4 : 8 }
    var name: String { self == .float32 ? "float32 ('<f4')" : "int64 ('<i8')" }
  }

  /// The shape of the array in `bytes` and where its numbers begin; the numbers are all there.
  private static func array(_ bytes: [UInt8], of element: Element) throws(FormatError) -> (Shape, body: Int) {
    guard bytes.starts(with: magic) else {
      throw FormatError(
        "this is no .npy file: it does not begin with the bytes \\x93NUMPY", "这不是 .npy 文件：开头不是字节 \\x93NUMPY")
    }
    let (header, body) = try headerRange(bytes)
    let fields = try NpyHeader(bytes[header])
    guard fields.elementType == element.rawValue else {
      let type = fields.elementType.map { "'\($0.shown)'" }
      throw FormatError(
        "the numbers are \(type ?? "records"), expected little-endian \(element.name)",
        "数值类型是 \(type ?? "记录")，应为小端 \(element.name)")
    }
    guard !fields.isFortranOrder else {
      throw FormatError(
        "the array is in Fortran order, expected C order: save numpy.ascontiguousarray(x)",
        "数组按 Fortran 顺序存放，应为 C 顺序：请保存 numpy.ascontiguousarray(x)")
    }
    var size = element.size
    for length in fields.shape {
      guard length > 0 else {
        throw FormatError("the array is empty: its shape is \(fields.shapeText)", "数组是空的：形状为 \(fields.shapeText)")
      }
      let (product, isTooLarge) = size.multipliedReportingOverflow(by: length)
      guard !isTooLarge else {
        throw FormatError(
          "the shape \(fields.shapeText) is larger than any memory", "形状 \(fields.shapeText) 超过任何内存")
      }
      size = product
    }
    guard bytes.count - body == size else {
      throw FormatError(
        "the shape \(fields.shapeText) needs \(size) bytes of numbers, the file has \(bytes.count - body)",
        "形状 \(fields.shapeText) 需要 \(size) 字节的数值，文件中有 \(bytes.count - body) 字节")
    }
    return (Shape(fields.shape), body)
  }

  /// Where the header stands, from the version and the length in front of it.
  private static func headerRange(_ bytes: [UInt8]) throws(FormatError) -> (header: Range<Int>, body: Int) {
    guard bytes.count >= 8 else { throw FormatError("the file ends before its version", "文件在版本号之前就结束了") }
    let version = bytes[6]
    guard version == 1 || version == 2 else {
      throw FormatError("version \(version) of the format, expected 1 or 2", "格式版本是 \(version)，应为 1 或 2")
    }
    let start = version == 1 ? 10 : 12
    guard bytes.count >= start else { throw FormatError("the file ends inside its header", "文件在头部中间就结束了") }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start else {
      throw FormatError(
        "the header says that it is \(length) bytes long, the file ends after \(bytes.count - start)",
        "头部自称有 \(length) 字节，文件在 \(bytes.count - start) 字节后就结束了")
    }
    return (start..<start + length, start + length)
  }
}
