import CKernels

/// The way back through a convolution to its weights: each collects, over all windows, what it was multiplied by.
///
///     dL/d weight[o, c, i, j] = Σ input[c, y · stride − padding + i · dilation, …x…j…] · dL/d output[o, y, x]
///     dL/d bias[o] = Σ dL/d output[o, y, x]
///
/// over all pictures n and windows (y, x): a product whose rows are the numbers of a window and whose columns are a panel
/// of output channels. Pictures are summed in a number of parts that depends on shapes alone, and the parts in their order:
/// the sums are the same on any number of threads.
struct ConvolutionWeightGradient: Sendable {
  let convolution: Convolution
  /// Parts of the batch that are summed apart, each into panels of its own; the first are the result.
  private let parts: [WeightPanels]
  private let images: Int

  /// - Parameter gradient: where the result goes.
  init(_ convolution: Convolution, images: Int, into gradient: WeightPanels, _ memory: MemoryPlan) {
    self.convolution = convolution
    self.images = images
    let count = min(Self.mostParts, images, max(1, Self.mostNumbers / (gradient.count * gradient.step)))
    parts = [gradient] + (1..<max(1, count)).map { _ in gradient.blank(memory) }
  }

  private static let mostParts = 8
  /// Numbers of all parts together, as far as there is a choice.
  private static let mostNumbers = 2_000_000
  /// Rows of a product whose sums stay in the nearest cache.
  private static let rowsAtOnce = 56

  func run(_ kernels: FastKernels, _ input: MapBuffer, _ outputGradient: MapBuffer) {
    let panels = parts[0]
    // With several parts a task has a whole part of a panel, so that it reads each picture once; else a row of the kernel.
    let slices = parts.count > 1 ? 1 : convolution.kernelHeight
    kernels.team.run(parts.count * panels.count * slices) { task in
      let (slice, panel, part) = (task % slices, task / slices % panels.count, task / slices / panels.count)
      let rows =
        convolution.kernelHeight * slice / slices..<convolution.kernelHeight * (slice + 1) / slices
      for image in images * part / parts.count..<images * (part + 1) / parts.count {
        let isFirst = image == images * part / parts.count
        for row in rows {
          add(kernels, input, outputGradient, parts[part], panel: panel, image: image, row: row, isFirst: isFirst)
        }
        if slice == 0 { addBias(kernels, outputGradient, parts[part], panel: panel, image: image, isFirst: isFirst) }
      }
    }
    for part in parts.dropFirst() {
      kernels.add(part.weights.start, to: panels.weights.start, panels.weights.count)
      kernels.add(part.biases.start, to: panels.biases.start, panels.biases.count)
    }
  }

  /// One picture's share of the gradient of row `row` of a panel's kernels.
  private func add(
    _ kernels: FastKernels, _ input: MapBuffer, _ outputGradient: MapBuffer, _ target: WeightPanels, panel: Int,
    image: Int, row: Int, isFirst: Bool
  ) {
    let (from, sent) = (input.layout, outputGradient.layout)
    let channels = target.channels[panel]
    let group = channels.lowerBound / (convolution.outChannels / convolution.groups)
    // Windows whose row of cells lies in the padding have nothing to give.
    let windows = convolution.rows.windows(ofTap: row, on: from.height, count: sent.height)
    var product = ck_product(
      outer: windows.count, inner: 1, run: sent.width, a_row: 1, a_outer: convolution.stride * from.rowStep, a_inner: 0,
      a_step: convolution.stride * from.pixelStep, b_outer: sent.rowStep, b_inner: 0, b_step: sent.pixelStep,
      out_row: WeightPanels.lanes, accumulate: !isFirst, rectify: false)
    let top = windows.lowerBound * convolution.stride - convolution.padding + row * convolution.dilation
    let gradient = outputGradient.pointer(image: image, channel: channels.lowerBound, row: windows.lowerBound)
    let width = convolution.kernelWidth
    // Neighbouring cells lie together; with holes in between each is a product of its own.
    let runs = convolution.dilation == 1 ? 1 : width
    let length = width / runs * target.inputs
    for run in 0..<runs {
      let cells = input.pointer(
        image: image, group: group, row: top, column: run * convolution.dilation - convolution.padding)
      let sums = target.weights(panel) + (row * width + run) * target.inputs * WeightPanels.lanes
      for first in stride(from: 0, to: length, by: Self.rowsAtOnce) {
        kernels.table.product(
          &product, min(Self.rowsAtOnce, length - first), channels.count, cells + first, gradient, nil,
          sums + first * WeightPanels.lanes)
      }
    }
  }

  private func addBias(
    _ kernels: FastKernels, _ outputGradient: MapBuffer, _ target: WeightPanels, panel: Int, image: Int, isFirst: Bool
  ) {
    let channels = target.channels[panel]
    let sums = target.biases(panel)
    if isFirst { sums.update(repeating: 0, count: WeightPanels.lanes) }
    for row in 0..<outputGradient.layout.height {
      kernels.table.add_rows(
        outputGradient.layout.width, channels.count,
        outputGradient.pointer(image: image, channel: channels.lowerBound, row: row), outputGradient.layout.pixelStep,
        sums)
    }
  }
}

extension FastKernels {
  /// sums[i] += numbers[i]
  func add(_ numbers: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>, _ count: Int) {
    let (numbers, sums, part) = (Pointer(numbers), MutablePointer(sums), 1 << 14)
    team.run((count + part - 1) / part) { task in
      let first = task * part
      self.table.add_rows(1, min(part, count - first), numbers.start + first, 0, sums.start + first)
    }
  }
}

extension Windows {
  /// Which of `count` windows have their tap `tap` inside an axis of `n` cells.
  fileprivate func windows(ofTap tap: Int, on n: Int, count: Int) -> Range<Int> {
    // start(window) + tap · dilation in 0..<n
    let offset = tap * dilation - padding
    let first = offset < 0 ? (-offset + stride - 1) / stride : 0
    let end = n - 1 - offset < 0 ? 0 : (n - 1 - offset) / stride + 1
    return min(first, count)..<max(min(first, count), min(end, count))
  }
}
