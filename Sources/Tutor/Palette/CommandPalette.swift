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
  }

  enum Outcome: Sendable {
    case stay, close
    case run(Command)
  }

  /// All that the commands depend on.
  private struct Basis: Equatable, Sendable {
    let language: Language
    let network: String
    let lessons: [String]
    let settings: [String]

    init(_ context: Context) {
      language = context.language
      network = context.walk.architecture.name
      lessons = context.course.lessons(context.language).flatMap { [$0.id, $0.title] }
      settings = SettingsScreen.entries(context).map(\.value)
    }
  }

  private let part: Part
  private var basis: Basis
  private var title: String
  private var commands: [Command]
  private var field = TextField()
  private var list = ListState()
  /// What a line such as `lab pooling --set stride=1` opens; its index comes after those of ``commands``.
  private var typedLine: Command?
  /// Indices of the commands that the text leaves, the best first.
  private var found: [Int]
  /// What is searched of the commands, in their order; made when the first letter is typed.
  private var texts: [SearchedText] = []
  private static let rows = 12

  package init(_ part: Part, _ context: Context) {
    self.part = part
    basis = Basis(context)
    title = CommandPalette.title(part, context.language)
    commands = CommandPalette.commands(part, context)
    found = Array(commands.indices)
  }

  private static func title(_ part: Part, _ language: Language) -> String {
    switch part {
    case .everything: language("Go to", "去哪里")
    case .stages: language("A stage of the network", "网络的某一层")
    }
  }

  private static func commands(_ part: Part, _ context: Context) -> [Command] {
    switch part {
    case .everything: CommandList.everything(context)
    case .stages: CommandList.stages(context)
    }
  }

  /// Offers what there is by the context as it has become; the chosen entry stays chosen if it is still there.
  mutating func adopt(_ context: Context) {
    let fresh = Basis(context)
    guard fresh != basis else { return }
    let chosen = found.indices.contains(list.selection) ? command(found[list.selection]) : nil
    basis = fresh
    title = CommandPalette.title(part, context.language)
    commands = CommandPalette.commands(part, context)
    texts = []
    search()
    let place = found.firstIndex { index in
      command(index).map { $0.title == chosen?.title && $0.kind == chosen?.kind } ?? false
    }
    if let place { list.selection = place }
  }

  mutating func update(_ key: Key) -> Outcome {
    switch key {
    case .escape, .control("p"): return .close
    case .enter:
      guard found.indices.contains(list.selection), let command = command(found[list.selection]) else { return .stay }
      return .run(command)
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

  private func command(_ index: Int) -> Command? { commands.indices.contains(index) ? commands[index] : typedLine }

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
    if texts.isEmpty { texts = commands.map(SearchedText.init) }
    let pattern = FuzzyPattern(field.text)
    let scored = texts.indices.compactMap { index in texts[index].score(pattern).map { (index, $0) } }
    found = scored.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }.map(\.0)
  }

  mutating func paste(_ text: String) {
    let before = field.text
    field.paste(text)
    if field.text != before { search() }
  }

  // MARK: Geometry

  private func rows(_ screen: Size) -> Int { max(3, min(CommandPalette.rows, screen.rows - 7)) }

  private func modal(on screen: Size) -> Modal {
    Modal(title, width: max(20, min(76, screen.columns - 8)), height: rows(screen) + 2, note: "\(found.count)")
  }

  /// Where the palette stands, its frame included.
  func area(on screen: Size) -> Rect { modal(on: screen).area(on: Rect(0, 0, screen.columns, screen.rows)) }

  private func listArea(_ inner: Rect, _ screen: Size) -> Rect { inner.cutTop(1).rest.cutTop(rows(screen)).top }

  /// Marks the entry at `point`, if there is one.
  mutating func choose(at point: Point, on screen: Size) -> Bool {
    let items = found.map { _ in ListItem("") }
    guard let row = ListView(items, list).row(at: point, in: listArea(Modal.content(of: area(on: screen)), screen))
    else { return false }
    list.selection = row
    return true
  }

  func draw(into buffer: inout Buffer, _ context: Context) {
    let language = context.language
    let inner = modal(on: buffer.size).draw(into: &buffer)
    buffer.put("›", inner.x, inner.y, Style(.accent, .bold).on(.panel), clip: inner)
    field.draw(Rect(inner.x + 2, inner.y, inner.width - 2, 1), into: &buffer, Style(.text, .bold).on(.panel))
    let area = listArea(inner, buffer.size)
    guard !found.isEmpty else {
      buffer.put(
        language("nothing is called like that", "没有叫这个的"), area.x + 2, area.y, Style(.muted).on(.panel), clip: area)
      return
    }
    let items = found.compactMap(command).enumerated().map { row, command in
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
