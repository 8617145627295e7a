import TextUI
import Tutor

/// Keys written down: names and single characters, separated by white space, as `lab --keys` takes them.
struct ScriptedKeys: Equatable {
  let keys: [Key]

  static let names: [(name: String, key: Key)] = [
    ("right", .right), ("left", .left), ("up", .up), ("down", .down), ("space", .character(" ")), ("tab", .tab),
    ("backtab", .backtab), ("enter", .enter), ("escape", .escape), ("backspace", .backspace), ("pgup", .pageUp),
    ("pgdn", .pageDown), ("home", .home), ("end", .end),
  ]

  init(_ text: String, _ language: Language) throws(Refusal) {
    var keys: [Key] = []
    for word in text.split(whereSeparator: \.isWhitespace).map(String.init) {
      if let named = ScriptedKeys.names.first(where: { $0.name == word.lowercased() }), word.count > 1 {
        keys.append(named.key)
      } else if word.count == 1, let character = word.first {
        keys.append(.character(character))
      } else {
        let names = ScriptedKeys.names.map(\.name).joined(separator: " ")
        throw Refusal(
          language(
            "--keys: there is no key “\(word)”; write single characters or \(names), separated by spaces",
            "--keys：没有“\(word)”这个键；请用单个字符，或 \(names)，用空格隔开"))
      }
    }
    self.keys = keys
  }
}
