import Engine
import TextUI

/// The row of pixels, the windows under it in lanes, and what is padded, left over or hung over.
///
/// What is too long for the screen is shown in parts: both ends, and the surroundings of the marked window.
struct SizesPicture {
  private let lab: SizesLab
  private let view: LabView
  private let size: Int
  private let unread: Set<Int>
  private let isShown: Bool

  init(_ lab: SizesLab, _ view: LabView) {
    (self.lab, self.view) = (lab, view)
    (size, unread) = (lab.size, Set(lab.unread))
    isShown = view.shows(0)
  }

  // MARK: Columns

  /// The cells of the axis from the first zero to the last one, or to where a window hangs over.
  private var cells: Range<Int> { -lab.left..<lab.input + lab.right + (isShown ? lab.overhang : 0) }

  /// Which cells stand where: parts of the axis, each with its first column.
  private struct Track {
    var width = 1
    var parts: [(cells: Range<Int>, x: Int)] = []

    /// The column of a cell's first character; nil where it is not shown.
    func x(_ cell: Int) -> Int? {
      guard let part = parts.first(where: { $0.cells.contains(cell) }) else { return nil }
      return part.x + (cell - part.cells.lowerBound) * width
    }
  }

  private func track(_ area: Rect) -> Track {
    let cells = cells
    for width in [6, 5, 4, 3, 2, 1] where cells.count * width <= area.width {
      let free = (area.width - cells.count * width) / 2
      return Track(width: width, parts: [(cells, area.x + free)])
    }
    let (gap, third) = (3, max(1, (area.width - 6) / 3))
    let middle = lab.windows.start(ofWindow: lab.place) + lab.kernel / 2
    let first = min(max(middle - third / 2, cells.lowerBound + third), cells.upperBound - 2 * third)
    var parts: [Range<Int>] = [cells.lowerBound..<cells.lowerBound + third]
    for next in [first..<first + third, cells.upperBound - third..<cells.upperBound] {
      if next.lowerBound <= (parts.last?.upperBound ?? 0) {
        parts[parts.count - 1] =
          parts[parts.count - 1].lowerBound..<max(parts[parts.count - 1].upperBound, next.upperBound)
      } else {
        parts.append(next)
      }
    }
    var track = Track()
    var x = area.x
    for part in parts {
      track.parts.append((part, x))
      x += part.count + gap
    }
    return track
  }

  // MARK: Lanes

  /// Windows that overlap need lanes of their own.
  private var neededLanes: Int { max(1, min(size, (lab.kernel + lab.stride - 1) / lab.stride)) }

  func height(width: Int) -> Int { 3 + min(4, neededLanes) + 1 }

  // MARK: Drawing

  /// Draws from the top of `area`; returns the rows used.
  @discardableResult
  func draw(_ area: Rect, lanes most: Int, into buffer: inout Buffer) -> Int {
    let track = track(area)
    drawRuler(track, area, into: &buffer)
    drawCells(track, area.y + 1, area, into: &buffer)
    let lanes = max(1, min(neededLanes, most))
    for window in 0..<size {
      guard isShown || window <= lab.place else { break }
      // Where not all lanes fit, those of the marked window's neighbours are left out, not the marked one.
      let lane =
        neededLanes <= lanes ? window % neededLanes : ((window - lab.place) % neededLanes + neededLanes) % neededLanes
      if lane < lanes { draw(window, track, area.y + 2 + lane, area, into: &buffer) }
    }
    let below = area.y + 2 + lanes
    drawCentres(track, below, area, into: &buffer)
    return 3 + lanes
  }

  /// Numbers of pixels over the row.
  private func drawRuler(_ track: Track, _ area: Rect, into buffer: inout Buffer) {
    let step = track.width >= 4 ? 1 : track.width >= 2 ? (track.width == 2 ? 4 : 2) : 10
    for (index, part) in track.parts.enumerated() {
      var last = Int.min
      for cell in part.cells where cell >= 0 && cell < lab.input {
        let isEnd = cell == lab.input - 1
        guard cell % step == 0 || isEnd, let x = track.x(cell) else { continue }
        let text = "\(cell)"
        let start = x + (track.width - 1) / 2 - (track.width >= 4 ? (text.count - 1) / 2 : 0)
        let end = start + text.count
        // The last pixel is named in any case.
        let lastX = track.x(lab.input - 1) ?? Int.max
        if !isEnd, cell + step > lab.input - 1 - step, lastX >= start, lastX <= end { continue }
        if start > last, end <= area.right {
          buffer.put(text, start, area.y, .muted, clip: area)
          last = end
        }
      }
      if index > 0 { buffer.put("…", part.x - 2, area.y + 1, .faint, clip: area) }
    }
  }

  private func drawCells(_ track: Track, _ y: Int, _ area: Rect, into buffer: inout Buffer) {
    let marked = lab.windows.start(ofWindow: lab.place)
    for part in track.parts {
      for cell in part.cells {
        guard let x = track.x(cell) else { continue }
        let isMarked = cell >= marked && cell < marked + lab.kernel
        var (glyph, style) = ("■", Style(.input))
        if cell < 0 || (cell >= lab.input && cell < lab.input + lab.right) {
          (glyph, style) = ("0", .faint)
        } else if cell >= lab.input {
          (glyph, style) = ("×", Style(.warning, .bold))
        } else if isShown, unread.contains(cell) {
          (glyph, style) = ("□", Style(.warning, .bold))
        }
        if isMarked { style = style.on(.window) }
        if track.width > 1 { buffer.fill(Rect(x, y, track.width, 1).intersection(area), style) }
        buffer.put(glyph, x + (track.width - 1) / 2, y, style, clip: area)
      }
    }
  }

  /// `├───3───┤`, cut where the row is cut.
  private func draw(_ window: Int, _ track: Track, _ y: Int, _ area: Rect, into buffer: inout Buffer) {
    let start = lab.windows.start(ofWindow: window)
    let isMarked = window == lab.place
    let style = isMarked ? Style(.output, .bold) : Style.muted
    let last = start + lab.kernel - 1
    var shown: [Int] = []
    for cell in start...last {
      guard let x = track.x(cell) else { continue }
      shown.append(x)
      for offset in 0..<track.width {
        let isFirst = cell == start && offset == 0
        let isLast = cell == last && offset == track.width - 1
        let glyph = isFirst && isLast ? "│" : isFirst ? "├" : isLast ? "┤" : isMarked ? "━" : "─"
        buffer.put(glyph, x + offset, y, style, clip: area)
      }
    }
    let name = "\(window)"
    guard let from = shown.first, let to = shown.last, to + track.width - from >= name.count + 2 else { return }
    // In the middle of the longest part that is shown.
    guard to - from == (shown.count - 1) * track.width else { return }
    let middle = (from + to + track.width - name.count) / 2
    buffer.put(name, middle, y, style, clip: area)
  }

  /// One mark under the middle of every window: the outputs.
  private func drawCentres(_ track: Track, _ y: Int, _ area: Rect, into buffer: inout Buffer) {
    for window in 0..<size {
      guard isShown || window <= lab.place else { break }
      let first = lab.windows.start(ofWindow: window) + (lab.kernel - 1) / 2
      guard let x = track.x(first) else { continue }
      let isMarked = window == lab.place
      // The middle of an even kernel lies between two pixels.
      let shift = lab.kernel % 2 == 0 ? track.width : 0
      let at = x + (track.width - 1) / 2 + (shift + 1) / 2
      buffer.put("▲", at, y, isMarked ? Style(.output, .bold) : Style(.output), clip: area)
    }
  }

  /// The first window that reads the pixel under a point, or the one in whose lane the point lies.
  func window(at point: Point, _ area: Rect) -> Int? {
    guard area.contains(point) else { return nil }
    let track = track(area)
    let reading = (0..<size).filter { window in
      let start = lab.windows.start(ofWindow: window)
      return (start..<start + lab.kernel).contains { cell in
        track.x(cell).map { ($0..<$0 + track.width).contains(point.x) } ?? false
      }
    }
    let lanes = max(1, min(neededLanes, area.height - 3))
    let lane = point.y - area.y - 2
    guard (0..<lanes).contains(lane), neededLanes <= lanes else { return reading.first }
    return reading.first { $0 % neededLanes == lane } ?? reading.first
  }

  /// What the glyphs mean, of those that are there.
  var legend: StyledText {
    let language = view.language
    var text = StyledText("■", Style(.input)) + StyledText(language(" pixel", " 像素"), .muted)
    if lab.left + lab.right > 0 { text += StyledText("   0", .faint) + StyledText(language(" padding", " 填充"), .muted) }
    if isShown, !unread.isEmpty {
      text +=
        StyledText("   □", Style(.warning, .bold))
        + StyledText(language(" never read", " 永远读不到"), .muted)
    }
    if isShown, lab.overhang > 0 {
      text +=
        StyledText("   ×", Style(.warning, .bold))
        + StyledText(language(" beyond the edge", " 超出边界"), .muted)
    }
    text += StyledText("   ▲", Style(.output))
    let count = isShown ? "\(size)" : "?"
    return text + StyledText(language(" one output each: \(count)", " 每个窗口一个输出：共 \(count) 个"), .muted)
  }
}
