/// What the front matter says.
struct LessonHeader {
  var id: String?
  var title: String?
  var goal = ""
  var minutes = 10
  var layers: [String] = []
  var labs: [String] = []
  /// The same with those that do not exist.
  var statedLabs: [String] = []
  var needs: [YAMLValue] = []
  var question: Int?
  /// Where the id stands, or the front matter where there is none.
  var idPosition = SourcePosition.start
  var labsPosition = SourcePosition.start

  private static let keys = ["id", "title", "goal", "minutes", "layers", "labs", "needs", "question"]

  init() {}

  init(_ excerpt: Excerpt, _ catalogue: Catalogue, _ findings: inout Findings) {
    let before = findings.diagnostics.count
    guard let value = YAMLReader.read(excerpt, &findings), !value.isEmpty else {
      if findings.diagnostics.count == before {
        findings.report(
          .start, "the front matter is empty", mend: "write id, title, goal and minutes between the lines ---")
      }
      return
    }
    guard var fields = Fields(value, of: "the front matter", keys: LessonHeader.keys, &findings) else { return }
    // What is missing is missing in the whole front matter.
    fields.position = .start
    readTexts(fields, catalogue, &findings)
    readNumbers(fields, &findings)
    layers = names("layers", "layer", fields, known: catalogue.layers, &findings)
    labs = names("labs", "lab", fields, known: catalogue.labs, &findings)
    labsPosition = fields.position(of: "labs")
    statedLabs = (fields["labs"]?.list ?? []).compactMap(\.scalar?.text)
    needs = fields.texts("needs", &findings)
  }

  private mutating func readTexts(_ fields: Fields, _ catalogue: Catalogue, _ findings: inout Findings) {
    let placeholders = Placeholders(names: Names(catalogue))
    func filled(_ value: YAMLValue) -> String {
      let text = placeholders.filled(value.scalar?.text ?? "", &findings) { value.position(at: $0) }
      return text.replacing("\n", with: " ").trimmed
    }
    if let value = fields.text("id", orSay: "write a short name that never changes: id: padding", &findings) {
      idPosition = value.position
      id = value.scalar?.text
      if !Identifier.isValid(id ?? "") {
        Identifier.report(value, &findings)
        id = nil
      }
    }
    title = fields.text("title", orSay: "write title: and what the lesson is called", &findings).map(filled)
    goal =
      fields.text("goal", orSay: "write what the learner can do after it: goal: compute …", &findings).map(filled) ?? ""
  }

  private mutating func readNumbers(_ fields: Fields, _ findings: inout Findings) {
    if !fields.has("minutes") {
      fields.reportMissing("minutes", mend: "write how long it takes: minutes: 10", &findings)
    }
    minutes = fields.integer("minutes", in: 1...600, &findings) ?? 10
    question = fields.integer("question", in: 1...5, &findings)
  }

  private func names(
    _ key: String, _ singular: String, _ fields: Fields, known: Set<String>, _ findings: inout Findings
  ) -> [String] {
    fields.texts(key, &findings).compactMap { value in
      let name = value.scalar?.text ?? ""
      if known.contains(name) { return name }
      if findings.isFull { return nil }
      findings.report(
        value.position, "there is no \(singular) \(quoted(name))",
        mend: Nearest.mend(
          name, among: known.sorted(), otherwise: "the \(key) are \(known.sorted().joined(separator: ", "))"))
      return nil
    }
  }
}
