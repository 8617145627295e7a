import Engine
import TextUI

/// Inputs, paddings and roundings side by side, with the lab's kernel and stride.
struct SizesTable {
  struct Candidate: Sendable {
    let input: Int
    let mode: PaddingMode
    let padding: Int
    let extra: Int
    let rounding: SizesRounding
    init(
      _ input: Int, _ padding: Int, extra: Int = 0, mode: PaddingMode = .explicit, _ rounding: SizesRounding = .floor
    ) {
      (self.input, self.padding, self.extra, self.mode, self.rounding) = (input, padding, extra, mode, rounding)
    }
  }

  /// What has been said to reconcile 224 and 55, and its neighbours.
  static let candidates = [
    Candidate(224, 0), Candidate(224, 0, .ceil), Candidate(224, 1, extra: 1), Candidate(224, 2),
    Candidate(224, 3), Candidate(224, 0, mode: .same), Candidate(227, 0), Candidate(228, 0), Candidate(231, 0),
  ]

  let lab: SizesLab
  let view: LabView

  /// The lab with the settings of a row; nil where no window fits.
  static func lab(_ row: Int, _ lab: SizesLab) -> SizesLab {
    var copy = lab
    let candidate = candidates[row]
    (copy.input, copy.mode, copy.padding) = (candidate.input, candidate.mode, candidate.padding)
    (copy.extra, copy.rounding, copy.view) = (candidate.extra, candidate.rounding, .windows)
    return copy
  }

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let language = view.language
    let isAlexNet = lab.kernel == 11 && lab.stride == 4
    let rows = SizesTable.candidates.indices.map { row -> [StyledText] in
      let lab = SizesTable.lab(row, self.lab)
      let isMarked = self.lab.view == .settings && row == self.lab.place
      let isKnown = self.lab.view == .settings ? view.shows(row) : view.shows(0)
      let style = isMarked ? Style.strong : .text
      let size = isKnown ? "\(lab.size)" : "?"
      var verdict = StyledText()
      if isKnown {
        if lab.size == 55, isAlexNet { verdict.append("✓ ", Style(.correct, .bold)) } else { verdict.append("  ") }
        let unread = lab.unread.count
        if lab.overhang > 0 {
          verdict.append(language("hangs over by \(lab.overhang)", "伸出 \(lab.overhang) 个像素"), Style(.warning))
        } else if unread > 0 {
          verdict.append(language("\(unread) never read", "\(unread) 个像素读不到"), Style(.warning))
        } else if lab.leftOver > 0 {
          verdict.append(
            language("\(lab.leftOver) zero\(lab.leftOver == 1 ? "" : "s") left over", "填充剩 \(lab.leftOver) 个"), .muted)
        } else {
          verdict.append(language("exact", "正好除尽"), .muted)
        }
      }
      let padding = lab.mode == .same ? "same \(lab.left)+\(lab.right)" : "\(lab.left)+\(lab.right)"
      let quotient = "(\(lab.input) + \(lab.left + lab.right) − \(lab.kernel))/\(lab.stride)"
      return [
        StyledText(isMarked ? "▸" : " ", Style(.focus)), StyledText("\(lab.input)", style), StyledText(padding, style),
        StyledText(lab.rounding.name(language), style), StyledText(quotient, isMarked ? .text : .muted),
        StyledText(size, Style(.output, .bold)), verdict,
      ]
    }
    let table = Table(
      [
        TableColumn(" "), TableColumn(language("input", "输入"), .trailing), TableColumn(language("padding", "填充")),
        TableColumn(language("rounding", "取整")), TableColumn(language("division", "除法")),
        TableColumn(language("size", "尺寸"), .trailing), TableColumn(language("  remainder", "  余下")),
      ], rows, gap: area.width >= 120 ? 5 : 2)
    var lines = table.lines(width: area.width)
    // The rule under the head is the first to go where rows are short, then the head.
    if lines.count > area.height { lines.remove(at: 1) }
    let marked = (self.lab.view == .settings ? self.lab.place : 0) + lines.count - rows.count
    let offset = max(0, min(marked - area.height / 2, lines.count - area.height))
    let width = lines.map(\.width).max() ?? 0
    let place = area.centred(width: width, height: min(area.height, lines.count))
    Prose.draw(lines, place, into: &buffer, offset: offset)
  }

  /// The row at a point; nil outside.
  func row(at point: Point, _ area: Rect) -> Int? {
    let count = SizesTable.candidates.count
    let header = count + 2 > area.height ? 1 : 2
    let lines = count + header
    let marked = lab.place + header
    let offset = max(0, min(marked - area.height / 2, lines - area.height))
    let top = area.centred(width: area.width, height: min(area.height, lines)).y
    let row = point.y - top + offset - header
    return (0..<count).contains(row) ? row : nil
  }
}
