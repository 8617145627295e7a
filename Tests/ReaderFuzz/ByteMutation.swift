import FuzzSupport

/// Whole files, damaged: flipped bits, lying lengths, cuts, repeats, pieces of other files, words of the format.
struct ByteMutation {
  let seeds: [[UInt8]]
  /// Pieces that mean something to the reader.
  let words: [[UInt8]]
  /// Damage falls mostly on the first bytes, where the header is.
  let headLength: Int

  func bytes(_ random: inout FuzzNumbers) -> [UInt8] {
    var bytes = seeds[random.below(seeds.count)]
    // Most often one fault: after many a file is no longer read far.
    for _ in 0...random.below(2) * random.below(4) { change(&bytes, &random) }
    return bytes
  }

  private func place(_ bytes: [UInt8], _ random: inout FuzzNumbers) -> Int {
    random.below(random.below(4) > 0 ? min(bytes.count + 1, headLength) : bytes.count + 1)
  }

  private func change(_ bytes: inout [UInt8], _ random: inout FuzzNumbers) {
    let place = place(bytes, &random)
    let rest = bytes.count - place
    switch random.below(9) {
    case 0: if rest > 0 { bytes[place] ^= 1 << UInt8(random.below(8)) }
    case 1: if rest > 0 { bytes[place] = UInt8(random.below(256)) }
    case 2: write(ByteMutation.numbers[random.below(ByteMutation.numbers.count)], at: place, &bytes, &random)
    case 3: bytes.removeSubrange(place...)
    case 4: bytes.removeSubrange(place..<place + min(rest, 1 + random.below(16)))
    case 5: bytes.insert(contentsOf: words[random.below(words.count)], at: place)
    case 6: bytes.insert(contentsOf: bytes[place..<place + min(rest, random.below(64))], at: self.place(bytes, &random))
    case 7:
      let other = seeds[random.below(seeds.count)]
      bytes.replaceSubrange(place..., with: other[min(other.count, self.place(other, &random))...])
    default: changeDigits(&bytes, from: place, &random)
    }
  }

  private static let numbers: [UInt64] = [
    0, 1, 2, 7, 8, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF,
    0x8000_0000_0000_0000, .max, .max - 7,
  ]

  /// A number of one to eight bytes, in either order.
  private func write(_ number: UInt64, at place: Int, _ bytes: inout [UInt8], _ random: inout FuzzNumbers) {
    let size = 1 << random.below(4)
    let isBigEndian = random.below(2) == 0
    for position in 0..<min(size, bytes.count - place) {
      bytes[place + position] = UInt8(
        truncatingIfNeeded: number >> UInt64(8 * (isBigEndian ? size - 1 - position : position)))
    }
  }

  private static let digits = [
    "0", "-1", "1", "3", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e400",
    "0.5", "00",
  ]

  /// Another number in place of the next one that is written in digits.
  private func changeDigits(_ bytes: inout [UInt8], from place: Int, _ random: inout FuzzNumbers) {
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    guard let first = bytes[place...].firstIndex(where: isDigit) else { return }
    let end = bytes[first...].firstIndex { !isDigit($0) } ?? bytes.count
    bytes.replaceSubrange(first..<end, with: ByteMutation.digits[random.below(ByteMutation.digits.count)].utf8)
  }
}
