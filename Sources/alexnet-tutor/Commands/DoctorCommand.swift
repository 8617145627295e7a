import ArgumentParser
import Engine
import TextUI
import Tutor

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What this terminal can show, what is missing, how to mend it.")

  @OptionGroup var course: CourseOptions

  func run() throws {
    let folders = Folders()
    let language = Language.chosen(course.languageOption.chosen, folders)
    let findings =
      [Finding(language("program", "程序"), AlexNetTutor.configuration.version)]
      + MachineCheckup(language, folders).findings + TerminalCheckup(language).findings
      + FolderCheckup(language, folders, chosen: course.lessons).findings
    let width = findings.map { GlyphWidth.of($0.name) }.max() ?? 0
    try printResult(findings.map { $0.lines(width, language) }.joined(separator: "\n"), language)
  }
}

/// One thing that was looked at.
struct Finding {
  let name: String
  let value: String
  /// What to do about it, where something is amiss.
  let mend: String?

  init(_ name: String, _ value: String, mend: String? = nil) {
    (self.name, self.value, self.mend) = (name, value.printable, mend?.printable)
  }

  /// `✓ terminal   xterm-256color, 80x24`, and where something is amiss what to do on a line of its own.
  func lines(_ width: Int, _ language: Language) -> String {
    let room = String(repeating: " ", count: width - GlyphWidth.of(name) + 2)
    let line = "\(mend == nil ? "ok" : "! ")  \(name)\(room)\(value)"
    guard let mend else { return line }
    return line + "\n" + String(repeating: " ", count: width + 6) + "→ " + mend
  }
}

/// The kernels that compute here.
struct MachineCheckup {
  let language: Language
  let folders: Folders

  init(_ language: Language, _ folders: Folders) { (self.language, self.folders) = (language, folders) }

  var findings: [Finding] {
    let name = language("kernels", "计算核心")
    do {
      let kernels = try FastKernels.standard(language, environment: folders.environment)
      let here = KernelLevel.available.map(\.rawValue).joined(separator: ", ")
      return [
        Finding(
          name,
          language(
            "\(kernels.level.rawValue) on \(kernels.threads) threads (this processor has \(here))",
            "\(kernels.level.rawValue)，\(kernels.threads) 个线程（本机支持 \(here)）"))
      ]
    } catch {
      return [
        Finding(name, error.description, mend: language("unset ALEXNET_TUTOR_KERNELS", "取消 ALEXNET_TUTOR_KERNELS"))
      ]
    }
  }
}
