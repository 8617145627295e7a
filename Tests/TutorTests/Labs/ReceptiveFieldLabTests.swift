import Engine
import Testing
import TextUI

@testable import Tutor

/// The receptive field lab: sides are those of the summaries, and a backward pass agrees with them.
@Suite struct ReceptiveFieldLabTests {
  typealias Screen = LabScreen<ReceptiveFieldLab>

  static func lab(_ line: String) throws -> ReceptiveFieldLab {
    let line = try LabCommandLine("receptive-field " + line)
    return try Screen(settings: line.settings).lab
  }

  /// Found by an independent program as the pixels with a gradient, all weights 1.
  static let sides: [(FieldStage, Int)] = [
    (.conv1, 11), (.pool1, 19), (.conv2, 51), (.pool2, 67), (.conv3, 99), (.conv4, 131), (.conv5, 163), (.pool5, 195),
  ]

  @Test(arguments: sides.indices)
  func `the gradient of a linear network reaches just the field`(_ index: Int) throws {
    let (stage, side) = Self.sides[index]
    let lab = try Self.lab("--set stage=\(stage.rawValue) --set view=effective --set weights=ones")
    let field = try #require(lab.effective)
    #expect(lab.layer?.receptiveField == side && field.side == side)
    // Every pixel of the square has a path to the cell, the corners too.
    #expect(field.strengths.allSatisfy { $0 > 0 } && field.strengths.count == side * side)
    let text = LabTests.picture(Screen(lab), Size(100, 30)).text
    #expect(text.contains("\(side)×\(side)") && text.contains("field = "))
    #expect(lab.formula(LabView(.english)).plain.contains("= \(side)"))
  }

  @Test func `with random weights the gradient lies closer to the middle than the box`() throws {
    let field = try #require(try Self.lab("--set stage=conv5 --set view=effective").effective)
    #expect(field.core < field.side)
    let other = try #require(try Self.lab("--set stage=conv5 --set view=effective --set seed=1").effective)
    #expect(other.strengths != field.strengths)
  }

  @Test func `the box moves by the jump and is centred on its centre`() throws {
    let lab = try Self.lab("--set stage=conv2 --set cell=0,0")
    #expect(lab.box?.rows == -16..<35 && lab.seen.rows == 0..<35)
    let next = try Self.lab("--set stage=conv2 --set cell=0,1")
    #expect(next.box?.columns == -8..<43)
    #expect(try Self.lab("").box?.rows == 88..<139)
    #expect(try Self.lab("--set stage=fc6").box == nil)
    #expect(throws: LabError.self) { try Self.lab("--set stage=conv2 --set cell=27,0") }
  }

  @Test func `stepping goes from stage to stage over the same centre`() throws {
    var lab = try Self.lab("--set stage=conv1 --set cell=10,40")
    #expect(lab.step() && lab.stage == .pool1)
    let centre = Double(lab.column * (lab.layer?.jump ?? 0)) + (lab.layer?.firstCentre ?? 0)
    #expect(abs(centre - (5.5 + 160)) <= 4)
    while lab.step() {}
    #expect(lab.stage == .fc6)
  }

  static let mistakes: [(line: String, guess: String, says: String)] = [
    ("", "19", "stage before"), ("", "5", "window alone"), ("", "59", "steps, not"),
    ("--set stage=pool1", "13", "strides"),
    ("--set stage=pool1", "27", "own stride"), ("--set stage=pool1", "33", "do not multiply"),
    ("--set stage=fc6", "195", "pool5"),
  ]

  @Test(arguments: mistakes.indices, Language.allCases)
  func `a wrong prediction is told what it looks like`(_ index: Int, _ language: Language) throws {
    let (line, guess, says) = Self.mistakes[index]
    let question = try Self.lab(line).question(language)
    let value = try #require(question.read(guess))
    #expect(!question.isRight(value))
    let mistake = try #require(question.mistake(of: value), "\(line): \(guess) is known for nothing")
    if language == .english { #expect(mistake.says.contains(says), "\(mistake.says)") }
  }

  @Test func `fields are hidden until they are predicted`() throws {
    var app = try LabTests.app("receptive-field", Size(100, 30))
    app.press(.character("p"))
    #expect(!app.frame().text.contains("51") && !app.frame().text.contains("19×19"))
    app.press(.character("5"), .character("1"), .enter, .character("2"))
    #expect(app.frame().text.contains("✓ right.") && app.frame().text.contains("51×51"))
    #expect(!app.frame().text.contains("19×19"))
  }

  static let solutions: [(task: String, line: String)] = [
    ("half", "--set stage=conv4"), ("corner", "--set stage=conv5 --set cell=0,0"),
    ("pixel", "--set stage=conv1 --set cell=24,14"), ("everything", "--set stage=fc6"),
    ("core", "--set stage=pool5 --set view=effective --set weights=ones"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(ReceptiveFieldLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(ReceptiveFieldLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(ReceptiveFieldLab()) == nil, "\(name)")
    }
  }

  @Test func `a click on the picture marks the cell over it`() throws {
    var lab = try Self.lab("--set stage=conv5")
    let (area, view) = (Rect(0, 0, 78, 12), LabView(.english))
    let square = ReceptiveFieldPicture(lab: lab, view: view).places(area).picture
    let isMarked = lab.press(Point(square.x, square.y + 1), area, view)
    #expect(isMarked && lab.row == 0 && lab.column == 0)
  }

  @Test func `settings describe the whole state`() throws {
    var stream = KeyStream(seed: 11, LabTests.keys)
    var app = try LabTests.app("receptive-field")
    for _ in 0..<30 {
      app.press(stream.next())
      // The list of keys may have opened the source.
      guard let lab = (app.screen as? Screen)?.lab else {
        app.press(.escape)
        continue
      }
      #expect(try ReceptiveFieldLab(LabSettings(lab.settings, options: ReceptiveFieldLab.options)) == lab)
    }
  }
}
