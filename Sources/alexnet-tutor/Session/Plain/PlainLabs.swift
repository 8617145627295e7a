import TextUI
import Tutor

/// The labs as prompts: the screen as text, keys as words.
struct PlainLabs {
  private let context: Context
  private let console: Console
  private var language: Language { context.language }

  init(_ context: Context, _ console: Console) { (self.context, self.console) = (context, console) }

  func run() {
    let labs = LabRegistry.all
    while true {
      console.say(labs.enumerated().map { "\($0 + 1) \($1.name): \($1.title(language))" })
      guard let answer = console.ask(language("number of a lab, or m for the menu >", "实验台的编号，或 m 回菜单 >")) else {
        return
      }
      if ["m", "q"].contains(answer.lowercased()) { return }
      guard let number = Int(answer), labs.indices.contains(number - 1) else {
        console.say(language("There is no lab “\(answer)”.", "没有“\(answer)”这个实验台。"))
        continue
      }
      do { play(ScriptedLab(try labs[number - 1].open(), context: context)) } catch { console.say(error(language)) }
    }
  }

  /// The lab of a command line, until the learner leaves it.
  func play(commandLine: String) {
    guard let lab = try? LabRegistry.open(commandLine: commandLine) else { return }
    play(ScriptedLab(lab, context: context))
  }

  private func play(_ lab: ScriptedLab) {
    var lab = lab
    console.say(lab.lines)
    let names = ScriptedKeys.names.map(\.name).joined(separator: " ")
    while let answer = console.ask(language("keys (\(names), or letters), m to leave >", "按键（\(names)，或字母），m 离开 >")) {
      if answer.lowercased() == "m" { return }
      do {
        lab.press(try ScriptedKeys(answer, language))
        console.say(lab.lines)
      } catch { console.say("\(error)") }
    }
  }
}
