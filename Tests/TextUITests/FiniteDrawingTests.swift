import Testing

@testable import TextUI

/// Drawings of numbers that are none, or as large as numbers can be.
@Suite struct FiniteDrawingTests {
  static let hostile: [Float] = [
    .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 0, 1e30,
  ]

  @Test func `no share of a width is beyond it, whatever the numbers are`() {
    for value in Self.hostile {
      for scale in Self.hostile {
        for parts in [1, 8] {
          let cells = BarLength.cells(value, of: scale, in: 30, parts: parts)
          #expect((0...30 * parts).contains(cells))
          if !value.isFinite { #expect(cells == 0) }
        }
      }
    }
    #expect(BarLength.text(-0.5, of: 1, in: 8) == "▒▒▒▒" && BarLength.text(2, of: 1, in: 3) == "███")
  }

  @Test func `plots, sparklines, histograms and maps draw any numbers`() {
    for first in Self.hostile {
      for second in Self.hostile {
        let numbers = [first, second, first]
        var buffer = Buffer(Size(40, 12))
        let points = numbers.enumerated().map { PlotPoint(Float($0.offset), $0.element) }
        for isLogarithmic in [false, true] {
          LinePlot([Series("a", points, .text)], logarithmic: isLogarithmic, marker: first).draw(
            buffer.bounds, into: &buffer)
        }
        LinePlot([Series("a", points.map { PlotPoint($0.y, $0.x) }, .text)]).draw(buffer.bounds, into: &buffer)
        Sparkline(numbers).draw(buffer.bounds, into: &buffer)
        _ = Sparkline.text(numbers)
        Histogram(numbers, bins: 7).draw(buffer.bounds, into: &buffer)
        BarChart(numbers.map { Bar("x", $0) }).draw(buffer.bounds, into: &buffer)
        let grid = Grid(columns: 3, rows: 1, values: numbers)
        HeatMap(grid, .diverging(scale: first)).draw(buffer.bounds, into: &buffer)
        HeatMap(grid, .grey(minimum: first, maximum: second)).draw(buffer.bounds, into: &buffer)
        Gauge(Double(first)).draw(buffer.bounds, into: &buffer)
        #expect(!FormatNumber.significant(Double(first)).isEmpty)
      }
    }
  }
}
