import Engine
import Lessons
import TextUI

/// What all screens see: the language, the picture on its way through the network, the course, the learner's progress.
package struct Context: Sendable {
  package var language: Language
  package var walk: WalkModel
  package var course: CourseShelf
  package var progress: ProgressSummary
  package var sources = SourceShelf()
  /// What was last painted in the draw lab.
  package var drawing: Engine.Picture?
  /// Without a session nothing moves: a picture is what it is.
  package var preferences = Preferences()
  package var costs = MeasuredCosts()
  /// What a path that is being typed can be completed to, until its field has taken it.
  package var paths: PathMatches?
  /// What is wrong with keeping answers, as long as it lasts.
  package var trouble: String?
  /// The size of the whole screen.
  package var size: Size
  /// What the terminal can show; only the names of keys depend on it.
  package var glyphs: GlyphSet

  package init(
    language: Language = .english, walk: WalkModel = WalkModel(), course: CourseShelf = CourseShelf(),
    progress: ProgressSummary = ProgressSummary(), size: Size = Size(80, 24), glyphs: GlyphSet = .unicode
  ) {
    self.language = language
    self.walk = walk
    self.course = course
    self.progress = progress
    self.size = size
    self.glyphs = glyphs
  }

  var columns: Int { size.columns }
  var rows: Int { size.rows }
}
