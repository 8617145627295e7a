/// The names that an expression or a placeholder may use: those that an item draws, and those of the networks.
struct Names: Sendable {
  enum Meaning: Equatable {
    case number(Double)
    case shape([Int])
    case drawn
  }

  var drawn: [String] = []
  /// Whether it cannot be known what is drawn: then any plain word may be.
  var isOpen = false
  private let catalogue: Catalogue?

  init(_ catalogue: Catalogue, drawn: [String] = []) { (self.catalogue, self.drawn) = (catalogue, drawn) }

  /// Drawn names only.
  init(drawn: [String]) { (catalogue, self.drawn) = (nil, drawn) }

  func meaning(_ name: String) -> Meaning? {
    if drawn.contains(name) { return .drawn }
    switch catalogue?.fact(name) {
    case .integer(let number): return .number(Double(number))
    case .shape(let shape): return .shape(shape)
    case nil: return isOpen && !name.contains(".") ? .drawn : nil
    }
  }

  /// What to say of a name that means nothing; `isCalled` where a parenthesis follows it.
  func unknown(_ name: String, at offset: Int, isCalled: Bool) -> ExpressionFault {
    guard isCalled else {
      return ExpressionFault(offset, "there is no number called \(quoted(name))", mend: mend(name))
    }
    let functions = Expression.Function.allCases.map(\.rawValue)
    return ExpressionFault(
      offset, "there is no function called \(quoted(name))",
      mend: Nearest.mend(name, among: functions, otherwise: "the functions are \(functions.joined(separator: ", "))"))
  }

  private func mend(_ name: String) -> String {
    if let near = nearest(name) { return "did you mean \(quoted(near))?" }
    let usual = "a network's numbers are called like “paper.conv1.parameters”"
    return drawn.isEmpty ? usual : "drawn here are \(drawn.joined(separator: ", ")); " + usual
  }

  /// `paper@224.conv1.macs` is looked for as `paper.conv1.macs`.
  private func nearest(_ name: String) -> String? {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let network = parts[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let size = network.count == 2 ? "@" + network[1] : ""
    let plain = size.isEmpty ? name : String(network[0]) + (parts.count == 2 ? "." + parts[1] : "")
    let known = (catalogue?.factNames() ?? []) + drawn
    guard let near = Nearest.name(to: plain, among: known) else { return nil }
    guard !size.isEmpty, !near.contains("@"), let dot = near.firstIndex(of: ".") else { return near }
    return near[..<dot] + size + near[dot...]
  }
}
