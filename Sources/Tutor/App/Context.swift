import Engine
import Lessons
import TextUI

/// What all screens see: the language, the picture on its way through the network, the course, the learner's progress.
package struct Context: Sendable {
  package var language: Language
  package var walk: WalkModel
  package var course: CourseShelf
  package var progress: ProgressSummary
  /// The size of the whole screen.
  package var size: Size

  package init(
    language: Language = .english, walk: WalkModel = WalkModel(), course: CourseShelf = CourseShelf(),
    progress: ProgressSummary = ProgressSummary(), size: Size = Size(80, 24)
  ) {
    self.language = language
    self.walk = walk
    self.course = course
    self.progress = progress
    self.size = size
  }

  var columns: Int { size.columns }
  var rows: Int { size.rows }
}
