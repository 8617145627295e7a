import TextUI

/// A lab from outside: its names, what `--set` takes, how it is opened.
package struct LabDescription: Sendable {
  package let name: String
  package let english: String
  package let chinese: String
  package let options: [LabOption]
  private let summaries: (english: String, chinese: String)
  private let opener: @Sendable ([LabSetting]) throws(LabError) -> any LabShowing

  init<L: Lab>(_ lab: L.Type) {
    (name, english, chinese) = (L.name, L.title(.english), L.title(.chinese))
    options = LabScreen<L>.options
    summaries = (L.summary(.english), L.summary(.chinese))
    opener = { settings throws(LabError) in try LabScreen<L>(settings: settings) }
  }

  package func title(_ language: Language) -> String { language(english, chinese) }

  /// What it is about, in one line.
  package func summary(_ language: Language) -> String { language(summaries.english, summaries.chinese) }

  /// The screen of the lab in the state that the settings describe.
  package func open(_ settings: [LabSetting] = []) throws(LabError) -> any LabShowing { try opener(settings) }
}

/// A lab's screen, whichever lab it is.
package protocol LabShowing: Screen {
  /// `convolution --set kernel=3`.
  var link: String { get }
  /// Whether something is still to be computed; it comes with ticks, or with ``finish()`` at once.
  var isUnfinished: Bool { get }
  mutating func finish()
  /// Rows of the live figure for this width.
  func figureHeight(width: Int, _ language: Language) -> Int
  func drawFigure(into buffer: inout Buffer, _ area: Rect, _ language: Language)
  /// The lab in words; nil where its text form says more.
  func narration(_ language: Language, width: Int) -> [String]?
  /// The live figure in words.
  func figureWords(_ language: Language, width: Int) -> [String]
}

extension LabScreen: LabShowing {}

/// All labs.
package enum LabRegistry {
  package static let all: [LabDescription] = [
    LabDescription(ConvolutionLab.self),
    LabDescription(SizesLab.self),
    LabDescription(ActivationsLab.self),
    LabDescription(GradientsLab.self),
    LabDescription(PoolingLab.self),
    LabDescription(LRNLab.self),
    LabDescription(DropoutLab.self),
    LabDescription(AugmentationLab.self),
    LabDescription(SoftmaxLab.self),
    LabDescription(ParametersLab.self),
    LabDescription(GroupsLab.self),
    LabDescription(ReceptiveFieldLab.self),
    LabDescription(OptimizerLab.self),
    LabDescription(DrawLab.self),
  ]

  package static func lab(_ name: String) -> LabDescription? { all.first { $0.name == name } }

  /// Opens what a line such as `convolution --set kernel=3` or `lab convolution` describes.
  package static func open(commandLine line: String) throws(LabError) -> any LabShowing {
    let line = try LabCommandLine(line)
    return try open(line.name, line.settings)
  }

  package static func open(_ name: String, settings: [(String, String)]) throws(LabError) -> any LabShowing {
    try open(name, settings.map { LabSetting($0.0, $0.1) })
  }

  package static func open(_ name: String, _ settings: [LabSetting]) throws(LabError) -> any LabShowing {
    guard let lab = lab(name) else {
      let names = all.map(\.name).joined(separator: ", ")
      throw LabError("there is no lab \(name); there are \(names)", "没有叫 \(name) 的实验台；可用 \(names)")
    }
    return try lab.open(settings)
  }

  /// What is wrong with a line, in one sentence; nil where it opens.
  package static func check(commandLine line: String, _ language: Language = .english) -> String? {
    do {
      _ = try open(commandLine: line)
      return nil
    } catch { return error(language) }
  }
}
