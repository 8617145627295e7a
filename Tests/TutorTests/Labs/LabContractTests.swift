import Testing
import TextUI

@testable import Tutor

/// What a lab asks: the same for all of them, in whatever state they get to.
@Suite struct LabContractTests {
  /// The question at the marked place, whichever lab it is.
  private static func question(_ screen: any Screen, _ language: Language) -> LabQuestion? {
    (screen as? any Asking)?.asked(language)
  }

  @Test(arguments: LabTests.names, [1, 2] as [UInt64])
  func `what a question prints is read as what it means, and both languages ask the same`(
    _ name: String, _ seed: UInt64
  ) throws {
    var stream = ActionStream(seed: seed &* 131)
    var app = try LabTests.app(name)
    var (asked, diagnosed) = (0, 0)
    for _ in 0..<share(80) {
      for key in stream.round() { app.press(key) }
      for _ in 0..<3 { app.press(.escape) }
      guard let question = Self.question(app.screen, .english), let other = Self.question(app.screen, .chinese) else {
        continue
      }
      asked += 1
      let link = (app.screen as? any LabShowing)?.link ?? ""
      #expect(question.place == other.place && question.answer == other.answer && !other.label.isEmpty, "\(link)")
      #expect(question.mistakes.map(\.name) == other.mistakes.map(\.name), "\(link)")
      #expect(question.answer.numbers.allSatisfy { $0.isFinite }, "\(link)")
      let answer = try #require(question.read(question.text(question.answer)), "\(link)")
      #expect(question.isRight(answer), "\(link): \(question.text(question.answer))")
      for (mistake, said) in zip(question.mistakes, other.mistakes) {
        #expect(!mistake.says.isEmpty && !said.says.isEmpty && mistake.says != said.says, "\(link): \(mistake.name)")
        guard let value = question.read(question.text(mistake.value)), !question.isRight(value) else { continue }
        #expect(question.mistake(of: value) != nil, "\(link): \(mistake.name) is not known again")
        diagnosed += 1
      }
    }
    #expect(asked > 0 && diagnosed >= asked)
  }
}

/// Asks whatever lab stands in a screen.
private protocol Asking { func asked(_ language: Language) -> LabQuestion }
extension LabScreen: Asking {
  fileprivate func asked(_ language: Language) -> LabQuestion { lab.question(language) }
}
