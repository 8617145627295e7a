import Engine
import TextUI

/// All stages of the network as blocks: higher where maps are larger, wider where there are more of them, in two rows
/// where two towers compute apart, with the lines along which numbers travel.
struct NetworkStrip {
  let architecture: Architecture
  let summaries: [LayerSummary]
  /// Stages that have arrived; what lies behind is drawn faint.
  let arrived: Int
  /// The chosen stage, 0 for the input; nil for none.
  let selected: Int?
  /// Through the cost lens: each stage's share of the largest.
  var costs: [Float]?

  /// One stage as a block: columns from `x`, half rows `height` of a tower.
  private struct Block {
    var stage: Int
    var x: Int
    var width: Int
    var towers: Int
    var height: Int
    var role: Role
  }

  private struct Group {
    var label: String
    var stages: [Int]
  }

  /// Rows of the strip, its line of names included.
  static func height(for area: Size) -> Int { area.rows >= 44 ? 8 : area.rows >= 28 ? 6 : 5 }

  private func kind(_ stage: Int) -> OperationKind? { stage == 0 ? nil : summaries[stage - 1].kind }

  private var groups: [Group] {
    var groups = [Group(label: "input", stages: [0])]
    var beforeLinear = false
    for stage in 1...summaries.count {
      let summary = summaries[stage - 1]
      let opens =
        summary.kind == .convolution || (summary.kind == .flatten && !beforeLinear)
        || (summary.kind == .linear && !beforeLinear)
      if summary.kind == .flatten { beforeLinear = true }
      if opens { groups.append(Group(label: summary.name, stages: [])) }
      if summary.kind == .linear {
        groups[groups.count - 1].label = summary.name
        beforeLinear = false
      }
      groups[groups.count - 1].stages.append(stage)
    }
    return groups
  }

  static func role(_ kind: OperationKind?) -> Role {
    switch kind {
    case .none: .input
    case .convolution: .convolution
    case .relu, .leakyReLU, .sigmoid, .tanh: .activation
    case .localResponseNormalization: .normalization
    case .maxPooling, .averagePooling, .adaptiveAveragePooling, .flatten: .pooling
    case .linear: .linear
    case .dropout: .regularization
    case .softmax: .probability
    }
  }

  func draw(into buffer: inout Buffer, _ area: Rect) {
    let bodyRows = area.height - 1
    guard bodyRows > 0 else { return }
    let groups = self.groups
    let (placed, starts, ends) = layout(groups, width: room(area.width), halfRows: 2 * bodyRows)
    let left = left(area, ends)
    for group in 1..<groups.count {
      drawLines(group, groups, starts, ends, left, Rect(area.x, area.y, area.width, bodyRows), &buffer)
    }
    for block in placed { draw(block, left, area.y, bodyRows, &buffer, clip: area) }
    if labelWidth > 0 {
      buffer.put("GPU 1", area.x, area.y + bodyRows / 4, .muted, clip: area)
      buffer.put("GPU 2", area.x, area.y + bodyRows - 1 - bodyRows / 4, .muted, clip: area)
    }
    drawNames(groups, starts, left, Rect(area.x, area.bottom - 1, area.width, 1), &buffer)
  }

  /// Columns for the names of the two towers.
  private var labelWidth: Int { (1...summaries.count).contains { architecture.towers(of: $0 - 1) == 2 } ? 7 : 0 }
  private func room(_ width: Int) -> Int { max(0, width - labelWidth) }
  private func left(_ area: Rect, _ ends: [Int]) -> Int {
    area.x + labelWidth + max(0, (room(area.width) - (ends.last ?? 0)) / 2)
  }

  private func layout(_ groups: [Group], width: Int, halfRows: Int) -> ([Block], [Int], [Int]) {
    let sizes = [
      (14, 4, 7), (12, 3, 6), (9, 3, 5), (7, 2, 4), (5, 2, 3), (5, 1, 3), (4, 1, 3), (4, 1, 2), (3, 1, 2), (2, 1, 1),
    ]
    var best: ([Block], [Int], [Int]) = ([], [], [])
    for (wide, narrow, gap) in sizes {
      best = place(groups, wide, narrow, gap, halfRows)
      if (best.2.last ?? 0) <= width { break }
    }
    return best
  }

  private func place(_ groups: [Group], _ wide: Int, _ narrow: Int, _ gap: Int, _ halfRows: Int) -> (
    [Block], [Int], [Int]
  ) {
    var blocks: [Block] = []
    var starts: [Int] = []
    var ends: [Int] = []
    var x = 0
    let most = summaries.map { $0.output.rank == 3 ? $0.output[0] : 0 }.max() ?? 1
    let largest = architecture.input[1]
    for group in groups {
      starts.append(x)
      for stage in group.stages {
        let shape = stage == 0 ? architecture.input : summaries[stage - 1].output
        let isVector = shape.rank != 3
        let channels = isVector ? most : shape[0]
        let isWide = stage == 0 || kind(stage) == .convolution || kind(stage) == .linear
        let width = !isWide ? narrow : max(stage == 0 ? 4 : 2, (wide * (most + channels) + most) / (2 * most))
        let towers = stage == 0 ? 1 : architecture.towers(of: stage - 1)
        let share = isVector ? 0.25 : Double(shape[1]) / Double(max(1, largest))
        let full = (share.squareRoot() * Double(halfRows)).rounded()
        let height = towers == 2 ? max(1, min(halfRows / 2 - 1, Int((full * 0.6).rounded()))) : max(2, Int(full))
        blocks.append(
          Block(stage: stage, x: x, width: width, towers: towers, height: height, role: NetworkStrip.role(kind(stage))))
        x += width
      }
      ends.append(x)
      x += gap
    }
    return (blocks, starts, ends)
  }

  private func draw(_ block: Block, _ left: Int, _ top: Int, _ rows: Int, _ buffer: inout Buffer, clip: Rect) {
    let isSelected = block.stage == selected
    let style: Style
    if isSelected {
      // No number has the colour of the cursor.
      style = .text
    } else if let costs, costs.indices.contains(block.stage) {
      // A square root, so that small shares are not all black.
      style = Style(.diverging(costs[block.stage].squareRoot(), scale: 1))
    } else {
      style = Style(block.stage < arrived ? block.role : .faint)
    }
    let half = 2 * rows
    func isFilled(_ pixel: Int) -> Bool {
      guard block.towers == 2 else {
        let first = (half - block.height) / 2
        return pixel >= first && pixel < first + block.height
      }
      let tower = pixel < rows ? pixel : half - 1 - pixel
      let first = (rows - block.height) / 2
      return tower >= first && tower < first + block.height
    }
    for row in 0..<rows {
      let glyph: Character
      switch (isFilled(2 * row), isFilled(2 * row + 1)) {
      case (true, true): glyph = "█"
      case (true, false): glyph = "▀"
      case (false, true): glyph = "▄"
      default: continue
      }
      for column in 0..<block.width {
        buffer.put(glyph, left + block.x + column, top + row, style, clip: clip)
      }
    }
  }

  /// Numbers travel from every tower of the group before to every tower that reads it.
  private func drawLines(
    _ group: Int, _ groups: [Group], _ starts: [Int], _ ends: [Int], _ left: Int, _ area: Rect, _ buffer: inout Buffer
  ) {
    guard let last = groups[group - 1].stages.last, let first = groups[group].stages.first else { return }
    let from = last == 0 ? 1 : architecture.towers(of: last - 1)
    let to = architecture.towers(of: first - 1)
    let gap = starts[group] - ends[group - 1]
    let x = left + ends[group - 1]
    var dots = DotCanvas(columns: gap, rows: area.height)
    let centres: (Int) -> [Double] = { $0 == 2 ? [0.25, 0.75] : [0.5] }
    for (index, start) in centres(from).enumerated() {
      for (target, end) in centres(to).enumerated() where from != to || from == 1 || index == target {
        dots.line(from: start, to: end)
      }
    }
    dots.draw(into: &buffer, x, area.y, Style(.muted), clip: area)
  }

  private func drawNames(_ groups: [Group], _ starts: [Int], _ left: Int, _ area: Rect, _ buffer: inout Buffer) {
    for (index, group) in groups.enumerated() {
      let next = index + 1 < starts.count ? starts[index + 1] : area.width - (left - area.x)
      let x = left + starts[index]
      let room = Rect(x, area.y, max(0, next - starts[index]), 1)
      guard let chosen = selected, group.stages.contains(chosen) else {
        buffer.put(group.label.truncated(to: max(1, room.width - 1)), x, area.y, .muted, clip: room)
        continue
      }
      let name = chosen == 0 ? "input" : summaries[chosen - 1].name
      // The chosen name may be longer than its group is wide: it moves left rather than being cut.
      let width = GlyphWidth.of(name) + 1
      let start = min(x, area.right - width)
      buffer.put("▸" + name, max(area.x, start - 1), area.y, .accent, clip: area)
    }
  }

  /// The stage at a place on the screen, for the mouse.
  func stage(at point: Point, in area: Rect) -> Int? {
    guard area.contains(point) else { return nil }
    let groups = self.groups
    let (blocks, _, ends) = layout(groups, width: room(area.width), halfRows: 2 * (area.height - 1))
    let left = left(area, ends)
    return blocks.first { point.x >= left + $0.x && point.x < left + $0.x + $0.width }?.stage
  }
}

/// A few columns of braille dots.
struct DotCanvas {
  let columns: Int
  let rows: Int
  private var cells: [UInt32]

  init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (max(0, columns), max(0, rows))
    cells = Array(repeating: 0, count: self.columns * self.rows)
  }

  mutating func set(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < 2 * columns, y < 4 * rows else { return }
    let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    cells[y / 4 * columns + x / 2] |= bits[x % 2][y % 4]
  }

  /// From the left edge to the right edge; heights as shares of the canvas.
  mutating func line(from start: Double, to end: Double) {
    let width = 2 * columns
    guard width > 0 else { return }
    let steps = max(width, 4 * rows)
    for step in 0...steps {
      let t = Double(step) / Double(steps)
      let y = (start + (end - start) * t) * Double(4 * rows) - 0.5
      set(min(width - 1, Int(t * Double(width))), Int(y.rounded()))
    }
  }

  func draw(into buffer: inout Buffer, _ x: Int, _ y: Int, _ style: Style, clip: Rect) {
    for row in 0..<rows {
      for column in 0..<columns {
        let dots = cells[row * columns + column]
        guard dots != 0, let scalar = Unicode.Scalar(0x2800 + dots) else { continue }
        buffer.put(Character(scalar), x + column, y + row, style, clip: clip)
      }
    }
  }
}
