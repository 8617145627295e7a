import Lessons
import TextUI

/// A lesson set once and kept: what a key does not change is not computed again for it.
struct LessonPage: Sendable {
  /// All that the rows of a lesson depend on.
  private struct Basis: Sendable {
    let lesson: Lesson
    let next: Lesson?
    let language: Language
    let width: Int
    let items: [String]

    init(_ lesson: Lesson, _ context: Context) {
      let lessons = context.course.lessons(context.language)
      self.lesson = lesson
      next = lessons.firstIndex { $0.id == lesson.id }.map { lessons.dropFirst($0 + 1) }?.first
      language = context.language
      width = LessonScreen.textWidth(context)
      items = lesson.items.map(\.id)
    }

    /// How the questions stand and which numbers they show.
    func standing(_ progress: ProgressSummary) -> [Attempt?] { items.map { progress.last[$0] } }

    func isSame(_ lesson: Lesson, _ context: Context) -> Bool {
      guard language == context.language, width == LessonScreen.textWidth(context), self.lesson.isCopy(of: lesson)
      else { return false }
      let lessons = context.course.lessons(context.language)
      let next = lessons.firstIndex { $0.id == lesson.id }.map { lessons.dropFirst($0 + 1) }?.first
      return next?.id == self.next?.id && next?.title == self.next?.title
    }
  }

  private let basis: Basis
  private let standing: [Attempt?]
  let layout: LessonLayout
  let figures: LessonFigures
  let side: LessonSide

  var lesson: Lesson { basis.lesson }

  /// - Parameter figures: those of the lesson as they were opened before, if they were.
  init(_ lesson: Lesson, _ context: Context, figures known: LessonFigures) {
    basis = Basis(lesson, context)
    standing = basis.standing(context.progress)
    var figures = known
    figures.take(lesson.figures.map(\.command), width: basis.width, basis.language)
    self.figures = figures
    layout = LessonLayout(
      lesson, width: basis.width, language: basis.language, progress: context.progress, heights: figures.heights,
      next: basis.next)
    side = LessonSide(lesson, layout, context.progress, basis.language)
  }

  /// Whether it is what would be set for this context.
  func isCurrent(_ lesson: Lesson, _ context: Context) -> Bool {
    basis.isSame(lesson, context) && standing == basis.standing(context.progress)
  }
}

/// The labs of a lesson, opened once and drawn once for a width. Opening one may take a while: some run a network.
struct LessonFigures: Sendable {
  private var opened: [String: LabFigure] = [:]
  private var pictures: [String: Buffer] = [:]
  private var width = 0
  private var language = Language.english

  var heights: [String: Int] { pictures.mapValues(\.size.rows) }

  /// Opens and draws what is missing, and lets go of what is no longer wanted.
  mutating func take(_ commands: [String], width: Int, _ language: Language) {
    if width != self.width || language != self.language { pictures = [:] }
    (self.width, self.language) = (width, language)
    let wanted = Set(commands)
    opened = opened.filter { wanted.contains($0.key) }
    pictures = pictures.filter { wanted.contains($0.key) }
    for command in commands where pictures[command] == nil {
      guard let figure = opened[command] ?? LabFigure(commandLine: command) else { continue }
      opened[command] = figure
      var canvas = Buffer(Size(width, figure.height(width: width, language)))
      figure.draw(into: &canvas, canvas.bounds, language)
      pictures[command] = canvas
    }
  }

  func picture(_ command: String) -> Buffer? { pictures[command] }
}
