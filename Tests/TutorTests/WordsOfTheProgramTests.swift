import ForbiddenWords
import Foundation
import Testing
import TextUI

@testable import Tutor

/// One thing has one name, in every text that the program can show.
@Suite struct WordsOfTheProgramTests {
  /// What is written in the sources: messages and help too, in whatever state they would be seen.
  @Test func `no text in the sources has a word that is forbidden`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let (english, chinese) = (try ForbiddenWordFinder("en"), try ForbiddenWordFinder("zh-Hans"))
    let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
    var (read, sentences) = (0, 0)
    // The names of things in pictures are not words of this field.
    for file in files.sorted() where !file.hasSuffix("ImageNetClasses.swift") {
      let source = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      // Names and keys are single words; only sentences are for readers.
      for literal in SourceLiterals.all(in: source) where literal.isChinese || literal.text.contains(" ") {
        sentences += 1
        for finding in (literal.isChinese ? chinese : english).findings(in: literal.text) {
          Issue.record("\(file):\(literal.line): \(finding)")
        }
      }
      read += 1
    }
    #expect(read > 300 && sentences > 3000)
  }

  @Test(arguments: Language.allCases)
  func `no term of the glossary has a word that is forbidden`(_ language: Language) throws {
    let finder = try ForbiddenWordFinder(language.rawValue)
    for term in Glossary.terms {
      let text = term.name(language) + "\n\n" + term.definition(language)
      #expect(finder.findings(in: text).isEmpty, "\(finder.findings(in: text))")
    }
  }

  /// A lab as it opens and as random keys leave it, said and drawn.
  @Test(arguments: LabTests.names, Language.allCases)
  func `no lab says a word that is forbidden, wherever it gets`(_ name: String, _ language: Language) throws {
    let finder = try ForbiddenWordFinder(language.rawValue)
    var stream = ActionStream(seed: 29)
    var app = try LabTests.app(name, Size(140, 44), language)
    for _ in 0..<share(40) {
      LabTests.settle(&app)
      let words = (app.screen as? any Worded)?.words(language).joined(separator: "\n\n") ?? ""
      let findings = finder.findings(in: words) + finder.findings(inRows: app.frame().lines)
      let link = (app.screen as? any LabShowing)?.link ?? name
      for finding in findings { Issue.record("\(link): \(finding)") }
      guard findings.isEmpty else { return }
      for key in stream.round() { app.press(key) }
    }
  }

  @Test(arguments: Language.allCases)
  func `no screen of the walk has a word that is forbidden`(_ language: Language) throws {
    let finder = try ForbiddenWordFinder(language.rawValue)
    let ways: [[Key]] = [
      [], [.enter], [.enter, .enter], [.character("b")], [.character("b"), .enter, .enter], [.character("c")],
      [.character("c"), .character("c")], [.character("w")], [.character("?")],
    ]
    var seen = 0
    for (walk, ways) in [(try WalkLensTests.paper.get(), ways), (try WalkLensTests.lenet.get(), Array(ways.prefix(3)))]
    {
      for stage in 0...walk.summaries.count {
        for way in ways {
          let keys = Array(repeating: Key.right, count: stage) + way
          let app = WalkLensTests.app(walk, keys, Size(110, 34), language)
          for finding in finder.findings(inRows: app.frame().lines) {
            Issue.record("stage \(stage), \(way): \(finding)")
          }
          seen += 1
        }
      }
    }
    #expect(seen > 150)
  }
}

/// All that a lab says, before it is broken into lines.
private protocol Worded { func words(_ language: Language) -> [String] }
extension LabScreen: Worded {
  fileprivate func words(_ language: Language) -> [String] {
    let (lab, view) = (lab, LabView(language))
    let question = lab.question(language)
    var words = [
      L.title(language), L.summary(language), lab.caption(language), lab.hint(language), question.label,
      lab.formula(view).plain,
    ]
    words += question.mistakes.map(\.says)
    words += lab.arithmetic(width: 10_000, rows: 20, view).map(\.plain)
    words += lab.controls(language).flatMap { [$0.label, $0.value] }
    words += lab.editableGrids(language).map(\.title) + lab.ownKeys(language).map(\.label)
    words += L.tasks.map { language($0.english, $0.chinese) } + L.options.map { language($0.english, $0.chinese) }
    return words
  }
}
