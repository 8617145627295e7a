import Lessons
import TextUI

/// What stands beside a lesson: its contents and its questions, row by row, each leading somewhere.
struct LessonSide: Sendable {
  enum Target: Hashable, Sendable {
    case section(Int)
    case stop(Int)
  }

  struct Row: Sendable {
    var mark = StyledText()
    var words: String
    var target: Target?
    var style = Style.text
  }

  static let width = 27
  private(set) var rows: [Row] = []

  init(_ lesson: Lesson, _ layout: LessonLayout, _ progress: ProgressSummary, _ language: Language) {
    let room = LessonSide.width - 4 - 1
    head(language("Contents", "目录"))
    for (index, section) in layout.sections.enumerated() where section.level > 1 || layout.sections.count == 1 {
      for (row, line) in Prose.wrap(StyledText(section.title), width: room - 2).enumerated() {
        let mark = StyledText(row == 0 ? "▸ " : "  ", .accent)
        rows.append(Row(mark: mark, words: line.plain, target: .section(index)))
      }
    }
    rows.append(Row(words: ""))
    head(language("Questions", "问题"))
    var stops: [LessonStop: Int] = [:]
    for (index, stop) in layout.stops.enumerated() where stops[stop] == nil { stops[stop] = index }
    for (number, item) in lesson.items.enumerated() {
      let mark =
        progress.last[item.id].map {
          $0.correct ? StyledText("✓ ", Style(.correct, .bold)) : StyledText("✗ ", Style(.wrong, .bold))
        } ?? StyledText("○ ", .muted)
      let name = "\(number + 1) " + InlineText.styled(item.asked(progress).prompt, base: .text).plain
      let words = StyledText(name.replacing("\n", with: " ")).truncated(to: room - 2).plain
      rows.append(Row(mark: mark, words: words, target: stops[.question(item: item.id)].map(Target.stop)))
    }
  }

  private mutating func head(_ title: String) {
    rows += [Row(words: ""), Row(words: title, style: .muted), Row(words: "")]
  }

  /// The rows of what is chosen: the question that the cursor stands on, or the section that is read.
  private func first(_ target: Target?) -> Int { rows.firstIndex { $0.target != nil && $0.target == target } ?? 0 }

  /// The first row on the screen, so that what is chosen can be seen.
  func offset(_ here: Target?, height: Int) -> Int {
    var scroll = Scroll()
    let row = first(here)
    scroll.reveal(min(rows.count - 1, row < height ? row : row + height / 2), rows: rows.count, page: height)
    return scroll.offset
  }

  /// - Parameter chosen: the section that the cursor stands on while the contents have the keys.
  func draw(
    _ area: Rect, into buffer: inout Buffer, section: Int?, stop: Int?, chosen: Int?
  ) {
    let here = chosen.map(Target.section) ?? stop.map(Target.stop) ?? section.map(Target.section)
    let inner = area.inset(2, 0)
    let first = offset(rows.contains { $0.target == here } ? here : section.map(Target.section), height: inner.height)
    for (row, line) in rows.dropFirst(first).prefix(inner.height).enumerated() {
      var style = line.style
      var mark = line.mark
      switch line.target {
      case .section(let index):
        if index == section { style = .strong } else if index != chosen { mark = "  " }
        if index == chosen { style = Style.accent.on(.selection) }
      case .stop(let index): if index == stop { style = .accent }
      case nil: break
      }
      buffer.put(mark + StyledText(line.words, style), inner.x, inner.y + row, clip: inner)
    }
    for row in 0..<area.height { buffer.put("│", area.right - 1, area.y + row, .faint, clip: area) }
  }

  /// What a place in the area leads to.
  func target(at point: Point, in area: Rect, section: Int?, stop: Int?) -> Target? {
    let inner = area.inset(2, 0)
    guard area.contains(point), point.x < area.right - 1 else { return nil }
    let here = stop.map(Target.stop) ?? section.map(Target.section)
    let first = offset(rows.contains { $0.target == here } ? here : section.map(Target.section), height: inner.height)
    let row = first + point.y - inner.y
    return rows.indices.contains(row) ? rows[row].target : nil
  }
}
