import Lessons
import TextUI

/// Something in a lesson that the cursor can stand on.
enum LessonStop: Hashable, Sendable {
  case figure(command: String)
  case question(item: String)
  case link(target: String)
  /// The questions of the lesson once more, mixed.
  case mixed
  /// The lesson after this one.
  case lesson(id: String)
}

/// One row of a lesson as it is set for a width.
struct LessonLine: Hashable, Sendable {
  var text: StyledText
  /// The block of the lesson that the row belongs to.
  var block: Int
  /// Index of the stop that the row belongs to, if any.
  var stop: Int?
  /// Rows of a figure are drawn by the lab: which row of it this is.
  var figureRow: Int?
}

/// A lesson set for a width: its rows, its stops and where its sections begin.
package struct LessonLayout: Sendable {
  private(set) var lines: [LessonLine] = []
  private(set) var stops: [LessonStop] = []
  /// The rows of every stop; links of one paragraph may share a row.
  private var stopRows: [Range<Int>] = []
  /// First row of every section, with its title and level.
  private(set) var sections: [(line: Int, title: String, level: Int)] = []

  /// The rows of a lesson's text at a width, figures left out.
  package static func text(of lesson: Lesson, width: Int, _ language: Language) -> [String] {
    LessonLayout(lesson, width: width, language: language, progress: ProgressSummary(), heights: [:]).lines
      .filter { $0.figureRow == nil }.map(\.text.plain)
  }

  private let width: Int
  private let language: Language
  private let progress: ProgressSummary
  private let heights: [String: Int]
  private var block = 0

  /// - Parameters:
  ///   - heights: how many rows each figure takes at that width, by its command line.
  ///   - next: the lesson after this one.
  init(
    _ lesson: Lesson, width: Int, language: Language, progress: ProgressSummary, heights: [String: Int],
    next: Lesson? = nil
  ) {
    self.heights = heights
    self.width = max(10, width)
    self.language = language
    self.progress = progress
    faults(lesson.diagnostics)
    invitation(lesson)
    if !lesson.sections.contains(where: { $0.level == 1 }) { title(lesson.title) }
    for (index, block) in lesson.blocks.enumerated() {
      self.block = index
      if index > 0 { blank() }
      set(block, indent: 0)
    }
    results(lesson, next)
  }

  func firstLine(ofBlock block: Int) -> Int { lines.firstIndex { $0.block >= block } ?? 0 }
  func lines(ofStop stop: Int) -> Range<Int> { stopRows.indices.contains(stop) ? stopRows[stop] : 0..<0 }

  /// A stop whose rows are those that `set` adds.
  private mutating func stop(_ stop: LessonStop, _ set: (inout LessonLayout, _ stop: Int) -> Void) {
    stops.append(stop)
    stopRows.append(lines.count..<lines.count)
    let (index, first) = (stops.count - 1, lines.count)
    set(&self, index)
    stopRows[index] = first..<lines.count
  }

  // MARK: Faults

  /// What its author should know, above the text.
  private mutating func faults(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    let count = diagnostics.count
    let head = language(
      count == 1 ? "✗ This lesson has a fault" : "✗ This lesson has \(count) faults", "✗ 这一课有 \(count) 处错误")
    add([StyledText(head, Style(.wrong, .bold))], indent: 0)
    for fault in diagnostics {
      let place = StyledText("  \(fault.position.line):\(fault.position.column)  ", .accent)
      let words = StyledText(fault.message, .text) + StyledText("; \(fault.mend)", .muted)
      add(Prose.wrap(place + words, width: width, hanging: 4), indent: 0)
    }
    add([StyledText(String(repeating: "─", count: width), .faint)], indent: 0)
    blank()
  }

  // MARK: Setting blocks

  private mutating func blank() { lines.append(LessonLine(text: StyledText(), block: block)) }

  private mutating func add(_ texts: [StyledText], indent: Int, stop: Int? = nil) {
    let space = StyledText(String(repeating: " ", count: indent))
    for text in texts { lines.append(LessonLine(text: indent > 0 ? space + text : text, block: block, stop: stop)) }
  }

  private mutating func set(_ block: Block, indent: Int) {
    let room = max(8, width - indent)
    switch block {
    case .heading(let level, let inlines):
      let text = InlineText.styled(inlines, base: level == 1 ? Style(.accent, .bold) : Style(.accent, .bold))
      sections.append((lines.count, text.plain, level))
      add(Prose.wrap(text, width: room), indent: indent)
    case .paragraph(let inlines): paragraph(inlines, indent: indent, room: room)
    case .list(let start, let items): list(start, items, indent: indent)
    case .table(let table): self.table(table, indent: indent, room: room)
    case .code(_, let text), .formula(let text): code(text, indent: indent, room: room)
    case .quote(let blocks):
      for (index, inner) in blocks.enumerated() {
        if index > 0 { blank() }
        set(inner, indent: indent + 2)
      }
    case .rule: add([StyledText(String(repeating: "─", count: room), .faint)], indent: indent)
    case .lab(let figure): self.figure(figure, indent: indent, room: room)
    case .quiz(let item): question(item, indent: indent, room: room)
    }
  }

  private mutating func paragraph(_ inlines: [Inline], indent: Int, room: Int) {
    var row = lines.count
    add(Prose.wrap(InlineText.styled(inlines, base: .text), width: room), indent: indent)
    for (label, target) in InlineText.links(inlines) {
      // Where the first word of the label stands, at or behind the link before.
      let word = label.prefix { $0 != " " }
      row = lines.indices.dropFirst(row).first { lines[$0].text.plain.contains(word) } ?? max(row, lines.count - 1)
      stops.append(.link(target: target))
      stopRows.append(row..<min(row + 1, lines.count))
      if lines.indices.contains(row) { lines[row].stop = lines[row].stop ?? stops.count - 1 }
    }
  }

  private mutating func list(_ start: Int?, _ items: [[Block]], indent: Int) {
    for (number, blocks) in items.enumerated() {
      let mark = start.map { "\($0 + number). " } ?? "• "
      let first = lines.count
      for (index, inner) in blocks.enumerated() {
        if index > 0 { blank() }
        set(inner, indent: indent + GlyphWidth.of(mark))
      }
      guard first < lines.count else { continue }
      let rest = lines[first].text.dropping(indent + GlyphWidth.of(mark))
      lines[first].text = StyledText(String(repeating: " ", count: indent) + mark, .muted) + rest
    }
  }

  /// Rows keep their spacing; one that is too long goes on in the next, nothing of it is lost.
  private mutating func code(_ text: String, indent: Int, room: Int) {
    let left = min(4, max(0, room - 60))
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = StyledText(String(line), Style(.output, .bold))
      let hanging = line.prefix { $0 == " " }.count + 2
      add(Prose.wrap(words, width: room - left, hanging: min(hanging, 12)), indent: indent + left)
    }
  }

  private mutating func table(_ table: Lessons.Table, indent: Int, room: Int) {
    let columns = zip(table.header, table.alignments).map { cell, alignment in
      TableColumn(InlineText.styled(cell, base: .strong), InlineText.alignment(alignment))
    }
    let rows = table.rows.map { $0.map { InlineText.styled($0, base: .text) } }
    add(TextUI.Table(columns, rows).lines(width: room), indent: indent)
  }

  private mutating func figure(_ figure: LiveFigure, indent: Int, room: Int) {
    let height = heights[figure.command] ?? 0
    let hint = StyledText(language("  enter opens the lab", "  回车打开实验台"), .muted)
    let text = InlineText.styled(figure.caption, base: Style(.text, .italic))
    stop(.figure(command: figure.command)) { layout, stop in
      for row in 0..<height {
        layout.lines.append(LessonLine(text: StyledText(), block: layout.block, stop: stop, figureRow: row))
      }
      layout.add(Prose.wrap(text + hint, width: room), indent: indent, stop: stop)
    }
  }

  private mutating func question(_ item: Item, indent: Int, room: Int) {
    let last = progress.last[item.id]
    let mark: StyledText
    switch last?.correct {
    case nil: mark = StyledText(language("○ question  ", "○ 问题  "), Style(.warning, .bold))
    case true?: mark = StyledText(language("✓ question  ", "✓ 问题  "), Style(.correct, .bold))
    case false?: mark = StyledText(language("✗ question  ", "✗ 问题  "), Style(.wrong, .bold))
    }
    let prompt = InlineText.styled(item.asked(progress).prompt, base: .text)
    let hint =
      last == nil ? language("  enter answers it", "  回车作答") : language("  enter asks it again", "  回车再答一次")
    let rule = StyledText(String(repeating: "┄", count: room), .faint)
    stop(.question(item: item.id)) { layout, stop in
      let text = Prose.wrap(mark + prompt + StyledText(hint, .muted), width: room)
      layout.add([rule] + text + [rule], indent: indent, stop: stop)
    }
  }
}

extension LessonLayout {
  // MARK: Before the text and after it

  private mutating func invitation(_ lesson: Lesson) {
    guard let run = QuizRun.before(lesson, progress) else { return }
    let words = language(
      "Before you read, press p: guess the answers to \(run.items.count) questions. A guess, even a wrong one, makes the text stick.",
      "读之前先按 p：猜一猜 \(run.items.count) 道题的答案。哪怕猜错，课文也会记得更牢。")
    add(Prose.wrap(StyledText(words, Style(.muted, .italic)), width: width), indent: 0)
    blank()
  }

  /// A text that begins without its title has that of the front matter.
  private mutating func title(_ title: String) {
    sections.append((lines.count, title, 1))
    add(Prose.wrap(StyledText(title, Style(.accent, .bold)), width: width), indent: 0)
    blank()
  }

  /// How the questions of the lesson stand, and where it goes on.
  private mutating func results(_ lesson: Lesson, _ next: Lesson?) {
    let items = lesson.items
    if !items.isEmpty {
      blank()
      let right = items.count { progress.last[$0.id]?.correct == true }
      let wrong = items.count { progress.last[$0.id]?.correct == false }
      var text =
        StyledText(language("Results  ", "结果  "), .accent)
        + StyledText(language("\(right) of \(items.count) right", "\(items.count) 题答对 \(right) 题"), .strong)
      if wrong > 0 { text += StyledText(language(", \(wrong) wrong", "，答错 \(wrong) 题"), Style(.wrong)) }
      let open = items.count - right - wrong
      if open > 0 { text += StyledText(language(", \(open) open", "，\(open) 题未答"), .muted) }
      text += StyledText(language("  enter asks them again, mixed", "  回车把它们打乱再答一遍"), .muted)
      stop(.mixed) { $0.add(Prose.wrap(text, width: $0.width), indent: 0, stop: $1) }
    }
    guard let next else { return }
    blank()
    let text =
      StyledText(language("Next lesson  ", "下一课  "), .accent) + StyledText(next.title, .strong)
      + StyledText(language("  enter opens it", "  回车打开"), .muted)
    stop(.lesson(id: next.id)) { $0.add(Prose.wrap(text, width: $0.width), indent: 0, stop: $1) }
  }
}

extension StyledText {
  /// Without its first `cells` cells.
  func dropping(_ cells: Int) -> StyledText {
    var left = cells
    var spans: [Span] = []
    for span in self.spans {
      guard left > 0 else {
        spans.append(span)
        continue
      }
      var text = Substring(span.text)
      while left > 0, let first = text.first {
        left -= GlyphWidth.of(first)
        text.removeFirst()
      }
      spans.append(Span(String(text), span.style))
    }
    return StyledText(spans)
  }
}
