/// A file as a lesson, its faults, and what the check of the whole course needs to know of it.
struct LessonReading {
  var lesson: Lesson
  var parts = LessonParts()
  var header = LessonHeader()
  /// Whether an id stands in the file; without one the lesson goes by a name made of the file's.
  var hasOwnID: Bool { header.id != nil }
}

extension LessonReading {
  /// There is always a lesson: of a file that cannot be read it is the title, with what is wrong.
  init(_ file: LessonFile, _ catalogue: Catalogue) {
    let made = Identifier.made(of: file.name)
    lesson = Lesson(file: file.path, language: file.language, id: made, title: file.name)
    parts.isIncomplete = true
    var findings = Findings(file: file.path)
    defer { lesson.diagnostics = findings.sorted }
    var content = file.content
    if case .bytes(let bytes) = content, bytes.count > LessonFile.largestSize { content = LessonFile.tooLarge }
    switch content {
    case .unreadable(let message, let mend): findings.report(.start, message, mend: mend)
    case .bytes(let bytes):
      guard let source = SourceText(bytes, &findings) else { return }
      let before = findings
      read(source, catalogue, &findings)
      // In a text of another encoding everything else that is found is noise.
      if source.isRepaired { (findings, parts.isIncomplete) = (before, true) }
    }
  }

  private mutating func read(_ source: SourceText, _ catalogue: Catalogue, _ findings: inout Findings) {
    let cut = FrontMatter(source.lines, &findings)
    if let yaml = cut.yaml {
      var own = findings
      header = LessonHeader(yaml, catalogue, &own)
      if !cut.isGuessed { findings = own }
    }
    var reader = BodyReader(cut.body, catalogue, findings)
    let blocks = reader.blocks()
    findings = reader.findings
    parts = reader.parts
    if blocks.isEmpty, findings.diagnostics.isEmpty {
      findings.report(
        cut.body.position(line: 1, column: 1), "the lesson has no text", mend: "write it below the front matter")
    }
    lesson.blocks = blocks
    lesson.id = header.id ?? lesson.id
    lesson.title = header.title ?? lesson.sections.first { !$0.title.trimmed.isEmpty }?.title ?? lesson.title
    (lesson.goal, lesson.minutes, lesson.question) = (header.goal, header.minutes, header.question)
    (lesson.layers, lesson.labs) = (header.layers, header.labs)
    lesson.needs = header.needs.compactMap(\.scalar?.text)
  }
}
