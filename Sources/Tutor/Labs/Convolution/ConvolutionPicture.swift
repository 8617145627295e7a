import TextUI

/// Where the grids stand: one channel as an equation from left to right, or with the products under the kernel where that
/// is too wide; several channels in a column each.
struct ConvolutionPicture {
  private enum Arrangement { case row, stack, columns, columnsWithoutProducts }

  private let lab: ConvolutionLab
  private let view: LabView
  private let inputs: [LabBlock]
  private let kernels: [LabBlock]
  private let products: [LabBlock]
  private let outputs: [LabBlock]
  private let subtotals: [StyledText]

  init(_ lab: ConvolutionLab, _ view: LabView) {
    (self.lab, self.view) = (lab, view)
    inputs = (0..<lab.channels).map { lab.inputBlock($0, view) }
    kernels = (0..<lab.channels).map { lab.kernelBlock($0, view) }
    products = (0..<lab.channels).map { lab.productsBlock($0, view) }
    outputs = (0..<lab.groups).map { lab.outputBlock($0, view) }
    let each = lab.runOfEachChannel
    subtotals = (0..<lab.channels).map { channel in
      guard lab.readChannels.contains(channel) else {
        return StyledText(view.language("not read", "不读"), .faint)
      }
      let isShown = view.showsWay(lab.place)
      let number = isShown ? LabNumber.text(each[channel, lab.row, lab.column]) : "?"
      return StyledText(view.language("sum ", "和 "), .muted) + StyledText(number, .strong)
    }
  }

  // MARK: Measures

  private func gap(_ scale: LabScale) -> Int { scale.extra >= 2 ? 5 : 3 }

  /// Columns between kernel and products, for the sign.
  private func separation(_ scale: LabScale) -> Int { scale.extra == 0 ? 1 : 2 }

  private func size(_ arrangement: Arrangement, _ scale: LabScale) -> Size {
    let outputWidth = outputs.map { $0.width(scale) }.max() ?? 0
    let outputHeight = outputs.reduce(0) { $0 + $1.height(scale) }
    switch arrangement {
    case .row:
      let blocks = [inputs[0], kernels[0], products[0]]
      let width = blocks.reduce(0) { $0 + $1.width(scale) + gap(scale) } + outputWidth
      return Size(width, max(outputHeight, blocks.map { $0.height(scale) }.max() ?? 0))
    case .stack:
      let middle = max(kernels[0].width(scale), products[0].width(scale))
      let height = kernels[0].height(scale) + products[0].height(scale)
      return Size(
        inputs[0].width(scale) + middle + outputWidth + 6, max(outputHeight, inputs[0].height(scale), height))
    case .columns, .columnsWithoutProducts:
      let width = (0..<lab.channels).reduce(0) { $0 + columnWidth($1, arrangement, scale) + 2 }
      let kernelHeight = kernels[0].height(scale) + (lab.channels > 1 ? 1 : 0)
      return Size(width + 1 + outputWidth, max(outputHeight, inputs[0].height(scale) + kernelHeight))
    }
  }

  private func columnWidth(_ channel: Int, _ arrangement: Arrangement, _ scale: LabScale) -> Int {
    let below =
      kernels[channel].width(scale) + (arrangement == .columns ? separation(scale) + products[channel].width(scale) : 0)
    return max(inputs[channel].width(scale), below)
  }

  /// The roomiest arrangement that fits, else the tightest.
  private func choice(_ width: Int, _ height: Int) -> (Arrangement, LabScale) {
    let whole: [Arrangement] = lab.channels == 1 ? [.row, .stack] : [.columns]
    for arrangements in [whole, lab.channels == 1 ? [] : [.columnsWithoutProducts]] {
      for scale in LabScale.all {
        for arrangement in arrangements {
          let size = size(arrangement, scale)
          if size.columns <= width, size.rows <= height { return (arrangement, scale) }
        }
      }
    }
    return (lab.channels == 1 ? .stack : .columnsWithoutProducts, LabScale(0, 1))
  }

  /// Rows of the picture in single-row cells.
  func height(width: Int) -> Int {
    let arrangements: [Arrangement] = lab.channels == 1 ? [.row, .stack] : [.columns]
    for scale in [LabScale(2, 1), LabScale(1, 1), LabScale(0, 1)] {
      for arrangement in arrangements {
        let size = size(arrangement, scale)
        if size.columns <= width { return size.rows }
      }
    }
    return size(lab.channels == 1 ? .stack : .columnsWithoutProducts, LabScale(0, 1)).rows
  }

  // MARK: Drawing

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let (arrangement, scale) = choice(area.width, area.height)
    let size = size(arrangement, scale)
    // Room that is left stands half before, half behind, but never far from the left.
    let free = Point(max(0, area.width - size.columns) / 2, max(0, area.height - size.rows) / 2)
    let area = Rect(area.x + free.x, area.y + free.y, area.width - free.x, area.height - free.y)
    switch arrangement {
    case .row: drawRow(area, scale, into: &buffer)
    case .stack: drawStack(area, scale, into: &buffer)
    case .columns, .columnsWithoutProducts: drawColumns(area, arrangement, scale, into: &buffer)
    }
  }

  private func drawRow(_ area: Rect, _ scale: LabScale, into buffer: inout Buffer) {
    let height = size(.row, scale).rows
    let gap = gap(scale)
    let middle = area.y + (height - kernels[0].height(scale)) / 2 + kernels[0].middle(scale)
    var x = area.x
    for (block, sign) in zip([inputs[0], kernels[0], products[0]], ["×", "=", "→"]) {
      let top = area.y + (height - block.height(scale)) / 2
      block.draw(Rect(x, top, block.width(scale), block.height(scale)).intersection(area), scale, into: &buffer)
      x += block.width(scale) + gap
      buffer.put(sign, x - (gap + 1) / 2, middle, .strong, clip: area)
    }
    drawOutputs(Rect(x, area.y, area.right - x, height).intersection(area), scale, into: &buffer)
  }

  /// Input, kernel over products, output; where it is too wide, parts of input and output.
  private func drawStack(_ area: Rect, _ scale: LabScale, into buffer: inout Buffer) {
    let (kernel, products) = (kernels[0], products[0])
    let middle = max(kernel.width(scale), products.width(scale))
    let outputWidth = outputs[0].width(scale)
    let room = max(0, area.width - middle - 6)
    let inputWidth = min(inputs[0].width(scale), max(room - outputWidth, room * 3 / 5))
    let input = area.cutLeft(inputWidth).left
    inputs[0].draw(input.cutTop(inputs[0].height(scale)).top, scale, into: &buffer)
    var rest = area.cutLeft(inputWidth + 3).rest
    let sign = area.y + kernel.middle(scale)
    buffer.put("×", input.right + 1, sign, .strong, clip: area)
    let (top, below) = rest.cutLeft(middle).left.cutTop(kernel.height(scale))
    kernel.draw(top, scale, into: &buffer)
    if below.height >= products.height(scale) {
      products.draw(below.cutTop(products.height(scale)).top, scale, into: &buffer)
    }
    rest = rest.cutLeft(middle + 3).rest
    buffer.put("→", rest.x - 2, sign, .strong, clip: area)
    let height = min(rest.height, size(.stack, scale).rows)
    drawOutputs(rest.cutTop(height).top, scale, into: &buffer)
  }

  private func drawColumns(_ area: Rect, _ arrangement: Arrangement, _ scale: LabScale, into buffer: inout Buffer) {
    let kernelHeight = kernels[0].height(scale)
    let below = kernelHeight + (lab.channels > 1 ? 1 : 0)
    let inputHeight = max(0, min(inputs[0].height(scale), area.height - below))
    let outputWidth = min(outputs.map { $0.width(scale) }.max() ?? 0, area.width / 3)
    // Where the columns do not fit they become narrower, down to their kernels.
    let isWhole = size(arrangement, scale).columns <= area.width
    let room = isWhole ? area.width : max(1, (area.width - outputWidth - 1) / lab.channels - 2)
    var x = area.x
    for channel in 0..<lab.channels {
      let width = min(columnWidth(channel, arrangement, scale), room)
      let input = Rect(x, area.y, width, inputHeight)
      inputs[channel].draw(input, scale, into: &buffer)
      let row = Rect(x, input.bottom, width, kernelHeight).intersection(area)
      kernels[channel].draw(row.cutLeft(kernels[channel].width(scale)).left, scale, into: &buffer)
      if arrangement == .columns {
        let rest = row.cutLeft(kernels[channel].width(scale) + separation(scale)).rest
        buffer.put("=", rest.x - 1, row.y + kernels[channel].middle(scale), .strong, clip: area)
        products[channel].draw(rest, scale, into: &buffer)
      }
      if lab.channels > 1 {
        let line = Rect(x, row.bottom, width, 1).intersection(area)
        if !line.isEmpty { buffer.put(subtotals[channel], in: line) }
      }
      x += width + 2
      let isLast = channel == lab.channels - 1
      let sameMap = channel * lab.groups / lab.channels == (channel + 1) * lab.groups / lab.channels
      if isLast {
        buffer.put("→", x - 1, outputMiddle(area, scale), .strong, clip: area)
      } else if sameMap {
        buffer.put("+", x - 1, row.y + kernels[channel].middle(scale), .strong, clip: area)
      }
    }
    drawOutputs(Rect(x + 1, area.y, area.right - x - 1, area.height).intersection(area), scale, into: &buffer)
  }

  /// The middle row of what ``drawOutputs(_:_:into:)`` draws.
  private func outputMiddle(_ area: Rect, _ scale: LabScale) -> Int {
    let total = outputs.reduce(0) { $0 + $1.height(scale) }
    guard lab.groups == 1, total <= area.height else { return area.y + area.height / 2 }
    return area.y + (area.height - total) / 2 + outputs[0].middle(scale)
  }

  /// One below the other, in the middle of the height; where they do not all fit, from the marked one on.
  private func drawOutputs(_ area: Rect, _ scale: LabScale, into buffer: inout Buffer) {
    let total = outputs.reduce(0) { $0 + $1.height(scale) }
    let isShort = total > area.height
    let shown = isShort ? [outputs[lab.map]] : outputs
    var y = area.y + max(0, area.height - (isShort ? area.height : total)) / 2
    if isShort, let only = shown.first { y = area.y + max(0, area.height - only.height(scale)) / 2 }
    for block in shown {
      block.draw(Rect(area.x, y, area.width, block.height(scale)).intersection(area), scale, into: &buffer)
      y += block.height(scale)
    }
  }
}

extension ConvolutionLab {
  /// While numbers are typed over, they are shown as they stand on the window.
  private func page(_ view: LabView) -> ConvolutionPage { view.edited == nil ? page : .window }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView) {
    switch page(view) {
    case .window: ConvolutionPicture(self, view).draw(area, into: &buffer)
    case .im2col: drawMatrix(into: &buffer, area, view)
    case .weightGradient, .inputGradient: gradientRow(view).draw(area, into: &buffer)
    }
  }

  private func gradientRow(_ view: LabView) -> BlockRow {
    BlockRow(blocks: gradientBlocks(view), signs: ["·", "→"])
  }

  package func height(width: Int, _ view: LabView) -> Int {
    switch page {
    case .window: ConvolutionPicture(self, view).height(width: width)
    case .im2col: matrixHeight()
    case .weightGradient, .inputGradient: gradientRow(view).height(width: width)
    }
  }
}
