/// A place in the source text of the engine: a file of its operations, and the line that is shown first.
package struct SourceReference: Hashable, Sendable {
  /// Without its ending: `Convolution`.
  package let file: String
  /// A piece of the line at which reading begins: `func forward`.
  package let anchor: String

  package init(_ file: String, at anchor: String = "func forward") { (self.file, self.anchor) = (file, anchor) }
}

/// Source texts that have been read, by the names of their files.
package struct SourceShelf: Sendable {
  package enum Text: Sendable {
    case lines([String])
    /// One sentence: what is missing and what to do.
    case missing(String)
  }
  private var texts: [String: Text] = [:]
  package init() {}
  package subscript(file: String) -> Text? {
    get { texts[file] }
    set { texts[file] = newValue }
  }
}
