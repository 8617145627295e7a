/// The header of a `.npy` file: a Python dictionary with the keys `descr`, `fortran_order` and `shape`.
struct NpyHeader: Equatable {
  /// The type of the numbers, such as `<f4`; nil for records, whose description is a list.
  var elementType: String?
  var isFortranOrder: Bool
  var shape: [Int]

  /// The shape as Python writes it.
  var shapeText: String { "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")") }

  init(_ bytes: ArraySlice<UInt8>) throws(FormatError) {
    var reader = PythonLiteralReader(rest: bytes)
    guard let literal = reader.value(), reader.isAtEnd, case .dictionary(let entries) = literal else {
      throw FormatError(
        "the header is no Python dictionary with the keys 'descr', 'fortran_order' and 'shape'",
        "头部不是带有 'descr'、'fortran_order' 和 'shape' 这几个键的 Python 字典")
    }
    let fields = Dictionary(entries, uniquingKeysWith: { first, _ in first })
    guard entries.count == 3, fields.count == 3, let type = fields["descr"] else {
      let keys = entries.map { "'\($0.0.shown)'" }.prefix(8).joined(separator: ", ")
      throw FormatError(
        "the header has the keys \(keys), expected 'descr', 'fortran_order' and 'shape'",
        "头部的键是 \(keys)，应为 'descr'、'fortran_order' 和 'shape'")
    }
    switch type {
    case .string(let name): elementType = name
    case .sequence: elementType = nil
    default: throw FormatError("'descr' in the header is no type of numbers", "头部的 'descr' 不是数值类型")
    }
    guard case .boolean(let isFortranOrder)? = fields["fortran_order"] else {
      throw FormatError(
        "'fortran_order' in the header is neither True nor False", "头部的 'fortran_order' 既不是 True 也不是 False")
    }
    guard case .sequence(let lengths)? = fields["shape"] else {
      throw FormatError("'shape' in the header is no tuple", "头部的 'shape' 不是元组")
    }
    guard lengths.count <= 32 else {
      throw FormatError(
        "the shape has \(lengths.count) lengths, at most 32 are possible", "形状有 \(lengths.count) 维，最多 32 维")
    }
    shape = []
    for length in lengths {
      guard case .integer(let length) = length, length >= 0 else {
        throw FormatError(
          "'shape' in the header has a length that is no whole number from 0 up", "头部的 'shape' 中有一维不是非负整数")
      }
      shape.append(length)
    }
    self.isFortranOrder = isFortranOrder
  }
}

/// The few Python literals that occur in such headers.
private enum PythonLiteral {
  case string(String)
  case boolean(Bool)
  case integer(Int)
  case sequence([PythonLiteral])
  case dictionary([(String, PythonLiteral)])
}

private struct PythonLiteralReader {
  var rest: ArraySlice<UInt8>
  private var depth = 0

  init(rest: ArraySlice<UInt8>) { self.rest = rest }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return rest.isEmpty
    }
  }

  /// The next literal, or nil where there is none.
  mutating func value() -> PythonLiteral? {
    skipSpace()
    guard let first = rest.first, depth < 16 else { return nil }
    depth += 1
    defer { depth -= 1 }
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return string().map(PythonLiteral.string)
    case UInt8(ascii: "("): return elements(until: ")").map(PythonLiteral.sequence)
    case UInt8(ascii: "["): return elements(until: "]").map(PythonLiteral.sequence)
    case UInt8(ascii: "{"): return entries().map(PythonLiteral.dictionary)
    default: return word()
    }
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
  }

  /// Removes `symbol` if it comes next.
  private mutating func take(_ symbol: Unicode.Scalar) -> Bool {
    skipSpace()
    guard rest.first == UInt8(ascii: symbol) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func string() -> String? {
    let quote = rest.removeFirst()
    let text = rest.prefix { $0 != quote && $0 != UInt8(ascii: "\\") }
    rest = rest.dropFirst(text.count)
    guard rest.first == quote else { return nil }
    rest.removeFirst()
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func elements(until end: Unicode.Scalar) -> [PythonLiteral]? {
    rest.removeFirst()
    var elements: [PythonLiteral] = []
    while !take(end) {
      guard let element = value() else { return nil }
      elements.append(element)
      if !take(",") { return take(end) ? elements : nil }
    }
    return elements
  }

  private mutating func entries() -> [(String, PythonLiteral)]? {
    rest.removeFirst()
    var entries: [(String, PythonLiteral)] = []
    while !take("}") {
      guard case .string(let key)? = value(), take(":"), let element = value() else { return nil }
      entries.append((key, element))
      if !take(",") { return take("}") ? entries : nil }
    }
    return entries
  }

  private mutating func word() -> PythonLiteral? {
    let letters = rest.prefix {
      ($0 | 32) >= UInt8(ascii: "a") && ($0 | 32) <= UInt8(ascii: "z") || ($0 >= 45 && $0 <= 57)
    }
    rest = rest.dropFirst(letters.count)
    switch String(decoding: letters, as: UTF8.self) {
    case "True": return .boolean(true)
    case "False": return .boolean(false)
    case let text: return Int(text).map(PythonLiteral.integer)
    }
  }
}
