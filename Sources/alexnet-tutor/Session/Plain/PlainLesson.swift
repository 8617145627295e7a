import Lessons
import Tutor

/// A whole lesson as lines of text, its questions where they stand.
struct PlainLesson {
  private let lesson: Lesson
  private let language: Language
  private let withAnswers: Bool
  private let text: PlainBlocks

  init(_ lesson: Lesson, _ shelf: CourseShelf, _ language: Language, withAnswers: Bool) {
    (self.lesson, self.language, self.withAnswers) = (lesson, language, withAnswers)
    text = PlainBlocks(
      language: language, titles: PlainBlocks.titles(lesson, shelf, language), withPictures: true)
  }

  var lines: [String] {
    var number = 0
    var lines: [String] = []
    for block in lesson.blocks {
      if case .quiz(let item) = block {
        number += 1
        lines += question(item, number)
      } else {
        lines += text.lines(block)
      }
      lines.append("")
    }
    return lines.isEmpty ? [lesson.title] : lines.dropLast()
  }

  private func question(_ item: Item, _ number: Int) -> [String] {
    let instance = item.instance(seed: 1)
    let head = language("Question \(number) (\(item.id))", "问题 \(number)（\(item.id)）")
    var lines = [head] + text.wrapped(instance.prompt)
    for (letter, choice) in zip("abcdefghijklmnopqrstuvwxyz", choices(instance)) {
      lines += hanging("  \(letter)) ", choice)
    }
    return withAnswers ? lines + answers(instance) : lines
  }

  private func choices(_ instance: ItemInstance) -> [String] {
    instance.options.isEmpty ? instance.steps : instance.options.map(\.text)
  }

  private func answers(_ instance: ItemInstance) -> [String] {
    let (head, rows) = (language("Answer: ", "答案："), instance.expectedLines)
    var lines = rows.count == 1 ? hanging(head, rows[0]) : [head] + rows.flatMap { hanging("  ", $0) }
    for (letter, option) in zip("abcdefghijklmnopqrstuvwxyz", instance.options) {
      if let why = option.why { lines += hanging("  \(letter)) ", why) }
    }
    for (answer, mistake) in instance.mistakes {
      lines += hanging("  \(instance.describe(answer)): ", mistake.says)
    }
    for (index, hint) in instance.hints.enumerated() {
      lines += hanging(language("Hint \(index + 1): ", "提示 \(index + 1)："), hint)
    }
    for point in instance.checklist { lines += hanging("  [ ] ", point) }
    return lines + hanging(language("Why: ", "为什么："), instance.why)
  }

  private func hanging(_ mark: String, _ words: String) -> [String] { text.hanging(mark, words) }
}
