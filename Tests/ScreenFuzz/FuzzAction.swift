import TextUI
import Tutor

/// One thing that happens to the tutor. Actions know nothing of the state, so that a run can be shortened by leaving
/// some of them out.
package enum FuzzAction: Hashable, Sendable {
  case key(Key)
  /// A key several times: the way down and to the ends of things.
  case keys(Key, Int)
  case text(String)
  case paste(Int)
  /// A place as shares of the size in 1,000ths.
  case mouse(MouseEvent.Action, x: Int, y: Int)
  case resize(columns: Int, rows: Int)
  /// An entry of the palette, by its number.
  case palette(Int)
  /// What the session reports of its own accord.
  case world(Change)
  /// The workers get on with what they were asked for: that many reports arrive.
  case work(Int)
  case tick(Int)

  package enum Change: Hashable, Sendable, CaseIterable {
    case courseShortened, courseRestored, courseGone, courseWithoutItems, courseWithOtherFigures
    case progressGrown, progressReset, trouble, pictureFails, otherGlyphs, otherLanguage, otherMotion
  }
}

extension FuzzAction: CustomStringConvertible {
  package var description: String {
    switch self {
    case .key(let key): FuzzAction.name(key)
    case .keys(let key, let count): "\(count)×\(FuzzAction.name(key))"
    case .text(let text): "type(\(text))"
    case .paste(let count): "paste(\(count))"
    case .mouse(let action, let x, let y): "\(action)(\(x)‰,\(y)‰)"
    case .resize(let columns, let rows): "resize(\(columns)x\(rows))"
    case .palette(let number): "palette(\(number))"
    case .world(let change): "\(change)"
    case .work(let count): "work(\(count))"
    case .tick(let count): "tick(\(count))"
    }
  }

  private static func name(_ key: Key) -> String {
    switch key {
    case .character(let character): character == " " ? "space" : String(character)
    case .control(let character): "C-\(character)"
    case .function(let number): "F\(number)"
    default: "\(key)"
    }
  }
}
