/// The bytes of a frame without the colours that hold already: curses names the foreground and the background anew for
/// every pair of colours, though mostly one of them has not changed.
///
/// Only sequences that set one colour are touched; after anything else that sets attributes both colours are unknown.
package struct ColourStream {
  private enum Part { case foreground, background, other }

  private var output: [UInt8] = []
  /// What the terminal was told last, nil where that is not known.
  private var told: (foreground: ArraySlice<UInt8>?, background: ArraySlice<UInt8>?)
  /// What it has to be told before the next glyph.
  private var wanted: (foreground: ArraySlice<UInt8>?, background: ArraySlice<UInt8>?)

  package static func squeezed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = ColourStream()
    stream.output.reserveCapacity(bytes.count)
    stream.take(bytes)
    stream.tell()
    return stream.output
  }

  private mutating func take(_ bytes: [UInt8]) {
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0x1B, at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "[") else {
        tell()
        output.append(bytes[at])
        at += 1
        continue
      }
      var end = at + 2
      while end < bytes.count, (0x20...0x3F).contains(bytes[end]) { end += 1 }
      let parameters = bytes[at + 2..<end]
      let isWhole = end < bytes.count
      if isWhole, bytes[end] == UInt8(ascii: "m") {
        switch ColourStream.part(parameters) {
        case .foreground: wanted.foreground = parameters
        case .background: wanted.background = parameters
        case .other:
          tell()
          output += bytes[at...end]
          told = (nil, nil)
        }
      } else {
        tell()
        output += bytes[at..<min(end + 1, bytes.count)]
      }
      at = end + 1
    }
  }

  /// Whether the parameters set one colour and nothing else.
  private static func part(_ parameters: ArraySlice<UInt8>) -> Part {
    let separators = [UInt8(ascii: ";"), UInt8(ascii: ":")]
    let fields = parameters.split(omittingEmptySubsequences: false) { separators.contains($0) }
    let numbers = fields.map { Int(String(decoding: $0, as: UTF8.self)) }
    guard let first = numbers.first, let first else { return .other }
    if first == 38 || first == 48 {
      // An index has three numbers; red, green and blue have five, or six with a place for the colour space.
      let count = numbers.count
      guard numbers.count > 1, let kind = numbers[1], kind == 5 && count == 3 || kind == 2 && (5...6).contains(count)
      else { return .other }
      return first == 38 ? .foreground : .background
    }
    guard numbers.count == 1 else { return .other }
    switch first {
    case 30...37, 90...97: return .foreground
    case 40...47, 100...107: return .background
    default: return .other
    }
  }

  private mutating func tell() {
    guard wanted.foreground != nil || wanted.background != nil else { return }
    var changed: [ArraySlice<UInt8>] = []
    if let colour = wanted.foreground, colour != told.foreground {
      changed.append(colour)
      told.foreground = colour
    }
    if let colour = wanted.background, colour != told.background {
      changed.append(colour)
      told.background = colour
    }
    wanted = (nil, nil)
    guard !changed.isEmpty else { return }
    output += [0x1B, UInt8(ascii: "[")]
    output += changed.joined(separator: [UInt8(ascii: ";")])
    output.append(UInt8(ascii: "m"))
  }
}
