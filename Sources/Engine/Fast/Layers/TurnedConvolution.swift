import CKernels

/// The way back through a convolution to its input, cell by cell:
///
///     dL/d input[c, y, x] = Σ dL/d output[o, (y + padding − i · dilation) / stride, (x + …j…) / stride] · weight[o, c, i, j]
///
/// over all o, i and j for which the divisions leave no rest. Cells whose rests are equal read the same weights, so each of
/// the stride² kinds is a product of its own with a panel of input channels; with stride 1 there is one kind, and this is a
/// convolution with the kernels turned round.
struct TurnedConvolution: Sendable {
  let convolution: Convolution
  private let rows: [AxisPhase]
  private let columns: [AxisPhase]
  /// Output channels of a group.
  private let outputs: Int
  /// `[panel][row phase][column phase][row tap][column tap][output channel][lane]`: with one phase, the panels of the
  /// turned convolution.
  let turned: WeightPanels

  private static let lanes = WeightPanels.lanes

  /// - Parameters:
  ///   - input: shape of the forward pass's input.
  ///   - inputGroups: groups of the buffer that ``run(_:_:_:)`` writes to.
  init(_ convolution: Convolution, input: Shape, inputGroups: Int, _ memory: MemoryPlan) {
    self.convolution = convolution
    rows = AxisPhase.all(convolution.rows)
    columns = AxisPhase.all(convolution.columns)
    outputs = convolution.outChannels / convolution.groups
    turned = WeightPanels(
      WeightPanels.blocks(input[1], convolution.groups, inputGroups), inputs: outputs,
      kernel: (convolution.kernelHeight, convolution.kernelWidth), memory)
  }

  /// The layout that the output's gradient must have.
  static func layout(_ convolution: Convolution, _ input: Shape, _ output: Shape) -> MapLayout {
    var (before, after) = (0, 0)
    for phase in AxisPhase.all(convolution.columns) where !phase.taps.isEmpty {
      let first = phase.firstSource
      let last = first + phase.cells(of: input[3]) - 1 + (phase.taps.count - 1) * phase.sourceStep
      (before, after) = (max(before, -first), max(after, last - (output[3] - 1)))
    }
    return MapLayout(
      output, groups: convolution.groups, padding: before, frame: (0, before + output[3] + after))
  }

  private var channels: [Range<Int>] { turned.channels }

  /// Turns the weights round; to be called again when they have changed.
  func prepare(_ kernels: FastKernels, _ panels: WeightPanels) {
    kernels.team.run(channels.count) { panel in
      let inputs = panels.inputs
      let (channels, group) = (channels[panel], channels[panel].lowerBound / inputs)
      var target = turned.weights(panel)
      for row in rows {
        for column in columns {
          for i in row.taps {
            for j in column.taps {
              let cell = (i * panels.kernel.width + j) * panels.inputs + channels.lowerBound % inputs
              for (source, own) in panels.channels.enumerated() where own.lowerBound / outputs == group {
                ck_pixels_from_planes(
                  channels.count, own.count, panels.weights(source) + cell * Self.lanes, Self.lanes,
                  target + own.lowerBound % outputs * Self.lanes, Self.lanes)
              }
              target += outputs * Self.lanes
            }
          }
        }
      }
    }
  }

  func run(_ kernels: FastKernels, _ outputGradient: MapBuffer, _ inputGradient: MapBuffer) {
    let to = inputGradient.layout
    let parts = max(1, min(to.height, 4 * kernels.threads / max(1, channels.count * to.images)))
    kernels.team.run(channels.count * to.images * parts) { task in
      let (part, image, panel) = (task % parts, task / parts % to.images, task / parts / to.images)
      for row in (to.height * part / parts)..<(to.height * (part + 1) / parts) {
        runRow(kernels, outputGradient, inputGradient, image: image, panel: panel, row: row)
      }
    }
  }

  private func runRow(
    _ kernels: FastKernels, _ from: MapBuffer, _ to: MapBuffer, image: Int, panel: Int, row: Int
  ) {
    let place = row + convolution.padding
    let number = place % convolution.stride
    let rowPhase = rows[number]
    let channels = channels[panel]
    // Rows beyond the output's have no gradient.
    let first = rowPhase.source(of: place)
    let taps = rowPhase.taps.indices.filter { (0..<from.layout.height).contains(first + $0 * rowPhase.sourceStep) }
    var panelStart = turned.weights(panel)
    for phase in rows[..<number] { panelStart += phase.taps.count * convolution.kernelWidth * outputs * Self.lanes }
    for phase in columns {
      let cells = phase.cells(of: to.layout.width)
      defer { panelStart += rowPhase.taps.count * phase.taps.count * outputs * Self.lanes }
      guard cells > 0 else { continue }
      let isRun = phase.sourceStep == 1
      var product = ck_product(
        outer: phase.taps.isEmpty ? 0 : taps.count, inner: isRun ? 1 : phase.taps.count,
        run: isRun ? phase.taps.count * outputs : outputs, a_row: from.layout.pixelStep,
        a_outer: rowPhase.sourceStep * from.layout.rowStep, a_inner: phase.sourceStep * from.layout.pixelStep,
        a_step: 1,
        b_outer: phase.taps.count * outputs * Self.lanes, b_inner: outputs * Self.lanes, b_step: Self.lanes,
        out_row: convolution.stride * to.layout.pixelStep, accumulate: false, rectify: false)
      let firstTap = taps.first ?? 0
      let source = from.pointer(
        image: image, group: channels.lowerBound / (to.layout.channels / convolution.groups),
        row: taps.isEmpty ? 0 : first + firstTap * rowPhase.sourceStep, column: phase.firstSource)
      let target = to.pointer(image: image, channel: channels.lowerBound, row: row)
      kernels.table.product(
        &product, cells, channels.count, source, panelStart + firstTap * product.b_outer, nil,
        target + phase.firstCell * to.layout.pixelStep)
    }
  }
}

/// The cells of an axis that stand alike to the windows over them: their place, padding included, leaves one rest when
/// divided by the stride. They are reached through the same taps of the kernel, from neighbouring windows.
private struct AxisPhase {
  /// From the last to the first, so that windows follow in their order.
  let taps: [Int]
  /// Windows from tap to tap.
  let sourceStep: Int
  private let windows: Windows
  private let rest: Int

  static func all(_ windows: Windows) -> [AxisPhase] { (0..<windows.stride).map { AxisPhase(windows, rest: $0) } }

  private init(_ windows: Windows, rest: Int) {
    (self.windows, self.rest) = (windows, rest)
    taps = (0..<windows.kernel).reversed().filter { $0 * windows.dilation % windows.stride == rest }
    var (a, b) = (windows.stride, windows.dilation)
    while b != 0 { (a, b) = (b, a % b) }
    sourceStep = windows.dilation / a
  }

  /// The first cell of the axis that is of this phase.
  var firstCell: Int { ((rest - windows.padding) % windows.stride + windows.stride) % windows.stride }

  /// How many of `n` cells are.
  func cells(of n: Int) -> Int { n > firstCell ? (n - firstCell + windows.stride - 1) / windows.stride : 0 }

  /// The window that reads the cell at `place`, padding included, through the first of the taps; it may not exist.
  func source(of place: Int) -> Int { (place - (taps.first ?? 0) * windows.dilation) / windows.stride }

  /// The same for the first cell.
  var firstSource: Int { source(of: firstCell + windows.padding) }
}
