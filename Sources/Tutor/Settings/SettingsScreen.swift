import TextUI

/// What can be chosen once and for all. Every change holds at once and is written to the file.
package struct SettingsScreen: Screen {
  /// One row: its value now, and what the next value does.
  struct Entry: Sendable {
    let key: String
    let name: String
    let value: String
    let note: String
    let next: @Sendable (inout Context, Int) -> [Action]
  }

  private var list = ListState()

  package init(_ context: Context) {}

  package func crumbs(_ context: Context) -> [String] { [context.language("Settings", "设置")] }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    return [
      KeyHint(.down, "↑↓", language("choose", "选择")), KeyHint(.right, "←→", language("change", "改变")),
      KeyHint(.escape, "esc", language("back", "返回")),
      KeyHint(.enter, "⏎", language("next value", "下一个值"), onlyInList: true),
      KeyHint(.character("q"), "q", language("back", "返回"), onlyInList: true),
    ]
  }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    let entries = SettingsScreen.entries(context)
    switch event {
    case .key(.escape), .key(.character("q")): return [.pop]
    case .key(.right), .key(.enter), .key(.character("l")), .key(.character(" ")), .key(.character("+")):
      return entries[min(list.selection, entries.count - 1)].next(&context, 1)
    case .key(.left), .key(.character("h")), .key(.character("-")):
      return entries[min(list.selection, entries.count - 1)].next(&context, -1)
    case .key(let key): list.handle(key, count: entries.count, page: entries.count)
    case .mouse(let mouse):
      let rows = SettingsScreen.rows(Rect(0, 1, context.columns, max(0, context.rows - 2)), entries.count)
      let row = mouse.at.y - rows.y
      guard rows.contains(mouse.at), entries.indices.contains(row) else { return [] }
      switch mouse.action {
      case .press where list.selection == row: return entries[row].next(&context, 1)
      case .press: list.selection = row
      case .wheelUp: return entries[row].next(&context, -1)
      case .wheelDown: return entries[row].next(&context, 1)
      case .release, .drag: break
      }
    case .resize, .paste: break
    }
    return []
  }

  private static func panel(_ area: Rect, _ count: Int) -> Rect { area.cutTop(min(area.height, count + 4)).top }

  /// Where the entries stand, one a row.
  private static func rows(_ area: Rect, _ count: Int) -> Rect { Panel.inner(panel(area, count)).inset(1, 1) }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let entries = SettingsScreen.entries(context)
    let panel = SettingsScreen.panel(area, entries.count)
    Panel(language("settings", "设置"), focused: true).draw(panel, into: &buffer)
    let inner = SettingsScreen.rows(area, entries.count)
    let names = entries.map { GlyphWidth.of($0.name) }.max() ?? 0
    let values = entries.map { GlyphWidth.of($0.value) }.max() ?? 0
    for (row, entry) in entries.enumerated() where row < inner.height {
      let line = Rect(inner.x, inner.y + row, inner.width, 1)
      let isChosen = row == list.selection
      let ground: Colour = isChosen ? .role(.selection) : .standard
      if isChosen { buffer.fill(line, Style(.text).on(ground)) }
      var text = StyledText(isChosen ? "▸ " : "  ", Style(.focus, .bold).on(ground))
      text.append(entry.name.aligned(.leading, width: names + 3), Style(.text, isChosen ? .bold : []).on(ground))
      text.append((isChosen ? "◂" : " ") + entry.value + (isChosen ? "▸" : " "), Style.accent.on(ground))
      text.append(String(repeating: " ", count: values - GlyphWidth.of(entry.value) + 2), Style(.text).on(ground))
      text.append(entry.note, Style(.muted).on(ground))
      buffer.put(text.truncated(to: line.width), in: line)
    }
    let words = language(
      "Every change holds at once and is kept in settings.yaml, in the folder alexnet-tutor of your configuration "
        + "(alexnet-tutor doctor says where). NO_COLOR, the locale and TERM decide what is set to automatic.",
      "改动立即生效，并保存在配置目录 alexnet-tutor 下的 settings.yaml 里（alexnet-tutor doctor 会说明位置）。"
        + "设为“自动”的项由 NO_COLOR、locale 和 TERM 决定。")
    let rest = area.cutTop(panel.height + 1).rest.inset(2, 0)
    Prose.draw(StyledText(words, .muted), rest, into: &buffer)
  }

  // MARK: What there is

  static func entries(_ context: Context) -> [Entry] {
    let language = context.language
    let now = context.preferences
    return [
      Entry(
        key: "language", name: language("Language", "语言"), value: language("English", "中文"),
        note: language("中文 is the other", "另一种是 English"),
        next: { context, _ in
          let language: Language = context.language == .english ? .chinese : .english
          context.language = language
          return [.effect(.setLanguage(language))]
        }),
      entry(
        "motion", language("Motion", "动画"), \.motion, now, motion(now.motion, language),
        language("windows that slide, maps that fill; space plays", "窗口滑动、逐行填图；空格播放")),
      entry(
        "glyphs", language("Glyphs", "字符"), \.glyphs, now,
        [.auto: language("automatic", "自动"), .unicode: "Unicode", .ascii: "ASCII"][now.glyphs] ?? "",
        language("blocks and lines, or plain letters", "方块和线条，或纯 ASCII")),
      entry(
        "colours", language("Colours", "颜色"), \.colours, now,
        [.auto: language("automatic", "自动"), .c256: "256", .c16: "16", .mono: language("none", "无")][now.colours] ?? "",
        language("meaning never hangs on colour alone", "含义从不只靠颜色表达")),
      Entry(
        key: "mouse", name: language("Mouse", "鼠标"), value: now.mouse ? language("on", "开") : language("off", "关"),
        note: language("off: the terminal selects text again", "关：终端恢复选取文字"),
        next: { context, _ in
          context.preferences.mouse.toggle()
          return [.effect(.setPreferences(context.preferences))]
        }),
    ]
  }

  private static func motion(_ motion: Preferences.Motion, _ language: Language) -> String {
    switch motion {
    case .off: language("off", "关")
    case .slow: language("slow", "慢")
    case .normal: language("normal", "正常")
    case .fast: language("fast", "快")
    }
  }

  private static func entry<Value: CaseIterable & Equatable & Sendable>(
    _ key: String, _ name: String, _ path: WritableKeyPath<Preferences, Value> & Sendable, _ now: Preferences,
    _ value: String, _ note: String
  ) -> Entry {
    Entry(
      key: key, name: name, value: value, note: note,
      next: { context, step in
        let all = Array(Value.allCases)
        let index = all.firstIndex(of: context.preferences[keyPath: path]) ?? 0
        context.preferences[keyPath: path] = all[(index + step + all.count) % all.count]
        return [.effect(.setPreferences(context.preferences))]
      })
  }
}
