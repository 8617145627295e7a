/// A file of a course as it was found: the lessons themselves read no files.
package struct LessonFile: Sendable {
  package enum Content: Sendable {
    case bytes([UInt8])
    /// The file is there but cannot be read: what is wrong, and how to mend it.
    case unreadable(message: String, mend: String)
  }

  /// No lesson may be larger.
  package static let largestSize = 1 << 20

  /// The name of the folder that it lies in: `en`.
  package var language: String
  /// The path as diagnostics show it: `lessons/en/02-convolution.md`.
  package var path: String
  package var content: Content

  /// Nothing hidden in the path is shown: a file may have any name.
  package init(language: String, path: String, content: Content) {
    (self.language, self.content) = (language, content)
    self.path = HiddenCharacters.cleaned(path.replacing("\n", with: " ")).text
  }

  package init(language: String, path: String, bytes: [UInt8]) {
    self.init(language: language, path: path, content: .bytes(bytes))
  }

  /// What stands in place of a file beyond ``largestSize``.
  package static let tooLarge = Content.unreadable(
    message: "the file is larger than 1 MiB", mend: "split the lesson, or keep what is not text elsewhere")

  /// `02-convolution.md`
  package var name: String { LessonFile.name(path) }

  static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
