/// Numbers in rows and columns: a map, a kernel, a patch, a picture.
package struct Grid: Hashable, Sendable {
  package let columns: Int
  package let rows: Int
  /// `[rows, columns]`, row by row.
  package let values: [Float]

  package init(columns: Int, rows: Int, values: [Float]) {
    precondition(
      columns > 0 && rows > 0 && values.count == columns * rows,
      "a grid of \(columns)×\(rows) needs \(columns * rows) values, not \(values.count)")
    (self.columns, self.rows, self.values) = (columns, rows, values)
  }

  package subscript(column: Int, row: Int) -> Float { values[row * columns + column] }

  /// The largest magnitude of a finite value: the usual scale of a diverging palette.
  package var largestMagnitude: Float { values.largestMagnitude }
}

/// A colour picture in rows and columns, three bytes (red, green, blue) a pixel.
package struct Picture: Hashable, Sendable {
  package let columns: Int
  package let rows: Int
  /// `[rows, columns, 3]`, row by row.
  package let bytes: [UInt8]

  package init(columns: Int, rows: Int, bytes: [UInt8]) {
    precondition(
      columns > 0 && rows > 0 && bytes.count == columns * rows * 3,
      "a picture of \(columns)×\(rows) needs \(columns * rows * 3) bytes, not \(bytes.count)")
    (self.columns, self.rows, self.bytes) = (columns, rows, bytes)
  }
}

/// How a number becomes a colour.
package enum Palette: Hashable, Sendable {
  /// Blue for positive, orange for negative; ±`scale` is the full colour. Activations and gradients.
  case diverging(scale: Float)
  /// Green for positive, purple for negative. Weights.
  case weight(scale: Float)
  /// From black at `minimum` to white at `maximum`. Pictures and probabilities.
  case grey(minimum: Float, maximum: Float)

  package func colour(_ value: Float) -> Colour {
    switch self {
    case .diverging(let scale): return .diverging(value, scale: scale)
    case .weight(let scale): return .weight(value, scale: scale)
    case .grey(let minimum, let maximum):
      guard value.isFinite, maximum > minimum else { return .grey(0) }
      return .grey(UInt8((max(0, min(1, (value - minimum) / (maximum - minimum))) * 255).rounded()))
    }
  }
}

/// A cell of a grid.
package struct GridPoint: Hashable, Sendable {
  package var column: Int
  package var row: Int
  package init(column: Int, row: Int) { (self.column, self.row) = (column, row) }
}

/// A rectangle of cells of a grid: a window, a receptive field.
package struct GridBox: Hashable, Sendable {
  package var column: Int
  package var row: Int
  package var columns: Int
  package var rows: Int
  package init(column: Int, row: Int, columns: Int, rows: Int) {
    (self.column, self.row, self.columns, self.rows) = (column, row, columns, rows)
  }
}
