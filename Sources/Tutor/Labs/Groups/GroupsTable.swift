import Engine
import TextUI

/// The paper's convolutions with their weights and memory on every GPU, and a bar for each.
struct GroupsTable {
  let lab: GroupsLab
  let view: LabView

  private func spacing(_ area: Rect) -> Int { max(1, min(4, (area.height - 3) / PaperGroups.names.count)) }

  private func top(_ area: Rect) -> Int {
    area.y + max(0, area.height - 3 - spacing(area) * PaperGroups.names.count) / 2
  }

  private func columns(_ line: Rect) -> [Rect] {
    let extents: [Extent] = [
      .fixed(2), .fixed(6), .fixed(6), .fixed(9), .fixed(9), .fixed(9), .fixed(10), .weight(1),
    ]
    return line.columns(extents, gap: 1)
  }

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let language = view.language
    let (paper, whole) = (PaperGroups(lab.groups), PaperGroups(1))
    let (top, spacing) = (top(area), spacing(area))
    let head = columns(Rect(area.x, top, area.width, 1))
    let titles = [
      language("layer", "层"), language("groups", "组数"), language("kernel", "卷积核"), language("weights", "权重"),
      language("per GPU", "每块 GPU"), language("maps/GPU", "特征图/GPU"),
    ]
    for (column, title) in titles.enumerated() {
      let isNumber = column >= 3
      buffer.put(StyledText(title, .muted), in: head[column + 1].intersection(area), isNumber ? .trailing : .leading)
    }
    let largest = Float(whole.layers.map(\.weights).max() ?? 1)
    for (index, name) in PaperGroups.names.enumerated() {
      guard let layer = paper.layer(name), let undivided = whole.layer(name) else { continue }
      let y = top + 1 + index * spacing
      guard y < area.bottom else { break }
      let parts = columns(Rect(area.x, y, area.width, 1))
      let isMarked = lab.place == index
      let isKnown = view.shows(index)
      if isMarked { buffer.put(StyledText("▸", Style(.focus, .bold)), in: parts[0]) }
      buffer.put(StyledText(name, isMarked ? .strong : .text), in: parts[1])
      buffer.put(StyledText("\(layer.groups ?? 1)", PaperGroups.isSplit(name) ? Style(.accent) : .muted), in: parts[2])
      let kernel = layer.kernel ?? 1
      buffer.put(StyledText("\(paper.channelsRead(layer))×\(kernel)×\(kernel)", .muted), in: parts[3])
      func number(_ text: String, _ column: Int, _ style: Style) {
        buffer.put(StyledText(isKnown ? text : "?", style), in: parts[column], .trailing)
      }
      number(FormatNumber.grouped(layer.weights), 4, Style(.weight, .bold))
      number(FormatNumber.grouped(paper.weightsPerGPU(layer)), 5, Style(.weight))
      buffer.put(StyledText(FormatNumber.bytes(paper.bytesPerGPU(layer)), .muted), in: parts[6], .trailing)
      guard isKnown else { continue }
      // The bar of the split layer in front of what it would be in one piece.
      for line in 0..<max(1, spacing - 1) where y + line < area.bottom {
        let bar = Rect(parts[7].x + 1, y + line, max(0, parts[7].width - 1), 1)
        let width = BarLength.cells(Float(undivided.weights), of: largest, in: bar.width)
        for x in 0..<width { buffer.put("░", bar.x + x, bar.y, .faint, clip: bar) }
        let own = BarChart([Bar("", Float(layer.weights), Style(.weight))], scale: largest, labelWidth: 0)
        own.draw(Rect(bar.x - 1, bar.y, bar.width + 1, 1).intersection(area), into: &buffer)
      }
    }
    drawTotal(
      paper, whole, Rect(area.x, top + 2 + PaperGroups.names.count * spacing, area.width, 1), area, into: &buffer)
  }

  private func drawTotal(
    _ paper: PaperGroups, _ whole: PaperGroups, _ line: Rect, _ area: Rect, into buffer: inout Buffer
  ) {
    guard line.y < area.bottom, (0..<PaperGroups.names.count).allSatisfy(view.shows) else { return }
    let language = view.language
    let saved = whole.parameters - paper.parameters
    let text =
      StyledText(language("  whole network: ", "  整个网络："), .muted)
      + StyledText(FormatNumber.grouped(paper.parameters), Style(.weight, .bold))
      + StyledText(
        saved == 0
          ? language(" parameters, nothing split", " 个参数，没有分组")
          : language(
            " parameters, \(FormatNumber.grouped(saved)) fewer than undivided (░)",
            " 个参数，比不分组（░）少 \(FormatNumber.grouped(saved))"), .muted)
    buffer.put(text, in: line)
  }

  func place(at point: Point, _ area: Rect) -> Int? {
    let row = (point.y - top(area) - 1) / spacing(area)
    return point.y > top(area) && PaperGroups.names.indices.contains(row) ? row : nil
  }
}
