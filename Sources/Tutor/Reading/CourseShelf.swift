import Lessons

/// The lessons of every language, in order.
package struct CourseShelf: Sendable {
  package var lessons: [Language: [Lesson]]
  /// The ids of the lessons that come with the program.
  package var shipped: Set<String> = []
  /// Whether the lessons are still being read: until then nothing is known of them, not even whether there are any.
  package let isComing: Bool

  package init(_ lessons: [Language: [Lesson]] = [:], isComing: Bool = false) {
    (self.lessons, self.isComing) = (lessons, isComing)
  }

  /// The lessons in `language`; in the other one where there are none.
  package func lessons(_ language: Language) -> [Lesson] {
    if let own = lessons[language], !own.isEmpty { return own }
    return Language.allCases.lazy.compactMap { lessons[$0] }.first { !$0.isEmpty } ?? []
  }

  package func lesson(_ id: String, _ language: Language) -> Lesson? {
    lessons(language).first { $0.id == id }
  }

  /// The lesson about a layer of the walk; one that somebody added takes none of ours away.
  package func lesson(about layer: String, _ language: Language) -> Lesson? {
    let about = lessons(language).filter { $0.layers.contains(layer) }
    return about.first { shipped.contains($0.id) } ?? about.first
  }

  /// The lesson that a link leads to: a file beside the one that it stands in, or the one that has taken its place.
  package func lesson(linkedAs target: String, from id: String, _ language: Language) -> Lesson? {
    let name = target.hasPrefix("./") ? String(target.dropFirst(2)) : target
    guard let folder = lesson(id, language)?.folder else { return nil }
    let named = lessons(language).filter { $0.fileName == name }
    return named.first { $0.folder == folder } ?? named.first
  }

  package var count: Int { lessons.values.map(\.count).max() ?? 0 }

  package func title(_ id: String, _ language: Language) -> String? { lesson(id, language)?.title }

  /// Lessons whose every question was answered right at its last attempt.
  package func done(_ progress: ProgressSummary) -> Int {
    let all = Language.allCases.lazy.compactMap { lessons[$0] }.max { $0.count < $1.count } ?? []
    return all.filter { lesson in
      !lesson.items.isEmpty && lesson.items.allSatisfy { progress.last[$0.id]?.correct == true }
    }.count
  }
}
