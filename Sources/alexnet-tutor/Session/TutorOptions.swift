import Tutor

/// What the tutor is started with.
struct TutorOptions: Sendable {
  /// Course folders beside ours.
  var lessons: [String] = []
  var language: Language?
  var network = "paper"
  var image: String?
  /// A file with the weights of ``network``.
  var weights: String?
  /// Lines of text instead of the full screen.
  var plain = false
}
