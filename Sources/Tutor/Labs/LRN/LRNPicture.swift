import Engine
import TextUI

/// One row for each channel: its number before and after as bars, what it was multiplied by, its rank.
struct LRNPicture {
  let lab: LRNLab
  let view: LabView

  static func text(_ value: Float) -> String { LabNumber.text(value, digits: abs(value) >= 100 ? 1 : 4) }

  /// Lines of the head, of every channel, and of the lines between towers.
  private func rowHeight(_ area: Rect) -> Int {
    max(1, min(5, (area.height - 2 - (lab.towers - 1)) / LRNLab.channels))
  }

  private func height(_ area: Rect) -> Int { 1 + rowHeight(area) * LRNLab.channels + lab.towers - 1 + 1 }

  /// The first line of a channel's row.
  private func y(_ channel: Int, _ area: Rect) -> Int {
    let free = max(0, area.height - height(area)) / 2
    let tower = channel / (LRNLab.channels / lab.towers)
    return area.y + free + 1 + channel * rowHeight(area) + tower - offset(area)
  }

  /// Lines that are scrolled out above where not all fit: the marked channel stays in sight.
  private func offset(_ area: Rect) -> Int {
    let lines = height(area) - 1
    let marked = lab.place + lab.place / (LRNLab.channels / lab.towers)
    let shown = max(1, area.height - 1)
    return lines <= shown ? 0 : max(0, min(marked - shown / 2, lines - shown))
  }

  private func columns(_ line: Rect) -> [Rect] {
    switch lab.view {
    case .bars:
      line.columns(
        [.fixed(2), .fixed(3), .fixed(2), .weight(1), .fixed(8), .weight(1), .fixed(9), .fixed(8), .fixed(8)], gap: 0)
    case .pooling:
      line.columns([.fixed(2), .fixed(3), .fixed(2), .weight(3), .weight(2), .weight(2), .fixed(4)], gap: 1)
    }
  }

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let language = view.language
    let head = columns(Rect(area.x, y(0, area) - 1 + offset(area), area.width, 1))
    let titles: [(Int, String, Alignment)] =
      lab.view == .bars
      ? [
        (1, language("ch", "通道"), .leading), (3, language("before", "之前"), .leading),
        (5, language("after", "之后"), .leading), (7, "b/a", .trailing), (8, language("rank", "名次"), .trailing),
      ]
      : [
        (1, language("ch", "通道"), .leading), (3, language("four places of the window", "窗口的四个位置"), .leading),
        (4, language("LRN, then max", "先 LRN 后最大"), .trailing), (5, language("max, then LRN", "先最大后 LRN"), .trailing),
      ]
    for (column, title, alignment) in titles {
      // Short columns let their title begin one column earlier.
      let place = column == 1 ? Rect(head[1].x, head[1].y, 5, 1) : head[column]
      buffer.put(StyledText(title, .muted), in: place.intersection(area), alignment)
    }
    for channel in 0..<LRNLab.channels {
      let top = y(channel, area)
      guard top < area.bottom else { break }
      guard top > head[0].y else { continue }
      if lab.view == .bars {
        drawBars(channel, top, area, into: &buffer)
      } else {
        drawPatch(channel, top, area, into: &buffer)
      }
      drawWindow(channel, top, area, into: &buffer)
    }
    drawBoundaries(area, into: &buffer)
    if lab.view == .bars { drawLargest(area, into: &buffer) }
  }

  private var marked: Int? { lab.place < LRNLab.channels ? lab.place : nil }

  /// A bracket along the channels that the marked one is normalised with.
  private func drawWindow(_ channel: Int, _ top: Int, _ area: Rect, into buffer: inout Buffer) {
    let parts = columns(Rect(area.x, top, area.width, 1))
    let isMarked = channel == marked
    if isMarked { buffer.put(StyledText("▸", Style(.focus, .bold)), in: parts[0]) }
    buffer.put(StyledText("\(channel)", isMarked ? .strong : .muted), in: parts[1])
    guard let marked, lab.neighbours(marked).contains(channel) else { return }
    let window = lab.neighbours(marked)
    for line in 0..<rowHeight(area) where top + line < area.bottom {
      let isFirst = channel == window.lowerBound && line == 0
      let isLast = channel == window.upperBound && line == rowHeight(area) - 1
      let glyph = isFirst && isLast ? "[" : isFirst ? "┌" : isLast ? "└" : "│"
      buffer.put(glyph, parts[2].x, top + line, Style(.input, .bold), clip: area)
    }
  }

  private func drawBars(_ channel: Int, _ top: Int, _ area: Rect, into buffer: inout Buffer) {
    let (before, after) = (lab.inputs, lab.normalized())
    let parts = columns(Rect(area.x, top, area.width, 1))
    let isShown = view.shows(channel)
    // A gap of one line between bars that are several lines thick.
    let thickness = max(1, rowHeight(area) - (rowHeight(area) > 1 ? 1 : 0))
    // One scale for both: what is damped has to be shorter.
    let largest = max(before.max() ?? 0, after.max() ?? 0)
    for line in 0..<thickness where top + line < area.bottom {
      bar(before[channel], largest, Style(.input), parts[3], top + line, into: &buffer)
      if isShown { bar(after[channel], largest, Style(.output), parts[5], top + line, into: &buffer) }
    }
    let isRead = marked.map { lab.neighbours($0).contains(channel) } ?? false
    var text = LRNPicture.text(before[channel])
    var style = isRead ? Style(.input, .bold) : .text
    if let cell = view.edited, cell.row == channel {
      text = "[" + (view.typed.map { $0.isEmpty ? "▏" : $0 } ?? LabNumber.text(lab.values[channel])) + "]"
      style = Style(.focus, .bold)
    }
    buffer.put(StyledText(text, style), in: parts[4].inset(1, 0))
    let result = isShown ? LRNPicture.text(after[channel]) : channel == marked ? "?" : "·"
    let resultStyle = channel == marked ? Style(.text, .bold).on(.highlight) : Style(.output)
    buffer.put(StyledText(result, resultStyle), in: parts[6].inset(1, 0))
    guard isShown else { return }
    if before[channel] != 0 {
      let ratio = after[channel] / before[channel]
      buffer.put(StyledText(LabNumber.text(ratio, digits: 4), .muted), in: parts[7], .trailing)
    }
    guard view.predictions == nil || (0...LRNLab.channels).allSatisfy(view.shows) else { return }
    let (from, to) = (LRNLab.rank(channel, before), LRNLab.rank(channel, after))
    let moved = StyledText("\(from)", .muted) + StyledText(" → \(to)", from == to ? .muted : Style(.warning, .bold))
    buffer.put(moved, in: parts[8], .trailing)
  }

  private func bar(
    _ value: Float, _ largest: Float, _ style: Style, _ area: Rect, _ y: Int, into buffer: inout Buffer
  ) {
    BarChart([Bar("", value, style)], scale: largest, labelWidth: 0)
      .draw(Rect(area.x, y, area.width, 1), into: &buffer)
  }

  private func drawPatch(_ channel: Int, _ top: Int, _ area: Rect, into buffer: inout Buffer) {
    let parts = columns(Rect(area.x, top, area.width, 1))
    let numbers = lab.patch[channel]
    let (first, second) = (lab.lrnFirst[channel], lab.poolFirst[channel])
    let winner = numbers.indices.max { numbers[$0] < numbers[$1] } ?? 0
    let width = max(5, parts[3].width / 4)
    for (place, number) in numbers.enumerated() {
      let cell = Rect(parts[3].x + place * width, top, width, 1).intersection(parts[3])
      var text = LabNumber.text(number) + (place == winner ? "*" : "")
      if place == 0, let edited = view.edited, edited.row == channel {
        text = "[" + (view.typed.map { $0.isEmpty ? "▏" : $0 } ?? LabNumber.text(lab.values[channel])) + "]"
      }
      buffer.put(StyledText(text, place == winner ? Style(.input, .bold) : .text), in: cell)
    }
    let isShown = view.shows(channel)
    let isMarked = channel == lab.place
    let style = isMarked ? Style(.text, .bold).on(.highlight) : Style(.output)
    buffer.put(StyledText(isShown ? LRNPicture.text(first) : isMarked ? "?" : "·", style), in: parts[4], .trailing)
    buffer.put(StyledText(LRNPicture.text(second), Style(.output)), in: parts[5], .trailing)
    if isShown {
      let isSame = abs(first - second) < 0.00005
      buffer.put(StyledText(isSame ? "=" : "≠", isSame ? .muted : Style(.warning, .bold)), in: parts[6], .trailing)
    }
  }

  /// Lines that no window crosses.
  private func drawBoundaries(_ area: Rect, into buffer: inout Buffer) {
    let each = LRNLab.channels / lab.towers
    for tower in 1..<max(1, lab.towers) where lab.towers > 1 {
      let line = y(tower * each, area) - 1
      guard line < area.bottom, line > area.y else { continue }
      for x in area.x..<area.right { buffer.put("╌", x, line, .warning, clip: area) }
      buffer.put(view.language(" boundary of the GPUs ", " GPU 的分界 "), area.x + 8, line, .warning, clip: area)
    }
  }

  private func drawLargest(_ area: Rect, into buffer: inout Buffer) {
    let language = view.language
    let line = y(LRNLab.channels - 1, area) + rowHeight(area)
    guard line < area.bottom else { return }
    let isMarked = lab.place == LRNLab.channels
    let after =
      view.shows(LRNLab.channels)
      ? LRNLab.channels(LRNLab.leaders(lab.normalized()), language) : language("channel ?", "通道 ?")
    let before = LRNLab.channels(LRNLab.leaders(lab.inputs), language)
    var text = StyledText(isMarked ? "▸ " : "  ", Style(.focus, .bold))
    text.append(language("largest before: \(before)   after: ", "之前最大：\(before)   之后最大："), .muted)
    text.append(after, isMarked ? Style(.text, .bold).on(.highlight) : Style(.output, .bold))
    buffer.put(text, in: Rect(area.x, line, area.width, 1))
  }

  /// The channel at a point, or the line of the largest.
  func place(at point: Point, _ area: Rect) -> Int? {
    if let channel = (0..<LRNLab.channels).last(where: { point.y >= y($0, area) }) {
      if point.y < y(channel, area) + rowHeight(area) { return channel }
      return lab.view == .bars && channel == LRNLab.channels - 1 ? LRNLab.channels : nil
    }
    return nil
  }
}

extension LRNLab {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    guard !area.isEmpty else { return }
    LRNPicture(lab: self, view: view).draw(area, into: &buffer)
  }

  package func height(width: Int, _ view: LabView) -> Int { LRNLab.channels + 1 + towers }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    guard let place = LRNPicture(lab: self, view: view).place(at: point, area) else { return false }
    self.place = place
    return true
  }
}
