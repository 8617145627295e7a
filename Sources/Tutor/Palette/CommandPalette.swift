import Engine
import TextUI

/// Everything there is to go to or to switch, found by a few letters: screens, layers, labs, lessons, terms, settings.
package struct CommandPalette: Sendable {
  package enum Part: Sendable { case everything, stages }

  struct Command: Sendable {
    /// What it is called, in the learner's language.
    let title: String
    /// What it is: "layer", "lab".
    let kind: String
    let note: String
    /// Other names that find it: the other language's.
    let alias: String
    let run: @Sendable (inout Context) -> [Action]

    init(
      _ title: String, _ kind: String, note: String = "", alias: String = "",
      run: @escaping @Sendable (inout Context) -> [Action]
    ) {
      (self.title, self.kind, self.note, self.alias, self.run) = (title, kind, note, alias, run)
    }

    func score(_ pattern: String) -> Int? {
      // A hit in the title counts more than one in what stands beside it.
      if let score = FuzzyMatch.score(pattern, title) { return score + 100 }
      return FuzzyMatch.score(pattern, [title, alias, kind, note].joined(separator: " "))
    }
  }

  enum Outcome: Sendable {
    case stay, close
    case run(Command)
  }

  private let title: String
  private let commands: [Command]
  private var field = TextField()
  private var list = ListState()
  /// What a line such as `lab pooling --set stride=1` opens; its index comes after those of ``commands``.
  private var typedLine: Command?
  /// Indices of the commands that the text leaves, the best first.
  private var found: [Int]
  private static let rows = 12

  package init(_ part: Part, _ context: Context) {
    let language = context.language
    switch part {
    case .everything:
      title = language("Go to", "去哪里")
      commands = CommandList.everything(context)
    case .stages:
      title = language("A stage of the network", "网络的某一层")
      commands = CommandList.stages(context)
    }
    found = Array(commands.indices)
  }

  mutating func update(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("p"): return .close
    case .enter:
      guard found.indices.contains(list.selection) else { return .stay }
      return .run(command(found[list.selection]))
    case .up, .down, .pageUp, .pageDown: list.handle(key, count: found.count, page: CommandPalette.rows)
    case .tab: list.handle(.down, count: found.count, page: CommandPalette.rows)
    case .backtab: list.handle(.up, count: found.count, page: CommandPalette.rows)
    default:
      let before = field.text
      field.handle(key)
      if field.text != before { search() }
    }
    return .stay
  }

  private func command(_ index: Int) -> Command { commands.indices.contains(index) ? commands[index] : typedLine! }

  private mutating func search() {
    list = ListState()
    guard !field.text.trimmed.isEmpty else {
      found = Array(commands.indices)
      return
    }
    if let line = CommandList.labLine(field.text) {
      typedLine = line
      found = [commands.count]
      return
    }
    typedLine = nil
    let scored = commands.indices.compactMap { index in commands[index].score(field.text).map { (index, $0) } }
    found = scored.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }.map(\.0)
  }

  func draw(into buffer: inout Buffer, _ context: Context) {
    let language = context.language
    let width = max(20, min(76, buffer.size.columns - 8))
    let rows = max(3, min(CommandPalette.rows, buffer.size.rows - 7))
    let inner = Modal(title, width: width, height: rows + 2, note: "\(found.count)").draw(into: &buffer)
    buffer.put("›", inner.x, inner.y, Style(.accent, .bold).on(.panel), clip: inner)
    field.draw(Rect(inner.x + 2, inner.y, inner.width - 2, 1), into: &buffer, Style(.text, .bold).on(.panel))
    let area = inner.cutTop(1).rest.cutTop(rows).top
    guard !found.isEmpty else {
      buffer.put(
        language("nothing is called like that", "没有叫这个的"), area.x + 2, area.y, Style(.muted).on(.panel), clip: area)
      return
    }
    let items = found.enumerated().map { row, index in
      let command = command(index)
      let item = ListItem(
        StyledText(command.title), note: StyledText(command.note, .muted), badge: StyledText(command.kind, .muted))
      guard row != list.selection else { return item }
      return ListItem(
        item.label.restyled { $0.on(.panel) }, note: item.note.restyled { $0.on(.panel) },
        badge: item.badge.restyled { $0.on(.panel) })
    }
    ListView(items, list).draw(area, into: &buffer)
    let help = language("↑↓ choose  ⏎ go  esc close", "↑↓ 选择  ⏎ 前往  esc 关闭")
    let foot = inner.cutBottom(1).bottom
    buffer.put(help, foot.x, foot.y, Style(.faint).on(.panel), clip: foot)
  }
}
