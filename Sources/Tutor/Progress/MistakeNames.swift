import Lessons

/// What the course calls a mistake of which only the words were kept, as earlier versions did.
package struct MistakeNames {
  private struct Said: Hashable {
    var lesson: String
    var item: String
    var words: String
  }

  private let course: CourseShelf
  private var found: [Said: String?] = [:]

  package init(_ course: CourseShelf) { self.course = course }

  /// The attempt with the name of its mistake, if there is a question of the course that says these words in any language.
  package mutating func named(_ attempt: Attempt) -> Attempt {
    guard attempt.mistake == nil, let words = attempt.remark else { return attempt }
    let said = Said(lesson: attempt.lesson, item: attempt.item, words: words)
    let name: String?
    if let known = found[said] {
      name = known
    } else {
      name = course.name(ofMistakeIn: attempt, saying: words)
      found[said] = .some(name)
    }
    var attempt = attempt
    attempt.mistake = name
    return attempt
  }
}

extension CourseShelf {
  fileprivate func name(ofMistakeIn attempt: Attempt, saying words: String) -> String? {
    let place = ReviewItem(lesson: attempt.lesson, item: attempt.item)
    return Language.allCases.lazy.compactMap { language in
      item(place, language)?.remarks(seed: attempt.seed).first { $0.says == words }?.id
    }.first
  }

  /// The mistakes that were made, most frequent first, each once: whatever it was called, and in which language.
  package func mistakes(_ progress: ProgressSummary) -> [ProgressSummary.Misconception] {
    var names = MistakeNames(self)
    var met: [ProgressSummary.Misconception] = []
    for mistake in progress.misconceptions {
      var mistake = mistake
      mistake.last = names.named(mistake.last)
      if let known = met.firstIndex(where: { $0.isSame(as: mistake.last) }) {
        met[known].count += mistake.count
      } else {
        met.append(mistake)
      }
    }
    return met.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
  }

  /// What the course says of a mistake in `language`, with the numbers of the last time.
  package func words(_ mistake: ProgressSummary.Misconception, _ language: Language) -> String {
    let last = mistake.last
    let remark = item(mistake.at, language)?.remarks(seed: last.seed).first { $0.id == last.mistake }?.says
    return remark ?? last.remark
      ?? language(
        "a mistake in \(last.item), which is no longer in the course", "\(last.item) 中的一个错误，课程里已经没有它了")
  }
}
