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
    let names = ScriptedKeys.names.map(\.name).joined(separator: " ")
    var said = lab.narration(width: PlainLabs.width)
    console.say(said)
    console.say(
      language(
        "Type keys with spaces between them (\(names), or letters); keys lists what they do, picture shows the lab as text, "
          + "m leaves.",
        "输入按键，用空格隔开（\(names)，或字母）；输入 keys 列出每个键的作用，输入 picture 把实验台显示成文字，m 离开。"))
    while let answer = console.ask(language("keys >", "按键 >")) {
      switch answer.lowercased() {
      case "m": return
      case "keys": console.say(lab.keys)
      case "picture": console.say(lab.lines)
      default:
        do { lab.press(try ScriptedKeys(answer, language)) } catch {
          console.say("\(error)")
          continue
        }
        // What stays as it was need not be heard again.
        let next = lab.narration(width: PlainLabs.width)
        let news = next.filter { !said.contains($0) }
        console.say(news.isEmpty ? [language("Nothing has changed.", "没有变化。")] : news)
        said = next
      }
    }
  }

  private static let width = 78
}
