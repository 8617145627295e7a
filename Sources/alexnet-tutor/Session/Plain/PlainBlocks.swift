import Lessons
import TextUI
import Tutor

/// A lesson's text in plain lines.
struct PlainBlocks {
  let language: Language
  /// What a lesson that is linked to is called.
  struct LessonName {
    /// `lesson 3`, by the number in the list.
    var number: String?
    var title: String
  }

  /// What the lessons that are linked to are called, by the names of their files.
  var titles: [String: LessonName] = [:]
  var width = 78
  /// Whether live figures are drawn; else they are told in words.
  var withPictures = false

  func lines(_ block: Block) -> [String] {
    switch block {
    case .heading(let level, let inlines):
      let title = plain(inlines)
      return [title, String(repeating: level == 1 ? "=" : "-", count: min(width, GlyphWidth.of(title)))]
    case .paragraph(let inlines): return wrapped(plain(inlines))
    case .list(let start, let items):
      return items.enumerated().flatMap { number, blocks in
        hanging(start.map { "\($0 + number). " } ?? "- ", blocks.flatMap(narrower.lines))
      }
    case .table(let table): return columns([table.header.map(plain)] + table.rows.map { $0.map(plain) })
    case .code(_, let text), .formula(let text):
      return text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }
    case .quote(let blocks): return hanging("  ", blocks.flatMap(narrower.lines))
    case .rule: return [String(repeating: "-", count: width)]
    case .lab(let figure): return figureLines(figure)
    case .quiz: return []
    }
  }

  private var narrower: PlainBlocks {
    PlainBlocks(language: language, titles: titles, width: max(20, width - 4), withPictures: withPictures)
  }

  /// What lessons link to, by the names of their files: the number in the list and the title.
  static func titles(_ lesson: Lesson, _ shelf: CourseShelf, _ language: Language) -> [String: LessonName] {
    let beside = shelf.lessons(language).filter { $0.folder == lesson.folder }
    let named = beside.map { other in
      (
        other.fileName,
        LessonName(number: other.number.map { language("lesson \($0)", "第 \($0) 课") }, title: other.title)
      )
    }
    return Dictionary(named) { first, _ in first }
  }

  /// Where a link leads, in words; nothing where its own words say it.
  private func place(_ target: String, _ words: String) -> String {
    let name = target.hasPrefix("./") ? String(target.dropFirst(2)) : target
    // A term is explained where the learner asks for it: on paper its name has to do.
    guard !target.hasPrefix("term:") else { return "" }
    let words = words.lowercased()
    let place: String
    if let lesson = titles[name] {
      guard words.isEmpty || !lesson.title.lowercased().hasSuffix(words) else { return "" }
      let number = lesson.number.flatMap { PlainBlocks.says(words, $0) ? nil : $0 + language(", ", "，") }
      place = (number ?? "") + lesson.title
    } else if target.hasPrefix("walk:") {
      place = language("in the walk: ", "漫游：") + target.dropFirst(5)
    } else if target.hasPrefix("lab:") {
      place = language("lab ", "实验台 ") + target.dropFirst(4)
    } else {
      place = target
    }
    return language(" (\(place))", "（\(place)）")
  }

  /// Whether `lesson 1` is among the words: in `lesson 12` it is not.
  private static func says(_ words: String, _ number: String) -> Bool {
    words.ranges(of: number).contains { range in
      range.upperBound == words.endIndex || !words[range.upperBound].isNumber
    }
  }

  /// Links show where they lead. A full-width bracket has room of its own: no space stands behind it.
  private func plain(_ inlines: [Inline]) -> String {
    var text = ""
    for inline in inlines {
      let words = plain(inline)
      text += text.hasSuffix("）") && words.hasPrefix(" ") ? String(words.dropFirst()) : words
    }
    return text
  }

  private func plain(_ inline: Inline) -> String {
    switch inline {
    case .link(let inner, let target): plain(inner) + place(target, plain(inner))
    case .emphasis(let inner), .strong(let inner): plain(inner)
    case .text(let text), .code(let text): text
    case .lineBreak: "\n"
    }
  }

  func wrapped(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Prose.wrap(StyledText(String($0)), width: width).map(\.plain) }
  }

  /// Words behind a mark, wrapped so that they stand clear of it.
  func hanging(_ mark: String, _ words: String) -> [String] {
    let room = PlainBlocks(language: language, width: max(20, width - GlyphWidth.of(mark)))
    return hanging(mark, room.wrapped(words))
  }

  private func hanging(_ mark: String, _ lines: [String]) -> [String] {
    let room = String(repeating: " ", count: GlyphWidth.of(mark))
    return lines.enumerated().map { ($0 == 0 ? mark : room) + $1 }
  }

  /// As columns where they fit, else one cell a line under its heading.
  private func columns(_ rows: [[String]]) -> [String] {
    let text = TextColumns(rows).text.split(separator: "\n").map(String.init)
    if text.allSatisfy({ GlyphWidth.of($0) <= width }) { return text }
    guard let header = rows.first else { return [] }
    return rows.dropFirst().flatMap { row in
      zip(header, row).flatMap { name, cell in
        hanging("  ", wrapped(name.isEmpty ? cell : language("\(name): \(cell)", "\(name)：\(cell)")))
      } + [""]
    }
  }

  private func figureLines(_ figure: LiveFigure) -> [String] {
    let caption = wrapped(plain(figure.caption)) + ["(lab \(figure.command))"]
    guard let drawn = LabFigure(commandLine: figure.command) else { return caption }
    guard withPictures else { return drawn.words(width: width, language) + caption }
    var buffer = Buffer(Size(width, drawn.height(width: width, language)))
    drawn.draw(into: &buffer, buffer.bounds, language)
    return buffer.tonedLines + caption
  }
}
