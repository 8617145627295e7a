import Engine
import TextUI

/// What keys and mouse do in the walk.
extension WalkScreen {
  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    switch event {
    case .key(let key):
      filling = nil
      if key != .character(" ") { isPlaying = false }
      return press(key, &context)
    case .mouse(let mouse):
      filling = nil
      return point(mouse, &context)
    case .resize, .paste: return []
    }
  }

  private mutating func press(_ key: Key, _ context: inout Context) -> [Action] {
    if !trail.isEmpty, let actions = follow(key, context) { return actions }
    switch key {
    case .escape, .backspace:
      guard level > .stage else { return leaveLens() ?? [.pop] }
      level = Level(rawValue: level.rawValue - 1) ?? .stage
      if level < .number { trail = [] }
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
      (offset, top) = (0, 0)
    case .character("c") where level == .stage:
      let all = Cost.allCases
      let next = cost.flatMap { all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
      (cost, isBackward) = (next < all.count ? all[next] : nil, false)
    case .character("b"): return toggleBackward(&context)
    case .character("+"), .character("="), .character("-"), .character("−"):
      return changeClass(key == .character("+") || key == .character("=") ? 1 : -1, &context)
    case .character("a") where level == .stage && cost == nil && !grid(context).isVector:
      sortsMaps.toggle()
      // The liveliest stands at the top, and so does the cursor.
      if sortsMaps, let first = order(context).first { (cell.channel, isChosen) = (first, true) }
    case .character("f") where level >= .map: return startFollowing(&context)
    case .character("w"): return [.push(WhatIfScreen(context, layer: max(0, stage - 1)))]
    case .character("n"): return [.push(NetworksScreen(context))]
    case .character("s") where stage > 0:
      return SourceScreen.open(SourceReference(context.walk.architecture.layers[stage - 1].operation))
    case .character("L"):
      guard let id = lesson(context)?.id, let screen = LessonScreen(id: id, block: 0, item: nil, context) else {
        return [.notice(context.language("no lesson of the course is about this stage", "课程里没有专讲这一层的课"))]
      }
      return [.push(screen)]
    case .character("/"): return [.command(.stages)]
    case .character(" ") where level == .map || level == .number: return togglePlaying(context)
    default:
      let before = (stage, cell, offset, rank)
      guard let direction = Move(key) else { return [] }
      move(direction, context)
      guard before == (stage, cell, offset, rank) else { return [] }
      return [.notice(context.language("this is the edge", "已经到边上了"))]
    }
    return []
  }

  // MARK: Lenses

  private mutating func leaveLens() -> [Action]? {
    guard cost != nil || isBackward else { return nil }
    (cost, isBackward) = (nil, false)
    return []
  }

  private mutating func toggleBackward(_ context: inout Context) -> [Action] {
    guard context.walk.isComplete, let best = context.walk.ranking.first else {
      return [.notice(context.language("the forward pass has to be done first", "要先完成前向传播"))]
    }
    isBackward.toggle()
    (cost, offset) = (nil, 0)
    if level == .terms, !hasTerms(context) { level = .number }
    let unit = context.walk.gradients?.unit ?? best
    settle(context)
    guard isBackward, let effect = context.walk.askGradients(of: unit) else { return [] }
    return [.effect(effect)]
  }

  /// The class with the next lower or higher score.
  private mutating func changeClass(_ step: Int, _ context: inout Context) -> [Action] {
    guard isBackward else {
      return [.notice(context.language("+ and − choose a class after b (backward)", "先按 b（反向），再用 + 和 − 换类别"))]
    }
    let ranking = context.walk.ranking
    guard context.walk.isComplete, let best = ranking.first else {
      return [.notice(context.language("the forward pass has to be done first", "要先完成前向传播"))]
    }
    let unit = context.walk.awaited ?? context.walk.gradients?.unit ?? best
    let place = (ranking.firstIndex(of: unit) ?? 0) + step
    guard ranking.indices.contains(place) else {
      return [.notice(context.language("no class has a higher score", "没有得分更高的类别了"))]
    }
    return context.walk.askGradients(of: ranking[place]).map { [.effect($0)] } ?? []
  }

  // MARK: Moves

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
    (offset, top) = (0, 0)
    return []
  }

  mutating func go(to target: Int, _ context: Context) {
    let target = max(0, min(target, context.walk.summaries.count))
    guard target != stage else { return }
    let old = grid(context)
    let before = Filling(stage: stage, cell: cell)
    stage = target
    cell = grid(context).moved(cell, from: old)
    // What was opened stays where it is, and so it has been chosen.
    if level > .stage { isChosen = true }
    offset = 0
    rank = 0
    if isBackward, level == .terms, !hasTerms(context) { level = .number }
    settle(context)
    if context.preferences.motion != .off, level == .stage { filling = before }
  }

  private mutating func jump(_ number: Int, _ context: Context) {
    let weighty = context.walk.summaries.indices.filter { context.walk.summaries[$0].parameters > 0 }
    if weighty.indices.contains(number - 1) { go(to: weighty[number - 1] + 1, context) }
  }

  private mutating func change(map step: Int, _ context: Context) {
    let grid = grid(context)
    guard !grid.isVector else { return }
    let place = place(ofMap: cell.channel, context)
    cell.channel = map(at: (place + step + grid.channels) % grid.channels, context)
    isChosen = true
  }

  private mutating func move(_ move: Move, _ context: Context) {
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
      if cost != nil {
        go(to: stage + step, context)
      } else if grid.isVector {
        rank = max(0, min(rank + step, grid.mapCount - 1))
        settle(context)
      } else {
        let place = place(ofMap: cell.channel, context)
        cell.channel = map(at: max(0, min(place + step, grid.channels - 1)), context)
        isChosen = true
      }
    }
  }

  private mutating func moveCell(_ move: Move, _ grid: StageGrid) {
    let before = cell
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
    isChosen = isChosen || cell != before
  }

  private mutating func moveInTerms(_ move: Move, _ context: Context) {
    let count = explanation(context)?.terms.count ?? 0
    let page = TermsView.rows(self, context)
    switch move {
    case .up, .left: offset -= 1
    case .down, .right: offset += 1
    case .pageUp, .previous: offset -= page
    case .pageDown, .next: offset += page
    case .home: offset = 0
    case .end: offset = count
    }
    offset = max(0, min(offset, count - 1))
    var scroll = Scroll(offset: top)
    scroll.reveal(offset, rows: count, page: page)
    top = scroll.offset
  }

  // MARK: Motion

  private mutating func togglePlaying(_ context: Context) -> [Action] {
    guard context.preferences.motion != .off else {
      return [
        .notice(context.language("motion is off in the settings; the arrow keys move the window", "设置里关掉了动画；用方向键移动窗口"))
      ]
    }
    isPlaying.toggle()
    return []
  }

  package func wantsTicks(_ context: Context) -> Bool { isPlaying || filling != nil }

  package func interval(_ context: Context) -> Int {
    filling != nil ? 40 : context.preferences.motion.milliseconds
  }

  package mutating func tick(_ context: Context) -> [Action] {
    if var next = filling {
      next.share += 0.2
      filling = next.share >= 0.99 ? nil : next
      return []
    }
    guard isPlaying else { return [] }
    let grid = grid(context)
    let next = cell.row * grid.columns + cell.column + 1
    guard next < grid.mapCount else {
      isPlaying = false
      return [.notice(context.language("that was the last cell of this map", "这张特征图的最后一格到了"))]
    }
    (cell.row, cell.column, isChosen) = (next / grid.columns, next % grid.columns, true)
    return []
  }

  // MARK: Mouse

  private mutating func point(_ mouse: MouseEvent, _ context: inout Context) -> [Action] {
    switch mouse.action {
    case .wheelUp: move(level == .terms || level == .stage ? .up : .previous, context)
    case .wheelDown: move(level == .terms || level == .stage ? .down : .next, context)
    case .release, .drag: break
    case .press:
      isPlaying = false
      let views = WalkViews(self, context)
      if level == .stage, let stage = views.stage(at: mouse.at) {
        go(to: stage, context)
      } else if let found = views.cell(at: mouse.at) {
        if level == .stage, found.channel == cell.channel { return zoomIn(context) }
        if level == .map, found == cell { return zoomIn(context) }
        (cell, isChosen) = (found, true)
      }
    }
    return []
  }
}
