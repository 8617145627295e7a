import ArgumentParser
import TextUI
import Tutor

struct LabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab", abstract: "A lab's screen as text, after the settings and keys that are given.",
    discussion: """
      'lab list' lists the labs, 'lab NAME --help' the settings of one with their ranges. --keys takes keys separated by \
      spaces: single characters, or \(ScriptedKeys.names.map(\.name).joined(separator: " ")). A key that would leave the \
      lab does nothing.
      """,
    helpNames: [])

  @Argument(help: "The name of a lab, or list.")
  var name = "list"

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A setting; may be given several times.", valueName: "key=value"))
  var settings: [String] = []

  @Option(parsing: .unconditional, help: ArgumentHelp("Keys to press: \"right right space\".", valueName: "keys"))
  var keys = ""

  @Option(help: ArgumentHelp("Columns and rows of the screen.", valueName: "columnsxrows"))
  var size = "80x24"

  @OptionGroup var languageOption: LanguageOption

  @Flag(name: [.short, .long], help: "Show this help, with a lab's name its settings.")
  var help = false

  func run() throws {
    let language = languageOption.language
    guard name != "list" else {
      return try printResult(help ? AlexNetTutor.helpMessage(for: Self.self) : list(language), language)
    }
    guard let lab = LabRegistry.lab(name) else {
      let names = LabRegistry.all.map(\.name).joined(separator: ", ")
      throw Refusal(
        language(
          "there is no lab \(name); there are \(names); 'lab list' describes them",
          "没有 \(name) 这个实验台；现有 \(names)；“lab list”列出说明"))
    }
    guard !help else { return try printResult(options(of: lab, language), language) }
    let size = try screenSize(language)
    let script = try ScriptedKeys(keys, language)
    var scripted: ScriptedLab
    do throws(LabError) {
      var list: [LabSetting] = []
      for text in settings { list.append(try LabCommandLine.setting(text)) }
      scripted = ScriptedLab(try lab.open(list), context: Context(language: language), size: size)
    } catch {
      throw Refusal("lab \(name): " + error(language))
    }
    scripted.press(script)
    try printResult(scripted.lines(.ofOutput).joined(separator: "\n"), language)
  }

  private func list(_ language: Language) -> String {
    TextColumns(LabRegistry.all.map { [$0.name, $0.title(language)] }).text
  }

  private func options(of lab: LabDescription, _ language: Language) -> String {
    let table = TextColumns(
      lab.options.map { option in
        let label = (language == .english ? option.labels.first : option.labels.last) ?? option.key
        let name = label == option.key ? option.key : "\(option.key) (\(label))"
        return [name, option.values, language(option.english, option.chinese)]
      })
    let head = [
      "\(lab.name): \(lab.title(language))", "",
      language("alexnet-tutor lab \(lab.name) --set KEY=VALUE …", "alexnet-tutor lab \(lab.name) --set 键=值 …"), "",
      table.text,
    ]
    return head.joined(separator: "\n")
  }

  private func screenSize(_ language: Language) throws(Refusal) -> Size {
    let parts = size.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1], (1...1000).contains(columns),
      (1...500).contains(rows)
    else {
      throw Refusal(
        language(
          "--size \(size) is no size; write columns and rows, at most 1000x500: --size 80x24",
          "--size \(size) 不是尺寸；请写列数和行数，最大 1000x500：--size 80x24"))
    }
    let least = App.smallest
    guard columns >= least.columns, rows >= least.rows else {
      throw Refusal(
        language(
          "--size \(size) is too small for a lab: it needs \(least.columns)x\(least.rows) at least",
          "--size \(size) 太小，实验台至少要 \(least.columns)x\(least.rows)"))
    }
    return Size(columns, rows)
  }
}
