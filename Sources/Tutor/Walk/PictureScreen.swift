import Engine
import TextUI

/// Another picture for the walk: one of the drawn samples, or a file.
struct PictureScreen: TypingScreen {
  private var list = ListState()
  private var samples: [PictureSource]
  private var file: PictureFileField?

  init(_ context: Context) {
    samples = PictureScreen.samples(context)
    list.selection = samples.firstIndex(of: context.walk.source) ?? 0
  }

  private static func samples(_ context: Context) -> [PictureSource] {
    var samples = Samples.names.map(PictureSource.sample)
    if let drawing = context.drawing { samples.insert(.drawing(drawing), at: 0) }
    switch context.walk.source {
    case .file, .drawing: if !samples.contains(context.walk.source) { samples.insert(context.walk.source, at: 0) }
    case .sample: break
    }
    return samples
  }

  var isTyping: Bool { file != nil }

  func crumbs(_ context: Context) -> [String] {
    [context.language("Walk", "漫游"), context.language("picture", "图片")]
  }

  func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    guard file == nil else {
      return [
        KeyHint(.tab, "⇥", language("complete the path", "补全路径")),
        KeyHint(.enter, "⏎", language("take this file", "用这个文件")), KeyHint(.escape, "esc", language("cancel", "取消")),
      ]
    }
    return [
      KeyHint(.down, "↑↓", language("choose", "选择")), KeyHint(.enter, "⏎", language("take it", "选用")),
      KeyHint(.escape, "esc", language("back", "返回")),
      KeyHint(.character("q"), "q", language("back", "返回"), onlyInList: true),
    ]
  }

  // MARK: Events

  /// Another picture may have been taken or drawn while another screen lay above; the file that was asked for may be there.
  mutating func adopt(_ context: inout Context) -> [Action] {
    let now = PictureScreen.samples(context)
    if now != samples {
      let chosen = samples.indices.contains(list.selection) ? now.firstIndex(of: samples[list.selection]) : nil
      let isBelow = list.selection >= samples.count
      list.selection = isBelow ? now.count + list.selection - samples.count : chosen ?? 0
      samples = now
    }
    return file?.adopt(&context) ?? []
  }

  mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    if file != nil {
      switch file?.update(event, &context) {
      case .leave: file = nil
      case .actions(let actions): return actions
      case nil: break
      }
      return []
    }
    guard case .key(let key) = event else { return [] }
    switch key {
    case .escape, .character("q"): return [.pop]
    case .enter:
      if list.selection == samples.count { return draw() }
      guard samples.indices.contains(list.selection) else {
        file = PictureFileField()
        return []
      }
      return [.effect(context.walk.start(picture: samples[list.selection])), .pop]
    default: _ = list.handle(key, count: samples.count + 2, page: 10)
    }
    return []
  }

  /// The lab in which a picture is painted; what was painted there stands in the list when it is left.
  private func draw() -> [Action] {
    guard let lab = try? LabRegistry.open("draw", [LabSetting("start", "blank")]) else { return [] }
    return [.replace(lab)]
  }

  // MARK: Drawing

  func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let width = min(area.width, file == nil ? 64 : 90)
    let below = file.map { $0.height(width: width - 4, context) + 1 } ?? 0
    let panel = area.centred(width: width, height: min(area.height, samples.count + 6 + below))
    let inner = Panel(language("a picture for the network", "给网络的图片"), focused: true).draw(panel, into: &buffer).inset(
      1, 1)
    var items = samples.map { ListItem(language.describe(picture: $0, width: inner.width - 2)) }
    items.append(ListItem(language("draw one …", "画一张……"), note: language("then esc, and o again", "画完按 esc，再按 o")))
    items.append(ListItem(language("a file …", "文件……"), note: "PNG, JPEG"))
    ListView(items, list, focused: file == nil).draw(inner.cutTop(items.count).top, into: &buffer)
    file?.draw(into: &buffer, inner.cutTop(items.count + 1).rest, context)
  }
}

extension Language {
  /// A path that is wider than `width` loses its middle: what it begins with and the file's name are what one knows it by.
  func describe(picture: PictureSource, width: Int = .max) -> String {
    switch picture {
    case .file(let path): path.shortenedInside(to: width)
    case .drawing: self("your drawing: 32×32, enlarged", "你画的图：32×32，放大")
    case .sample("harbour"): self("harbour: edges in all directions, colours", "港口：各个方向的边缘与色彩")
    case .sample("patterns"): self("patterns: gratings, dots, gradients", "图案：条纹、圆点与渐变")
    case .sample("cat"): self("cat: one clear object", "猫：一个清楚的物体")
    case .sample(let name): name
    }
  }
}
