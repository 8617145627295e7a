import TextUI

/// All terms in a list that can be searched, and the card of the chosen one.
package struct GlossaryScreen: TypingScreen {
  private var list: ListState
  /// What is searched for, while it is typed.
  private var search: TextField?

  /// - Parameter term: the name of the term whose card is open; the first of the list where it is none.
  package init(term: String? = nil) {
    let index = Glossary.terms.firstIndex { $0.id == term } ?? 0
    list = ListState(selection: index)
  }

  package var isTyping: Bool { search != nil }

  package func crumbs(_ context: Context) -> [String] {
    let name = chosen(context.language)?.name(context.language)
    return [context.language("Glossary", "术语表")] + (name.map { [$0] } ?? [])
  }

  package func status(_ context: Context) -> [String] {
    let items = items(context.language)
    let count = list.visible(items).count
    return [context.language(count == 1 ? "1 term" : "\(count) terms", "\(count) 个术语")]
  }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    if search != nil {
      return [
        KeyHint(.enter, "⏎", language("done", "确定")), KeyHint(nil, "↑↓", language("choose", "选择")),
        KeyHint(.escape, "esc", language("whole list", "全部术语")),
      ]
    }
    var keys: [KeyHint] = []
    if chosen(language)?.lab != nil { keys.append(KeyHint(.enter, "⏎", language("see it", "去看看"))) }
    keys += [
      KeyHint(.character("/"), "/", language("search", "查找")), KeyHint(nil, "↑↓", language("choose", "选择")),
      KeyHint(.escape, "esc", list.filter.isEmpty ? language("back", "返回") : language("whole list", "全部术语")),
      KeyHint(nil, "pgup/pgdn", language("page", "翻页"), onlyInList: true),
      KeyHint(nil, "home/end", language("first, last", "首个、末个"), onlyInList: true),
      KeyHint(.character("q"), "q", language("back", "返回"), onlyInList: true),
    ]
    return keys
  }

  // MARK: Terms

  /// Every term with its name in the other language, which is searched too.
  private func items(_ language: Language) -> [ListItem] {
    Glossary.terms.map { ListItem($0.name(language), note: $0.name(language == .english ? .chinese : .english)) }
  }

  private func chosen(_ language: Language) -> Term? { list.selected(items(language)).map { Glossary.terms[$0] } }

  // MARK: Events

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    switch event {
    case .key(let key): return search == nil ? act(on: key, context) : type(key, context)
    case .mouse(let mouse): return point(mouse, context)
    case .paste(let text):
      search?.paste(text)
      if let search { list = ListState(filter: search.text) }
      return []
    case .resize: return []
    }
  }

  private mutating func act(on key: Key, _ context: Context) -> [Action] {
    switch key {
    case .escape where !list.filter.isEmpty: showAll(context)
    case .escape, .character("q"): return [.pop]
    case .character("/"): search = TextField(list.filter)
    case .enter, .right, .character("l"): return open(context)
    default: choose(key, context)
    }
    return []
  }

  /// The whole list again, with the cursor where it stands.
  private mutating func showAll(_ context: Context) {
    let index = list.selected(items(context.language)) ?? 0
    list = ListState(selection: index)
  }

  private mutating func choose(_ key: Key, _ context: Context) {
    list.handle(key, count: list.visible(items(context.language)).count, page: page(context))
  }

  private mutating func type(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .escape:
      search = nil
      showAll(context)
    case .enter, .tab: search = nil
    case .up, .down, .pageUp, .pageDown: choose(key, context)
    default:
      guard search?.handle(key) == true else { return [] }
      list = ListState(filter: search?.text ?? "")
    }
    return []
  }

  private func open(_ context: Context) -> [Action] {
    let language = context.language
    guard let term = chosen(language) else {
      return [.notice(language("no term has these words; esc shows all", "没有这样的术语；esc 显示全部"))]
    }
    switch term.lab.flatMap(TermPlace.init) {
    case nil: return [.notice(language("there is nothing to open for this term", "这个术语没有可以打开的地方"))]
    case .walk(let stage): return [.push(WalkScreen(stageNamed: stage, context))]
    case .lab(let line):
      do { return [.push(try LabRegistry.open(commandLine: line))] } catch { return [.notice(error(language))] }
    }
  }

  private mutating func point(_ mouse: MouseEvent, _ context: Context) -> [Action] {
    let areas = areas(Rect(0, 1, context.columns, max(0, context.rows - 2)))
    switch mouse.action {
    case .wheelUp: choose(.up, context)
    case .wheelDown: choose(.down, context)
    case .press:
      let view = ListView(items(context.language), list)
      if let row = view.row(at: mouse.at, in: rows(areas.list)) { list.selection = row }
      if areas.card.contains(mouse.at) { return open(context) }
    case .drag, .release: break
    }
    return []
  }

  // MARK: Drawing

  private struct Areas {
    var list: Rect
    var card: Rect
  }

  /// Side by side, or the card below the list where the screen is narrow.
  private func areas(_ area: Rect) -> Areas {
    if area.width >= 76 {
      let (list, card) = area.cutLeft(min(58, area.width * 9 / 20))
      return Areas(list: list, card: card)
    }
    let (card, list) = area.cutBottom(min(12, area.height * 3 / 5))
    return Areas(list: list, card: card)
  }

  /// The rows of the list inside of its panel, below the line of the search.
  private func rows(_ list: Rect) -> Rect {
    let inner = Panel.inner(list).inset(1, 0)
    return search == nil && self.list.filter.isEmpty ? inner : inner.cutTop(1).rest
  }

  private func page(_ context: Context) -> Int {
    max(1, rows(areas(Rect(0, 1, context.columns, max(0, context.rows - 2))).list).height)
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let areas = areas(area)
    let inner = Panel(language("terms", "术语"), focused: true).draw(areas.list, into: &buffer).inset(1, 0)
    if search != nil || !list.filter.isEmpty {
      let line = inner.cutTop(1).top
      buffer.put("/", line.x, line.y, .accent, clip: line)
      let field = search ?? TextField(list.filter)
      field.draw(line.cutLeft(1).rest, into: &buffer, focused: search != nil)
    }
    let items = items(language)
    // The other name has room in the card; in the list it is searched only.
    let names = Glossary.terms.map { ListItem($0.name(language)) }
    let rows = rows(areas.list)
    if list.visible(items).isEmpty {
      Prose.draw(StyledText(language("no such term", "没有这样的术语"), .muted), rows, into: &buffer)
    }
    drawList(names, items, rows, into: &buffer)
    let card = Panel(chosen(language)?.name(language) ?? "").draw(areas.card, into: &buffer).inset(1, 0)
    if let term = chosen(language) { drawCard(term, card, language, into: &buffer) }
  }

  private func drawList(_ names: [ListItem], _ items: [ListItem], _ area: Rect, into buffer: inout Buffer) {
    let visible = list.visible(items)
    var state = ListState(selection: list.selection)
    state.scroll = list.scroll
    ListView(visible.map { names[$0] }, state).draw(area, into: &buffer)
  }

  /// Both names, what it means, its formula, and where Enter leads.
  private func drawCard(_ term: Term, _ area: Rect, _ language: Language, into buffer: inout Buffer) {
    var lines = Prose.wrap(
      StyledText(term.name(language == .english ? .chinese : .english), Style(.accent)), width: area.width)
    lines.append(StyledText())
    lines += Prose.wrap(StyledText(term.definition(language)), width: area.width)
    if let formula = term.formula {
      lines.append(StyledText())
      lines += Prose.wrap(StyledText("  " + formula, Style(.output, .bold)), width: area.width, hanging: 4)
    }
    if let place = term.lab.flatMap(TermPlace.init) {
      lines.append(StyledText())
      let text = StyledText("⏎ ", .accent) + StyledText(language("see it: ", "去看看："), .muted)
      lines += Prose.wrap(text + StyledText(place.title(language), .strong), width: area.width, hanging: 2)
      if case .lab(let line) = place, line.contains(" ") {
        lines += Prose.wrap(StyledText("  lab " + line, .faint), width: area.width, hanging: 4)
      }
    }
    let related = term.related(language).map { $0.name(language) }
    if !related.isEmpty {
      lines.append(StyledText())
      let names = StyledText(related.joined(separator: " · "))
      lines += Prose.wrap(
        StyledText(language("see also: ", "另见："), .muted) + names, width: area.width, hanging: 2)
    }
    Prose.draw(lines, area, into: &buffer)
  }
}
