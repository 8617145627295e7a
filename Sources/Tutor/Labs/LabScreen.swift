import TextUI

/// The screen that every lab stands in: controls, picture, arithmetic, caption, and the keys that all labs share.
package struct LabScreen<L: Lab>: TypingScreen {
  /// What a step back brings back.
  package struct Moment: Equatable, Sendable {
    package var lab: L
    package var predictions: LabPredictions?
  }

  package enum Focus: Hashable, Sendable {
    case picture
    /// The control with this key. Which controls there are depends on the state, so their numbers mean nothing in another.
    case control(String)
    case editing(LabCell)
  }

  enum Overlay: Sendable { case tasks, link }

  package internal(set) var now: Moment { didSet { keepFocusInside() } }
  package internal(set) var focus = Focus.picture
  /// The states before, oldest first, as their settings alone: a lab is a log and can be wound back.
  var past: [Moment] = []
  let start: Moment
  /// What is being typed: a control's value, a cell, a prediction.
  var typed: TextField?
  /// A prediction that waits for how sure the learner is.
  var waiting: LabAnswer?
  var overlay: Overlay?
  var isPlaying = false
  /// Solutions found, by task.
  var solutions: [String: Set<String>] = [:]

  package init(_ lab: L, predictions: LabPredictions? = nil) {
    start = Moment(lab: lab, predictions: predictions)
    now = start
  }

  package var lab: L { now.lab }
  package var isTyping: Bool { typed != nil }

  // MARK: Frame

  package func crumbs(_ context: Context) -> [String] {
    [context.language("Labs", "实验台"), L.title(context.language)]
  }

  package func status(_ context: Context) -> [String] {
    guard let predictions = now.predictions else { return [] }
    let language = context.language
    let score = "\(predictions.right)/\(predictions.asked)"
    return [language("predict mode", "预测模式"), language("\(score) right", "对 \(score)")]
  }

  package func place(_ context: Context) -> Place? { .lab(link) }

  package func term(_ context: Context) -> String? {
    let terms = [
      "convolution": "convolution", "sizes": "floor-ceil", "activations": "activation-function",
      "gradients": "vanishing-gradient", "pooling": "pooling-layer", "lrn": "lrn", "dropout": "dropout",
      "augmentation": "data-augmentation", "softmax": "softmax", "parameters": "parameter",
      "groups": "grouped-convolution", "receptive-field": "receptive-field", "optimizer": "sgd", "draw": "gradient",
    ]
    return terms[L.name]
  }

  package var isUnfinished: Bool { lab.isUnfinished }

  package mutating func finish() {
    while lab.isUnfinished { now.lab.computeMore() }
  }

  package func wantsTicks(_ context: Context) -> Bool { isPlaying || isUnfinished }

  package func interval(_ context: Context) -> Int { isUnfinished ? 1 : context.preferences.motion.milliseconds }

  package mutating func tick(_ context: Context) -> [Action] {
    if isUnfinished {
      now.lab.computeMore()
      return []
    }
    guard isPlaying else { return [] }
    return advance(context.language)
  }

  // MARK: Changes

  var question: LabQuestion { now.lab.question(.english) }

  /// Makes a change of the lab, remembers the state before and says what was solved by it.
  @discardableResult
  mutating func change(_ language: Language, _ body: (inout L) throws(LabError) -> Void) -> [Action] {
    var lab = now.lab
    do { try body(&lab) } catch { return [.notice(error(language))] }
    guard lab != now.lab else { return [] }
    remember()
    if lab.problem != now.lab.problem { now.predictions?.forget() }
    now.lab = lab
    waiting = nil
    // What comes by while playing is nobody's solution.
    return isPlaying ? [] : solved(language)
  }

  mutating func remember() {
    past.append(Moment(lab: now.lab.settingsAlone, predictions: now.predictions))
    if past.count > 1000 { past.removeFirst() }
  }

  private mutating func solved(_ language: Language) -> [Action] {
    var actions: [Action] = []
    for task in L.tasks {
      guard let solution = task.solution(now.lab) else { continue }
      let before = solutions[task.name, default: []]
      guard before.count < task.needed, !before.contains(solution) else { continue }
      solutions[task.name] = before.union([solution])
      let count = before.count + 1
      actions = [
        .notice(
          count == task.needed
            ? language("✓ task solved: ", "✓ 任务完成：") + language(task.english, task.chinese)
            : language("✓ \(count) of \(task.needed) ways for a task (t): ", "✓ 一项任务（t）的 \(task.needed) 种解法之 \(count)：")
              + language(task.english, task.chinese))
      ]
    }
    return actions
  }

  func isSolved(_ task: LabTask<L>) -> Bool { solutions[task.name, default: []].count >= task.needed }

  mutating func back(_ language: Language) -> [Action] {
    guard var before = past.popLast() else {
      return [.notice(language("this is where it began: nothing to take back", "已经回到开头，没有可以退的了"))]
    }
    before.lab.complete()
    now = before
    waiting = nil
    return []
  }

  mutating func reset(_ language: Language) -> [Action] {
    guard now != start else { return [.notice(language("nothing has changed since the start", "从开始到现在没有变化"))] }
    remember()
    now = start
    waiting = nil
    focus = .picture
    return []
  }

  /// Another state may have neither the control nor the cell that the keys went to; what was typed there goes with it.
  private mutating func keepFocusInside() {
    let inside = inside(focus)
    guard inside != focus else { return }
    (focus, typed) = (inside, nil)
  }

  private func inside(_ focus: Focus) -> Focus {
    switch focus {
    case .picture: return focus
    case .control(let key): return now.lab.controls(.english).contains { $0.key == key } ? focus : .picture
    case .editing(let cell):
      let grids = now.lab.editableGrids(.english)
      guard !grids.isEmpty else { return .picture }
      let grid = min(cell.grid, grids.count - 1)
      return .editing(
        LabCell(
          grid: grid, row: min(cell.row, grids[grid].rows - 1), column: min(cell.column, grids[grid].columns - 1)))
    }
  }

  /// One step of what moves: the window, or in predict mode the next number that is still hidden.
  mutating func advance(_ language: Language) -> [Action] {
    if let predictions = now.predictions {
      let isKnown = { (place: Int) in predictions.isRevealed(place) }
      let actions = change(language) { lab throws(LabError) in
        if !lab.seekQuestion(isKnown) {
          throw LabError("everything is predicted: x brings new numbers", "全都预测过了：按 x 换一组数")
        }
      }
      return actions
    }
    var isAtEnd = false
    let actions = change(language) { lab throws(LabError) in isAtEnd = !lab.step() }
    guard isAtEnd else { return actions }
    isPlaying = false
    let (english, chinese) = L.playKey == " " ? ("space", "空格") : ("\(L.playKey)", " \(L.playKey) ")
    return [.notice(language("that was the last one: \(english) begins again", "这是最后一个：按\(chinese)从头再来"))]
  }

  mutating func togglePlay(_ language: Language) -> [Action] {
    if isPlaying {
      isPlaying = false
      return []
    }
    if now.predictions != nil {
      return [.notice(language("in predict mode you say the next number; . goes on", "预测模式里下一个数由你来说；按 . 继续"))]
    }
    var probe = now.lab
    let canStep = probe.step()
    let actions = change(language) { lab throws(LabError) in
      if canStep { _ = lab.step() } else { lab.rewind() }
    }
    isPlaying = true
    return actions
  }

  mutating func togglePredict() {
    remember()
    now.predictions = now.predictions == nil ? LabPredictions() : nil
    (typed, waiting, focus, isPlaying) = (nil, nil, .picture, false)
  }

  func view(_ language: Language, isFocused: Bool = true) -> LabView {
    var view = LabView(language, predictions: now.predictions, isFocused: isFocused && focus == .picture)
    if case .editing(let cell) = focus { (view.edited, view.typed) = (cell, typed?.text) }
    return view
  }
}
