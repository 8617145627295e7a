import Foundation
import Testing
import Tutor

@testable import alexnet_tutor

/// Questions, review and progress in plain lines, through pipes as a screen reader or a script would use them.
@Suite("The course in plain lines")
struct PlainCourseTests {
  private let home = Home()
  private var course: String { home.path + "/course" }

  /// Two lessons: numbers, a choice, a sentence.
  init() throws {
    try FileManager.default.createDirectory(atPath: course + "/en", withIntermediateDirectories: true)
    for id in ["one", "two"] {
      let text = """
        ---
        id: \(id)
        title: Lesson \(id)
        goal: g
        minutes: 5
        ---

        # Beginning

        The text of \(id).

        ```quiz
        id: \(id).choice
        type: choice
        prompt: Which?
        options:
          - {text: "wrong", correct: false, why: "That is the flipped one.", lab: "convolution --set flip=true"}
          - {text: "right", correct: true}
        keep-order: true
        why: because
        ```

        ## Second section

        The end of \(id).

        ```quiz
        id: \(id).shape
        type: shape
        prompt: What shape?
        answer: [96, 55, 55]
        hints: ["a hint"]
        why: because
        ```

        ```quiz
        id: \(id).text
        type: text
        prompt: Say it.
        model: "the model"
        checklist: ["first point"]
        why: because
        ```
        """
      try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: "\(course)/en/\(id).md"))
    }
  }

  private func run(_ arguments: [String], _ input: String) throws -> String {
    let common = ["--language", "en", "--lessons", course]
    let (output, errors, status) = try home.pipe(arguments + common, input: input, environment: ["TZ": "UTC"])
    #expect(status == 0 && errors.isEmpty, "\(errors)")
    #expect(!output.contains("\u{1B}"))
    return output
  }

  @Test("quiz asks a lesson's questions, how sure one is, and keeps every answer")
  func quiz() throws {
    let output = try run(["quiz", "one"], "a\n3\nb\n2\nh\n96 55 55\n\nmy words\n1\ny\n")
    #expect(output.contains("Question 1 of 3 (Lesson one)") && output.contains("How sure are you?"))
    #expect(
      output.contains("That is the flipped one.") && output.contains("o opens the lab: convolution --set flip=true"))
    #expect(
      output.contains("Hint 1/1: a hint") && output.contains("A model answer:") && output.contains("3 of 3 right."))
    let answers = try home.answers()
    #expect(answers.map(\.item) == ["one.choice", "one.choice", "one.shape", "one.text"])
    #expect(answers.map(\.correct) == [false, true, true, true] && answers.map(\.confidence) == [3, 2, nil, 1])
    #expect(answers[0].mistake == "1")
  }

  @Test("the lab that refutes a wrong answer opens from the question and leads back to it")
  func lab() throws {
    let output = try run(["quiz", "one.choice"], "a\n1\no\nright\npicture\nkeys\nm\nb\n\n")
    // The lab is told in words; its picture only where it is asked for.
    #expect(output.contains("flip on") && output.contains("out[0,1] = ") && output.contains("tab: "))
    #expect(output.components(separatedBy: "alexnet-tutor › Labs › Convolution").count == 2)
    #expect(try home.answers().map(\.correct) == [false, true])
  }

  @Test("the end of the input after an answer does not lose it")
  func endOfInput() throws {
    _ = try run(["quiz", "one"], "b")
    #expect(try home.answers().map(\.correct) == [true])
  }

  @Test("a question can be skipped and gone back to")
  func back() throws {
    let output = try run(["quiz", "one"], "n\n<\nb\n\nn\nn\n")
    #expect(output.components(separatedBy: "Question 1 of 3").count == 3)
    #expect(output.contains("1 of 3 right."))
  }

  @Test("quiz without an id takes ten at most, and an unknown id is refused")
  func anyQuiz() throws {
    // Our own course is beside this one: a question of either may come first.
    #expect(try run(["quiz"], "m\n").contains("Question 1 of 10"))
    let (_, errors, status) = try home.pipe(["quiz", "nothing", "--language", "en"], input: "")
    #expect(status == 1 && errors.contains("there is no lesson and no question nothing"))
  }

  @Test("review asks what is due, and says when nothing is")
  func review() throws {
    #expect(try run(["review"], "").contains("Nothing is due for review."))
    let path = home.state
    let yesterday = Int(Date().timeIntervalSince1970) - 3 * 86_400
    var log = ProgressLog(path, clock: Clock(now: { yesterday }, day: { $0 / 86_400 }))
    for item in ["one.choice", "one.shape", "two.choice"] {
      let attempt = Attempt(
        item: item, lesson: String(item.prefix(3)), answer: "x", seed: 1, correct: false, confidence: 2)
      log.record(attempt)
    }
    log.close()
    let output = try run(["review"], "b\n\nb\n\n96 55 55\n\nb\n\n")
    #expect(output.contains("Question 1 of 3 (Lesson one)") && output.contains("Question 2 of 3 (Lesson two)"))
    #expect(try run(["review"], "").contains("Nothing is due for review. The next question is due in"))
  }

  @Test("a whole lesson: its sections, a search in it, its end, progress afterwards")
  func lesson() throws {
    let text = ["4", "2", "1", "b", "1", "/end of", "t", "", "96 55 55", "", "s", "a", "m", "m", "5", "q"]
    let output = try run(["--plain"], text.joined(separator: "\n") + "\n")
    #expect(output.contains("4 Review (0 due)") && output.contains("Nothing is due for review."))
    #expect(output.contains("2: The end of one.") && output.contains("2 Second section"))
    #expect(output.contains("The text of one.") && output.contains("The end of one."))
    #expect(output.contains("This is the end of the lesson.") && output.contains("asks all questions again, mixed"))
    #expect(output.contains("Answers         2 answers to 2 questions, 2 right; of the questions 2 right in the end"))
    #expect(try home.answers().count == 2)
  }
}
