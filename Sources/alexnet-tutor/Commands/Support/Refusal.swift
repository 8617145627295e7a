import Formats
import Tutor

/// Why a command cannot do what was asked, as one sentence: what, where, what to do.
///
/// Thrown from a command it goes to standard error, and the exit status is 1.
struct Refusal: Error, Equatable, CustomStringConvertible {
  let description: String
  init(_ sentence: String) { description = sentence.printable }

  /// What is wrong with the file at `path`.
  init(_ path: String, _ error: FormatError, _ language: Language) {
    self.init(language("\(path): \(error.english)", "\(path)：\(error.chinese)"))
  }
}
