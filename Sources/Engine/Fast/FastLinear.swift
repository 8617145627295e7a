import CKernels

/// A fully connected layer on rows of weights as they lie in memory, or made while they are used.
///
/// For one picture every row is a scalar product with the input. For more, pictures take the place of the lanes: the
/// inputs are packed side by side, and each weight is read once for up to 32 pictures.
struct FastLinear: Sendable {
  let linear: Linear
  private let weight: Weight
  private let bias: [Float]

  init(_ linear: Linear, _ parameters: Parameters) {
    guard let weight = parameters.weight else { preconditionFailure("a linear layer without weights") }
    (self.linear, self.weight) = (linear, weight)
    bias = parameters.bias?.data ?? Array(repeating: 0, count: linear.outputs)
  }

  private static let lanes = Int(CK_PANEL)
  /// Rows that one task computes.
  private static let rowsAtOnce = 56
  /// Inputs for which packed pictures stay in the nearest cache.
  private static let inputsAtOnce = 512

  /// - Parameters: `input` `[N, I]` and `output` `[N, O]` without frames.
  func run(_ kernels: FastKernels, _ input: MapBuffer, _ output: MapBuffer, rectify: Bool) {
    let images = input.layout.images
    if images == 1 {
      runOne(kernels, input.memory.start, output.memory.start, rectify: rectify)
    } else {
      for first in stride(from: 0, to: images, by: FastLinear.lanes) {
        runMany(
          kernels, input.memory.start + first * linear.inputs, output.memory.start + first * linear.outputs,
          images: min(FastLinear.lanes, images - first), rectify: rectify)
      }
    }
  }

  private func tasks(_ kernels: FastKernels, _ body: @escaping (Range<Int>) -> Void) {
    let rows = FastLinear.rowsAtOnce
    kernels.team.run((linear.outputs + rows - 1) / rows) { task in
      body(task * rows..<min((task + 1) * rows, linear.outputs))
    }
  }

  /// The weights where they lie; nil for those that are made.
  private func withStored(_ body: (Pointer?) -> Void) {
    switch weight {
    case .generated: body(nil)
    case .stored(let tensor): tensor.data.withUnsafeBufferPointer { body($0.baseAddress.map { Pointer($0) }) }
    case .mapped(let tensor): tensor.withNumbers { body($0.baseAddress.map { Pointer($0) }) }
    }
  }

  private func runOne(
    _ kernels: FastKernels, _ input: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>, rectify: Bool
  ) {
    let (input, output) = (MutablePointer(input), MutablePointer(output))
    withStored { stored in
      tasks(kernels) { rows in
        let own = output.start + rows.lowerBound
        if let stored {
          kernels.table.dot(
            rows.count, linear.inputs, stored.start + rows.lowerBound * linear.inputs, input.start, own)
        } else if case .generated(let seeded) = weight {
          kernels.table.seeded_dot(
            rows.count, linear.inputs, seeded.base &+ UInt64(rows.lowerBound * linear.inputs), seeded.scale,
            input.start,
            own)
        }
        for (place, row) in rows.enumerated() {
          let sum = own[place] + bias[row]
          own[place] = rectify ? max(0, sum) : sum
        }
      }
    }
  }

  // MARK: Several pictures

  private func runMany(
    _ kernels: FastKernels, _ input: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>, images: Int,
    rectify: Bool
  ) {
    let packed = FloatMemory(linear.inputs * FastLinear.lanes)
    ck_pixels_from_planes(images, linear.inputs, input, linear.inputs, packed.start, FastLinear.lanes)
    let output = MutablePointer(output)
    withStored { stored in
      tasks(kernels) { rows in
        let sums = FloatMemory(rows.count * FastLinear.lanes)
        let made = stored == nil ? FloatMemory(rows.count * FastLinear.inputsAtOnce) : nil
        for first in stride(from: 0, to: linear.inputs, by: FastLinear.inputsAtOnce) {
          let inputs = first..<min(first + FastLinear.inputsAtOnce, linear.inputs)
          if let made {
            fill(kernels, made, rows, inputs)
            add(kernels, rows.count, made.start, FastLinear.inputsAtOnce, packed, inputs, images, to: sums)
          } else if let stored {
            let block = stored.start + rows.lowerBound * linear.inputs + first
            add(kernels, rows.count, block, linear.inputs, packed, inputs, images, to: sums)
          }
        }
        for image in 0..<images {
          for (place, row) in rows.enumerated() {
            let sum = sums.start[place * FastLinear.lanes + image] + bias[row]
            output.start[image * linear.outputs + row] = rectify ? max(0, sum) : sum
          }
        }
      }
    }
  }

  /// Makes the weights of some rows and some inputs.
  private func fill(_ kernels: FastKernels, _ made: FloatMemory, _ rows: Range<Int>, _ inputs: Range<Int>) {
    guard case .generated(let seeded) = weight else { return }
    for (place, row) in rows.enumerated() {
      let counter = seeded.base &+ UInt64(row * linear.inputs + inputs.lowerBound)
      kernels.table.seeded(inputs.count, counter, seeded.scale, made.start + place * FastLinear.inputsAtOnce)
    }
  }

  /// sums[row][image] += Σ weights[row][i] · packed[i][image] over `inputs`.
  private func add(
    _ kernels: FastKernels, _ rows: Int, _ weights: UnsafePointer<Float>, _ rowStep: Int, _ packed: FloatMemory,
    _ inputs: Range<Int>, _ images: Int, to sums: FloatMemory
  ) {
    var product = ck_product(
      outer: 1, inner: 1, run: inputs.count, a_row: rowStep, a_outer: 0, a_inner: 0, a_step: 1, b_outer: 0, b_inner: 0,
      b_step: FastLinear.lanes, out_row: FastLinear.lanes, accumulate: inputs.lowerBound > 0, rectify: false)
    kernels.table.product(
      &product, rows, images, weights, packed.start + inputs.lowerBound * FastLinear.lanes, nil, sums.start)
  }
}
