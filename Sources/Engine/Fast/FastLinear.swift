import CKernels

/// A fully connected layer on rows of weights as they lie in memory, or made while they are used.
///
/// For one picture every row is a scalar product with the input. For more, pictures take the place of the lanes: the
/// inputs are packed side by side, and each weight is read once for up to 32 pictures.
struct FastLinear: Sendable {
  let linear: Linear
  private let weights: LinearWeights
  private let bias: FloatMemory
  /// For several pictures: their inputs side by side, and for each thread the sums of a task and the weights it makes.
  private let several: (packed: FloatMemory, sums: FloatMemory, made: FloatMemory?)?

  /// - Parameter bias: filled by ``load(_:)``, or by whoever learns it.
  init(
    _ linear: Linear, _ weights: LinearWeights, bias: FloatMemory, images: Int, kernels: FastKernels,
    _ memory: MemoryPlan
  ) {
    (self.linear, self.weights, self.bias) = (linear, weights, bias)
    // Beyond a few, sums over whole vectors of pictures are cheaper than sums over vectors of inputs.
    guard images > 1, images > FastLinear.fewImages || !weights.areStored else {
      several = nil
      return
    }
    several = (
      memory.numbers(linear.inputs, FastLinear.lanes), memory.numbers(kernels.threads, FastLinear.sumsAtOnce),
      weights.areStored ? nil : memory.numbers(kernels.threads, FastLinear.madeAtOnce)
    )
  }

  func load(_ given: Tensor?) {
    if let given { bias.load(given.data) }
  }

  private static let lanes = Int(CK_PANEL)
  /// Pictures that share the weights in registers.
  private static let fewImages = 12
  /// Rows that one task computes.
  private static let rowsAtOnce = 56
  /// Inputs for which packed pictures stay in the nearest cache.
  private static let inputsAtOnce = 512
  private static var sumsAtOnce: Int { rowsAtOnce * lanes }
  private static var madeAtOnce: Int { rowsAtOnce * inputsAtOnce }

  /// - Parameters: `input` `[N, I]` and `output` `[N, O]` without frames.
  func run(_ kernels: FastKernels, _ input: MapBuffer, _ output: MapBuffer, rectify: Bool) {
    let images = input.layout.images
    guard let several else {
      return runFew(kernels, input.memory.start, output.memory.start, images: images, rectify: rectify)
    }
    for first in stride(from: 0, to: images, by: FastLinear.lanes) {
      runMany(
        kernels, input.memory.start + first * linear.inputs, output.memory.start + first * linear.outputs,
        images: min(FastLinear.lanes, images - first), rectify: rectify, several.packed, several.sums, several.made)
    }
  }

  private func tasks(_ kernels: FastKernels, _ body: @escaping (Range<Int>) -> Void) {
    let rows = FastLinear.rowsAtOnce
    kernels.team.run((linear.outputs + rows - 1) / rows) { task in
      body(task * rows..<min((task + 1) * rows, linear.outputs))
    }
  }

  private func runFew(
    _ kernels: FastKernels, _ input: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>, images: Int,
    rectify: Bool
  ) {
    let (input, output) = (MutablePointer(input), MutablePointer(output))
    weights.withStored { stored in
      tasks(kernels) { rows in
        let own = output.start + rows.lowerBound
        if let stored {
          kernels.table.dot(
            rows.count, images, linear.inputs, stored.start + rows.lowerBound * linear.inputs, input.start,
            linear.inputs, own, linear.outputs)
        } else if case .given(.generated(let seeded)) = weights {
          kernels.table.seeded_dot(
            rows.count, linear.inputs, seeded.base &+ UInt64(rows.lowerBound * linear.inputs), seeded.scale,
            input.start, own)
        }
        for image in 0..<images {
          for (place, row) in rows.enumerated() {
            let sum = own[image * linear.outputs + place] + bias.start[row]
            own[image * linear.outputs + place] = rectify && sum < 0 ? 0 : sum
          }
        }
      }
    }
  }

  // MARK: Several pictures

  private func runMany(
    _ kernels: FastKernels, _ input: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>, images: Int,
    rectify: Bool, _ packed: FloatMemory, _ sums: FloatMemory, _ made: FloatMemory?
  ) {
    ck_pixels_from_planes(images, linear.inputs, input, linear.inputs, packed.start, FastLinear.lanes)
    let output = MutablePointer(output)
    weights.withStored { stored in
      tasks(kernels) { rows in
        let sums = sums.start + ThreadTeam.index * FastLinear.sumsAtOnce
        let made = made.map { $0.start + ThreadTeam.index * FastLinear.madeAtOnce }
        for first in stride(from: 0, to: linear.inputs, by: FastLinear.inputsAtOnce) {
          let inputs = first..<min(first + FastLinear.inputsAtOnce, linear.inputs)
          if let made {
            weights.fill(kernels, made, linear, rows, inputs)
            add(kernels, rows.count, made, inputs.count, packed, inputs, images, to: sums)
          } else if let stored {
            let block = stored.start + rows.lowerBound * linear.inputs + first
            add(kernels, rows.count, block, linear.inputs, packed, inputs, images, to: sums)
          }
        }
        for image in 0..<images {
          for (place, row) in rows.enumerated() {
            let sum = sums[place * FastLinear.lanes + image] + bias.start[row]
            output.start[image * linear.outputs + row] = rectify && sum < 0 ? 0 : sum
          }
        }
      }
    }
  }

  /// sums[row][image] += Σ weights[row][i] · packed[i][image] over `inputs`.
  private func add(
    _ kernels: FastKernels, _ rows: Int, _ weights: UnsafePointer<Float>, _ rowStep: Int, _ packed: FloatMemory,
    _ inputs: Range<Int>, _ images: Int, to sums: UnsafeMutablePointer<Float>
  ) {
    var product = ck_product(
      outer: 1, inner: 1, run: inputs.count, a_row: rowStep, a_outer: 0, a_inner: 0, a_step: 1, b_outer: 0, b_inner: 0,
      b_step: FastLinear.lanes, out_row: FastLinear.lanes, accumulate: inputs.lowerBound > 0, rectify: false)
    kernels.table.product(
      &product, rows, images, weights, packed.start + inputs.lowerBound * FastLinear.lanes, nil, sums)
  }
}
