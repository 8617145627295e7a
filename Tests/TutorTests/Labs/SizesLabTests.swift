import Engine
import Testing
import TextUI

@testable import Tutor

/// The sizes lab: its counts are the engine's, its chains those of the networks.
@Suite struct SizesLabTests {
  typealias Screen = LabScreen<SizesLab>

  static func lab(_ line: String) throws -> SizesLab {
    let line = try LabCommandLine("sizes " + line)
    return try Screen(settings: line.settings).lab
  }

  /// Input, padding on both sides, the exact quotient, sizes rounded down and up: conv1 for 224, 227 and 231.
  static let conv1: [(input: Int, padding: Int, quotient: String, floor: Int, ceil: Int, left: Int)] = [
    (224, 0, "53.25", 54, 55, 1), (224, 2, "54.25", 55, 56, 1), (224, 3, "54.75", 55, 56, 3),
    (227, 0, "54", 55, 55, 0), (227, 2, "55", 56, 56, 0), (227, 3, "55.5", 56, 57, 2), (231, 0, "55", 56, 56, 0),
    (231, 2, "56", 57, 57, 0), (231, 3, "56.5", 57, 58, 2),
  ]

  @Test(arguments: conv1.indices)
  func `conv1's size for both roundings`(_ index: Int) throws {
    let row = Self.conv1[index]
    let line = "--set input=\(row.input) --set padding=\(row.padding)"
    let lab = try Self.lab(line)
    #expect(lab.size == row.floor && lab.leftOver == row.left)
    #expect(try Self.lab(line + " --set rounding=ceil").size == row.ceil)
    let text = LabTests.picture(Screen(lab)).text
    #expect(text.contains("/4 = \(row.quotient)"), "\(text)")
    #expect(text.contains("+ 1 = \(row.floor)"))
  }

  @Test func `same padding splits evenly for odd kernels only`() throws {
    for kernel in 1...7 {
      let lab = try Self.lab("--set input=12 --set stride=1 --set mode=same --set kernel=\(kernel)")
      #expect(lab.size == 12 && lab.left + lab.right == kernel - 1)
      #expect((lab.left == lab.right) == (kernel % 2 == 1))
    }
  }

  @Test func `pixels never read and hanging windows are counted`() throws {
    #expect(try Self.lab("").unread == [223])
    #expect(try Self.lab("--set padding=2").unread == [])
    #expect(try Self.lab("--set rounding=ceil").overhang == 3)
    #expect(try Self.lab("--set kernel=1 --set input=9").unread == [1, 2, 3, 5, 6, 7])
  }

  @Test func `an impulse drifts with even kernels and stays with odd ones`() throws {
    let even = try Self.lab("--set view=impulse --set mode=same --set kernel=2").impulse
    #expect(even.map { SizesLab.centre($0) } == [8, 7.5, 7, 6.5, 6])
    let odd = try Self.lab("--set view=impulse --set mode=same --set kernel=3").impulse
    #expect(odd.allSatisfy { abs((SizesLab.centre($0) ?? 0) - 8) < 1e-4 })
  }

  @Test func `the paper's network breaks at fc6 for 224 and takes 227 to 258`() throws {
    let broken = try #require(try Self.lab("--set chain=paper").run)
    #expect(broken.refusal?.layer == "fc6" && broken.nearest == 227 && broken.valid == .range(227...258))
    #expect(broken.rows.last?.output == [6400])
    let whole = try #require(try Self.lab("--set chain=paper --set input=227").run)
    #expect(whole.refusal == nil && whole.rows.map(\.name).prefix(2) == ["conv1", "pool1"])
    #expect(try Self.lab("--set chain=paper --set rounding=ceil").run?.refusal == nil)
    let text = LabTests.picture(Screen(try Self.lab("--set chain=paper")), Size(160, 40)).text
    #expect(text.contains("takes 9,216 numbers, gets 6,400") && text.contains("nearest input that fits: 227"))
    #expect(try Self.lab("--set chain=torchvision").run?.rows.contains { $0.name == "avgpool6x6" } == true)
    let adaptive = try Self.lab("--set chain=torchvision --set input=400").caption(.english)
    #expect(adaptive.contains("adaptive pooling") && adaptive.contains("from 63 pixels on"))
    #expect(try Self.lab("--set chain=lenet-5 --set input=224").run?.nearest == 35)
  }

  @Test(arguments: ["paper", "torchvision", "lenet-5", "mini"])
  func `the sizes that a chain is said to take are those that it takes`(_ name: String) throws {
    let architecture = try #require(Architecture.named(name))
    let usual = architecture.input[1]
    func last(_ size: Int) -> [Int]? {
      let (layers, refusal) = architecture.with(inputSize: size).summarize()
      return refusal == nil ? layers.last { $0.output.rank == 3 }?.output.dimensions : nil
    }
    let run = ChainRun(name, input: usual, rounding: .floor)
    switch try #require(run.valid) {
    case .range(let sizes):
      #expect(sizes.contains(usual) && last(sizes.lowerBound - 1) == nil && last(sizes.upperBound + 1) == nil)
      #expect(Set(sizes.map { last($0) }) == [run.lastMap])
    case .from(let least):
      #expect(architecture.layers.contains { $0.operation is AdaptiveAveragePooling })
      #expect(last(least - 1) == nil && [least, least + 1, usual, 500].allSatisfy { last($0) == run.lastMap })
    }
    #expect(ChainRun("torchvision", input: 40, rounding: .floor).nearest == 63)
    #expect(try Self.lab("--set chain=torchvision --set input=40").caption(.english).contains("too small"))
  }

  /// The screens of states in which the numbers at `places` have been predicted, and the rest has not.
  static func predicting(_ line: String, _ places: Range<Int> = 0..<0) throws -> String {
    let lab = try lab(line)
    let answers = places.compactMap { place in
      lab.marking(place).map { marked -> String in
        let text = marked.question(.english).answer.numbers.map { LabNumber.text($0, digits: 4) }.joined(separator: "x")
        return "\(place):\(text):1"
      }
    }
    let known = answers.isEmpty ? "" : " --set answers=" + answers.joined(separator: ",")
    let screen = try LabRegistry.open(commandLine: "sizes " + line + " --set predict=true" + known)
    return LabTests.picture(screen, Size(160, 44)).text
  }

  @Test func `while shapes are to be predicted, a chain says neither who refuses nor what would fit`() throws {
    let open = try Self.predicting("--set chain=paper --set input=300")
    #expect(!open.contains("fits") && !open.contains("does)") && !open.contains("fully connected layer that"))
    let rows = try #require(try Self.lab("--set chain=paper --set input=300").run).rows.count
    let shown = try Self.predicting("--set chain=paper --set input=300", 0..<rows)
    #expect(shown.contains("takes 9,216 numbers, gets 16,384") && !shown.contains("nearest") && !shown.contains("258"))
    #expect(!(try Self.predicting("--set chain=paper --set input=227").contains("6×6")))
    #expect(try Self.predicting("--set chain=paper --set input=227").contains("kernel /stride +pad"))
  }

  @Test func `while places are to be predicted, no caption says where they go`() throws {
    let line = "--set view=impulse --set kernel=2 --set extra=1"
    #expect(!(try Self.predicting(line).contains("same way")))
    #expect(try Self.predicting(line, 0..<4).contains("every layer moves the picture a little the same way"))
    #expect(!(try Self.predicting("--set view=settings").contains("55")))
  }

  @Test func `what a caption says of 224 and 55 is what its table says`() throws {
    let lab = try Self.lab("--set view=settings")
    #expect(SizesTable.lab(1, lab).rounding == .ceil && SizesTable.lab(1, lab).size == 55)
    #expect(lab.caption(.english).contains("only if the size is rounded up"))
  }

  @Test func `what cannot be is refused with a way out`() throws {
    var lab = try Self.lab("--set input=8 --set kernel=8")
    #expect(throws: LabError.self) { try lab.change("kernel", by: 1) }
    #expect(throws: LabError.self) { try Self.lab("--set input=20 --set place=90") }
  }

  static let mistakes: [(line: String, guess: String, says: String)] = [
    ("", "55", "Rounded up"), ("", "53", "+ 1 is missing"), ("--set padding=2", "54", "padding was forgotten"),
    ("", "56", "kernel was not"), ("", "214", "at stride 1"), ("", "224", "own size"),
    ("--set view=impulse --set kernel=2 --set mode=same", "8", "before this layer"),
    ("--set view=impulse --set kernel=2 --set mode=same", "8.5", "wrong direction"),
    ("--set chain=paper", "3×54×54", "as many channels"), ("--set chain=paper", "96×55×55", "Rounded up"),
    ("--set chain=paper --set place=8", "25", "one map"),
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

  @Test func `the size is hidden until it is predicted`() throws {
    var app = try LabTests.app("sizes", Size(100, 40))
    app.press(.character("p"))
    #expect(!app.frame().text.contains("54") && app.frame().text.contains("size = ▏"))
    app.press(.character("5"), .character("4"), .enter, .character("2"))
    #expect(app.frame().text.contains("✓ right.") && app.frame().text.contains("= 54"))
    app.press(.character("."))
    #expect(app.frame().lines[0].contains("1/1"))
    #expect(app.frame().text.contains("size = ▏"))
  }

  static let solutions: [(task: String, line: String)] = [
    ("fifty-five", "--set input=227"), ("fifty-five", "--set padding=2"), ("fifty-five", "--set rounding=ceil"),
    ("fifty-five", "--set padding=1 --set extra=1"), ("unread", "--set input=226"),
    ("overhang", "--set input=225 --set rounding=ceil"),
    ("even", "--set kernel=2 --set stride=1 --set mode=same"),
    ("drift", "--set view=impulse --set kernel=2 --set mode=same"), ("chain", "--set chain=paper --set input=230"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(SizesLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(SizesLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name) \(line)")
      #expect(task.solution(SizesLab()) == nil, "\(name)")
    }
    let different = Set(
      Self.solutions.prefix(4).compactMap { solution in
        (try? Self.lab(solution.line)).flatMap { SizesLab.tasks[0].solution($0) }
      })
    #expect(different.count == 4)
  }

  @Test func `settings describe the whole state`() throws {
    var stream = KeyStream(seed: 11, LabTests.keys)
    var app = try LabTests.app("sizes")
    for _ in 0..<150 {
      app.press(stream.next())
      // The list of keys may have opened the source.
      guard let lab = (app.screen as? Screen)?.lab else {
        app.press(.escape)
        continue
      }
      #expect(try SizesLab(LabSettings(lab.settings, options: SizesLab.options)) == lab)
    }
  }
}

/// Settings whose usual value depends on another one.
@Suite struct SizesUsualTests {
  @Test(arguments: ["--set chain=lenet-5 --set input=224", "--set view=impulse --set kernel=11", "--set chain=lenet-5"])
  func `the link says what is not as usual here`(_ line: String) throws {
    let lab = try LabRegistry.open(commandLine: "sizes " + line)
    let again = try LabRegistry.open(commandLine: lab.link)
    #expect(again.link == lab.link && LabTests.picture(again) == LabTests.picture(lab), "\(lab.link)")
    if line.contains("=224") { #expect(lab.link.contains("input=224")) }
  }
}
