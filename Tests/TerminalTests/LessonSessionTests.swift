import Glibc
import Testing
import Tutor

/// The lesson and its quiz in a terminal: answers are on disk as soon as they are given, and Continue finds the place.
@Suite("A lesson in a terminal", .serialized)
struct LessonSessionTests {
  private let home = Home()

  private func lesson(_ language: String = "en", size: (columns: Int, rows: Int) = (80, 24)) throws -> Pty {
    let tutor = try home.start(["--language", language], size: size)
    #expect(tutor.waitText(language == "en" ? "▸ Walk" : "▸ 漫游"))
    tutor.key(.down)
    #expect(tutor.waitText(language == "en" ? "▸ Lessons" : "▸ 课程"))
    tutor.key(.enter)
    tutor.key(.enter)
    #expect(tutor.waitText("290,400"))
    return tutor
  }

  /// To the question with this number; the first is at the second stop of the lesson.
  private func openQuestion(_ tutor: Pty, stops: Int, _ marker: String) {
    for _ in 0..<stops { tutor.key(.tab) }
    tutor.key(.enter)
    #expect(tutor.waitText(marker))
  }

  @Test("a wrong answer is explained, a right one praised, and both outlive the program's sudden death")
  func answersOutliveTheProgram() throws {
    let tutor = try lesson()
    // A window holds 1 and 6 above, 3 and 1 below; kernel 1 −1 / 2 0, bias 3: 4. Without the bias it is 1.
    openQuestion(tutor, stops: 2, "› question 1")
    tutor.send("1")
    tutor.key(.enter)
    #expect(tutor.waitText("How sure are you?"))
    tutor.send("3")
    #expect(tutor.waitText("✗ not yet."))
    #expect(tutor.waitText("That is the sum of the products"))
    #expect(tutor.waitText("o see it in the lab"))
    #expect(try home.answers().map(\.correct) == [false])
    tutor.send("o")
    #expect(tutor.waitText("Labs › Convolution"))
    tutor.key(.escape)
    #expect(tutor.waitText("› question 1"))
    // The answer, and again with fresh numbers.
    tutor.send("S")
    #expect(tutor.waitText("The answer is 4"))
    tutor.send("u")
    #expect(tutor.waitGone("✗ not yet") && tutor.waitText("S show"))
    let prompt = tutor.lines.joined(separator: " ")
    let asked = prompt[(try #require(prompt.firstRange(of: "A window holds"))).upperBound...]
    // a and b above, c and d below; the kernel's 1, −1, 2, 0; the bias.
    let numbers = asked.split { !$0.isNumber }.prefix(9).compactMap { Int($0) }
    tutor.send("\(numbers[0] - numbers[1] + 2 * numbers[2] + numbers[8])")
    tutor.key(.enter)
    #expect(tutor.waitText("How sure are you?"))
    tutor.send("2")
    #expect(tutor.waitText("✓ right."))
    #expect(tutor.waitText("Why"))
    tutor.signal(SIGKILL)
    #expect(tutor.waitEnd() == .signalled(SIGKILL))

    let answers = try home.answers()
    #expect(answers.map(\.correct) == [false, true])
    #expect(answers.map(\.confidence) == [3, 2])
    #expect(answers[0].mistake == "1" && answers[0].remark == nil)
    let again = try home.start()
    #expect(again.waitText("▸ Continue"))
    #expect(again.waitText("2 in all"))
    again.key(.enter)
    #expect(again.waitText("✓ question"))
    #expect(again.waitText("▌"))
    again.key(.enter)
    #expect(again.waitText("› question 1"))
  }

  @Test("every kind of answer is given with the keys that are hinted", arguments: ["en", "zh-Hans"])
  func everyKindOfAnswer(_ language: String) throws {
    let tutor = try lesson(language, size: (120, 30))
    func ask(_ marker: String) {
      #expect(tutor.waitText(marker))
    }
    // Stride two: a grid.
    openQuestion(tutor, stops: 3, language == "en" ? "› question 2" : "› 第 2 题")
    for number in ["-1", "-2", "-3", "2"] {
      tutor.send(number)
      tutor.key(.tab)
    }
    tutor.key(.enter)
    ask(language == "en" ? "How sure" : "多大把握")
    tutor.send("3")
    ask(language == "en" ? "✓ right" : "✓ 正确")
    // The next open question: a choice, whose options stand in any order.
    tutor.send("n")
    ask(language == "en" ? "one answer is right" : "单选")
    tutor.send("H")
    ask(language == "en" ? "hint 1/" : "提示 1/")
    let right = language == "en" ? "(•) They are added" : "(•) 相加"
    for _ in 0..<4 where !tutor.waitText(right, timeout: 1) { tutor.key(.down) }
    tutor.key(.enter)
    tutor.key(.enter)
    ask(language == "en" ? "✓ right" : "✓ 正确")
    #expect(try home.answers().map(\.correct) == [true, true])
    #expect(try home.answers()[1].confidence == nil)
    // Shown without an answer counts for nothing.
    tutor.send("n")
    ask(language == "en" ? "a grid" : "网格")
    tutor.send("S")
    ask(language == "en" ? "The answer:" : "答案：")
    tutor.key(.escape)
    ask(language == "en" ? "Contents" : "目录")
    #expect(try home.answers().count == 2)
    tutor.send("q")
    ask(language == "en" ? "After it you can" : "学完你能")
  }
}
