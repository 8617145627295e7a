import CNcurses
import TextUI

/// ncurses colours cells by numbered pairs of a foreground and a background: the pairs in use, made when first needed.
struct ColourPairs {
  private struct Pair: Hashable {
    let foreground: Int32
    let background: Int32
  }

  private var numbers: [Pair: Int32] = [:]
  private let limit: Int32
  private let hasDefaults: Bool
  private let isDirect: Bool

  /// For a terminal whose colours are started.
  init(_ depth: ColourDepth) {
    isDirect = depth == .direct
    hasDefaults = has_colors() && use_default_colors() == OK
    guard depth != .mono else {
      limit = 0
      return
    }
    // Pairs are numbered in 16 bits in places; pair 0 is the terminal's own.
    limit = min(cn_pairs(), 32_767)
  }

  /// The number of a pair, 0 where there are no colours, nil where all numbers are taken.
  mutating func number(_ foreground: TerminalColour?, _ background: TerminalColour?) -> Int32? {
    if limit == 0 || (foreground == nil && background == nil) { return 0 }
    let pair = Pair(foreground: index(foreground, standard: 7), background: index(background, standard: 0))
    if let number = numbers[pair] { return number }
    let number = Int32(numbers.count) + 1
    guard number < limit, init_extended_pair(number, pair.foreground, pair.background) == OK else { return nil }
    numbers[pair] = number
    return number
  }

  mutating func forgetAll() { numbers.removeAll(keepingCapacity: true) }

  private func index(_ colour: TerminalColour?, standard: Int32) -> Int32 {
    switch colour {
    case nil: return hasDefaults ? -1 : standard
    case .indexed(let index): return Int32(index)
    case .direct(let rgb):
      // The first eight values of a terminal of direct colours name its palette.
      let value = Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
      return isDirect ? max(8, value) : Int32(rgb.index256)
    }
  }
}
