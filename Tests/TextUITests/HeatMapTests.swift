import Testing

@testable import TextUI

struct HeatMapTests {
  private static let cases = [1, 2, 3, 6, 11, 13, 27, 55, 227].flatMap { size in
    [Rect(0, 0, 30, 15), Rect(3, 2, 7, 4), Rect(1, 1, 61, 20), Rect(0, 0, 1, 1)].map { (size, $0) }
  }

  @Test(arguments: cases)
  func `a cell of the screen and the cell of the grid that it shows name each other`(_ size: Int, _ area: Rect) {
    let layout = HeatMapLayout(columns: size, rows: size, in: area)
    #expect(layout.area.intersection(area) == layout.area && !layout.area.isEmpty)
    for y in layout.area.y..<layout.area.bottom {
      for x in layout.area.x..<layout.area.right {
        guard let point = layout.point(at: Point(x, y)) else {
          Issue.record("nothing at \(x),\(y)")
          continue
        }
        #expect(layout.cells(of: point).contains(Point(x, y)))
      }
    }
    for row in 0..<size {
      for column in 0..<size {
        let cells = layout.cells(of: GridPoint(column: column, row: row))
        #expect(!cells.isEmpty && cells.intersection(layout.area) == cells)
      }
    }
  }

  @Test(arguments: cases)
  func `every cell of the grid is in exactly one pixel, or fills whole pixels of its own`(_ size: Int, _ area: Rect) {
    let layout = HeatMapLayout(columns: size, rows: size, in: area)
    if layout.pixelColumns <= size {
      let covered = (0..<layout.pixelColumns).flatMap { HeatMapLayout.source($0, layout.pixelColumns, size) }
      #expect(covered == Array(0..<size))
    } else {
      #expect(layout.pixelColumns % size == 0)
    }
    // Proportions hold to a pixel.
    #expect(abs(layout.pixelColumns - layout.pixelRows) <= 1)
  }

  @Test func `outside of the picture there is no cell`() {
    let layout = HeatMapLayout(columns: 3, rows: 3, in: Rect(0, 0, 20, 2))
    #expect(layout.area == Rect(8, 0, 3, 2))
    #expect(layout.point(at: Point(0, 0)) == nil)
    #expect(layout.point(at: Point(8, 1)) == GridPoint(column: 0, row: 2))
  }

  @Test func `two rows of numbers share a row of half blocks`() {
    var buffer = Buffer(Size(2, 2))
    HeatMap(Grid(columns: 2, rows: 3, values: [1, -1, 0, 1, 0.5, 0]), .diverging(scale: 1))
      .draw(buffer.bounds, into: &buffer)
    #expect(buffer.lines == ["▀▀", "▀▀"])
    #expect(buffer[0, 0].style == Style(.diverging(127), on: .diverging(0)))
    #expect(buffer[1, 0].style == Style(.diverging(-127), on: .diverging(127)))
    #expect(buffer[0, 1].style == Style(.diverging(64), on: .standard))
  }

  @Test func `what is shrunk is averaged`() {
    var buffer = Buffer(Size(1, 1))
    HeatMap(Grid(columns: 2, rows: 4, values: [0, 1, 1, 0, 0, 0, 0, 0]), .grey(minimum: 0, maximum: 1))
      .draw(buffer.bounds, into: &buffer)
    #expect(buffer[0, 0].style == Style(.grey(128), on: .grey(0)))
    HeatMap(Picture(columns: 1, rows: 4, bytes: [0, 10, 20, 100, 30, 40, 7, 7, 7, 9, 9, 9]))
      .draw(buffer.bounds, into: &buffer)
    #expect(buffer[0, 0].style == Style(.rgb(50, 20, 30), on: .rgb(8, 8, 8)))
  }

  @Test func `the cursor is a cross that tells upper from lower`() {
    let grid = Grid(columns: 2, rows: 2, values: [0, 0, 0, 0])
    func shown(_ column: Int, _ row: Int, _ size: Int) -> [String] {
      drawn(size, (size + 1) / 2) {
        HeatMap(grid, .weight(scale: 1), cursor: GridPoint(column: column, row: row)).draw($0, into: &$1)
      }
    }
    #expect(shown(0, 0, 2) == ["╀▀"])
    #expect(shown(1, 1, 2) == ["▀╁"])
    #expect(shown(1, 1, 4) == ["▀▀▀▀", "▀▀╋▀"])
  }

  @Test func `a box is outlined around its cells and stays in the picture`() {
    let grid = Grid(columns: 8, rows: 8, values: [Float](repeating: 0, count: 64))
    var buffer = Buffer(Size(8, 4))
    HeatMap(grid, .weight(scale: 1), box: GridBox(column: 2, row: 2, columns: 3, rows: 2))
      .draw(buffer.bounds, into: &buffer)
    let outline = (0..<8).map { y in
      String(
        (0..<8).map { x in
          let style = buffer[x, y / 2].style
          return (y % 2 == 0 ? style.foreground : style.background) == .role(.focus) ? "#" : "."
        })
    }
    #expect(
      outline == ["........", ".#####..", ".#...#..", ".#...#..", ".#####..", "........", "........", "........"])
    var whole = Buffer(Size(8, 4))
    HeatMap(grid, .weight(scale: 1), box: GridBox(column: -3, row: -3, columns: 20, rows: 20))
      .draw(whole.bounds, into: &whole)
    #expect(whole[0, 0].style.foreground == .role(.focus))
    #expect(whole[3, 1].style.foreground == .weight(0))
  }
}
