import Engine
import Lessons
import TextUI

/// The main screen: AlexNet layer by layer on a real picture, and from every layer down to one map, one number, its terms;
/// forwards through its numbers, backwards through the gradients of a score, or through what the layers cost.
package struct WalkScreen: Screen {
  package enum Level: Int, Sendable, Comparable, CaseIterable {
    case stage, map, number, terms
    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  package internal(set) var stage: Int
  package internal(set) var level: Level = .stage
  package internal(set) var cell: StageCell
  /// The first of the things that the deepest levels list: input channels, terms.
  var offset = 0
  /// The first row of the list of terms that is shown.
  var top = 0
  var sortsByMagnitude = false
  /// Whether the cell was chosen by hand. Until then it is the strongest of every stage.
  var isChosen = false
  /// Which of the sorted units of a vector is chosen.
  var rank = 0
  /// The cost that the strip is coloured by.
  package internal(set) var cost: Cost?
  /// Whether maps show the gradient of a score instead of their numbers.
  package internal(set) var isBackward = false
  /// Whether thumbnails stand by how active they are.
  package internal(set) var sortsMaps = false
  /// The numbers passed while one is followed, from the first to the present one.
  package internal(set) var trail: [TrailPoint] = []
  var isPlaying = false
  /// The run whose numbers were looked at last.
  private var run: Int
  var filling: Filling?

  /// - Parameter context: says how large the maps are and where their strongest cell is, where the cursor begins.
  package init(stage: Int = 0, _ context: Context) {
    self.stage = max(0, min(stage, context.walk.summaries.count))
    run = context.walk.run
    cell = StageCell()
    let grid = grid(context)
    cell = StageCell(channel: 0, row: grid.rows / 2, column: grid.columns / 2)
    settle(context)
  }

  /// At a place that was remembered.
  package init(stageNamed name: String, at spot: WalkSpot? = nil, _ context: Context) {
    let found = context.walk.stageNames.firstIndex(of: name)
    self.init(stage: found ?? 0, context)
    guard let spot, found != nil else { return }
    (level, cell, isChosen) = (spot.level, spot.cell, true)
    if level == .terms, !hasTerms(context) { level = .number }
    settle(context)
  }

  // MARK: What is chosen

  func summary(_ context: Context) -> LayerSummary? { stage == 0 ? nil : context.walk.summaries[stage - 1] }

  func shape(of stage: Int, _ context: Context) -> Shape {
    stage == 0 ? context.walk.architecture.input : context.walk.summaries[stage - 1].output
  }

  func grid(_ context: Context) -> StageGrid { StageGrid(shape(of: stage, context)) }
  func grid(of stage: Int, _ context: Context) -> StageGrid { StageGrid(shape(of: stage, context)) }

  /// The stage's numbers through the chosen lens, without the batch.
  func numbers(_ context: Context) -> Tensor? {
    isBackward ? context.walk.gradient(stage) : context.walk.output(stage)
  }

  func digest(_ context: Context) -> StageDigest? {
    let digests = isBackward ? context.walk.gradients?.digests ?? [] : context.walk.digests
    return digests.indices.contains(stage) ? digests[stage] : nil
  }

  /// How the chosen number comes about through the chosen lens.
  func explanation(_ context: Context) -> Explanation? {
    let index = grid(context).index(cell)
    return isBackward ? context.walk.explainGradient(stage, at: index) : context.walk.explain(stage, at: index)
  }

  /// The units of a vector by value, largest first.
  func ranking(_ context: Context) -> [Int] {
    numbers(context)?.ranking ?? []
  }

  /// The lesson about this stage, if the course has one.
  func lesson(_ context: Context) -> Lesson? {
    let name = context.walk.stageNames[stage]
    return context.course.lesson(about: name, context.language)
  }

  /// The cell that is worth looking at first; none of the picture, where every pixel is.
  func strongest(_ context: Context) -> StageCell? {
    let grid = grid(context)
    guard stage > 0, level == .stage, !grid.isVector, let digest = digest(context) else { return nil }
    let place = digest.strongest
    return StageCell(
      channel: place / grid.mapCount, row: place % grid.mapCount / grid.columns, column: place % grid.columns)
  }

  // MARK: The order of maps

  /// Maps by their mean magnitude, the most active first; empty where they stand in their own order.
  func order(_ context: Context) -> [Int] {
    guard sortsMaps, let activity = digest(context)?.activity, !activity.isEmpty else { return [] }
    return activity.indices.sorted { activity[$0] == activity[$1] ? $0 < $1 : activity[$0] > activity[$1] }
  }

  func place(ofMap map: Int, _ context: Context) -> Int { order(context).firstIndex(of: map) ?? map }

  func map(at place: Int, _ context: Context) -> Int {
    let order = order(context)
    return order.indices.contains(place) ? order[place] : place
  }

  // MARK: Frame

  package func crumbs(_ context: Context) -> [String] {
    let language = context.language
    var crumbs = [language("Walk", "漫游"), context.walk.stageNames[stage]]
    let grid = grid(context)
    if level >= .map {
      crumbs.append(
        grid.isVector ? language("all units", "全部神经元") : language("map \(cell.channel)", "特征图 \(cell.channel)"))
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
    let language = context.language
    let name = context.walk.architecture.name
    var items = [name]
    if let network = context.walk.network {
      // Where the line is full, the one word that must be said.
      let path = (["alexnet-tutor"] + crumbs(context)).reduce(0) { $0 + GlyphWidth.of($1) + 3 }
      let long = GlyphWidth.of("\(name) · \(language.remark(weightsOf: network))")
      let lens = cost != nil || isBackward || !trail.isEmpty ? 34 : 0
      let isShort = !network.isTrained && path + long + lens + 8 > context.columns
      items = ["\(name) · \(isShort ? language("untrained", "未训练") : language.remark(weightsOf: network))"]
    }
    if let cost { items.insert(language("cost: ", "代价：") + cost.name(language), at: 0) }
    if isBackward {
      let unit = context.walk.awaited ?? context.walk.gradients?.unit
      items.insert(language("backward", "反向") + (unit.map { language(" \($0)", " \($0)") } ?? ""), at: 0)
    }
    if !trail.isEmpty { items.insert(language("following", "跟踪中"), at: 0) }
    return items
  }

  package func place(_ context: Context) -> Place? {
    .walk(
      network: context.walk.architecture.name, stage: context.walk.stageNames[stage],
      at: isChosen || level > .stage ? WalkSpot(level: level, cell: cell) : nil)
  }

  package func term(_ context: Context) -> String? {
    if isBackward { return "gradient" }
    if let cost {
      return [.parameters: "parameter", .work: "mac", .memory: "memory-footprint", .time: "forward-pass"][cost]
    }
    return switch summary(context)?.kind {
    case nil: "tensor"
    case .convolution: level >= .number ? "kernel" : "convolutional-layer"
    case .relu: "relu"
    case .leakyReLU: "leaky-relu"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .localResponseNormalization: "lrn"
    case .maxPooling: "max-pooling"
    case .averagePooling: "average-pooling"
    case .adaptiveAveragePooling: "adaptive-pooling"
    case .linear: "fully-connected-layer"
    case .dropout: "dropout"
    case .flatten: "flatten"
    case .softmax: "softmax"
    }
  }

  /// Brings rank and cell of a vector into step.
  mutating func settle(_ context: Context) {
    // Another network may have fewer stages.
    stage = min(stage, context.walk.summaries.count)
    let grid = grid(context)
    if !isChosen, let strongest = strongest(context) { cell = strongest }
    cell = grid.clamped(cell)
    guard grid.isVector, level == .stage else { return }
    let ranking = ranking(context)
    guard !ranking.isEmpty else { return }
    rank = max(0, min(rank, ranking.count - 1))
    cell = grid.cell(at: [ranking[rank]])
  }

  /// Another picture or network may have come: what was passed of the old one is forgotten, and through the backward lens
  /// the gradients are asked for as soon as there are scores.
  package mutating func adopt(_ context: inout Context) -> [Action] {
    if run != context.walk.run {
      run = context.walk.run
      (trail, isPlaying, filling) = ([], false, nil)
    }
    if level == .terms, !hasTerms(context) { level = .number }
    settle(context)
    guard isBackward, context.walk.isComplete, context.walk.gradients == nil, context.walk.awaited == nil,
      let best = context.walk.ranking.first, let effect = context.walk.askGradients(of: best)
    else { return [] }
    return [.effect(effect)]
  }

  // MARK: Drawing

  /// Rows at the bottom for the way of a number that is followed.
  static func trailRows(_ screen: WalkScreen, _ context: Context) -> Int {
    screen.trail.isEmpty || screen.level < .map ? 0 : context.rows >= 30 ? 2 : 1
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    var area = area
    let rows = WalkScreen.trailRows(self, context)
    if rows > 0 {
      let (bottom, rest) = area.cutBottom(rows)
      area = rest
      drawTrail(&buffer, bottom.inset(1, 0), context)
    }
    switch level {
    case .stage: WalkViews(self, context).drawStage(&buffer, area)
    case .map: WalkViews(self, context).drawMap(&buffer, area)
    case .number where isBackward: GradientView(screen: self, context: context).draw(&buffer, area)
    case .number: NumberView(self, context).draw(&buffer, area)
    case .terms: TermsView(self, context).draw(&buffer, area)
    }
  }
}

/// A large map that fills from above: the share of its rows that is shown already, and what stood there before.
struct Filling: Hashable, Sendable {
  var share: Float = 0
  let stage: Int
  let cell: StageCell
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
