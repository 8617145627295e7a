import Engine
import Testing
import TextUI

@testable import Tutor

/// The pooling lab: both maps and both gradients are the engine's.
@Suite struct PoolingLabTests {
  @Test func `what part of the outputs stays is counted, and of which maps is said`() throws {
    let open = { (line: String) throws -> PoolingLab in
      try LabScreen<PoolingLab>(settings: LabCommandLine("pooling " + line).settings).lab
    }
    // The largest of the six cells of two windows is one of the two that they share in one of three cases.
    let lab = try open("--set view=shift")
    let count = try #require(lab.shiftCount)
    #expect(abs(count.continuous[0] - 1.0 / 3) < 0.02 && count.continuous[1] == 0)
    let drawn = try #require(count.drawn)
    #expect(drawn[0] > count.continuous[0], "zeros at the edge and ties keep more")
    let text = lab.arithmetic(width: 300, rows: 9, LabView(.english)).map(\.plain).joined(separator: "\n")
    #expect(
      text.contains("40 random 4×4 maps like this: \(Int((100 * drawn[0]).rounded())) % of max")
        && text.contains("no two numbers equal"))
    #expect(try open("--set view=shift --set numbers=stroke").shiftCount?.drawn == nil)
    #expect(try open("").shiftCount == nil)
  }

  typealias Screen = LabScreen<PoolingLab>

  static func lab(_ line: String) throws -> PoolingLab {
    let line = try LabCommandLine("pooling " + line)
    return try Screen(settings: line.settings).lab
  }

  static func agree(_ left: [[Float]], _ right: [[Float]]) -> Bool {
    left.count == right.count && zip(left.joined(), right.joined()).allSatisfy { abs($0 - $1) < 1e-4 }
  }

  /// The worked examples: max and average.
  static let examples: [(line: String, most: [[Float]], mean: [[Float]])] = [
    ("", [[4, 2], [2, 8]], [[2.5, 1], [1.25, 6.5]]),
    (
      "--set input=5 --set kernel=3", [[5, 6], [7, 9]],
      [[19.0 / 9, 2], [21.0 / 9, 41.0 / 9]]
    ),
    ("--set input=5", [[4, 2], [2, 8]], [[2.5, 1], [1.25, 6.5]]),
    (
      "--set input=5 --set ceil=true", [[4, 2, 1], [2, 8, 2], [3, 2, 9]],
      [[2.5, 1, 0.5], [1.25, 6.5, 1.5], [1.5, 1.5, 9]]
    ),
  ]

  @Test(arguments: examples.indices)
  func `worked examples come out digit by digit`(_ index: Int) throws {
    let (line, most, mean) = Self.examples[index]
    let lab = try Self.lab(line)
    #expect(Self.agree(lab.outputs[0], most) && Self.agree(lab.outputs[1], mean))
    for place in 0..<lab.places {
      let marked = try #require(lab.marking(place))
      let value = [most, mean][marked.marked.map][marked.marked.row][marked.marked.column]
      let sum = marked.arithmetic(width: 200, rows: 9, LabView(.english)).map(\.plain).joined(separator: " ")
      #expect(sum.hasSuffix("= " + LabNumber.text(value)), "\(sum)")
    }
  }

  @Test func `gradients land on winners and on everyone`() throws {
    let lab = try Self.lab("--set view=gradient")
    let ones = lab.upstreamGrid
    #expect(lab.gradient(lab.maximum, ones) == [[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 0], [1, 0, 0, 1]])
    #expect(lab.gradient(lab.average, ones).joined().allSatisfy { $0 == 0.25 })
    let five = try Self.lab("--set view=gradient --set input=5 --set kernel=3")
    #expect(
      five.gradient(five.maximum, five.upstreamGrid)
        == [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 1, 1, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 1]])
    for place in 0..<five.places {
      let marked = try #require(five.marking(place))
      let lines = marked.arithmetic(width: 200, rows: 9, LabView(.english)).map(\.plain)
      let (row, column) = (marked.marked.row, marked.marked.column)
      let most = LabNumber.text(five.gradient(five.maximum, five.upstreamGrid)[row][column])
      #expect(lines[0].contains("= \(most)"), "\(lines[0])")
      #expect(lines[1].hasSuffix(LabNumber.text(five.gradient(five.average, five.upstreamGrid)[row][column])))
    }
  }

  @Test func `of equal numbers the first wins`() throws {
    let lab = try Self.lab("--set grid=[[5,5],[5,5]]")
    #expect(lab.wins == [[1, 0], [0, 0]] && lab.winner(0, 0)! == (0, 0))
  }

  @Test func `a typed upstream gradient is scaled with`() throws {
    let lab = try Self.lab("--set view=gradient --set upstream=[[3,0],[0,-2]]")
    #expect(
      lab.gradient(lab.maximum, lab.upstreamGrid) == [[0, 0, 0, 0], [3, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, -2]])
    #expect(throws: LabError.self) { try Self.lab("--set upstream=[[1,2,3],[1,2,3],[1,2,3]]") }
  }

  @Test func `ReLU and max change places, ReLU and average do not`() throws {
    let lab = try Self.lab("--set view=order --set numbers=signed")
    let rectified = PoolingLab.relu(lab.grid)
    #expect(PoolingLab.relu(lab.outputs[0]) == lab.pooled(lab.maximum, rectified))
    #expect(PoolingLab.relu(lab.outputs[1]) != lab.pooled(lab.average, rectified))
    #expect(LabTests.picture(Screen(lab)).text.contains("≠"))
  }

  @Test func `a shift by the stride moves the output`() throws {
    let lab = try Self.lab("--set view=shift --set input=8 --set shift=2")
    let (before, after) = (lab.pooled(lab.maximum), lab.pooled(lab.maximum, lab.shifted))
    for (old, new) in zip(before, after) { #expect(old.dropLast() == new.dropFirst()) }
    let one = try Self.lab("--set view=shift")
    #expect(
      one.arithmetic(width: 100, rows: 4, LabView(.english))[0].plain.contains("\(one.changes(one.maximum)) of 4"))
  }

  @Test func `what cannot be is refused with a way out`() throws {
    #expect(throws: LabError.self) { try Self.lab("--set kernel=5") }
    #expect(throws: LabError.self) { try Self.lab("--set padding=2") }
    #expect(throws: LabError.self) { try Self.lab("--set grid=[[1,2,3],[1,2,3]]") }
    #expect(throws: LabError.self) { try Self.lab("--set place=8") }
  }

  static let mistakes: [(line: String, guess: String, says: String)] = [
    ("", "2.5", "That is the average"), ("", "1", "smallest"), ("--set place=4", "10", "That is the sum"),
    ("--set place=4", "4", "That is the largest"), ("--set place=1", "4", "window beside"),
    ("--set input=5 --set kernel=3 --set place=3", "8", "at stride 1"),
    ("--set view=gradient --set place=4", "0.25", "average's share"),
    ("--set view=gradient --set place=0", "1", "It loses"),
    (
      "--set view=gradient --set input=5 --set kernel=3 --set grid=[[0,0,0,0,0],[0,0,0,0,0],[0,0,9,0,0],[0,0,0,0,0],[0,0,0,0,0]] --set place=12",
      "1", "one window's"
    ),
    ("--set view=shift", "0", "not blind"),
    ("--set view=order --set numbers=signed --set place=5", "0", "after pooling"),
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

  @Test func `numbers are hidden until they are predicted`() throws {
    var app = try LabTests.app("pooling")
    app.press(.character("p"))
    #expect(!app.frame().text.contains("6.5") && !app.frame().text.contains("max(1, 3"))
    app.press(.character("4"), .enter, .character("3"))
    #expect(app.frame().text.contains("✓ right.") && app.frame().text.contains("max(1, 3, 4, 2) = 4"))
  }

  static let solutions: [(task: String, line: String)] = [
    ("champion", "--set input=5 --set kernel=3 --set stride=1"), ("unseen", "--set input=5"),
    ("agree", "--set grid=[[1,1,2,2],[1,1,2,2],[3,3,4,4],[3,3,4,4]]"),
    ("steady", "--set view=shift --set grid=[[0,5,0,0],[0,5,0,0],[0,0,0,0],[0,0,0,0]] --set kernel=4 --set stride=1"),
    ("cancel", "--set view=order --set grid=[[-1,-1],[-1,-1]]"),
  ]

  @Test func `every task has a solution that the engine accepts, and the start solves none`() throws {
    #expect(Set(Self.solutions.map(\.task)) == Set(PoolingLab.tasks.map(\.name)))
    for (name, line) in Self.solutions {
      let task = try #require(PoolingLab.tasks.first { $0.name == name })
      #expect(task.solution(try Self.lab(line)) != nil, "\(name)")
      #expect(task.solution(PoolingLab()) == nil, "\(name)")
    }
  }

  @Test func `a click marks the cell under it`() throws {
    var lab = try Self.lab("")
    let area = Rect(0, 0, 78, 13)
    let places = lab.blocks(LabView(.english)).places(area.cutBottom(1).rest).places
    let corner = places[0][1]
    let isMarked = lab.press(Point(corner.x + 1, corner.bottom - 1), area, LabView(.english))
    #expect(isMarked)
    #expect(lab.marked.row == 1 && lab.marked.map == 0)
  }

  @Test func `settings describe the whole state`() throws {
    var stream = KeyStream(seed: 11, LabTests.keys)
    var app = try LabTests.app("pooling")
    for _ in 0..<150 {
      app.press(stream.next())
      // The list of keys may have opened the source.
      guard let lab = (app.screen as? Screen)?.lab else {
        app.press(.escape)
        continue
      }
      #expect(try PoolingLab(LabSettings(lab.settings, options: PoolingLab.options)) == lab)
    }
  }
}
