import Lessons
import TextUI

@testable import Tutor

/// A course of two lessons with an item of every kind, in both languages.
enum CourseFixture {
  static let shelf: CourseShelf = {
    let catalogue = Catalogue(
      fact: { _ in nil }, compute: { _ in .failure(ComputeError(key: "op", message: "none")) }, labFault: { _ in nil },
      layers: [], labs: ["convolution"])
    var files: [LessonFile] = []
    for language in ["en", "zh-Hans"] {
      files.append(
        LessonFile(language: language, path: "c/\(language)/01.md", bytes: Array(text("first", language).utf8)))
      files.append(
        LessonFile(language: language, path: "c/\(language)/02.md", bytes: Array(text("second", language).utf8)))
    }
    let course = Course.read(files, catalogue: catalogue)
    var shelf = CourseShelf()
    for language in Language.allCases { shelf.lessons[language] = course.lessons[language.rawValue] }
    return shelf
  }()

  static var faults: [Diagnostic] { Language.allCases.flatMap { shelf.lessons($0) }.flatMap(\.diagnostics) }

  static func context(_ language: Language = .english, _ size: Size = Size(80, 24)) -> Context {
    Context(language: language, course: shelf, size: size)
  }

  /// An application with `screen` above the list of lessons.
  static func app(_ screen: any Screen, _ context: Context) -> App {
    var app = App(LessonListScreen(context), context: context, size: context.size)
    _ = app.open(screen)
    return app
  }

  private static func text(_ id: String, _ language: String) -> String {
    func say(_ english: String, _ chinese: String) -> String { language == "en" ? english : chinese }
    return """
      ---
      id: \(id)
      title: \(say("Lesson \(id)", "课程 \(id)"))
      goal: g
      minutes: 5
      ---

      # \(say("Windows", "窗口"))

      \(say("A window slides over the row, stride by stride.", "窗口沿着一行滑动，一次一个步长。"))

      ```quiz
      id: \(id).choice
      type: choice
      prompt: "\(say("How are channels combined?", "各通道怎样合并？"))"
      options:
        - {text: "\(say("They are averaged.", "取平均。"))", correct: false, why: "\(say("Nothing divides by three.", "没有除以三。"))", lab: convolution --set channels=3}
        - {text: "\(say("They are summed.", "求和。"))", correct: true}
      keep-order: true
      hints: ["\(say("Count the divisions.", "数一数除法。"))"]
      why: "\(say("One sum runs over all channels.", "一个和遍历所有通道。"))"
      ```

      ## \(say("Counting", "计数"))

      ```quiz
      id: \(id).number
      type: number
      prompt: "\(say("{{n}} plus two?", "{{n}} 加二？"))"
      draw: {n: {from: 10, to: 60}}
      compute: "n + 2"
      mistakes:
        - compute: "n"
          says: "\(say("The two is missing.", "少了二。"))"
          lab: convolution
      hints: ["a", "b", "c"]
      why: "w"
      ```

      ```quiz
      id: \(id).multiple
      type: multiple
      prompt: "p"
      options:
        - {text: "one", correct: true}
        - {text: "two", correct: true}
        - {text: "three", correct: false, why: "\(say("Three is too many.", "三太多了。"))"}
      why: "w"
      ```

      ```quiz
      id: \(id).shape
      type: shape
      prompt: "p"
      answer: [96, 55, 55]
      why: "w"
      ```

      ```quiz
      id: \(id).grid
      type: grid
      prompt: "p"
      answer: [[1, 2], [3, 4]]
      why: "w"
      ```

      ```quiz
      id: \(id).order
      type: order
      prompt: "p"
      steps: ["first", "second", "third"]
      why: "w"
      ```

      ```quiz
      id: \(id).text
      type: text
      prompt: "p"
      model: "m"
      checklist: ["\(say("a point", "要点"))"]
      why: "w"
      ```

      ## \(say("The end", "结尾"))

      \(say("The last stride ends inside the row.", "最后一个步长止于行内。"))
      """
  }
}

extension Attempt {
  /// An answer of the fixture.
  static func given(_ lesson: String, _ kind: String, _ correct: Bool, _ confidence: Int? = nil) -> Attempt {
    Attempt(
      item: "\(lesson).\(kind)", lesson: lesson, answer: "x", seed: 1, correct: correct, confidence: confidence,
      mistake: correct ? nil : "1")
  }
}

extension [Effect] {
  /// The answers among them.
  var recorded: [Attempt] { compactMap { if case .record(let attempt) = $0 { attempt } else { nil } } }
}
