import Engine
import TextUI

/// The rows of the impulse one under the other, with a mark where each balances.
struct SizesImpulsePicture {
  let lab: SizesLab
  let view: LabView
  let rows: [[Float]]

  init(_ lab: SizesLab, _ view: LabView) { (self.lab, self.view, rows) = (lab, view, lab.impulse) }

  private var longest: Int { rows.map(\.count).max() ?? 1 }
  private let labelWidth = 10

  private func cellWidth(_ area: Rect) -> Int { max(1, min(9, (area.width - labelWidth - 8) / longest)) }
  private func rowHeight(_ area: Rect) -> Int { max(2, min(5, (area.height - 1) / rows.count)) }

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let (width, height) = (cellWidth(area), rowHeight(area))
    let shown = max(1, (area.height - 1) / height)
    let first = max(0, min(lab.place + 1 - shown / 2, rows.count - shown))
    let left = area.x + labelWidth
    for column in 0..<longest where width >= 3 || column % 4 == 0 {
      buffer.put("\(column)", left + column * width + (width - 1) / 2, area.y, .muted, clip: area)
    }
    for (line, index) in (first..<min(rows.count, first + shown)).enumerated() {
      let y = area.y + 1 + line * height
      let isMarked = index == lab.place + 1
      let name = index == 0 ? view.language("input", "输入") : view.language("layer \(index)", "第 \(index) 层")
      if isMarked { buffer.put("▸", area.x, y, Style(.focus, .bold), clip: area) }
      buffer.put(name, area.x + 2, y, isMarked ? .strong : .muted, clip: area)
      guard index == 0 || view.shows(index - 1) else {
        buffer.put("?", left + (width - 1) / 2, y, .strong, clip: area)
        continue
      }
      draw(rows[index], Rect(left, y, area.right - left, height), width, into: &buffer)
    }
  }

  private func draw(_ row: [Float], _ area: Rect, _ width: Int, into buffer: inout Buffer) {
    let largest = row.max() ?? 0
    for (column, value) in row.enumerated() {
      let cell = Rect(area.x + column * width, area.y, width, max(1, area.height - 1)).intersection(area)
      let ground = Colour.number(value, scale: max(largest, 1e-6))
      buffer.fill(cell, Style.text.on(ground))
      let text = width >= 5 ? LabNumber.text(value) : value == 0 ? "·" : width >= 3 ? short(value) : "■"
      let y = cell.y + (cell.height - 1) / 2
      buffer.put(text, cell.x + max(0, width - text.count) / 2, y, Style(.role(.text), on: ground), clip: area)
    }
    guard let centre = SizesLab.centre(row), (0...Float(row.count)).contains(centre) else { return }
    // A cell's middle is its number; the mark stands under it.
    let x = area.x + Int(((centre + 0.5) * Float(width)).rounded(.down))
    buffer.put("▲", x, area.bottom - 1, Style(.output, .bold), clip: area)
    buffer.put(LabNumber.text(centre, digits: 2), x + 2, area.bottom - 1, Style(.output), clip: area)
  }

  /// Two digits without the zero before the point: `.25`.
  private func short(_ value: Float) -> String {
    let text = LabNumber.text(value)
    return text.hasPrefix("0.") ? String(text.dropFirst().prefix(3)) : text
  }

  /// The layer at a point.
  func place(at point: Point, _ area: Rect) -> Int? {
    let height = rowHeight(area)
    let shown = max(1, (area.height - 1) / height)
    let first = max(0, min(lab.place + 1 - shown / 2, rows.count - shown))
    let index = first + (point.y - area.y - 1) / height - 1
    return point.y > area.y && (0..<rows.count - 1).contains(index) ? index : nil
  }
}

extension SizesLab {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    if let run { return SizesChainPicture(lab: self, run: run, view: view).draw(area, into: &buffer) }
    switch self.view {
    case .settings: SizesTable(lab: self, view: view).draw(area, into: &buffer)
    case .impulse: SizesImpulsePicture(self, view).draw(area, into: &buffer)
    case .windows: drawWindows(area, view, into: &buffer)
    }
  }

  /// The row of pixels, and below it, where there is room, what other settings give.
  private func drawWindows(_ area: Rect, _ view: LabView, into buffer: inout Buffer) {
    let picture = SizesPicture(self, view)
    let parts = windowParts(area)
    picture.draw(parts.row, lanes: parts.row.height - 3, into: &buffer)
    buffer.put(picture.legend, in: parts.legend)
    if let table = parts.table { SizesTable(lab: self, view: view).draw(table, into: &buffer) }
    if let stairs = parts.stairs, view.shows(0) { SizesStairs(lab: self, view: view).draw(stairs, into: &buffer) }
  }

  private func windowParts(_ area: Rect) -> (row: Rect, legend: Rect, table: Rect?, stairs: Rect?) {
    let lanes = max(1, min(size, (kernel + stride - 1) / stride))
    let spare = area.height - (6 + min(lanes, 8))
    // The table is about conv1; for other windows the stairs say more.
    let full = SizesTable.candidates.count + 2
    let table = kernel == 11 && stride == 4 && spare >= 6 ? min(full, spare) : 0
    let stairs = spare - table >= 7 ? min(24, spare - table - 1) : 0
    let free = area.height - (table == 0 ? 0 : table + 1) - (stairs == 0 ? 0 : stairs + 1) - 2
    let height = max(3, min(free, 3 + lanes))
    let space = max(0, free - height) / 2
    let row = Rect(area.x, area.y + space, area.width, height).intersection(area)
    let legend = Rect(area.x, row.bottom + (free > height ? 1 : 0), area.width, 1).intersection(area)
    let rest = Rect(area.x, legend.bottom + 1, area.width, area.bottom - legend.bottom - 1)
    let parts = rest.cutTop(table)
    let below = table == 0 ? rest : parts.rest.cutTop(1).rest
    return (row, legend, table == 0 ? nil : parts.top, stairs == 0 ? nil : below)
  }

  package func height(width: Int, _ view: LabView) -> Int {
    if let run { return run.rows.count + 2 }
    switch self.view {
    case .settings: return SizesTable.candidates.count + 2
    case .impulse: return 1 + 2 * impulse.count
    case .windows: return SizesPicture(self, view).height(width: width) + 2
    }
  }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    var target: Int?
    if let run {
      target = SizesChainPicture(lab: self, run: run, view: view).place(at: point, area)
    } else {
      switch self.view {
      case .settings: target = SizesTable(lab: self, view: view).row(at: point, area)
      case .impulse: target = SizesImpulsePicture(self, view).place(at: point, area)
      case .windows: target = SizesPicture(self, view).window(at: point, windowParts(area).row)
      }
    }
    guard let target, (0..<places).contains(target) else { return false }
    place = target
    return true
  }
}
