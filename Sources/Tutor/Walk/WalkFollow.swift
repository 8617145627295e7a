import Engine
import TextUI

/// A number that was passed while one was followed.
package struct TrailPoint: Hashable, Sendable {
  package let stage: Int
  package let cell: StageCell
  package let value: Float
}

/// The life of one number: from a cell to the number of the next layer through which most of it reaches a class's score,
/// and on. How much that is says the chain rule: value · derivative · gradient of the score there. Where none of it does,
/// the way goes on to the number that it moves most, and ends with the reason.
extension WalkScreen {
  mutating func startFollowing(_ context: inout Context) -> [Action] {
    let language = context.language
    guard context.walk.isComplete, let value = value(context), let best = context.walk.ranking.first else {
      return [.notice(language("the forward pass has to be done first", "要先完成前向传播"))]
    }
    (level, isBackward, offset, isChosen) = (.number, false, 0, true)
    trail = [TrailPoint(stage: stage, cell: cell, value: value)]
    let unit = context.walk.gradients?.unit ?? context.walk.awaited ?? best
    let score = "\(context.walk.stageNames[context.walk.scoreStage])[\(unit)]"
    let notice = Action.notice(
      language(
        "→ goes where most of this number reaches the score \(score), ← to the number that made most of it",
        "→ 走向它对得分 \(score) 贡献最大的去处，← 走向对它贡献最大的来处"))
    return (context.walk.askGradients(of: unit).map { [.effect($0)] } ?? []) + [notice]
  }

  private func value(_ context: Context) -> Float? {
    context.walk.output(stage).map { $0.data[grid(context).offset(cell)] }
  }

  /// Nil for keys that mean the same as without.
  mutating func follow(_ key: Key, _ context: Context) -> [Action]? {
    switch Move(key) {
    case .right: return followForward(context)
    case .left: return followBack(context)
    case .up, .down, .home, .end, .pageUp, .pageDown:
      trail = []
      return nil
    case .next, .previous, nil: break
    }
    if key == .character("f") {
      trail = []
      return []
    }
    // Keys that go elsewhere end it.
    if [.character(">"), .character("<"), .character("]"), .character("["), .character("b")].contains(key) {
      trail = []
    }
    return nil
  }

  private mutating func followForward(_ context: Context) -> [Action] {
    let language = context.language
    guard stage < context.walk.summaries.count else {
      return [.notice(language("this is the end of its way: the probability of a class", "路到头了：它成了一个类别的概率"))]
    }
    guard context.walk.gradients != nil else {
      return [.notice(language("the gradients that show the way are still being computed", "指路的梯度还在计算"))]
    }
    let value = value(context) ?? 0
    let readers = context.walk.influences(stage, of: grid(context).index(cell))
    func moved(_ reader: Influence) -> Float { abs(reader.derivative * value) }
    let reaching = readers.map { ($0, moved($0) * abs(score(of: $0.at, context))) }.filter { $0.1 > 0 }
    if let (best, _) = reaching.max(by: { $0.1 < $1.1 }) {
      advance(to: stage + 1, best.at, context)
      return []
    }
    guard let best = readers.max(by: { moved($0) < moved($1) }), moved(best) > 0 else {
      return [.notice(end(value, readers.isEmpty, context))]
    }
    advance(to: stage + 1, best.at, context)
    // Behind the scores there is nothing to reach.
    guard stage <= context.walk.scoreStage else { return [] }
    return [
      .notice(
        language("nothing of it reaches the score: it goes on to what it moves most", "它对得分没有影响：走向它影响最大的数"))
    ]
  }

  /// How fast the followed score rises with a number of the next stage.
  private func score(of index: Index, _ context: Context) -> Float {
    guard let gradients = context.walk.gradients, gradients.stages.indices.contains(stage + 1) else { return 0 }
    return gradients.stages[stage + 1][[0] + index]
  }

  /// Why a number goes no further.
  private func end(_ value: Float, _ isUnread: Bool, _ context: Context) -> String {
    let language = context.language
    let next = context.walk.stageNames[stage + 1]
    if isUnread { return language("no window of \(next) reads this cell", "\(next) 没有窗口读到这一格") }
    if value == 0 { return language("it is 0: nothing of it goes on", "它是 0：没有东西可以传下去") }
    switch context.walk.summaries[stage].kind {
    case .relu:
      return language(
        "it ends here: \(next) makes what is not positive 0 (f, then move to a blue cell)",
        "到此为止：\(next) 把不为正的数变成 0（按 f，再移到蓝色的格子）")
    case .maxPooling:
      return language("it ends here: in every window of \(next) another is larger", "到此为止：\(next) 的每个窗口里都有更大的数")
    default: return language("it ends here: nothing in \(next) changes with it", "到此为止：\(next) 里没有数随它变化")
    }
  }

  private mutating func followBack(_ context: Context) -> [Action] {
    if trail.count > 1, let last = trail.last, last.stage == stage {
      trail.removeLast()
      let before = trail[trail.count - 1]
      (stage, cell, offset) = (before.stage, before.cell, 0)
      return []
    }
    guard stage > 0, let explanation = context.walk.explain(stage, at: grid(context).index(cell)) else {
      return [.notice(context.language("this is where it began: a pixel", "这就是起点：一个像素"))]
    }
    let term: Explanation.Term?
    switch explanation.rule {
    case .maximum: term = explanation.terms.first { $0.contribution == explanation.value }
    case .localResponse, .exponentialShare: term = explanation.own
    default: term = explanation.terms.max { abs($0.contribution) < abs($1.contribution) }
    }
    guard let term else { return [.notice(context.language("nothing made it", "没有来源"))] }
    let source = stage - 1
    let cell = grid(of: source, context).cell(at: term.source)
    // The path begins further back: what lies ahead is walked anew.
    trail = [TrailPoint(stage: source, cell: cell, value: term.input)]
    (stage, self.cell, offset) = (source, cell, 0)
    return []
  }

  private mutating func advance(to target: Int, _ index: Index, _ context: Context) {
    stage = target
    cell = grid(context).cell(at: index)
    offset = 0
    trail.append(TrailPoint(stage: stage, cell: cell, value: value(context) ?? 0))
  }

  /// The way so far, the latest part of it where there is no room for all: `input[0,113,98] 0.52 → conv1[12,27,24] 1.3`.
  func drawTrail(_ buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let names = context.walk.stageNames
    var text = StyledText()
    for point in trail.reversed() {
      let index = grid(of: point.stage, context).index(point.cell).map(String.init).joined(separator: ",")
      let isHere = point.stage == stage
      let piece =
        StyledText("\(names[point.stage])[\(index)] ", isHere ? .accent : .muted)
        + StyledText(FormatNumber.significant(Double(point.value), digits: 3), isHere ? .strong : .text)
      let longer = text.isEmpty ? piece : piece + StyledText(" → ", .muted) + text
      guard longer.width + 2 <= area.width * area.height else {
        text = StyledText("… → ", .muted) + text
        break
      }
      text = longer
    }
    Prose.draw(text, area, into: &buffer)
  }
}

extension SourceReference {
  /// The text of an operation.
  init(_ operation: any Operation) { self.init(String(describing: type(of: operation))) }
}
