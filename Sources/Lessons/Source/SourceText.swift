/// The text of a file with nothing hidden in it: what cannot be shown is reported and replaced, one for one, so that lines and
/// columns stay what they are in the file.
struct SourceText {
  /// Without their line ends.
  private(set) var lines: [String] = []
  /// Whether it was no UTF-8, so that some of its characters stand for nothing.
  private(set) var isRepaired = false

  /// Nil where there is no text in the bytes at all, which is reported.
  init?(_ bytes: [UInt8], _ findings: inout Findings) {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard bytes.contains(where: { !Self.blanks.contains($0) }) else {
      findings.report(.start, "the file is empty", mend: "write a lesson, or remove the file")
      return nil
    }
    guard !bytes.contains(0) else {
      let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      findings.report(
        .start, isWide ? "the file is UTF-16, not UTF-8" : "the file is binary, not text",
        mend: isWide ? "save it as UTF-8" : "put a markdown file in its place")
      return nil
    }
    split(bytes)
    if let invalid = Self.invalidUTF8(bytes) {
      findings.report(
        position(ofByte: invalid, in: bytes), "the text is not UTF-8 from here on", mend: "save the file as UTF-8")
      isRepaired = true
      clean { _, _ in }
    } else {
      clean { findings.report($0, $1, mend: "remove it") }
    }
  }

  private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

  /// A line ends with a line feed, a carriage return, or both.
  private mutating func split(_ bytes: ArraySlice<UInt8>) {
    var line: [UInt8] = []
    var wasReturn = false
    for byte in bytes {
      if byte == 0x0A, wasReturn {
        wasReturn = false
        continue
      }
      wasReturn = byte == 0x0D
      if byte == 0x0A || byte == 0x0D {
        lines.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
      } else {
        line.append(byte)
      }
    }
    if !line.isEmpty { lines.append(String(decoding: line, as: UTF8.self)) }
  }

  private mutating func clean(_ report: (SourcePosition, String) -> Void) {
    for index in lines.indices {
      guard HiddenCharacters.cleaned(lines[index]).fault != nil else { continue }
      for (column, scalar) in lines[index].unicodeScalars.enumerated() {
        guard let fault = HiddenCharacters.fault(scalar) else { continue }
        report(SourcePosition(line: index + 1, column: column + 1), fault)
      }
      lines[index] = HiddenCharacters.cleaned(lines[index]).text
    }
  }

  /// Offset of the first byte that is not UTF-8.
  private static func invalidUTF8(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }

  private func position(ofByte offset: Int, in bytes: ArraySlice<UInt8>) -> SourcePosition {
    let before = String(decoding: bytes[..<offset], as: UTF8.self).replacing("\r\n", with: "\n")
    let lines = before.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" }
    return SourcePosition(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }
}
