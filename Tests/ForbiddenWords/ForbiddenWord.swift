/// A word that stands nowhere, because the same thing has another name everywhere else.
package struct ForbiddenWord: Sendable {
  /// A regular expression for what is not to be written.
  package let pattern: String
  /// What stands in its place.
  package let use: String
  /// The word is meant only where this stands in the same paragraph; without it, everywhere.
  package let context: String?
  /// Where this stands in the same paragraph the word is right: its one mention as another name, another sense of it.
  package let exception: String?

  init(_ pattern: String, use: String, near context: String? = nil, unless exception: String? = nil) {
    (self.pattern, self.use, self.context, self.exception) = (pattern, use, context, exception)
  }
}

/// A forbidden word in a text.
package struct ForbiddenFinding: Sendable, CustomStringConvertible {
  package let found: String
  package let use: String
  package let paragraph: String
  package var description: String { "“\(found)” is “\(use)” elsewhere: \(paragraph)" }
}
