import Engine
import TextUI

/// The main screen: AlexNet layer by layer on a real picture, and from every layer down to one map, one number, its terms.
package struct WalkScreen: Screen {
  package enum Level: Int, Sendable, Comparable, CaseIterable {
    case stage, map, number, terms
    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  package private(set) var stage: Int
  package private(set) var level: Level = .stage
  package private(set) var cell: StageCell
  /// The first of the things that the deepest levels list: input channels, terms.
  private(set) var offset = 0
  private(set) var sortsByMagnitude = false
  /// Which of the sorted units of a vector is chosen.
  private(set) var rank = 0

  /// - Parameter context: says how large the maps are: the cursor begins in the middle.
  package init(stage: Int = 0, _ context: Context) {
    self.stage = stage
    cell = StageCell()
    let grid = grid(context)
    cell = StageCell(channel: 0, row: grid.rows / 2, column: grid.columns / 2)
  }

  /// At a place that was remembered.
  package init(stageNamed name: String, _ context: Context) {
    self.init(stage: context.walk.stageNames.firstIndex(of: name) ?? 0, context)
    settle(context)
  }

  // MARK: What is chosen

  func summary(_ context: Context) -> LayerSummary? { stage == 0 ? nil : context.walk.summaries[stage - 1] }

  func shape(of stage: Int, _ context: Context) -> Shape {
    stage == 0 ? context.walk.architecture.input : context.walk.summaries[stage - 1].output
  }

  func grid(_ context: Context) -> StageGrid { StageGrid(shape(of: stage, context)) }

  /// The units of a vector by value, largest first.
  func ranking(_ context: Context) -> [Int] {
    guard let output = context.walk.output(stage) else { return [] }
    return output.data.indices.sorted {
      output.data[$0] == output.data[$1] ? $0 < $1 : output.data[$0] > output.data[$1]
    }
  }

  package func crumbs(_ context: Context) -> [String] {
    let language = context.language
    var crumbs = [language("Walk", "漫游"), context.walk.stageNames[stage]]
    let grid = grid(context)
    if level >= .map {
      crumbs.append(
        grid.isVector ? language("all units", "全部单元") : language("map \(cell.channel)", "第 \(cell.channel) 张图"))
    }
    if level >= .number {
      let index = grid.index(cell)
      let label = ClassLabels(context.walk, stage: stage)[index[0]].map { " " + $0 } ?? ""
      crumbs.append(index.map(String.init).joined(separator: ",") + label)
    }
    if level == .terms { crumbs.append(language("terms", "各项")) }
    return crumbs
  }

  package func status(_ context: Context) -> [String] {
    let name = context.walk.architecture.name
    return [context.walk.network.map { "\(name) · \(context.language.remark(weightsOf: $0))" } ?? name]
  }

  package func place(_ context: Context) -> Place? {
    .walk(network: context.walk.architecture.name, stage: context.walk.stageNames[stage])
  }

  // MARK: Keys

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    let out = KeyHint(.escape, "esc", level == .stage ? language("home", "主页") : language("out", "返回上层"))
    let quit = KeyHint(.character("q"), "q", language("leave the walk", "离开漫游"), onlyInList: true)
    let zoom = KeyHint(.enter, "⏎", language("zoom in", "深入"))
    let layers = [
      KeyHint(.character(">"), ">", language("next layer", "下一层"), onlyInList: true),
      KeyHint(.character("<"), "<", language("previous layer", "上一层"), onlyInList: true),
      KeyHint(.character("1"), "1-8", language("jump to a weight layer", "跳到带权重的层"), onlyInList: true),
    ]
    let maps = [
      KeyHint(.character("]"), "]", language("next map", "下一张图"), onlyInList: true),
      KeyHint(.character("["), "[", language("previous map", "上一张图"), onlyInList: true),
    ]
    switch level {
    case .stage:
      return [
        KeyHint(.right, "←→", language("layer", "层")),
        KeyHint(.down, "↑↓", grid(context).isVector ? language("unit", "单元") : language("map", "特征图")), zoom,
        KeyHint(.character("o"), "o", language("picture", "换图片")), out,
        KeyHint(.pageDown, "pgdn", language("page of maps forward", "下一页特征图"), onlyInList: true),
        KeyHint(.pageUp, "pgup", language("page of maps back", "上一页特征图"), onlyInList: true),
        KeyHint(.home, "home", language("to the input", "到输入"), onlyInList: true),
        KeyHint(.end, "end", language("to the last layer", "到最后一层"), onlyInList: true),
      ] + layers + [quit]
    case .map:
      return [KeyHint(.right, "←→↑↓", language("cell", "单元格"))]
        + (grid(context).isVector ? [] : [KeyHint(.character("]"), "[ ]", language("map", "特征图"))])
        + [KeyHint(.character(">"), "< >", language("layer", "层")), zoom, out] + maps + layers + [quit]
    case .number:
      return [KeyHint(.right, "←→↑↓", language("cell", "单元格"))]
        + (lists(context) ? [KeyHint(.tab, "⇥", language("more", "更多"))] : [])
        + [KeyHint(.character(">"), "< >", language("layer", "层"))]
        + (hasTerms(context) ? [KeyHint(.enter, "⏎", language("all terms", "全部各项"))] : []) + [out]
        + (grid(context).isVector ? [] : maps) + layers + [quit]
    case .terms:
      let count = context.walk.explain(stage, at: grid(context).index(cell))?.terms.count ?? 0
      guard count > 1 else { return [out, quit] }
      return [
        KeyHint(.down, "↑↓", language("scroll", "滚动")), KeyHint(.pageDown, "pgdn", language("page", "翻页")),
        KeyHint(
          .character("m"), "m",
          sortsByMagnitude ? language("in reading order", "按位置排") : language("largest first", "按大小排")),
        out, KeyHint(.home, "home", language("first term", "第一项"), onlyInList: true),
        KeyHint(.end, "end", language("last term", "最后一项"), onlyInList: true), quit,
      ]
    }
  }

  private func lists(_ context: Context) -> Bool { summary(context).map { $0.kind == .convolution } ?? false }
  private func hasTerms(_ context: Context) -> Bool { stage > 0 }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    switch event {
    case .key(let key): return press(key, context)
    case .mouse(let mouse): return point(mouse, context)
    case .resize: return []
    }
  }

  private mutating func press(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .escape, .backspace:
      guard level > .stage else { return [.pop] }
      level = Level(rawValue: level.rawValue - 1) ?? .stage
      offset = 0
    case .character("q"): return [.pop]
    case .enter: return zoomIn(context)
    case .character(">"), .character("."): go(to: stage + 1, context)
    case .character("<"), .character(","): go(to: stage - 1, context)
    case .character("]"): change(map: 1, context)
    case .character("["): change(map: -1, context)
    case .character(let digit) where "12345678".contains(digit): jump(Int(String(digit)) ?? 1, context)
    case .character("o") where level == .stage: return [.push(PictureScreen(context))]
    case .character("m") where level == .terms:
      sortsByMagnitude.toggle()
      offset = 0
    default: move(Move(key), context)
    }
    return []
  }

  private mutating func zoomIn(_ context: Context) -> [Action] {
    guard context.walk.stages.count > stage else {
      return [.notice(context.language("this layer is still being computed", "这一层还在计算"))]
    }
    switch level {
    case .stage: level = .map
    case .map: level = .number
    case .number where hasTerms(context): level = .terms
    case .number, .terms:
      return [.notice(context.language("nothing lies below this", "下面没有更深的层次了"))]
    }
    offset = 0
    return []
  }

  private mutating func go(to target: Int, _ context: Context) {
    let target = max(0, min(target, context.walk.summaries.count))
    guard target != stage else { return }
    let old = grid(context)
    stage = target
    cell = grid(context).moved(cell, from: old)
    offset = 0
    rank = 0
    settle(context)
  }

  private mutating func jump(_ number: Int, _ context: Context) {
    let weighty = context.walk.summaries.indices.filter { context.walk.summaries[$0].parameters > 0 }
    if weighty.indices.contains(number - 1) { go(to: weighty[number - 1] + 1, context) }
  }

  private mutating func change(map step: Int, _ context: Context) {
    let grid = grid(context)
    guard !grid.isVector else { return }
    cell.channel = (cell.channel + step + grid.channels) % grid.channels
  }

  /// Brings rank and cell of a vector into step.
  private mutating func settle(_ context: Context) {
    let grid = grid(context)
    cell = grid.clamped(cell)
    guard grid.isVector, level == .stage else { return }
    let ranking = ranking(context)
    guard !ranking.isEmpty else { return }
    rank = max(0, min(rank, ranking.count - 1))
    cell = grid.cell(at: [ranking[rank]])
  }

  package mutating func refresh(_ context: Context) -> [Action] {
    settle(context)
    return []
  }

  private mutating func move(_ move: Move?, _ context: Context) {
    guard let move else { return }
    let grid = grid(context)
    switch level {
    case .stage: moveAtStage(move, grid, context)
    case .map, .number: moveCell(move, grid)
    case .terms: moveInTerms(move, context)
    }
  }

  private mutating func moveAtStage(_ move: Move, _ grid: StageGrid, _ context: Context) {
    switch move {
    case .left: go(to: stage - 1, context)
    case .right: go(to: stage + 1, context)
    case .home: go(to: 0, context)
    case .end: go(to: context.walk.summaries.count, context)
    case .up, .down, .pageUp, .pageDown, .next, .previous:
      let step = [.up: -1, .down: 1, .pageUp: -10, .pageDown: 10, .next: 1, .previous: -1][move] ?? 0
      if grid.isVector {
        rank = max(0, min(rank + step, grid.mapCount - 1))
        settle(context)
      } else {
        cell.channel = max(0, min(cell.channel + step, grid.channels - 1))
      }
    }
  }

  private mutating func moveCell(_ move: Move, _ grid: StageGrid) {
    switch move {
    case .left: cell.column -= 1
    case .right: cell.column += 1
    case .up: cell.row -= 1
    case .down: cell.row += 1
    case .pageUp: cell.row -= max(1, grid.rows / 4)
    case .pageDown: cell.row += max(1, grid.rows / 4)
    case .home: cell.column = 0
    case .end: cell.column = grid.columns - 1
    case .next: offset += 1
    case .previous: offset = max(0, offset - 1)
    }
    cell = grid.clamped(cell)
  }

  private mutating func moveInTerms(_ move: Move, _ context: Context) {
    let count = context.walk.explain(stage, at: grid(context).index(cell))?.terms.count ?? 0
    switch move {
    case .up, .left: offset -= 1
    case .down, .right: offset += 1
    case .pageUp, .previous: offset -= 10
    case .pageDown, .next: offset += 10
    case .home: offset = 0
    case .end: offset = count
    }
    offset = max(0, min(offset, count - 1))
  }

  // MARK: Mouse

  private mutating func point(_ mouse: MouseEvent, _ context: Context) -> [Action] {
    switch mouse.action {
    case .wheelUp: move(level == .terms || level == .stage ? .up : .previous, context)
    case .wheelDown: move(level == .terms || level == .stage ? .down : .next, context)
    case .release, .drag: break
    case .press:
      let views = WalkViews(self, context)
      if level == .stage, let stage = views.stage(at: mouse.at) {
        go(to: stage, context)
      } else if let found = views.cell(at: mouse.at) {
        if level == .stage, found.channel == cell.channel { return zoomIn(context) }
        cell = found
      }
    }
    return []
  }

  // MARK: Drawing

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    switch level {
    case .stage: WalkViews(self, context).drawStage(&buffer, area)
    case .map: WalkViews(self, context).drawMap(&buffer, area)
    case .number: NumberView(self, context).draw(&buffer, area)
    case .terms: TermsView(self, context).draw(&buffer, area)
    }
  }
}

/// The directions that arrow keys, their letters and the page keys mean.
enum Move: Hashable {
  case left, right, up, down, pageUp, pageDown, home, end, next, previous

  init?(_ key: Key) {
    switch key {
    case .left, .character("h"): self = .left
    case .right, .character("l"): self = .right
    case .up, .character("k"): self = .up
    case .down, .character("j"): self = .down
    case .pageUp: self = .pageUp
    case .pageDown: self = .pageDown
    case .home, .character("g"): self = .home
    case .end, .character("G"): self = .end
    case .tab: self = .next
    case .backtab: self = .previous
    default: return nil
    }
  }
}
