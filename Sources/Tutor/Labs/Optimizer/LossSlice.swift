import Engine

/// A loss over one weight: a slice through the landscape of a small net.
///
///     logits = (4 · tanh(w · x + c), 0)      loss = mean cross-entropy over the samples (x, c, class)
///
/// Everything but w stays as it is. Forward and backward pass are the engine's.
enum LossSlice: String, LabChoice {
  case bowl, valleys, plateau

  func name(_ language: Language) -> String {
    switch self {
    case .bowl: language("valley", "一个谷")
    case .valleys: language("two valleys", "两个谷")
    case .plateau: language("plateau", "高原")
    }
  }

  /// x, c and the right class: class 0 wants the sum above 0, class 1 below.
  var samples: [(x: Float, c: Float, target: Int)] {
    switch self {
    case .bowl: [(0.2, 0.2, 0), (0.2, -0.6, 1)]
    // Down three times at −4, up twice at −1, down three times at 1, up twice at 4: from the left a weight comes with
    // enough momentum for the hill, and the valley behind it is the deeper one.
    case .valleys:
      Array(repeating: (0.8, 3.2, 0), count: 3) + Array(repeating: (0.8, 0.8, 1), count: 2)
        + Array(repeating: (0.8, -0.8, 0), count: 3) + Array(repeating: (0.8, -3.2, 1), count: 2)
    case .plateau: [(0.8, -0.8, 0), (0.3, -1.5, 1)]
    }
  }

  private static let architecture = Architecture(
    name: "slice", input: [2],
    layers: [
      Layer("hidden", Linear(inputs: 2, outputs: 1, hasBias: false)), Layer("tanh", Tanh()),
      Layer("scores", Linear(inputs: 1, outputs: 2, hasBias: false)),
    ])

  private func network(_ weight: Float) -> Network {
    Network(
      LossSlice.architecture,
      parameters: [
        Parameters(weight: Tensor([1, 2], [weight, 1])), .none, Parameters(weight: Tensor([2, 1], [4, 0])),
      ], weights: "one free weight")
  }

  private var input: Tensor { Tensor([samples.count, 2], samples.flatMap { [$0.x, $0.c] }) }
  private var targets: [Int] { samples.map(\.target) }

  func loss(_ weight: Float) -> Float {
    let trace = network(weight).forward(input, mode: .inference)
    return CrossEntropy().forward(trace.stages[3].output, targets: targets)
  }

  /// The loss and dL/dw, by the backward pass.
  func gradient(_ weight: Float) -> (loss: Float, gradient: Float) {
    let network = network(weight)
    let trace = network.forward(input, mode: .inference)
    let scores = trace.stages[3].output
    let gradients = network.backward(
      CrossEntropy().backward(scores, targets: targets), trace: trace, wanted: .parameters, kernels: .reference)
    return (CrossEntropy().forward(scores, targets: targets), gradients.parameters[0].weight?.data[0] ?? 0)
  }

  /// What a sample adds to the gradient, before the mean is taken: dL/dz · dz/dt · dt/dw.
  struct Part: Equatable {
    let x: Float
    let c: Float
    /// tanh(w · x + c)
    let t: Float
    /// Probability of class 0, and what it should be.
    let share: Float
    let target: Float
    /// How many samples are like this one.
    var count = 1
    var value: Float { (share - target) * 4 * (1 - t * t) * x }
  }

  func parts(_ weight: Float) -> [Part] {
    let trace = network(weight).forward(input, mode: .inference)
    let shares = Softmax().forward(trace.stages[3].output, .none, .inference).data
    var parts: [Part] = []
    for (index, sample) in samples.enumerated() {
      let part = Part(
        x: sample.x, c: sample.c, t: trace.stages[2].output.data[index], share: shares[2 * index],
        target: sample.target == 0 ? 1 : 0
      )
      if parts.last.map({ $0.x == part.x && $0.c == part.c && $0.target == part.target }) ?? false {
        parts[parts.count - 1].count += 1
      } else {
        parts.append(part)
      }
    }
    return parts
  }

  /// The weight with the least loss of those whose losses are known: between its neighbours the gradient changes its sign,
  /// and halving finds where.
  func minimum(near known: [(weight: Float, loss: Float)]) -> (weight: Float, loss: Float) {
    guard let lowest = known.indices.min(by: { known[$0].loss < known[$1].loss }) else { return (0, loss(0)) }
    guard known.indices.contains(lowest - 1), known.indices.contains(lowest + 1) else { return known[lowest] }
    var (left, right) = (known[lowest - 1].weight, known[lowest + 1].weight)
    guard gradient(left).gradient < 0, gradient(right).gradient > 0 else { return known[lowest] }
    for _ in 0..<16 {
      let middle = (left + right) / 2
      if gradient(middle).gradient < 0 { left = middle } else { right = middle }
    }
    let weight = (left + right) / 2
    return (weight, loss(weight))
  }

  /// (L(w + h) − L(w − h)) / 2h.
  func difference(_ weight: Float, _ h: Float) -> Float { (loss(weight + h) - loss(weight - h)) / (2 * h) }
}
