import Engine

/// A picture on its way through a network: what has arrived so far.
package struct WalkModel: Sendable {
  /// Number of the run that is shown; reports of earlier runs are ignored.
  package private(set) var run = 0
  package private(set) var architecture: Architecture
  package private(set) var summaries: [LayerSummary]
  package private(set) var source: PictureSource
  package private(set) var network: Network?
  package private(set) var input: PictureInput?
  /// Index 0 is the input, `i + 1` is layer `i`.
  package private(set) var stages: [Stage] = []
  package private(set) var statistics: [Statistics] = []
  /// What a full colour stands for on each stage's maps: three root mean squares, or the largest magnitude if that is less,
  /// so that a few extreme numbers do not leave everything else grey.
  package private(set) var scales: [Float] = []
  /// The map of each stage whose numbers differ most from one another.
  package private(set) var liveliest: [Int] = []
  package private(set) var milliseconds: Double?
  package private(set) var failure: String?

  package init(network: String = "paper", picture: PictureSource = .sample(Samples.names[0])) {
    architecture = Architecture.named(network) ?? Architecture.named(Architecture.names[0])!
    summaries = architecture.summaries
    source = picture
  }

  package var stageNames: [String] { ["input"] + architecture.layers.map(\.name) }
  package var isComplete: Bool { stages.count == architecture.layers.count + 1 && milliseconds != nil }

  /// Forgets what has arrived and asks for a new run.
  package mutating func start(network: String? = nil, picture: PictureSource? = nil) -> Effect {
    run += 1
    if let network, let found = Architecture.named(network) {
      architecture = found
      summaries = found.summaries
      self.network = nil
    }
    if let picture { source = picture }
    stages = []
    statistics = []
    scales = []
    liveliest = []
    milliseconds = nil
    failure = nil
    return .forward(run, network: architecture.name, picture: source)
  }

  package mutating func take(_ report: Report) {
    switch report {
    case .network(run, let network): self.network = network
    case .picture(run, let input): self.input = input
    case .stage(run, index: stages.count, let stage):
      stages.append(stage)
      let numbers = stage.output.data
      let summary = Statistics(of: numbers)
      statistics.append(summary)
      let square = numbers.reduce(0) { $0 + $1 * $1 } / Float(max(1, numbers.count))
      liveliest.append(WalkModel.liveliest(stage.output))
      scales.append(min(max(abs(summary.min), abs(summary.max)), 3 * square.squareRoot()))
    case .finished(run, let milliseconds): self.milliseconds = milliseconds
    case .failed(run, let sentence): failure = sentence
    default: break
    }
  }

  private static func liveliest(_ output: Tensor) -> Int {
    guard output.shape.rank == 4 else { return 0 }
    let area = output.shape[2] * output.shape[3]
    let spreads = (0..<output.shape[1]).map { map in
      var (sum, squares): (Float, Float) = (0, 0)
      for number in output.data[map * area..<(map + 1) * area] {
        sum += number
        squares += number * number
      }
      return squares - sum * sum / Float(area)
    }
    return spreads.indices.max { spreads[$0] < spreads[$1] } ?? 0
  }

  /// The stage's output as it would be without the batch in front.
  package func output(_ stage: Int) -> Tensor? {
    guard stages.indices.contains(stage) else { return nil }
    let output = stages[stage].output
    return output.reshaped(output.shape.withoutBatch)
  }

  /// How the number at `at` of stage `stage` came about; nil while it has not arrived.
  package func explain(_ stage: Int, at: Index) -> Explanation? {
    guard let network, stages.indices.contains(stage) else { return nil }
    return network.explain(layer: stage - 1, at: at, trace: Trace(stages: stages))
  }
}
