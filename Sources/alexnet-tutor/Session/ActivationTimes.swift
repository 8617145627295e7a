import Engine
import Tutor

/// What activation functions cost on this machine: the engine's textbook loops over a map of conv1, the median of some
/// runs after one that warms up.
struct ActivationTimes {
  private static let functions: [any Activation] = [ReLU(), LeakyReLU(), Sigmoid(), Tanh()]
  /// As conv1 of the paper makes it, 96×55×55, and as many numbers of both signs.
  private static let shape: Shape = [1, 96, 55, 55]
  private static let runs = 5

  var measured: MeasuredCosts {
    let seeded = SeededTensor(ActivationTimes.shape, seed: 1, tensor: 0, scale: 6)
    let input = Tensor(seeded.shape, seeded.values(0..<seeded.shape.count))
    var costs = MeasuredCosts()
    for function in ActivationTimes.functions {
      var times: [Double] = []
      for _ in 0...ActivationTimes.runs {
        let watch = Stopwatch()
        let output = function.forward(input, .none, .inference)
        times.append(watch.milliseconds)
        // What is never looked at might never be computed.
        if output.data.isEmpty { return costs }
      }
      let median = times.dropFirst().sorted()[ActivationTimes.runs / 2]
      costs.nanoseconds[function.kind] = median * 1e6 / Double(input.data.count)
    }
    return costs
  }
}
