import Engine
import TextUI

/// What the screens need of a stage's numbers, worked out once and beside the loop that draws.
package struct StageDigest: Sendable {
  package let statistics: Statistics
  /// What a full colour stands for on the stage's maps: three root mean squares, or the largest magnitude if that is less,
  /// so that a few extreme numbers do not leave everything else grey.
  package let scale: Float
  /// The map whose numbers differ most from one another.
  package let liveliest: Int
  /// Mean magnitude of every map; empty for a vector.
  package let activity: [Float]
  /// Where the largest number of the map with the most positive numbers lies: the first to look at, for ReLU lets it pass.
  /// Where there are no positive numbers it is the one of the largest magnitude.
  package let strongest: Int
  /// How many numbers fall into each of ``bins`` equal parts of the range.
  package let histogram: Histogram

  /// Finer than any screen is wide; narrower charts add up neighbours.
  static let bins = 960

  package init(_ output: Tensor) {
    let numbers = output.data
    statistics = Statistics(of: numbers)
    histogram = Histogram(numbers, bins: StageDigest.bins)
    var squares: Float = 0
    var strongest = 0
    var (spreads, passing): ([Float], [Float]) = ([], [])
    var activity: [Float] = []
    let maps = output.shape.rank == 4 ? output.shape[0] * output.shape[1] : 1
    let area = numbers.count / max(1, maps)
    numbers.withUnsafeBufferPointer { numbers in
      for map in 0..<maps {
        var (sum, square, magnitude, positive): (Float, Float, Float, Float) = (0, 0, 0, 0)
        for place in map * area..<(map + 1) * area {
          let number = numbers[place]
          guard number.isFinite else { continue }
          sum += number
          square += number * number
          magnitude += abs(number)
          positive += max(0, number)
        }
        squares += square
        spreads.append(square - sum * sum / Float(max(1, area)))
        passing.append(positive)
        activity.append(magnitude / Float(max(1, area)))
      }
      let isPositive = passing.contains { $0 > 0 }
      let weights = isPositive ? passing : activity
      let map = weights.indices.max { weights[$0] < weights[$1] } ?? 0
      func size(_ place: Int) -> Float { (isPositive ? numbers[place] : abs(numbers[place])).orNaNLast }
      strongest = (map * area..<(map + 1) * area).max { size($0) < size($1) } ?? 0
    }
    let root = (squares / Float(max(1, numbers.count))).squareRoot()
    let largest = max(abs(statistics.min), abs(statistics.max))
    // A few classes have all of the chance: they are what is to be seen.
    scale = output.shape.rank == 4 ? min(largest, 3 * root) : largest
    self.strongest = strongest
    liveliest = output.shape.rank == 4 ? spreads.indices.max { spreads[$0] < spreads[$1] } ?? 0 : 0
    self.activity = output.shape.rank == 4 ? activity : []
  }
}

/// How the score of one class changes with every number of every stage.
package struct ScoreGradients: Sendable {
  /// The unit of the last layer before softmax.
  package let unit: Int
  /// From the input to the stage of the score.
  package let stages: [Tensor]
  package let digests: [StageDigest]

  package init(unit: Int, stages: [Tensor]) {
    (self.unit, self.stages) = (unit, stages)
    digests = stages.map(StageDigest.init)
  }

  /// The backward pass from the score of `unit`, whose gradient is 1, to the picture.
  ///
  /// - Parameters:
  ///   - trace: the stages of a forward pass of `network` for one picture.
  package init(_ network: Network, _ trace: Trace, unit: Int, kernels: Kernels) {
    let last = ScoreGradients.scoreStage(network.architecture)
    let scored = Network(
      Architecture(
        name: network.architecture.name, input: network.architecture.input,
        layers: Array(network.architecture.layers.prefix(last))),
      parameters: Array(network.parameters.prefix(last)), weights: network.weights)
    var gradient = Tensor(zeros: trace.stages[last].output.shape)
    gradient.data[unit] = 1
    let stages = Trace(stages: Array(trace.stages.prefix(last + 1)))
    self.init(
      unit: unit,
      stages: scored.backward(gradient, trace: stages, wanted: .input, kernels: kernels).stages)
  }

  /// The stage that holds the scores: the last one, or the one before softmax.
  package static func scoreStage(_ architecture: Architecture) -> Int {
    let count = architecture.layers.count
    return architecture.layers.last?.operation.kind == .softmax ? count - 1 : count
  }
}
