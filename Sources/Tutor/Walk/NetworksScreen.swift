import Engine
import TextUI

/// All networks side by side, and another one to walk through.
struct NetworksScreen: Screen {
  private var selection: Int
  private var offset = 0

  init(_ context: Context) {
    selection = Architecture.names.firstIndex(of: context.walk.architecture.name) ?? 0
  }

  func crumbs(_ context: Context) -> [String] { [context.language("Walk", "漫游"), context.language("networks", "网络")] }

  func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    return [
      KeyHint(.right, "←→", language("choose", "选择")), KeyHint(.enter, "⏎", language("walk it", "走进去")),
      KeyHint(.down, "↑↓", language("scroll", "滚动")), KeyHint(.escape, "esc", language("back", "返回")),
      KeyHint(.character("q"), "q", language("back", "返回"), onlyInList: true),
    ]
  }

  private var architectures: [Architecture] { Architecture.names.compactMap(Architecture.named) }

  mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    switch event {
    case .key(.escape), .key(.character("q")): return [.pop]
    case .key(.enter): return walk(&context)
    case .key(let key): move(Move(key), context)
    case .mouse(let mouse):
      switch mouse.action {
      case .wheelUp: move(.up, context)
      case .wheelDown: move(.down, context)
      case .press:
        guard let found = column(at: mouse.at, context) else { return [] }
        if found == selection { return walk(&context) }
        selection = found
      default: break
      }
    case .resize, .paste: break
    }
    return []
  }

  private mutating func move(_ move: Move?, _ context: Context) {
    let rows = table(context.language, width: context.columns - 4).count
    let page = max(1, context.rows - 12)
    switch move {
    case .left, .previous: selection = max(0, selection - 1)
    case .right, .next: selection = min(architectures.count - 1, selection + 1)
    case .up: offset -= 1
    case .down: offset += 1
    case .pageUp: offset -= page
    case .pageDown: offset += page
    case .home: offset = 0
    case .end: offset = rows
    case nil: break
    }
    offset = max(0, min(offset, rows - page))
  }

  private func walk(_ context: inout Context) -> [Action] {
    let name = architectures[selection].name
    guard name != context.walk.architecture.name else { return [.pop] }
    return [.effect(context.walk.start(network: name)), .pop]
  }

  // MARK: Drawing

  private static let label = 9

  private static let narrowest = 13

  /// The networks that there is room for, around the chosen one.
  private func shown(_ width: Int) -> Range<Int> {
    // The scroll bar has two columns of its own.
    let count = max(1, min(architectures.count, (width - NetworksScreen.label - 2) / NetworksScreen.narrowest))
    let first = max(0, min(selection - count / 2, architectures.count - count))
    return first..<first + count
  }

  private func columnWidth(_ width: Int) -> Int { min(26, (width - NetworksScreen.label - 2) / shown(width).count) }

  private func column(at point: Point, _ context: Context) -> Int? {
    let x = point.x - 2 - NetworksScreen.label
    let room = context.columns - 4
    let (width, shown) = (columnWidth(room), shown(room))
    return x >= 0 && x / width < shown.count ? shown.lowerBound + x / width : nil
  }

  private func line(
    _ label: String, _ cells: [String], _ width: Int, _ style: Style, _ shown: Range<Int>
  ) -> StyledText {
    cells.enumerated().filter { shown.contains($0.offset) }.reduce(
      StyledText(label.truncated(to: NetworksScreen.label - 1).aligned(.leading, width: NetworksScreen.label), .muted)
    ) {
      text, cell in
      let isChosen = cell.offset == selection
      return text
        + StyledText(
          cell.element.truncated(to: width - 1).aligned(.trailing, width: width),
          isChosen ? style.adding(.bold).on(.selection) : style)
    }
  }

  /// Layers by kind, so that what does the same stands in one row.
  private func table(_ language: Language, width: Int) -> [StyledText] {
    let (column, shown) = (columnWidth(width), shown(width))
    func line(_ label: String, _ cells: [String], _ width: Int, _ style: Style = .text) -> StyledText {
      self.line(label, cells, width, style, shown)
    }
    let networks = architectures.map(\.summaries)
    func total(_ cost: (LayerSummary) -> Int, _ kind: OperationKind? = nil) -> [Int] {
      networks.map { $0.filter { kind == nil || $0.kind == kind }.reduce(0) { $0 + cost($1) } }
    }
    func share(_ cost: (LayerSummary) -> Int) -> [String] {
      zip(total(cost, .linear), total(cost)).map { language.percent($1 > 0 ? Double($0) / Double($1) : 0) }
    }
    func short(_ values: [Int]) -> [String] {
      values.map {
        column >= 15 ? FormatNumber.grouped($0) : FormatNumber.significant(Double($0) / 1e6, digits: 3) + " M"
      }
    }
    var lines = [
      line(language("layers", "层数"), networks.map { "\($0.count)" }, column),
      line(language("params", "参数"), short(total(\.parameters)), column),
      line(language("  in fc", "  全连接占"), share(\.parameters), column, .muted),
      line(language("MACs", "乘加次数"), short(total(\.macs)), column),
      line(language("  in fc", "  全连接占"), share(\.macs), column, .muted),
      line(
        language("memory", "内存"), networks.map { FormatNumber.bytes($0.reduce(0) { $0 + $1.activationBytes }) },
        column),
      line(
        language("field", "感受野"), networks.map { "\($0.compactMap(\.receptiveField).max() ?? 0)" }, column),
      StyledText(),
      line("input", architectures.map { "\($0.input)" }, column),
    ]
    for name in rows(networks) {
      let cells = networks.map { layers in layers.first { $0.name == name }.map { "\($0.output)" } ?? "·" }
      lines.append(line(name, cells, column))
    }
    return lines
  }

  /// Every name of a layer once, in the order of the networks.
  private func rows(_ networks: [[LayerSummary]]) -> [String] {
    var names: [String] = []
    for layers in networks {
      // A network with names of its own stands below the others.
      var place = layers.contains { names.contains($0.name) } ? 0 : names.count
      for layer in layers {
        if let found = names.firstIndex(of: layer.name) {
          place = found + 1
        } else {
          names.insert(layer.name, at: min(place, names.count))
          place += 1
        }
      }
    }
    return names
  }

  /// Says that there are more networks than are shown.
  private func note(_ width: Int, _ language: Language) -> String {
    let shown = shown(width)
    guard shown.count < architectures.count else { return "" }
    return language(
      "\(shown.lowerBound + 1)–\(shown.upperBound) of \(architectures.count)",
      "第 \(shown.lowerBound + 1)–\(shown.upperBound) 个，共 \(architectures.count) 个")
  }

  func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let (words, upper) = area.cutBottom(4)
    let inner = Panel(language("all networks", "全部网络"), focused: true, note: note(area.width - 4, language)).draw(
      upper, into: &buffer
    ).inset(1, 0)
    let column = columnWidth(inner.width)
    let (head, list) = inner.cutTop(2)
    var names = StyledText(String(repeating: " ", count: NetworksScreen.label))
    for (index, network) in architectures.enumerated() where shown(inner.width).contains(index) {
      let isChosen = index == selection
      // The mark gives way to the name where there is no room for both.
      let name = (isChosen && GlyphWidth.of(network.name) < column ? "▸" : "") + network.name
      names.append(
        name.truncated(to: column).aligned(.trailing, width: column),
        isChosen ? Style.accent.on(.selection) : .strong)
    }
    buffer.put(names, in: head.cutTop(1).top)
    let lines = table(language, width: inner.width)
    Prose.draw(Array(lines.dropFirst(offset)), list, into: &buffer)
    Scroll(offset: offset).drawBar(list, rows: lines.count, into: &buffer)
    Prose.draw(
      StyledText(NetworksScreen.words(architectures[selection].name, language)), words.inset(2, 0), into: &buffer)
  }

  private static func words(_ name: String, _ language: Language) -> String {
    switch name {
    case "paper":
      language(
        "The network of 2012 as published: two halves on two GPUs that meet in conv3 and in the fully connected layers.",
        "2012 年论文中的网络：两半分在两块 GPU 上，只在 conv3 和全连接层相会。")
    case "single-tower":
      language(
        "The same layers without the split: every kernel reads all maps of the layer before. More weights in conv2, conv4 and conv5.",
        "同样的层，但不分两半：每个卷积核读前一层的全部特征图；conv2、conv4、conv5 的权重更多。")
    case "torchvision":
      language(
        "What most people download today: after a paper of 2014, fewer maps, no normalisation, padding 2 in conv1 so that 224 fits.",
        "如今大家下载的那个：依照 2014 年的论文，特征图更少，没有归一化，conv1 填充 2，所以 224 放得下。")
    case "lenet-5":
      language(
        "Its ancestor of 1998, in its modern form: digits of 32×32, sixty thousand parameters. Less than a thousandth of AlexNet.",
        "1998 年的前辈（现代写法）：32×32 的数字，六万个参数，约为 AlexNet 的千分之一。")
    default:
      language(
        "The paper's sequence of layers at 32×32 with ten classes: small enough to be trained here in minutes.",
        "论文的层次结构缩到 32×32、十个类别：小到可以在这里几分钟训练完。")
    }
  }
}
