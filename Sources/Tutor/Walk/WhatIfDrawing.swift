import Engine
import TextUI

/// The table of the chain and what is said below it.
extension WhatIfScreen {
  private struct Areas {
    var table: Rect
    var verdict: Rect
  }

  private func areas(_ area: Rect) -> Areas {
    let (verdict, table) = area.cutBottom(area.height >= 26 ? 7 : 5)
    return Areas(table: table, verdict: verdict)
  }

  func row(at point: Point, _ context: Context) -> Int? {
    let inner = Panel.inner(areas(Rect(0, 1, context.columns, context.rows - 2)).table).inset(1, 0).cutTop(1).rest
    guard inner.contains(point) else { return nil }
    let row = point.y - inner.y + offset(inner.height)
    return row <= model.original.layers.count ? row - 1 : nil
  }

  private func offset(_ height: Int) -> Int {
    max(0, min(layer + 1 - height / 2, model.original.layers.count + 1 - height))
  }

  func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    let areas = areas(area)
    let (layers, refusal) = model.architecture.summarize()
    let title = language("the chain of shapes", "形状链")
    let note =
      model.changes.isEmpty
      ? language("as it is", "原样") : language("\(model.changes.count) changed", "改了 \(model.changes.count) 处")
    let inner = Panel(title, focused: true, note: note).draw(areas.table, into: &buffer).inset(1, 0)
    drawTable(&buffer, inner, layers, refusal?.layer, language)
    drawVerdict(&buffer, areas.verdict.inset(2, 0), layers, refusal, language)
  }

  private func drawTable(
    _ buffer: inout Buffer, _ area: Rect, _ layers: [LayerSummary], _ broken: String?, _ language: Language
  ) {
    let columns = Columns(width: area.width)
    var header = language("layer", "层").aligned(.leading, width: 10)
    header += language("what can be changed", "可以改的").aligned(.leading, width: columns.controls)
    header += language("output", "输出").aligned(.trailing, width: 13)
    if columns.numbers > 0 {
      header += language("parameters", "参数").aligned(.trailing, width: columns.parameters)
      header += language("MACs", "乘加次数").aligned(.trailing, width: columns.numbers)
    }
    buffer.put(StyledText(header, .muted), in: area.cutTop(1).top)
    let list = area.cutTop(1).rest
    let original = model.original.summaries
    let offset = offset(list.height)
    for row in 0..<list.height where offset + row <= original.count {
      let index = offset + row - 1
      let line = Rect(list.x, list.y + row, list.width, 1)
      let isChosen = index == layer
      let ground: Colour = isChosen ? .role(.selection) : .standard
      if isChosen { buffer.fill(line, Style(.text).on(ground)) }
      let name = index < 0 ? "input" : original[index].name
      let isBroken = name == broken
      var text = StyledText(
        (isBroken ? "✗ " : isChosen ? "▸ " : "  ") + name, isBroken ? Style(.wrong, .bold) : isChosen ? .accent : .text
      )
      .aligned(.leading, width: 10)
      text += controls(index, isChosen: isChosen, wide: columns.isWide, language)
        .aligned(.leading, width: columns.controls)
      text += shape(index, layers, isBroken, language).aligned(.trailing, width: 13)
      if columns.numbers > 0, layers.indices.contains(index) {
        let (summary, isShort) = (layers[index], columns.isShort)
        text += number(summary.parameters, original[index].parameters, isShort)
          .aligned(.trailing, width: columns.parameters)
        text += number(summary.macs, original[index].macs, isShort).aligned(.trailing, width: columns.numbers)
      }
      buffer.put(text.restyled { $0.on(ground) }.truncated(to: line.width), in: line)
    }
    Scroll(offset: offset).drawBar(list, rows: original.count + 1, into: &buffer)
  }

  /// Numbers that are not the network's own stand out.
  private func number(_ value: Int, _ usual: Int, _ isShort: Bool) -> StyledText {
    let text = isShort ? FormatNumber.short(value) : FormatNumber.grouped(value)
    return StyledText(value == 0 ? "–" : text, value == usual ? .muted : Style(.warning, .bold))
  }

  /// Widths of the columns: names in full or by their letters, numbers in full or rounded, as there is room for; the
  /// scroll bar has two columns of its own.
  private struct Columns {
    let isWide: Bool
    let isShort: Bool
    let controls: Int
    let parameters: Int
    let numbers: Int

    init(width: Int) {
      let room = width - 2 - 10 - 13
      isWide = room >= 51 + 13 + 15
      controls = isWide ? 51 : 31
      let rest = room - controls
      isShort = rest < 13 + 15
      (parameters, numbers) = rest >= 13 + 15 ? (13, 15) : rest >= 11 + 9 ? (11, 9) : (0, 0)
    }
  }

  private func shape(_ index: Int, _ layers: [LayerSummary], _ isBroken: Bool, _ language: Language) -> StyledText {
    if index < 0 {
      let input = model.architecture.input
      return StyledText("\(input)", input == model.original.input ? .text : Style(.warning, .bold))
    }
    guard layers.indices.contains(index) else {
      return StyledText(isBroken ? language("does not fit", "放不下") : "–", isBroken ? Style(.wrong, .bold) : .faint)
    }
    let output = layers[index].output
    return StyledText("\(output)", output == model.original.summaries[index].output ? .text : Style(.warning, .bold))
  }

  private func controls(_ index: Int, isChosen: Bool, wide: Bool, _ language: Language) -> StyledText {
    var text = StyledText()
    for (place, field) in model.fields(index).enumerated() {
      let isHere = isChosen && field == self.field
      let value = model.value(index, field)
      var shown = field == .rounding ? (value == 1 ? language("up", "向上") : language("down", "向下")) : "\(value)"
      if isHere { shown = typed.map { "▸" + $0.text + "▏" } ?? "◂" + shown + "▸" }
      let isUsual = value == model.usual(index, field)
      let short = [.maps: "m", .kernel: "k", .stride: "s", .padding: "p", .groups: "g"][field] ?? field.name(language)
      if place > 0 { text.append(wide ? "  " : " ", .muted) }
      text.append((wide || isHere && !isChosen ? field.name(language) : short) + " ", isHere ? .text : .muted)
      text.append(shown, isHere ? .accent : isUsual ? .text : Style(.warning, .bold))
    }
    return text
  }

  private func drawVerdict(
    _ buffer: inout Buffer, _ area: Rect, _ layers: [LayerSummary], _ refusal: (layer: String, reason: ShapeError)?,
    _ language: Language
  ) {
    var lines: [StyledText] = []
    if !fields.isEmpty, !Columns(width: area.width).isWide {
      lines.append(StyledText("m k s p g: " + WhatIfScreen.legend(language), .faint))
    }
    if let refusal {
      lines.append(
        StyledText("✗ ", Style(.wrong, .bold)) + StyledText(language("breaks at ", "断在 "), Style(.wrong, .bold))
          + StyledText(refusal.layer + ": ", Style(.wrong, .bold))
          + StyledText(model.reason(refusal.layer, language) ?? refusal.reason.description))
      let ways = model.remedies(near: layer).prefix(4).map { way in
        let name = way.change.layer < 0 ? "input" : model.original.layers[way.change.layer].name
        let value = way.change.field == .rounding ? language("up", "向上") : "\(way.value)"
        return "\(name) \(way.change.field.name(language)) \(value)"
      }
      lines.append(
        StyledText(
          ways.isEmpty
            ? language("No single change near by mends it.", "附近没有一处改动能补救。")
            : language("It fits with ", "这样就放得下：") + ways.joined(separator: language(", or ", "；或 "))))
    } else {
      let original = model.original.summaries
      func total(_ cost: (LayerSummary) -> Int) -> String {
        let (now, before) = (layers.reduce(0) { $0 + cost($1) }, original.reduce(0) { $0 + cost($1) })
        let ratio = before > 0 ? Double(now) / Double(before) : 1
        return FormatNumber.grouped(now) + (now == before ? "" : " (×\(FormatNumber.significant(ratio, digits: 3)))")
      }
      lines.append(
        StyledText("✓ ", Style(.correct, .bold))
          + StyledText(language("the chain fits to the end", "整条链都放得下"), Style(.correct, .bold))
          + StyledText(language("   parameters ", "   参数 "), .muted) + StyledText(total(\.parameters))
          + StyledText(language("   multiply-adds ", "   乘加次数 "), .muted) + StyledText(total(\.macs)))
    }
    if let sizes = sizeLine(layers) { lines.append(sizes) }
    Prose.draw(lines.flatMap { Prose.wrap($0, width: area.width) }, area, into: &buffer)
  }

  /// The size formula of the chosen layer with its numbers.
  private func sizeLine(_ layers: [LayerSummary]) -> StyledText? {
    guard layer >= 0, case .window(let windows) = model.architecture.layers[layer].operation.reach else { return nil }
    let input =
      layer == 0 ? model.architecture.input : layers.indices.contains(layer - 1) ? layers[layer - 1].output : nil
    guard let input, input.rank == 3 else { return nil }
    let exact = Double(input[1] + 2 * windows.padding - windows.extent) / Double(windows.stride) + 1
    let (open, close) = windows.rounding == .floor ? ("⌊", "⌋") : ("⌈", "⌉")
    let count = windows.count(on: input[1]).map(String.init) ?? "–"
    return StyledText(
      "\(model.original.layers[layer].name): \(open)(\(input[1]) + 2·\(windows.padding) − \(windows.kernel))/\(windows.stride)\(close) + 1 = ",
      .muted) + StyledText(count, Style(.output, .bold))
      + (exact == exact.rounded() ? StyledText() : StyledText("   (\(FormatNumber.fixed(exact, digits: 2)))", .muted))
  }

  private static func legend(_ language: Language) -> String {
    language("maps, kernel, stride, padding, groups", "特征图数、核宽、步长、填充、分组")
  }
}
