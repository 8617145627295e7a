import Testing

@testable import TextUI

/// What `draw` writes into an empty screen of this size.
func drawn(_ columns: Int, _ rows: Int, _ draw: (Rect, inout Buffer) -> Void) -> [String] {
  var buffer = Buffer(Size(columns, rows))
  draw(buffer.bounds, &buffer)
  return buffer.lines
}

struct WidgetDrawingTests {
  @Test func `a panel frames its title and leaves the inside`() {
    var inner = Rect(0, 0, 0, 0)
    let lines = drawn(16, 4) { inner = Panel("map 4", note: "9/96").draw($0, into: &$1) }
    #expect(
      lines == [
        "╭─ map 4 ──────╮",
        "│              │",
        "│              │",
        "╰─────── 9/96 ─╯",
      ])
    #expect(inner == Rect(1, 1, 14, 2))
  }

  @Test func `a focused panel is marked by a glyph, not by colour alone`() {
    #expect(drawn(14, 2) { Panel("maps", focused: true).draw($0, into: &$1) }[0] == "╭─ ▸ maps ───╮")
  }

  @Test func `a title that is too long is cut inside the frame`() {
    #expect(drawn(12, 2) { Panel("convolution").draw($0, into: &$1) }[0] == "╭─ convo… ─╮")
  }

  @Test func `a table aligns its columns and wraps its cells`() {
    let table = Table(
      [TableColumn("net"), TableColumn("parameters", .trailing)],
      [["paper", "60,965,224"], ["a net of very many words", "61"]])
    #expect(
      drawn(22, 6) { table.draw($0, into: &$1) } == [
        "net         parameters",
        "──────────────────────",
        "paper       60,965,224",
        "a net of            61",
        "very many",
        "words",
      ])
  }

  @Test func `bars are as long as their values in eighths of a cell`() {
    let chart = BarChart(
      [Bar("conv1", 1, text: "100 %"), Bar("fc6", 0.5, text: "50 %"), Bar("x", 0.001)], selection: 1)
    #expect(
      drawn(26, 3) { chart.draw($0, into: &$1) } == [
        "  conv1 ████████████ 100 %",
        "▸ fc6   ██████        50 %",
        "  x     ▏",
      ])
  }

  @Test func `bars of both signs share a zero`() {
    let chart = BarChart([Bar("a", 2), Bar("b", -1), Bar("c", -2)])
    #expect(
      drawn(11, 3) { chart.draw($0, into: &$1) } == [
        "a     │████",
        "b   ██│",
        "c ████│",
      ])
  }

  @Test func `a sparkline rises in eighths`() {
    #expect(drawn(8, 1) { Sparkline([1, 2, 3, 4, 5, 6, 7, 8]).draw($0, into: &$1) } == ["▁▂▃▄▅▆▇█"])
    #expect(drawn(3, 2) { Sparkline([0, 1, 2]).draw($0, into: &$1) } == ["  █", " ██"])
    #expect(Sparkline.text([0, 1, 2, 4]) == "▁▃▅█")
  }

  @Test func `a histogram counts every finite value once`() {
    let histogram = Histogram([0, 0.1, 0.5, 0.9, 1, .nan, .infinity], bins: 2)
    #expect(histogram.counts == [2, 3])
    #expect(Histogram([3, 3, 3], bins: 4).counts == [3, 0, 0, 0])
  }

  @Test func `a plot has numbers at its axes and dots between`() {
    let line = Series("", (0...8).map { PlotPoint(Float($0), Float($0)) }, .text)
    #expect(
      drawn(12, 5) { LinePlot([line]).draw($0, into: &$1) } == [
        "8        ⢀⡠⠊",
        "       ⣀⠔⠁",
        "    ⢀⠔⠉",
        "0 ⡠⠊⠁",
        "  0   4    8",
      ])
  }

  @Test func `a logarithmic plot names powers of ten and leaves out what is not positive`() {
    let line = Series("", [PlotPoint(0, 1e-3), PlotPoint(1, 0), PlotPoint(2, 1)], .text)
    let lines = drawn(14, 5) { LinePlot([line], logarithmic: true).draw($0, into: &$1) }
    #expect(lines[0].hasPrefix(" 1e0"))
    #expect(lines[3].hasPrefix("1e−3 ⡀"))
  }

  @Test func `a plot marks places with letters, shades parts and knows the x under a point`() {
    var plot = LinePlot([Series("", [PlotPoint(0, 0), PlotPoint(8, 8)], .text)])
    plot.marks = [PlotMark(PlotPoint(8, 8), "M", .strong)]
    plot.shaded = [0...2]
    let lines = drawn(12, 5) { plot.draw($0, into: &$1) }
    #expect(lines[0].hasSuffix("M") && lines[0].contains("░") && lines[3].contains("⡠"))
    let area = Rect(0, 0, 12, 5)
    #expect(plot.x(at: Point(2, 1), in: area) == 0 && plot.x(at: Point(11, 1), in: area) == 8)
    #expect(plot.x(at: Point(0, 1), in: area) == nil)
  }

  @Test func `a logarithmic plot names whole powers only, both ends where that is even`() {
    let line = Series("", [PlotPoint(0, 3e-7), PlotPoint(1, 30)], .text)
    let lines = drawn(16, 16) { LinePlot([line], logarithmic: true).draw($0, into: &$1) }
    let labels = lines.compactMap { $0.split(separator: " ").first { $0.hasPrefix("1e") } }
    #expect(labels.first == "1e1" && labels.count >= 4)
    #expect(!labels.joined().contains("."))
  }

  @Test func `a footer drops hints from the left and keeps the last`() {
    let footer = KeyFooter([KeyHint("←→", "layer"), KeyHint("⏎", "zoom"), KeyHint("?", "keys")])
    #expect(drawn(40, 1) { footer.draw($0, into: &$1) } == [" ←→ layer  ⏎ zoom  ? keys"])
    #expect(drawn(17, 1) { footer.draw($0, into: &$1) } == [" ⏎ zoom  ? keys"])
    #expect(drawn(9, 1) { footer.draw($0, into: &$1) } == [" ? keys"])
    #expect(footer.hint(at: Point(12, 0), in: Rect(0, 0, 40, 1))?.key == "⏎")
  }

  @Test func `the top line drops its items first, then its crumbs, never the place`() {
    let header = Breadcrumb(["alexnet-tutor", "Walk", "conv1"], items: ["paper", "EN"])
    #expect(drawn(44, 1) { header.draw($0, into: &$1) } == [" alexnet-tutor › Walk › conv1    paper   EN"])
    #expect(drawn(40, 1) { header.draw($0, into: &$1) } == [" alexnet-tutor › Walk › conv1        EN"])
    #expect(drawn(20, 1) { header.draw($0, into: &$1) } == [" … › Walk › conv1"])
  }

  @Test func `a list marks the chosen row and keeps badges at the edge`() {
    let items = [ListItem("Walk", note: "AlexNet", badge: "conv3"), ListItem("Labs", note: "fourteen")]
    #expect(
      drawn(24, 2) { ListView(items, ListState(selection: 1)).draw($0, into: &$1) } == [
        "  Walk  AlexNet    conv3",
        "▸ Labs  fourteen",
      ])
  }

  @Test func `a number grid puts the cursor's number in brackets`() {
    let rows = [[NumberCell("1"), NumberCell("−2")], [NumberCell("0"), NumberCell("7")]]
    let grid = NumberGrid(rows, cellHeight: 2, cursor: GridPoint(column: 1, row: 0))
    #expect(drawn(8, 4) { grid.draw($0, into: &$1) } == ["  1 [−2]", "", "  0   7", ""])
    #expect(grid.point(at: Point(5, 3), in: Rect(0, 0, 8, 4)) == GridPoint(column: 1, row: 1))
  }

  @Test func `a modal stands in the middle of a dimmed screen`() {
    let lines = drawn(14, 5) { area, buffer in
      buffer.fill(area, .text, "x")
      let inner = Modal("keys", width: 6, height: 1).draw(into: &buffer)
      buffer.put("q quit", inner.x, inner.y)
      #expect(buffer[0, 0].style == .faint)
    }
    #expect(lines == ["xxxxxxxxxxxxxx", "xx╭─ ▸ k… ─╮xx", "xx│ q quit │xx", "xx╰────────╯xx", "xxxxxxxxxxxxxx"])
  }

  @Test func `a gauge is full only when all is done`() {
    #expect(Gauge(0.99).text(width: 10).plain == "█████████░")
    #expect(Gauge(1).text(width: 4).plain == "████")
    #expect(Gauge(.nan).steps(3).plain == "▱▱▱")
  }

  @Test func `a legend names both ends and zero`() {
    #expect(Legend(.diverging(scale: 1.5), digits: 2).text.plain == "−1.50 ▀▀▀▀0▀▀▀▀ 1.50")
    #expect(Legend(.grey(minimum: 0, maximum: 1), minimum: "0", maximum: "1", steps: 4).text.plain == "0 ▀▀▀▀ 1")
  }
}
