/// The pictures that the program draws itself, so that there is something to look at before any file is chosen.
package enum Samples {
  /// In the order in which they are offered.
  package static let names = ["harbour", "patterns", "cat"]

  /// The side of a sample picture: the input size of the paper's network.
  package static let size = 227

  /// The sample of that name, or nil; the same drawing in any size.
  package static func picture(_ name: String, size: Int = Samples.size) -> Picture? {
    switch name {
    case "harbour": drawHarbour(size: size)
    case "patterns": drawPatterns(size: size)
    case "cat": drawCat(size: size)
    default: nil
    }
  }
}
