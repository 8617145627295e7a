import CKernels

/// A convolution as products of its input with packed panels of weights.
///
/// Windows are never copied: a row of a window, all its channels, is one run of the input, and the next output is the same
/// a few pixels on. A panel holds the weights of up to 32 output channels side by side, in the order in which a window
/// is read:
///
///     panel[(i · kernel width + j) · channels + c][lane] = weight[first output channel + lane, c, i, j]
struct FastConvolution: Sendable {
  let convolution: Convolution
  /// Output channels of the same group that the output buffer also keeps together.
  private struct Panel: Sendable {
    var channels: Range<Int>
    /// Offset in `weights`.
    var weights: Int
  }

  private let panels: [Panel]
  private let weights: FloatMemory
  /// `CK_PANEL` numbers for each panel.
  private let biases: FloatMemory

  /// - Parameter outputGroups: groups of the buffer that ``run(_:_:_:rectify:)`` writes to.
  init(_ convolution: Convolution, _ parameters: Parameters, outputGroups: Int) {
    self.convolution = convolution
    guard let weight = parameters.weight?.tensor else { preconditionFailure("a convolution without weights") }
    let inputs = weight.shape[1]
    let size = convolution.kernelHeight * convolution.kernelWidth * inputs
    var panels: [Panel] = []
    for channels in FastConvolution.blocks(convolution.outChannels, convolution.groups, outputGroups) {
      panels.append(Panel(channels: channels, weights: panels.count * size * FastConvolution.lanes))
    }
    self.panels = panels
    weights = FloatMemory(panels.count * size * FastConvolution.lanes)
    biases = FloatMemory(panels.count * FastConvolution.lanes)
    for (number, panel) in panels.enumerated() {
      pack(weight, panel)
      guard let bias = parameters.bias else { continue }
      for (lane, channel) in panel.channels.enumerated() {
        biases.start[number * FastConvolution.lanes + lane] = bias.data[channel]
      }
    }
  }

  private static let lanes = Int(CK_PANEL)

  /// Ranges of at most 32 channels that leave neither a group of the convolution nor one of the output buffer.
  private static func blocks(_ channels: Int, _ groups: Int, _ outputGroups: Int) -> [Range<Int>] {
    let edges = Set(
      (0...groups).map { $0 * channels / groups } + (0...outputGroups).map { $0 * channels / outputGroups })
    let sorted = edges.sorted()
    return zip(sorted, sorted.dropFirst()).flatMap { first, last in
      stride(from: first, to: last, by: lanes).map { $0..<min($0 + lanes, last) }
    }
  }

  private func pack(_ weight: Tensor, _ panel: Panel) {
    let (inputs, area) = (weight.shape[1], weight.shape[2] * weight.shape[3])
    weight.data.withUnsafeBufferPointer { weight in
      for (lane, channel) in panel.channels.enumerated() {
        for input in 0..<inputs {
          for cell in 0..<area {
            weights.start[panel.weights + (cell * inputs + input) * FastConvolution.lanes + lane] =
              weight[(channel * inputs + input) * area + cell]
          }
        }
      }
    }
  }

  /// The layout that the input must have.
  static func layout(_ convolution: Convolution, _ shape: Shape) -> MapLayout {
    func frame(_ windows: Windows, _ n: Int) -> Int {
      windows.stride * ((windows.count(on: n) ?? 1) - 1) + windows.extent
    }
    return MapLayout(
      shape, groups: convolution.groups, padding: convolution.padding,
      frame: (frame(convolution.rows, shape[2]), frame(convolution.columns, shape[3])))
  }

  // MARK: Computing

  func run(_ kernels: FastKernels, _ input: MapBuffer, _ output: MapBuffer, rectify: Bool) {
    let (from, to) = (input.layout, output.layout)
    let product = product(from, to, rectify: rectify)
    // Enough tasks that no thread is left with a long one at the end.
    let parts = max(1, min(to.height, 4 * kernels.threads / max(1, panels.count * to.images)))
    kernels.team.run(panels.count * to.images * parts) { task in
      let (part, image, number) = (task % parts, task / parts % to.images, task / parts / to.images)
      for row in (to.height * part / parts)..<(to.height * (part + 1) / parts) {
        runRow(kernels, product, input, output, image: image, panel: number, row: row)
      }
    }
  }

  /// The sum over a window, row by row; with holes also cell by cell.
  private func product(_ from: MapLayout, _ to: MapLayout, rectify: Bool) -> ck_product {
    let (width, channels) = (convolution.kernelWidth, from.groupChannels)
    let hasHoles = convolution.dilation > 1
    let rowLanes = width * channels * FastConvolution.lanes
    return ck_product(
      outer: convolution.kernelHeight, inner: hasHoles ? width : 1, run: hasHoles ? channels : width * channels,
      a_row: convolution.stride * from.pixelStep, a_outer: convolution.dilation * from.rowStep,
      a_inner: convolution.dilation * from.pixelStep, a_step: 1, b_outer: rowLanes,
      b_inner: channels * FastConvolution.lanes, b_step: FastConvolution.lanes, out_row: to.pixelStep,
      accumulate: false, rectify: rectify)
  }

  private func runRow(
    _ kernels: FastKernels, _ product: ck_product, _ input: MapBuffer, _ output: MapBuffer, image: Int,
    panel number: Int,
    row: Int
  ) {
    let panel = panels[number]
    let from = input.layout
    // Rows of the kernel that would only read padding are left out.
    let taps = convolution.rows.taps(ofWindow: row, on: from.height)
    var product = product
    product.outer = taps.count
    let group = panel.channels.lowerBound / (convolution.outChannels / convolution.groups)
    let top = convolution.rows.start(ofWindow: row) + taps.lowerBound * convolution.dilation
    let window = input.pointer(image: image, group: group, row: top) - convolution.padding * from.pixelStep
    kernels.table.product(
      &product, output.layout.width, panel.channels.count, window,
      weights.start + panel.weights + taps.lowerBound * product.b_outer,
      biases.start + number * FastConvolution.lanes,
      output.pointer(image: image, channel: panel.channels.lowerBound, row: row))
  }
}
