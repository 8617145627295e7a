import Engine
import TextUI

/// The channels as nodes with wires between them, and beside it what a backward pass says about every pair.
struct GroupsPicture {
  let lab: GroupsLab
  let view: LabView

  private var channels: Int { lab.channels }
  private var stages: Int { lab.second == .none ? 2 : 3 }

  struct Places {
    var wires = Rect(0, 0, 0, 0)
    var matrix: Rect?
    var notes = Rect(0, 0, 0, 0)
    var spacing = 1
    var cellWidth = 3
  }

  func places(_ area: Rect) -> Places {
    var places = Places()
    let (notes, above) = area.cutBottom(min(2, max(0, area.height - channels - 1)))
    let spacing = max(1, min(6, (above.height - 1) / channels))
    let height = min(above.height, 1 + spacing * channels)
    let top = above.y + max(0, above.height - height) / 2
    // Cells of the matrix grow with its rows where there is room.
    places.cellWidth = max(narrowCell, area.width >= 110 ? min(2 * spacing, 9) : 0)
    let matrix = GroupsPicture.matrixLabel + channels * places.cellWidth
    let hasMatrix = area.width >= matrix + 4 + labelWidth * stages + 6 * (stages - 1)
    let room = hasMatrix ? area.width - matrix - 4 : area.width
    let width = min(room, stages == 2 ? 70 : 100)
    let free = max(0, area.width - width - (hasMatrix ? matrix + 4 : 0)) / 2
    places.wires = Rect(area.x + free, top, width, height)
    if hasMatrix { places.matrix = Rect(area.x + free + width + 4, top, matrix, height) }
    places.notes = Rect(area.x + free, min(notes.y, top + height), room, notes.height)
    places.spacing = spacing
    return places
  }

  private static var matrixLabel: Int { 9 }

  private var narrowCell: Int {
    max(3, 1 + (lab.gradients.joined().map { GlyphWidth.of(LabNumber.text($0)) }.max() ?? 1))
  }

  /// Columns of a channel's name and number.
  private var labelWidth: Int {
    max(10, 6 + (lab.stages().joined().map { GlyphWidth.of(LabNumber.text($0)) }.max() ?? 1))
  }

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let places = places(area)
    drawWires(places, into: &buffer)
    if let matrix = places.matrix { drawMatrix(matrix, places, into: &buffer) }
    drawNotes(places.notes, into: &buffer)
  }

  private func y(_ channel: Int, _ places: Places) -> Int {
    places.wires.y + 1 + channel * places.spacing + (places.spacing - 1) / 2
  }

  // MARK: Wires

  private func drawWires(_ places: Places, into buffer: inout Buffer) {
    let language = view.language
    let area = places.wires
    let label = labelWidth
    let columns = stages - 1
    let canvasWidth = max(1, (area.width - label * stages) / columns)
    let numbers = lab.stages()
    let operations = lab.operations()
    let marked = lab.markedOutput
    // The cells of every stage that the marked output depends on.
    var reached: [Set<Int>] = Array(repeating: [], count: stages)
    if let marked {
      reached[stages - 1] = [marked]
      for stage in (0..<stages - 1).reversed() {
        for output in reached[stage + 1] { reached[stage].formUnion(lab.read(by: output, operations[stage])) }
      }
    }
    for stage in 0..<stages - 1 {
      let x = area.x + label * (stage + 1) + canvasWidth * stage
      drawWires(operations[stage], reached[stage + 1], Rect(x, area.y, canvasWidth, area.height), places, into: &buffer)
    }
    let names = [
      language("input", "输入"), stages == 2 ? language("output", "输出") : language("first layer", "第一层"),
      language("output", "输出"),
    ]
    for stage in 0..<stages {
      let x = area.x + (label + canvasWidth) * stage
      let role: Role = stage == 0 ? .input : .output
      buffer.put(StyledText(names[stage], Style(role)), in: Rect(x + 2, area.y, label + 6, 1).intersection(area))
      for channel in 0..<channels {
        let y = y(channel, places)
        let isMarked = stage == stages - 1 && channel == marked
        let isReached = reached[stage].contains(channel)
        let isKnown = stage == 0 || stage < stages - 1 || view.shows(channel)
        var number = isKnown ? LabNumber.text(numbers[stage][channel]) : isMarked ? "?" : "·"
        if stage == 0, let cell = view.edited, cell.row == channel {
          number = "[" + (view.typed.map { $0.isEmpty ? "▏" : $0 } ?? number) + "]"
        }
        if isMarked { buffer.put("▸", x, y, Style(.focus, .bold), clip: area) }
        let style = isMarked ? Style(.text, .bold).on(.highlight) : isReached ? Style(role, .bold) : Style.text
        // Channels that do not count for the marked one stand back.
        let plain = marked != nil && !isReached && !isMarked ? Style.muted : style
        let line = Rect(x + 2, y, label - 2, 1).intersection(area)
        buffer.put(StyledText("\(channel): ", .muted) + StyledText(number, plain), in: line)
      }
    }
    drawGPUs(places, into: &buffer)
  }

  private func drawWires(
    _ operation: Convolution, _ targets: Set<Int>, _ area: Rect, _ places: Places, into buffer: inout Buffer
  ) {
    var canvas = BrailleCanvas(columns: area.width, rows: area.height)
    func row(_ channel: Int) -> Int { (y(channel, places) - area.y) * 4 + 1 }
    // Marked wires are drawn last: a cell shows the style of its last dot.
    for isMarked in [false, true] {
      for output in 0..<channels where targets.contains(output) == isMarked {
        for input in lab.read(by: output, operation) {
          canvas.line(
            0, row(input), canvas.dotColumns - 1, row(output), isMarked ? Style(.accent, .bold) : Style(.faint))
        }
      }
    }
    canvas.draw(area.intersection(buffer.bounds), into: &buffer)
  }

  /// The GPU of every group, and a line between the groups, where there is a row for it.
  private func drawGPUs(_ places: Places, into buffer: inout Buffer) {
    guard lab.groups > 1, places.spacing >= 2 else { return }
    let each = channels / lab.groups
    let area = places.wires
    for group in 0..<lab.groups {
      let first = y(group * each, places)
      buffer.put("GPU \(group + 1)", area.x + 2, first + 1, .warning, clip: area)
      guard group > 0, places.spacing > 2 || each > 1 else { continue }
      let line = area.y + group * each * places.spacing
      // Only under the names: the wires of a crossing layer stay free.
      let dashes = String(repeating: "╌", count: labelWidth - 2)
      buffer.put(dashes, area.x + 2, line, .warning, clip: area)
      buffer.put(dashes, area.right - labelWidth + 2, line, .warning, clip: area)
    }
  }

  // MARK: Gradients

  private func drawMatrix(_ area: Rect, _ places: Places, into buffer: inout Buffer) {
    let (width, spacing) = (places.cellWidth, places.spacing)
    buffer.put(StyledText("∂out/∂in", Style(.gradient)), in: Rect(area.x, area.y, area.width, 1))
    let head = area.x + GroupsPicture.matrixLabel
    for column in 0..<channels {
      buffer.put("\(column)", head + (column + 1) * width - 2, area.y, .muted, clip: area)
    }
    let gradients = lab.gradients
    let scale = gradients.joined().reduce(0) { max($0, abs($1)) }
    let isKnown = view.predictions == nil || view.shows(channels + 1)
    for row in 0..<channels {
      let top = area.y + 1 + row * spacing
      let isMarked = row == lab.markedOutput
      let y = top + (spacing - 1) / 2
      let label =
        StyledText(isMarked ? "▸" : " ", Style(.focus, .bold)) + StyledText("out \(row)", isMarked ? .strong : .muted)
      buffer.put(label, in: Rect(area.x, y, GroupsPicture.matrixLabel, 1).intersection(area))
      for column in 0..<channels {
        let cell = Rect(head + column * width, top, width, spacing).intersection(area)
        let value = gradients[row][column]
        let ground: Colour = isKnown ? .number(value, scale: scale) : .role(.panel)
        buffer.fill(cell, Style.text.on(ground))
        let text = isKnown ? LabNumber.text(value) : "·"
        let style = Style(value == 0 || !isKnown ? .role(.faint) : .role(.text), on: ground, isMarked ? .bold : [])
        buffer.put(text, cell.right - 1 - GlyphWidth.of(text), y, style, clip: cell)
      }
    }
  }

  private func drawNotes(_ area: Rect, into buffer: inout Buffer) {
    guard area.height > 0 else { return }
    let language = view.language
    for (line, place) in [channels, channels + 1].enumerated() where line < area.height {
      let isMarked = lab.place == place
      let number = line == 0 ? lab.weightCount : lab.zeroGradients
      let shown = view.shows(place) ? "\(number)" : "?"
      let name = line == 0 ? language("weights: ", "权重数：") : language("gradients that are 0: ", "为 0 的梯度：")
      let rest = line == 0 ? "" : language(" of \(channels * channels)", " / \(channels * channels)")
      buffer.put(
        StyledText(isMarked ? "▸ " : "  ", Style(.focus, .bold)) + StyledText(name, .muted)
          + StyledText(shown, isMarked ? Style(.text, .bold).on(.highlight) : Style(.output, .bold))
          + StyledText(rest, .muted), in: Rect(area.x, area.y + line, area.width, 1))
    }
  }

  func place(at point: Point, _ area: Rect) -> Int? {
    let places = places(area)
    if places.notes.contains(point) { return channels + point.y - places.notes.y }
    let row = (point.y - places.wires.y - 1) / places.spacing
    guard point.y > places.wires.y, (0..<channels).contains(row) else { return nil }
    return row
  }
}

extension GroupsLab {
  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    guard area.width > 1, area.height > 1 else { return }
    if self.view == .paper {
      GroupsTable(lab: self, view: view).draw(area, into: &buffer)
    } else {
      GroupsPicture(lab: self, view: view).draw(area, into: &buffer)
    }
  }

  package func height(width: Int, _ view: LabView) -> Int {
    self.view == .paper ? PaperGroups.names.count + 4 : 2 * channels + 3
  }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    let target =
      self.view == .paper
      ? GroupsTable(lab: self, view: view).place(at: point, area)
      : GroupsPicture(lab: self, view: view).place(at: point, area)
    guard let target, (0..<places).contains(target) else { return false }
    place = target
    return true
  }
}
