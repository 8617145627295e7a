import CKernels

/// A convolution as products of its input with packed panels of weights.
///
/// Windows are never copied: a row of a window, all its channels, is one run of the input, and the next output is the same
/// a few pixels on.
struct FastConvolution: Sendable {
  let convolution: Convolution
  private let panels: WeightPanels

  init(_ convolution: Convolution, _ panels: WeightPanels) { (self.convolution, self.panels) = (convolution, panels) }

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
      let (part, image, panel) = (task % parts, task / parts % to.images, task / parts / to.images)
      for row in (to.height * part / parts)..<(to.height * (part + 1) / parts) {
        runRow(kernels, product, input, output, image: image, panel: panel, row: row)
      }
    }
  }

  /// The sum over a window, row by row; with holes also cell by cell.
  private func product(_ from: MapLayout, _ to: MapLayout, rectify: Bool) -> ck_product {
    let (width, channels) = (convolution.kernelWidth, from.groupChannels)
    let hasHoles = convolution.dilation > 1
    let rowLanes = width * channels * WeightPanels.lanes
    return ck_product(
      outer: convolution.kernelHeight, inner: hasHoles ? width : 1, run: hasHoles ? channels : width * channels,
      a_row: convolution.stride * from.pixelStep, a_outer: convolution.dilation * from.rowStep,
      a_inner: convolution.dilation * from.pixelStep, a_step: 1, b_outer: rowLanes,
      b_inner: channels * WeightPanels.lanes, b_step: WeightPanels.lanes, out_row: to.pixelStep,
      accumulate: false, rectify: rectify)
  }

  private func runRow(
    _ kernels: FastKernels, _ product: ck_product, _ input: MapBuffer, _ output: MapBuffer, image: Int,
    panel: Int,
    row: Int
  ) {
    let (from, channels) = (input.layout, panels.channels[panel])
    // Rows of the kernel that would only read padding are left out.
    let taps = convolution.rows.taps(ofWindow: row, on: from.height)
    var product = product
    product.outer = taps.count
    let group = channels.lowerBound / (convolution.outChannels / convolution.groups)
    let top = convolution.rows.start(ofWindow: row) + taps.lowerBound * convolution.dilation
    let window = input.pointer(image: image, group: group, row: top) - convolution.padding * from.pixelStep
    kernels.table.product(
      &product, output.layout.width, channels.count, window, panels.weights(panel) + taps.lowerBound * product.b_outer,
      panels.biases(panel), output.pointer(image: image, channel: channels.lowerBound, row: row))
  }
}
