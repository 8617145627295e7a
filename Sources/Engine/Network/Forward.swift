/// Which implementation computes a layer; both give the same numbers within float rounding.
package enum Kernels: Sendable {
  /// The textbook loops.
  case reference
  /// The C kernels.
  case fast(FastKernels)
}

/// A layer's output as it was computed; the first stage is the input.
package struct Stage: Sendable {
  package let name: String
  /// With the batch in front.
  package let output: Tensor
  package let milliseconds: Double

  package init(name: String, output: Tensor, milliseconds: Double = 0) {
    (self.name, self.output, self.milliseconds) = (name, output, milliseconds)
  }
}

/// Every stage of one forward pass: `stages[0]` is the input, `stages[i + 1]` the output of layer i.
package struct Trace: Sendable {
  package var stages: [Stage]
  package init(stages: [Stage] = []) { self.stages = stages }
  package subscript(name: String) -> Stage? { stages.first { $0.name == name } }
}

extension Network {
  /// One batch through all layers, at inference.
  ///
  /// - Parameters:
  ///   - input: `[N, C, H, W]` with pictures of the architecture's shape.
  ///   - clock: milliseconds since any moment; without it every stage says 0.
  ///   - stage: called after each layer with its index.
  package func forward(
    _ input: Tensor, kernels: Kernels, clock: (() -> Double)? = nil, stage: ((Int, Stage) -> Void)? = nil
  ) -> Trace {
    precondition(
      input.shape.rank == architecture.input.rank + 1 && input.shape.withoutBatch == architecture.input,
      "\(architecture.name) takes N×\(architecture.input), not \(input.shape)")
    var trace = Trace(stages: [Stage(name: "input", output: input)])
    func take(_ layer: Int, _ milliseconds: Double, _ output: Tensor) {
      let done = Stage(name: architecture.layers[layer].name, output: output, milliseconds: milliseconds)
      trace.stages.append(done)
      stage?(layer, done)
    }
    if let plan = plan(images: input.shape[0], kernels, keepsStages: true) {
      _ = plan.run(input, clock: clock) { layer, milliseconds, output in take(layer, milliseconds, output()) }
    } else {
      forward(input, .inference, clock: clock, take)
    }
    return trace
  }

  /// What the last layer makes of a batch.
  package func output(_ input: Tensor, kernels: Kernels) -> Tensor {
    if let plan = plan(images: input.shape[0], kernels, keepsStages: false) { return plan.run(input) }
    return forward(input, mode: .inference).stages.last?.output ?? input
  }

  /// Nil for the textbook's loops, which also do it where there is no memory for a plan.
  private func plan(images: Int, _ kernels: Kernels, keepsStages: Bool) -> FastPlan? {
    guard case .fast(let kernels) = kernels else { return nil }
    return try? FastPlan(self, images: images, kernels: kernels, keepsStages: keepsStages)
  }

  /// One batch through all layers by the textbook's loops, in any mode.
  package func forward(_ input: Tensor, mode: Mode) -> Trace {
    var trace = Trace(stages: [Stage(name: "input", output: input)])
    forward(input, mode, clock: nil) { trace.stages.append(Stage(name: architecture.layers[$0].name, output: $2)) }
    return trace
  }

  private func forward(_ input: Tensor, _ mode: Mode, clock: (() -> Double)?, _ take: (Int, Double, Tensor) -> Void) {
    var current = input
    for (index, layer) in architecture.layers.enumerated() {
      let start = clock?() ?? 0
      current = layer.operation.forward(current, parameters[index], mode.of(layer: index))
      take(index, (clock?() ?? 0) - start, current)
    }
  }

  /// How one number of a stage came about.
  ///
  /// - Parameters:
  ///   - layer: index of the layer, −1 for the input.
  ///   - at: the cell, without the batch; the first picture of the batch is meant.
  ///   - trace: at least the stages up to the layer's input. If it has the layer's output, the value is the number there.
  package func explain(layer: Int, at: Index, trace: Trace) -> Explanation {
    precondition(layer >= -1 && layer < trace.stages.count, "stage \(layer) is not in the trace")
    guard layer >= 0 else { return .copy(at, value: trace.stages[0].output[[0] + at]) }
    let explanation = architecture.layers[layer].operation
      .explain([0] + at, input: trace.stages[layer].output, parameters[layer], .inference)
    guard layer + 1 < trace.stages.count else { return explanation }
    return explanation.with(value: trace.stages[layer + 1].output[[0] + at])
  }
}
