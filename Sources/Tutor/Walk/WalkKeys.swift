import Engine
import TextUI

/// The keys of the walk, by level and lens.
extension WalkScreen {
  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    let out = KeyHint(.escape, "esc", level == .stage ? language("home", "主页") : language("out", "返回上层"))
    let more = moreKeys(context)
    if !trail.isEmpty {
      return [
        KeyHint(.right, "←→", language("along its path", "沿着它的路径")),
        KeyHint(.character("f"), "f", language("stop following", "停止跟踪")), out,
      ] + more
    }
    switch level {
    case .stage: return stageKeys(out, context) + more
    case .map:
      return lensKeys(context) + [KeyHint(.right, "←→↑↓", language("cell", "单元格"))]
        + (grid(context).isVector ? [] : [KeyHint(.character("]"), "[ ]", language("map", "特征图"))])
        + [KeyHint(.character(">"), "< >", language("layer", "层")), zoom(language), out] + cellKeys(context) + more
    case .number:
      return [KeyHint(.character("f"), "f", language("follow", "跟踪"))]
        + (isBackward ? lensKeys(context) : [])
        + [KeyHint(.right, "←→↑↓", language("cell", "单元格"))]
        + (lists(context) ? [KeyHint(.tab, "⇥", language("more", "更多"))] : [])
        + [KeyHint(.character(">"), "< >", language("layer", "层"))]
        + (hasTerms(context) ? [KeyHint(.enter, "⏎", language("all terms", "全部各项"))] : []) + [out]
        + cellKeys(context) + more
    case .terms:
      guard (explanation(context)?.terms.count ?? 0) > 1 else { return [out] + more }
      return [
        KeyHint(.down, "↑↓", language("scroll", "滚动")), KeyHint(.pageDown, "pgdn", language("page", "翻页")),
        KeyHint(
          .character("m"), "m",
          sortsByMagnitude ? language("in reading order", "按位置排") : language("largest first", "按大小排")),
        out, KeyHint(.home, "home", language("first term", "第一项"), onlyInList: true),
        KeyHint(.tab, "⇥", language("page forward", "下一页"), onlyInList: true),
        KeyHint(.backtab, "⇧⇥", language("page back", "上一页"), onlyInList: true),
        KeyHint(.end, "end", language("last term", "最后一项"), onlyInList: true),
      ] + more
    }
  }

  private func zoom(_ language: Language) -> KeyHint { KeyHint(.enter, "⏎", language("zoom in", "深入")) }

  private func stageKeys(_ out: KeyHint, _ context: Context) -> [KeyHint] {
    let language = context.language
    let isVector = grid(context).isVector
    let unit = cost != nil ? language("stage", "层") : isVector ? language("unit", "神经元") : language("map", "特征图")
    // Where the line is too narrow, hints fall off from the left.
    return [
      KeyHint(.character("n"), "n", language("networks", "网络")),
      KeyHint(.character("w"), "w", language("what if", "如果")),
    ] + lensKeys(context) + [
      KeyHint(.character("o"), "o", language("picture", "换图片")), KeyHint(.right, "←→", language("layer", "层")),
      KeyHint(.down, "↑↓", unit), zoom(language), out,
      KeyHint(.pageDown, "pgdn", language("page of maps forward", "下一页特征图"), onlyInList: true),
      KeyHint(.pageUp, "pgup", language("page of maps back", "上一页特征图"), onlyInList: true),
      KeyHint(.home, "home", language("to the input", "到输入"), onlyInList: true),
      KeyHint(.end, "end", language("to the last layer", "到最后一层"), onlyInList: true),
    ]
      + (isVector || cost != nil
        ? []
        : [
          KeyHint(
            .character("a"), "a",
            sortsMaps ? language("maps in their own order", "特征图按编号排") : language("liveliest maps first", "最活跃的特征图在前"),
            onlyInList: true)
        ])
  }

  private func lensKeys(_ context: Context) -> [KeyHint] {
    let language = context.language
    let backward = KeyHint(.character("b"), "b", isBackward ? language("forward", "正向") : language("backward", "反向"))
    guard level == .stage else {
      return isBackward ? [backward, KeyHint(.character("+"), "+ −", language("class", "类别"))] : [backward]
    }
    let cost = KeyHint(.character("c"), "c", self.cost == nil ? language("cost", "代价") : language("next cost", "下一种代价"))
    return isBackward ? [backward, KeyHint(.character("+"), "+ −", language("class", "类别"))] : [cost, backward]
  }

  private func cellKeys(_ context: Context) -> [KeyHint] {
    let language = context.language
    let play = KeyHint(
      .character(" "), language("space", "空格"),
      isPlaying ? language("stop", "停") : language("play: the window slides", "播放：窗口滑动"), onlyInList: true)
    guard !grid(context).isVector else { return [play] }
    return [
      play, KeyHint(.character("]"), "]", language("next map", "后一张特征图"), onlyInList: true),
      KeyHint(.character("["), "[", language("previous map", "前一张特征图"), onlyInList: true),
    ]
  }

  /// What is in the key list of every level.
  private func moreKeys(_ context: Context) -> [KeyHint] {
    let language = context.language
    var hints = [
      KeyHint(.character(">"), ">", language("next layer", "后一层"), onlyInList: true),
      KeyHint(.character("<"), "<", language("previous layer", "前一层"), onlyInList: true),
      KeyHint(.character("1"), "1-8", language("jump to a weight layer", "跳到带权重的层"), onlyInList: true),
      KeyHint(.character("/"), "/", language("search a stage", "查找某一层"), onlyInList: true),
    ]
    if stage > 0 {
      hints.append(KeyHint(.character("s"), "s", language("source of this operation", "这一层运算的源码"), onlyInList: true))
    }
    if let lesson = lesson(context) {
      hints.append(KeyHint(.character("L"), "L", language("lesson: ", "课程：") + lesson.title, onlyInList: true))
    }
    return hints + [KeyHint(.character("q"), "q", language("leave the walk", "离开漫游"), onlyInList: true)]
  }

  private func lists(_ context: Context) -> Bool {
    !isBackward && (summary(context).map { $0.kind == .convolution } ?? false)
  }

  func hasTerms(_ context: Context) -> Bool { isBackward ? stage < context.walk.scoreStage : stage > 0 }
}
