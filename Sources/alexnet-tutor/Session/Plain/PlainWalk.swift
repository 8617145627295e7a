import Tutor

/// The walk as prompts: one stage after the other, and any number of a stage down to its terms.
struct PlainWalk {
  private let context: Context
  private let workers: Workers
  private let console: Console
  private var language: Language { context.language }
  private var model: WalkModel { context.walk }
  private var narration: WalkNarration { WalkNarration(context.walk, context.language) }

  init(_ context: Context, _ workers: Workers, _ console: Console) {
    (self.context, self.workers, self.console) = (context, workers, console)
  }

  func run() {
    if let failure = model.failure { console.say(failure) }
    console.say(narration.overview)
    if let network = model.network, let input = model.input {
      let remark = language.remark(weightsOf: network)
      console.say(
        language(
          "The \(model.architecture.name) network (\(remark)) on the picture \(input.name).",
          "网络 \(model.architecture.name)（\(remark)），图片 \(input.name)。"))
    }
    var stage = remembered
    console.say(narration.stage(stage))
    while let answer = console.ask(prompt(stage)) {
      switch answer.lowercased() {
      case "q", "m": return
      case "", "n": stage = move(to: stage + 1, from: stage)
      case "p": stage = move(to: stage - 1, from: stage)
      case "l": console.say(narration.overview)
      default: stage = look(answer, stage)
      }
    }
  }

  private var remembered: Int {
    guard case .walk(model.architecture.name, let name, _)? = context.progress.place else { return 0 }
    return model.stageNames.firstIndex(of: name) ?? 0
  }

  private func prompt(_ stage: Int) -> String {
    let cells = narration.isVector(stage) ? "N" : "C,Y,X"
    return language(
      "Enter next, p previous, l list, a stage's name or number, @\(cells) the terms of a number, m menu >",
      "回车 后一层，p 前一层，l 列表，层的名称或编号，@\(cells) 看一个数的各项，m 菜单 >")
  }

  private func move(to target: Int, from stage: Int) -> Int {
    guard model.stageNames.indices.contains(target) else {
      console.say(language("This is the end of the network.", "这里是网络的尽头。"))
      return stage
    }
    console.say(narration.stage(target))
    workers.storage.remember(.walk(network: model.architecture.name, stage: model.stageNames[target]))
    return target
  }

  private func look(_ answer: String, _ stage: Int) -> Int {
    let target = model.stageNames.firstIndex(of: answer) ?? Int(answer)
    if let target, model.stageNames.indices.contains(target) { return move(to: target, from: stage) }
    let answer = answer.hasPrefix("@") ? String(answer.dropFirst()) : answer
    if let cell = narration.cell(answer, stage: stage) {
      console.say(narration.number(at: cell, stage: stage))
    } else {
      let name = model.stageNames[stage]
      console.say(
        language("There is no stage and no cell of \(name) called “\(answer)”.", "没有叫“\(answer)”的阶段，\(name) 中也没有这个位置。")
      )
    }
    return stage
  }
}
