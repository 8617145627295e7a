import Engine
import TextUI

/// Another picture for the walk: one of the drawn samples, or a file.
struct PictureScreen: TypingScreen {
  private var list = ListState()
  private var field: TextField?
  private var samples: [PictureSource]

  init(_ context: Context) {
    samples = Samples.names.map(PictureSource.sample)
    if let drawing = context.drawing { samples.insert(.drawing(drawing), at: 0) }
    switch context.walk.source {
    case .file, .drawing: if !samples.contains(context.walk.source) { samples.insert(context.walk.source, at: 0) }
    case .sample: break
    }
    list.selection = samples.firstIndex(of: context.walk.source) ?? 0
  }

  var isTyping: Bool { field != nil }

  func crumbs(_ context: Context) -> [String] {
    [context.language("Walk", "漫游"), context.language("picture", "图片")]
  }

  func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    guard field == nil else {
      return [
        KeyHint(.enter, "⏎", language("take this file", "用这个文件")), KeyHint(.escape, "esc", language("cancel", "取消")),
      ]
    }
    return [
      KeyHint(.down, "↑↓", language("choose", "选择")), KeyHint(.enter, "⏎", language("take it", "选用")),
      KeyHint(.escape, "esc", language("back", "返回")),
      KeyHint(.character("q"), "q", language("back", "返回"), onlyInList: true),
    ]
  }

  mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    guard case .key(let key) = event else { return [] }
    if var field {
      switch key {
      case .escape: self.field = nil
      case .enter:
        let path = field.text.trimmed
        guard !path.isEmpty else {
          return [.notice(context.language("type the path of a PNG or JPEG file", "请输入 PNG 或 JPEG 文件的路径"))]
        }
        return take(.file(path), &context)
      default:
        _ = field.handle(key)
        self.field = field
      }
      return []
    }
    switch key {
    case .escape, .character("q"): return [.pop]
    case .enter:
      if list.selection == samples.count { return draw() }
      guard list.selection < samples.count else {
        field = TextField()
        return []
      }
      return take(samples[list.selection], &context)
    default: _ = list.handle(key, count: samples.count + 2, page: 10)
    }
    return []
  }

  private func take(_ source: PictureSource, _ context: inout Context) -> [Action] {
    [.effect(context.walk.start(picture: source)), .pop]
  }

  /// The lab in which a picture is painted; what was painted there stands in the list when it is left.
  private func draw() -> [Action] {
    guard let lab = try? LabRegistry.open("draw", [LabSetting("start", "blank")]) else { return [] }
    return [.replace(lab)]
  }

  func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let panel = area.centred(width: min(area.width, 64), height: samples.count + (field == nil ? 6 : 9))
    let inner = Panel(language("a picture for the network", "给网络的图片"), focused: true).draw(panel, into: &buffer).inset(
      1, 1)
    var items = samples.map { ListItem(language.describe(picture: $0)) }
    items.append(ListItem(language("draw one …", "画一张……"), note: language("then esc, and o again", "画完按 esc，再按 o")))
    items.append(ListItem(language("a file …", "文件……"), note: "PNG, JPEG"))
    ListView(items, list, focused: field == nil).draw(inner.cutTop(items.count).top, into: &buffer)
    if let field {
      let rest = inner.cutTop(items.count + 1).rest
      buffer.put(language("path", "路径"), rest.x, rest.y, .muted, clip: rest)
      field.draw(Rect(rest.x + 6, rest.y, rest.width - 6, 1), into: &buffer)
      buffer.put(
        StyledText(language("shorter side to 256, then the middle 227×227", "短边缩到 256，再取正中 227×227"), .muted),
        in: Rect(rest.x, rest.y + 1, rest.width, 1))
    }
  }
}

extension Language {
  func describe(picture: PictureSource) -> String {
    switch picture {
    case .file(let path): path
    case .drawing: self("your drawing: 32×32, enlarged", "你画的图：32×32，放大")
    case .sample("harbour"): self("harbour: edges in all directions, colours", "港口：各个方向的边缘与色彩")
    case .sample("patterns"): self("patterns: gratings, dots, gradients", "图案：条纹、圆点与渐变")
    case .sample("cat"): self("cat: one clear object", "猫：一个清楚的物体")
    case .sample(let name): name
    }
  }
}

extension String {
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
