import Engine
import Testing
import TextUI

@testable import Tutor

/// The augmentation lab: pixels come from where it says, crops are counted, the mean answer is the network's.
@Suite struct AugmentationLabTests {
  typealias Screen = LabScreen<AugmentationLab>

  static func lab(_ line: String) throws -> AugmentationLab {
    try Screen(settings: LabCommandLine("augmentation " + line).settings).lab
  }

  static func screen(_ line: String, _ size: Size = Size(100, 30)) throws -> String {
    LabTests.picture(try Screen(settings: LabCommandLine("augmentation " + line).settings), size).text
  }

  @Test(arguments: [false, true], [0, 3, -5])
  func `the result is the engine's crop of the picture, mirrored and shifted`(_ mirror: Bool, _ shift: Int) throws {
    let lab = try Self.lab("--set x=5 --set y=2 --set mirror=\(mirror) --set shift=\(shift)")
    var crop = lab.original.cropped(x: 5, y: 2, width: 56, height: 56)
    if mirror { crop = crop.mirrored }
    let result = lab.result
    for (row, column) in [(0, 20), (17, 30), (55, 28), (40, 10)] {
      let at = column + (mirror ? shift : -shift)
      let (red, green, blue) = crop[at, row]
      let first = 3 * (row * 56 + column)
      #expect(Array(result.bytes[first..<first + 3]) == [red, green, blue])
      #expect(lab.pixel(row, column).after == [Int(red), Int(green), Int(blue)])
    }
  }

  @Test func `crops are counted as in the worked example`() throws {
    #expect(AugmentationLab.crops(of: 256, 224) == 2178)
    #expect(try Self.lab("--set view=crops").crops == 162)
    let text = try Self.screen("--set view=crops")
    #expect(text.contains("2,178") && text.contains("2,048") && text.contains("= 162 crops"))
  }

  @Test func `the colour directions are those of a matrix that is known`() {
    // Eigenvalues 3, 2, 1 along (1, 1, 0)/√2, (0, 0, 1), (1, −1, 0)/√2.
    let directions = ColourDirections(covariance: [[2, 1, 0], [1, 2, 0], [0, 0, 2]])
    for (value, expected) in zip(directions.eigenvalues, [3, 2, 1] as [Float]) { #expect(abs(value - expected) < 1e-5) }
    #expect(abs(directions.vectors[0][0] - 0.70711) < 1e-4 && abs(directions.vectors[0][1] - 0.70711) < 1e-4)
    #expect(abs(directions.vectors[1][2] - 1) < 1e-4)
    let change = directions.change([0.1, 0, 0])
    #expect(abs(change[0] - 255 * 0.70711 * 0.1 * 3) < 0.01 && abs(change[2]) < 1e-3)
  }

  @Test func `the directions of the samples stand upright on one another`() {
    let vectors = ColourDirections.ofSamples.vectors
    for i in 0..<3 {
      for j in 0..<3 {
        let product = zip(vectors[i], vectors[j]).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-4)
      }
    }
    #expect(ColourDirections.ofSamples.eigenvalues == ColourDirections.ofSamples.eigenvalues.sorted(by: >))
  }

  @Test(arguments: Language.allCases)
  func `rows come before columns`(_ language: Language) throws {
    let lab = try Self.lab("--set x=5 --set y=3 --set down=1 --set place=60")
    let line = lab.arithmetic(width: 200, rows: 3, LabView(language)).map(\.plain).joined()
    #expect(
      line
        == language(
          "pixel [1, 4] shows row 3 + 1 − 1 = 3 and column 5 + 4 = 9",
          "像素 [1, 4] 来自第 3 + 1 − 1 = 3 行，第 5 + 4 = 9 列"))
  }

  @Test func `a figure that changes no colour says nothing of their directions`() throws {
    func text(_ line: String) throws -> String {
      let figure = try #require(LabFigure(commandLine: "augmentation --set sample=harbour" + line))
      var buffer = Buffer(Size(90, figure.height(width: 90)))
      figure.draw(into: &buffer, buffer.bounds, .english)
      return buffer.text
    }
    #expect(try !text("").contains("λ") && text(" --set alpha1=2").contains("λ"))
    #expect(try Self.screen("--set sample=harbour").contains("λ"))
  }

  @Test func `the vote is the mean of ten answers of the textbook's network`() throws {
    let lab = try Self.lab("--set view=ten --set sample=cat")
    let crops = TenCrops.pictures(of: lab)
    for index in [0, 7] {
      let input = Preprocessing.mini.tensor(of: crops[index].resized(width: 32, height: 32))
      let output = TenCrops.network.forward(input, mode: .inference).stages.last?.output.data ?? []
      for (one, other) in zip(output, lab.votes[index]) { #expect(abs(one - other) < 1e-4) }
    }
    #expect(abs(lab.meanVote.reduce(0, +) - 1) < 1e-4)
    #expect(crops[5] == crops[0].mirrored && crops[9] == crops[4].mirrored)
    #expect(try Self.screen("--set view=ten").contains("untrained"))
  }

  @Test func `a mirror turns b into d, and leaves A as it is`() {
    let labels = Sign.all.map { "\($0.label) \($0.image?.label ?? "-")" }
    #expect(
      labels == [
        "A A", "face face", "b d", "d b", "p q", "q p", "2 -", "keep right keep left", "keep left keep right",
      ])
    #expect(Sign.all.allSatisfy { $0.rows.count == 8 && $0.rows.allSatisfy { $0.count == 8 } })
  }

  @Test func `playing draws one augmentation after the other, as the paper draws them`() throws {
    var lab = AugmentationLab()
    var alphas: [Float] = []
    for _ in 0..<300 {
      let before = lab
      let isStepped = lab.step()
      #expect(isStepped && lab != before)
      alphas += lab.alphas
    }
    let mean = alphas.reduce(0, +) / Float(alphas.count)
    let deviation = (alphas.reduce(0) { $0 + $1 * $1 } / Float(alphas.count)).squareRoot()
    #expect(abs(mean) < 0.02 && abs(deviation - 0.1) < 0.01)
  }

  @Test(arguments: [
    "--set alpha1=2", "--set alpha1=2 --set alpha2=-1.3 --set alpha3=0.7 --set brightness=1.2", "--set alpha2=-2",
  ])
  func `the products that change a colour give the printed sum with a pencil`(_ line: String) throws {
    for place in [0, 700, 1600] {
      let lab = try Self.lab(line + " --set place=\(place)")
      let text = try #require(lab.arithmetic(width: 400, rows: 4, LabView(.english)).first).plain.replacing(
        "−", with: "-")
      let parts = try #require(text.firstMatch(of: /red: ([\d.]+)(?: · ([\d.]+))? \+ 255·\((.*)\) = (-?[\d.]+)/))
      let sum = parts.3.split(separator: " + ").reduce(0.0) { sum, term in
        sum + term.split(separator: "·").reduce(1.0) { $0 * (Double($1.filter { !"()".contains($0) }) ?? .nan) }
      }
      let light = parts.2.flatMap { Double($0) } ?? 1
      let found = try #require(Double(parts.1)) * light + 255 * sum
      #expect(abs(found - (try #require(Double(parts.4)))) <= 0.0051, "\(text)")
    }
  }

  // MARK: Predict mode

  static let mistakes: [(line: String, guess: Float, says: String)] = [
    ("--set mirror=true --set place=10", 14, "without the mirror"),
    ("--set mirror=true --set place=10", 50, "One too far"), ("--set place=10", 10, "begin at column 0"),
    ("--set shift=3 --set place=10", 17, "wrong way"), ("--set view=crops", 128, "So counts the paper"),
    ("--set view=crops", 81, "also be mirrored"), ("--set view=label --set place=2", 1, "Mirrored it is d"),
  ]

  @Test(arguments: mistakes.indices, Language.allCases)
  func `a wrong prediction is told what it looks like`(_ index: Int, _ language: Language) throws {
    let (line, guess, says) = Self.mistakes[index]
    let question = try Self.lab(line).question(language)
    let mistake = try #require(question.mistake(of: LabAnswer(guess)), "\(line): \(guess) is known for nothing")
    if language == .english { #expect(mistake.says.contains(says), "\(mistake.says)") }
  }

  @Test(arguments: AugmentationLab.View.allCases, [" --set brightness=1.5", ""])
  func `what is asked stands nowhere on the screen until it is predicted`(
    _ view: AugmentationLab.View, _ more: String
  ) throws {
    let line = "--set view=\(view.rawValue) --set mirror=true --set place=1000" + more
    guard view == .picture || more.isEmpty else { return }
    let lab = try Self.lab(view == .picture ? line : "--set view=\(view.rawValue)")
    let question = lab.question(.english)
    let screen = Screen(lab, predictions: LabPredictions())
    let text = LabTests.picture(screen, Size(120, 40)).text
    #expect(view == .label || !text.contains(" " + question.text(question.answer) + " "), "\(text)")
    if view == .label { #expect(!text.contains("✗")) }
  }

  // MARK: Tasks

  static let solutions: [(task: String, line: String)] = [
    ("middle", "--set mirror=true --set x=3 --set place=29"), ("count", "--set crop=48"),
    ("white", "--set brightness=2 --set alpha1=3 --set place=600"), ("warm", "--set alpha2=-2"),
    ("broken", "--set view=label --set place=2"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(AugmentationLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(AugmentationLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(AugmentationLab()) == nil, "\(name)")
    }
  }

  @Test func `an offset beyond the picture is refused with those that are possible`() {
    do {
      _ = try Self.lab("--set crop=60 --set x=5")
      Issue.record("a crop of 60 from column 5")
    } catch let error as LabError {
      #expect(error.english.contains("0 to 4"))
    } catch { Issue.record("\(error)") }
  }

  @Test func `a click marks the pixel, the beginning, the crop or the sign under it`() throws {
    let (area, view) = (Rect(1, 5, 78, 12), LabView(.english))
    func clicked(_ name: String, _ point: (AugmentationLab) -> Point) throws -> AugmentationLab {
      var lab = try Self.lab("--set view=\(name)")
      _ = lab.press(point(lab), area, view)
      return lab
    }
    let pixel = try clicked("picture") { Point($0.areas(area).middle.right - 2, area.y + 3) }
    #expect(pixel.place % pixel.crop > 40 && pixel.place / pixel.crop > 5)
    let beginning = try clicked("crops") { Point($0.areas(area).middle.x, area.y + 1) }
    #expect(beginning.x == 0 && beginning.y == 0)
    let vote = try clicked("ten") { Point($0.tenArea(7, area).x + 1, $0.tenArea(7, area).y + 1) }
    #expect(vote.place == 7)
    let sign = try clicked("label") { Point($0.areas(area).facts.x + 3, area.y + 4) }
    #expect(sign.place == 3)
  }
}
