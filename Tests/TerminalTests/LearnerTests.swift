import Foundation
import Glibc
import Lessons
import Testing
import Tutor

@testable import alexnet_tutor

/// A learner who answers every question of the course with the keys that are hinted, in a terminal that dies again and
/// again: in the end every answer is kept exactly once.
///
/// With WHOLE_COURSE=1 in the environment all lessons are gone through, otherwise the one with the most kinds of questions; as in the
/// program, ALEXNET_TUTOR_LESSONS names another course.
@Suite("A learner and a program that is killed", .serialized)
struct LearnerTests {
  private let home = Home()
  private let isWhole = ProcessInfo.processInfo.environment["WHOLE_COURSE"] == "1"

  private var shelf: CourseShelf {
    get throws {
      let environment = ["HOME": home.path].merging(LearnerSession.environment) { $1 }
      let folders = CourseFolders(Folders(environment), executable: Products.path("alexnet-tutor"))
      return try CourseLibrary(folders, chosen: [], .english).shelf
    }
  }

  @Test("every question is answered once, whenever the program was killed", arguments: Language.allCases)
  func learner(_ language: Language) throws {
    let all = try shelf.lessons(language)
    let kinds = all.map { Set($0.items.map(\.kind.name)).count }
    let richest = try #require(all.indices.max { kinds[$0] < kinds[$1] })
    let chosen = isWhole ? Array(all.indices) : [richest]
    let lessons = chosen.map { all[$0] }
    let items = lessons.reduce(0) { $0 + $1.items.count }
    // Kills spread over the course: each after so many answers, before, while or after the answer is given.
    let kills = isWhole ? 20 : 4
    var session = LearnerSession(home, language, killEvery: max(1, items / kills))
    for (number, lesson) in zip(chosen, lessons) { try session.answerAll(lesson, number) }
    try session.leave()
    let answers = try home.answers()
    for item in lessons.flatMap(\.items) {
      let given = answers.filter { $0.item == item.id }
      #expect(given.count == 1 && given.first?.correct == true && given.first?.confidence == 2, "\(item.id)")
    }
    #expect(answers.count == items && session.kills >= min(kills, items))
  }
}

/// The learner at the keyboard.
struct LearnerSession {
  static let environment = ProcessInfo.processInfo.environment.filter { $0.key == "ALEXNET_TUTOR_LESSONS" }
  private let home: Home
  private let language: Language
  private let killEvery: Int
  private var tutor: Pty?
  private var asked = 0
  private(set) var kills = 0

  init(_ home: Home, _ language: Language, killEvery: Int) {
    (self.home, self.language, self.killEvery) = (home, language, killEvery)
  }

  /// Goes through the lesson with this number in the list until every question is answered right.
  mutating func answerAll(_ lesson: Lesson, _ number: Int) throws {
    while let index = try firstOpen(lesson) {
      let tutor = try openList()
      tutor.send("g")
      for _ in 0..<number { tutor.key(.down) }
      tutor.key(.enter)
      #expect(tutor.waitText("%"))
      tutor.send("n")
      tutor.key(.enter)
      try answer(lesson, from: index, tutor)
    }
  }

  /// Answers question after question until the lesson is done or the program is dead.
  private mutating func answer(_ lesson: Lesson, from first: Int, _ tutor: Pty) throws {
    var next: Int? = first
    while let index = next {
      #expect(tutor.waitText(language("› question \(index + 1) ", "› 第 \(index + 1) 题")))
      asked += 1
      // Zero: not killed; else after how many of the steps of an answer.
      let death = asked % killEvery == 0 ? 1 + kills % 4 : 0
      if death == 1 { return kill(tutor) }
      let item = lesson.items[index]
      type(item.instance(seed: 1), tutor)
      #expect(tutor.waitText(language("How sure", "多大把握")), "\(item.id)")
      if death == 2 { return kill(tutor) }
      tutor.send("2")
      if death == 3 { return kill(tutor) }
      compare(item.instance(seed: 1), tutor)
      #expect(tutor.waitText(language("✓ right", "✓ 正确")), "\(item.id)")
      if death == 4 { return kill(tutor) }
      let open = try openItems(lesson)
      next = open.first { $0 > index }
      tutor.send("n")
    }
    let end = language("the questions of this lesson", "这一课的问题就是这些")
    #expect(tutor.waitText(end))
    // Two escapes at once would be one key.
    tutor.key(.escape)
    #expect(tutor.waitGone(end))
    tutor.key(.escape)
    #expect(tutor.waitText(language("After it you can", "学完你能")))
    tutor.key(.escape)
    #expect(tutor.waitGone(language("After it you can", "学完你能")))
  }

  mutating func leave() throws {
    let tutor = try openList()
    tutor.key(.escape)
    #expect(tutor.waitGone(language("After it you can", "学完你能")))
    tutor.send("q")
    #expect(tutor.waitEnd() == .exited(0))
  }

  private mutating func kill(_ tutor: Pty) {
    kills += 1
    tutor.signal(SIGKILL)
    #expect(tutor.waitEnd() == .signalled(SIGKILL))
    self.tutor = nil
  }

  private func openItems(_ lesson: Lesson) throws -> [Int] {
    let right = Set(try home.answers().filter(\.correct).map(\.item))
    return lesson.items.indices.filter { !right.contains(lesson.items[$0].id) }
  }

  private func firstOpen(_ lesson: Lesson) throws -> Int? { try openItems(lesson).first }

  /// The list of lessons, in a program that runs.
  private mutating func openList() throws -> Pty {
    let tutor =
      try self.tutor
      // The whole course, not the one that other tests use.
      ?? home.start(
        ["--language", language.rawValue, "--network", "lenet-5"], environment: ["ALEXNET_TUTOR_LESSONS": ""],
        size: (120, 40))
    self.tutor = tutor
    #expect(tutor.waitText(language("Settings", "设置")))
    for _ in 0..<8 where !tutor.waitText(language("▸ Lessons", "▸ 课程"), timeout: 0.3) { tutor.key(.down) }
    tutor.key(.enter)
    #expect(tutor.waitText(language("After it you can", "学完你能")))
    return tutor
  }

  // MARK: Answers

  private func type(_ question: ItemInstance, _ tutor: Pty) {
    switch question.kind {
    case .choice:
      let right = question.options.firstIndex(where: \.correct) ?? 0
      for _ in 0...right { tutor.key(.down) }
    case .multiple:
      for option in question.options {
        if option.correct { tutor.send(" ") }
        tutor.key(.down)
      }
    case .number, .shape: tutor.send(typed(question))
    case .grid:
      guard case .grid(let rows)? = question.answer else { return }
      for number in rows.joined() {
        tutor.send(digits(number))
        tutor.key(.tab)
      }
    case .order: order(question, tutor)
    case .text: tutor.send("words")
    }
    tutor.key(.enter)
  }

  /// What was written in words is compared with the model, once it was said how sure one is.
  private func compare(_ question: ItemInstance, _ tutor: Pty) {
    guard case .text = question.kind else { return }
    #expect(tutor.waitText("[ ]"))
    for _ in question.checklist {
      tutor.send(" ")
      tutor.key(.down)
    }
    tutor.key(.enter)
  }

  private func typed(_ question: ItemInstance) -> String {
    switch question.answer {
    case .number(let number)?: digits(number)
    case .shape(let sizes)?: sizes.map(String.init).joined(separator: "x")
    default: ""
    }
  }

  private func digits(_ number: Double) -> String { number == number.rounded() ? "\(Int(number))" : "\(number)" }

  /// Each place in turn gets its step: down to it, up with it.
  private func order(_ question: ItemInstance, _ tutor: Pty) {
    var steps = Array(question.steps.indices)
    let wanted = steps.sorted { question.stepGroups[$0] < question.stepGroups[$1] }
    var cursor = 0
    for place in steps.indices {
      let here = steps.firstIndex(of: wanted[place]) ?? place
      while cursor < here {
        tutor.key(.down)
        cursor += 1
      }
      while cursor > here {
        tutor.key(.up)
        cursor -= 1
      }
      tutor.send(" ")
      while cursor > place {
        tutor.key(.up)
        steps.swapAt(cursor, cursor - 1)
        cursor -= 1
      }
      tutor.send(" ")
    }
  }
}
