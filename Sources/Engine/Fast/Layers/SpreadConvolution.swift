import CKernels

/// The way back through a convolution to an input of few channels, window by window: a row of each window's cells, all
/// channels, is a product of the window's gradients with the weights, and is added to the cells where it belongs.
///
/// With so few channels that they do not fill a vector, the cells of a row do.
struct SpreadConvolution: Sendable {
  let convolution: Convolution
  /// `[group][row of the kernel][block of 32 numbers of a row][output channel][lane]`
  private let weights: FloatMemory
  /// For each thread: products of one block, then a row of input cells with the padding.
  private let scratch: FloatMemory
  private let windows: Int
  private let inputs: Int

  private static let lanes = WeightPanels.lanes
  private static let mostInputs = 8

  static func takes(_ convolution: Convolution, _ input: Shape) -> Bool {
    convolution.dilation == 1 && input[1] / convolution.groups <= mostInputs
  }

  init(_ convolution: Convolution, input: Shape, output: Shape, threads: Int, _ memory: MemoryPlan) {
    self.convolution = convolution
    inputs = input[1] / convolution.groups
    windows = output[3]
    let numbers = convolution.kernelWidth * inputs
    let blocks = (numbers + Self.lanes - 1) / Self.lanes
    weights = memory.numbers(convolution.kernelHeight, blocks, Self.lanes, convolution.outChannels)
    let rowLength = ((output[3] - 1) * convolution.stride + convolution.kernelWidth) * inputs
    scratch = memory.numbers(threads, output[3] * Self.lanes + rowLength)
  }

  private var numbers: Int { convolution.kernelWidth * inputs }
  private var blocks: Int { (numbers + Self.lanes - 1) / Self.lanes }
  private var outputs: Int { convolution.outChannels / convolution.groups }
  private var rowLength: Int { ((windows - 1) * convolution.stride + convolution.kernelWidth) * inputs }

  private func block(_ group: Int, _ row: Int, _ block: Int) -> UnsafeMutablePointer<Float> {
    weights.start + ((group * convolution.kernelHeight + row) * blocks + block) * outputs * Self.lanes
  }

  func prepare(_ panels: WeightPanels) {
    for (panel, channels) in panels.channels.enumerated() {
      for (lane, channel) in channels.enumerated() {
        for row in 0..<convolution.kernelHeight {
          for number in 0..<numbers {
            block(channel / outputs, row, number / Self.lanes)[channel % outputs * Self.lanes + number % Self.lanes] =
              panels.weights(panel)[(row * numbers + number) * Self.lanes + lane]
          }
        }
      }
    }
  }

  func run(_ kernels: FastKernels, _ outputGradient: MapBuffer, _ inputGradient: MapBuffer) {
    let to = inputGradient.layout
    kernels.team.run(to.images * to.height) { task in
      for group in 0..<convolution.groups {
        addRow(kernels, outputGradient, inputGradient, image: task / to.height, group: group, row: task % to.height)
      }
    }
  }

  /// One row of input cells of one group.
  private func addRow(
    _ kernels: FastKernels, _ from: MapBuffer, _ to: MapBuffer, image: Int, group: Int, row: Int
  ) {
    let products = scratch.start + ThreadTeam.index * (windows * Self.lanes + rowLength)
    let cells = products + windows * Self.lanes
    cells.update(repeating: 0, count: rowLength)
    var product = ck_product(
      outer: 1, inner: 1, run: outputs, a_row: from.layout.pixelStep, a_outer: 0, a_inner: 0, a_step: 1, b_outer: 0,
      b_inner: 0, b_step: Self.lanes, out_row: Self.lanes, accumulate: false, rectify: false)
    for tap in 0..<convolution.kernelHeight {
      let place = row + convolution.padding - tap
      guard place >= 0, place % convolution.stride == 0, place / convolution.stride < from.layout.height else {
        continue
      }
      let gradient = from.pointer(image: image, group: group, row: place / convolution.stride)
      for number in 0..<blocks {
        let count = min(Self.lanes, numbers - number * Self.lanes)
        kernels.table.product(&product, windows, count, gradient, block(group, tap, number), nil, products)
        for window in 0..<windows {
          kernels.table.add_scaled(
            count, 1, products + window * Self.lanes,
            cells + window * convolution.stride * inputs + number * Self.lanes)
        }
      }
    }
    write(cells, to, image: image, group: group, row: row)
  }

  /// The cells without those of the padding; beyond the last window there are none.
  private func write(_ cells: UnsafePointer<Float>, _ to: MapBuffer, image: Int, group: Int, row: Int) {
    let first = convolution.padding * inputs
    let present = max(0, min(to.layout.width, rowLength / inputs - convolution.padding))
    for x in 0..<to.layout.width {
      let target = to.pointer(image: image, channel: group * inputs, row: row) + x * to.layout.pixelStep
      if x < present {
        target.update(from: cells + first + x * inputs, count: inputs)
      } else {
        target.update(repeating: 0, count: inputs)
      }
    }
  }
}
