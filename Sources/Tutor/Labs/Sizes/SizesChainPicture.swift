import Engine
import TextUI

/// The layers of a network from the picture down to the first that refuses, with a bar for the side of every map.
struct SizesChainPicture {
  let lab: SizesLab
  let run: ChainRun
  let view: LabView

  /// `256×6×6`, `9,216`.
  static func shape(_ dimensions: [Int]) -> String { dimensions.map(FormatNumber.grouped).joined(separator: "×") }

  /// Rows that are drawn: the input, the layers, the one that refuses.
  private var count: Int { run.rows.count + 1 + (run.refusal == nil ? 0 : 1) }

  private func spacing(_ area: Rect) -> Int { area.height >= 2 * count ? 2 : 1 }

  /// The first row shown, so that the marked one is among them.
  private func offset(_ area: Rect) -> Int {
    let shown = area.height / spacing(area)
    return max(0, min(lab.place + 1 - shown / 2, count - shown))
  }

  private func top(_ area: Rect) -> Int { area.y + max(0, area.height - count * spacing(area)) / 2 }

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let (spacing, offset, top) = (spacing(area), offset(area), top(area))
    let extents: [Extent] = [.fixed(2), .fixed(11), .fixed(21), .fixed(area.width >= 90 ? 34 : 29), .weight(1)]
    for line in 0..<min(count - offset, area.height / spacing) {
      let parts = Rect(area.x, top + line * spacing, area.width, 1).columns(extents)
      draw(offset + line, parts, into: &buffer)
    }
    if offset > 0 { buffer.put("↑", area.right - 1, area.y, .muted, clip: area) }
    if offset + area.height / spacing < count { buffer.put("↓", area.right - 1, area.bottom - 1, .muted, clip: area) }
  }

  private func draw(_ line: Int, _ parts: [Rect], into buffer: inout Buffer) {
    let language = view.language
    if line == 0 {
      buffer.put(StyledText(language("input", "输入"), Style(.input)), in: parts[1])
      buffer.put(StyledText(language("kernel /stride +pad", "核宽 /步长 +填充"), .muted), in: parts[2])
      buffer.put(StyledText(SizesChainPicture.shape(run.input), Style(.input, .bold)), in: parts[3])
      bar(run.input, parts[4], Style(.input), into: &buffer)
      return
    }
    guard line <= run.rows.count else { return drawRefusal(parts, into: &buffer) }
    let row = run.rows[line - 1]
    let isMarked = lab.place == line - 1
    if isMarked { buffer.put(StyledText("▸", Style(.focus, .bold)), in: parts[0]) }
    buffer.put(StyledText(row.name, isMarked ? .strong : .text), in: parts[1])
    buffer.put(StyledText(geometry(row), .muted), in: parts[2])
    guard view.shows(line - 1) else {
      let before = line == 1 || view.shows(line - 2) ? SizesChainPicture.shape(row.input) : "?"
      buffer.put(StyledText(before + " → ", .muted) + StyledText("?", .strong), in: parts[3])
      return
    }
    buffer.put(
      StyledText(SizesChainPicture.shape(row.input) + " → ", .muted)
        + StyledText(SizesChainPicture.shape(row.output), Style(.output, .bold)), in: parts[3])
    bar(row.output, parts[4], Style(role(row.kind)), into: &buffer)
  }

  private func drawRefusal(_ parts: [Rect], into buffer: inout Buffer) {
    guard let refusal = run.refusal else { return }
    // What refuses says the size that was asked for: it comes last.
    guard view.predictions == nil || view.shows(run.rows.count - 1) else { return }
    let style = Style(.wrong, .bold)
    buffer.put(StyledText("✗", style), in: parts[0])
    buffer.put(StyledText(refusal.layer, style), in: parts[1])
    let rest = Rect(parts[2].x, parts[2].y, parts[4].right - parts[2].x, 1)
    buffer.put(StyledText(lab.refusalText(refusal, view.language), style), in: rest)
  }

  /// A bar as long as the side of a map; vectors have none.
  private func bar(_ shape: [Int], _ area: Rect, _ style: Style, into buffer: inout Buffer) {
    guard shape.count == 3 else { return }
    // The input's own bar takes the whole width.
    let bar = Bar("", Float(shape[1]), text: "\(shape[1])", style)
    BarChart([bar], scale: Float(run.input[1]), labelWidth: 0).draw(area, into: &buffer)
  }

  private func role(_ kind: OperationKind) -> Role {
    switch kind {
    case .convolution: .convolution
    case .maxPooling, .averagePooling, .adaptiveAveragePooling: .pooling
    default: .linear
    }
  }

  /// `11×11 /4 +2`
  private func geometry(_ row: ChainRun.Row) -> String {
    guard let kernel = row.kernel else { return "" }
    return "\(kernel)×\(kernel)" + (row.stride > 1 ? " /\(row.stride)" : "")
      + (row.padding > 0 ? " +\(row.padding)" : "")
  }

  /// The layer at a point.
  func place(at point: Point, _ area: Rect) -> Int? {
    let line = (point.y - top(area)) / spacing(area) + offset(area)
    return run.rows.indices.contains(line - 1) && point.y >= top(area) ? line - 1 : nil
  }
}

extension SizesLab {
  func refusalText(_ refusal: ChainRun.Refusal, _ language: Language) -> String {
    let gets = SizesChainPicture.shape(refusal.gets)
    if let wants = refusal.wants {
      return language(
        "takes \(FormatNumber.grouped(wants)) numbers, gets \(gets)", "要 \(FormatNumber.grouped(wants)) 个数，得到 \(gets)")
    }
    return language("a window of \(refusal.kernel) does not fit \(gets)", "宽 \(refusal.kernel) 的窗口放不进 \(gets)")
  }
}
