import Engine
import TextUI

/// im2col: every window laid out as a column, so that the whole convolution is one product of matrices.
///
///     out[m] = K[m] · M      K: 1 × (C/G · kernel rows · kernel columns), M: that × (output cells)
extension ConvolutionLab {
  /// Rows of the matrix: channel of the group, kernel row, kernel column.
  var matrixRows: Int { readChannels.count * kernelRows * kernelColumns }

  /// The number that row `row` of the matrix has for output cell `cell` of the marked map; zero in the padding.
  func matrixNumber(_ row: Int, _ cell: Int) -> (value: Float, isPadding: Bool) {
    let area = kernelRows * kernelColumns
    let channel = readChannels.lowerBound + row / area
    let (i, j) = (row % area / kernelColumns, row % kernelColumns)
    let (y, x) = (
      cell / outputShape[2] * stride - padding + i * dilation, cell % outputShape[2] * stride - padding + j * dilation
    )
    guard (0..<rows).contains(y), (0..<columns).contains(x) else { return (0, true) }
    return (input[channel][y][x], false)
  }

  private func weight(_ row: Int) -> Float {
    let area = kernelRows * kernelColumns
    return laidKernel[readChannels.lowerBound + row / area][row % area / kernelColumns][row % kernelColumns]
  }

  /// The kernel as a column beside the rows it meets, the matrix, and the row of outputs under it.
  func matrixBlocks(_ view: LabView) -> (kernel: LabBlock, matrix: LabBlock, output: LabBlock) {
    let cells = outputShape[1] * outputShape[2]
    let chosen = row * outputShape[2] + column
    let scale = kernel.joined().joined().reduce(0) { max($0, abs($1)) }
    let kernelCells = (0..<matrixRows).map { row in
      [
        NumberCell(
          LabNumber.text(weight(row)), Style(.role(.text), on: .weightNumber(weight(row), scale: scale), .bold))
      ]
    }
    let matrix = (0..<matrixRows).map { row in
      (0..<cells).map { cell -> NumberCell in
        let number = matrixNumber(row, cell)
        let style = number.isPadding ? Style.faint : cell == chosen ? Style(.text, .bold) : .text
        return NumberCell(LabNumber.text(number.value), style.on(cell == chosen ? .window : .panel))
      }
    }
    let run = run
    let first = outputShape.offset(of: [map, 0, 0])
    let output = (0..<cells).map { cell -> NumberCell in
      let isKnown = view.shows(first + cell)
      let text = isKnown ? LabNumber.text(run.output.data[first + cell]) : cell == chosen ? "?" : "·"
      return NumberCell(text, cell == chosen ? Style(.text, .bold).on(.highlight) : Style.text.on(.panel))
    }
    let language = view.language
    let window = GridBox(column: chosen, row: 0, columns: 1, rows: matrixRows)
    // The output stands under the matrix: its cells are as wide.
    let wide = (matrix.joined().map(\.text) + output.map(\.text)).map { GlyphWidth.of($0) }.max() ?? 1
    func widened(_ rows: [[NumberCell]]) -> [[NumberCell]] {
      rows.map { $0.map { NumberCell($0.text.aligned(.trailing, width: wide), $0.style) } }
    }
    return (
      LabBlock(StyledText(language("kernel", "卷积核"), Style(.weight)), kernelCells),
      LabBlock(
        StyledText(language("windows as columns", "每个窗口一列"), Style(.input))
          + StyledText(" \(matrixRows)×\(cells)", .muted),
        widened(matrix), window: window),
      LabBlock(
        StyledText(language("output", "输出"), Style(.output)), widened([output]),
        cursor: GridPoint(column: chosen, row: 0))
    )
  }

  func matrixFormula(_ view: LabView) -> StyledText {
    let cells = outputShape[1] * outputShape[2]
    let copies = matrixRows * cells
    let numbers = readChannels.count * rows * columns
    return StyledText("1×\(matrixRows) · \(matrixRows)×\(cells) = 1×\(cells)", Style(.output))
      + StyledText(
        view.language(
          "   \(copies) numbers for \(numbers): each is copied into every window",
          "   \(copies) 个数，原来只有 \(numbers) 个：每个数被抄进所有读它的窗口"), .muted)
  }

  func matrixCaption(_ language: Language) -> String {
    language(
      "Every window stands as a column, the kernel as a row (here upright, beside the rows it meets): the whole convolution is one product of matrices. Caffe and many after it made it fast that way; the price is the copies.",
      "每个窗口排成一列，卷积核排成一行（这里竖着放，正对它所乘的行）：整个卷积变成一次矩阵乘法。Caffe 和后来许多程序就靠它提速，代价是重复的拷贝。")
  }
}

/// Blocks side by side, as large as fits.
struct BlockRow {
  let blocks: [LabBlock]
  let signs: [String]

  private func width(_ scale: LabScale) -> Int {
    blocks.reduce(0) { $0 + $1.width(scale) } + 3 * (blocks.count - 1)
  }

  private func height(_ scale: LabScale) -> Int { blocks.map { $0.height(scale) }.max() ?? 0 }

  func height(width: Int) -> Int {
    let scale = [LabScale(2, 1), LabScale(1, 1)].first { self.width($0) <= width } ?? LabScale(0, 1)
    return height(scale)
  }

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let scale = LabScale.all.first { width($0) <= area.width && height($0) <= area.height } ?? LabScale(0, 1)
    let free = max(0, area.width - width(scale)) / 2
    let tall = min(height(scale), area.height)
    let top = area.y + max(0, area.height - tall) / 2
    var x = area.x + free
    for (index, block) in blocks.enumerated() {
      let own = min(block.height(scale), area.height)
      // Where not all fits, every block keeps a part of the row.
      let room = width(scale) <= area.width ? block.width(scale) : max(4, area.width / blocks.count - 3)
      let place = Rect(x, top + (tall - own) / 2, room, own).intersection(area)
      block.draw(place, scale, into: &buffer)
      x += room + 3
      if index < signs.count {
        buffer.put(signs[index], x - 2, top + tall / 2, .strong, clip: area)
      }
    }
  }
}

extension ConvolutionLab {
  func drawMatrix(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    let (kernel, matrix, output) = matrixBlocks(view)
    // The name of the row below stands beside it, where the kernel is above.
    let name = output.title
    let side = { (scale: LabScale) in max(kernel.width(scale), name.width) }
    func width(_ scale: LabScale) -> Int { side(scale) + 3 + matrix.width(scale) }
    func height(_ scale: LabScale) -> Int { matrix.height(scale) + scale.cellHeight }
    let scale = LabScale.all.first { width($0) <= area.width && height($0) <= area.height } ?? LabScale(0, 1)
    let free = max(0, area.width - width(scale)) / 2
    let below = min(scale.cellHeight, area.height)
    let rows = min(matrix.height(scale), area.height - below)
    let top = area.y + max(0, area.height - rows - below) / 2
    let left = Rect(area.x + free, top, side(scale), rows)
    let right = Rect(left.right + 3, top, min(matrix.width(scale), area.right - left.right - 3), rows)
    kernel.draw(left.intersection(area), scale, into: &buffer)
    buffer.put("·", left.right + 1, top + rows / 2, .strong, clip: area)
    matrix.draw(right.intersection(area), scale, into: &buffer)
    let line = Rect(left.x, top + rows, left.width, below).intersection(area)
    buffer.put(name, in: Rect(line.x, line.y + (below - 1) / 2, line.width, min(1, line.height)))
    // Drawn with its title in the row above and cut off there: the row alone is left.
    var row = Buffer(Size(area.width, below + 1))
    output.draw(Rect(0, 0, right.width + 1, below + 1), scale, into: &row)
    buffer.copy(row.rows(from: 1), to: Point(right.x, top + rows), clip: area)
  }

  func matrixHeight() -> Int { matrixRows + 2 }
}
