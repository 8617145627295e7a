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
  package private(set) var digests: [StageDigest] = []
  /// How one class's score changes with everything, where it has been asked for.
  package private(set) var gradients: ScoreGradients?
  /// The class whose gradients are being computed.
  package private(set) var awaited: Int?
  package private(set) var milliseconds: Double?
  package private(set) var failure: String?
  /// The last run that came to nothing, and why.
  package private(set) var refused: (run: Int, reason: String)?
  /// What was shown before the present run, to come back to should that fail.
  private var before: Before?
  /// Runs that newer ones interrupted while there was nothing to come back to, the latest last: should the newer ones come
  /// to nothing, they are asked for again.
  private var interrupted: [(network: String, picture: PictureSource)] = []

  private struct Before: Sendable {
    let architecture: Architecture
    let source: PictureSource
    let network: Network?
    let input: PictureInput?
    let stages: [Stage]
    let digests: [StageDigest]
    let milliseconds: Double?
  }

  /// Whether there is something to come back to.
  var isFallbackKept: Bool { before != nil }

  package init(network: String = "paper", picture: PictureSource = .sample(Samples.names[0])) {
    architecture = Architecture.named(network) ?? Architecture.named(Architecture.names[0])!
    summaries = architecture.summaries
    source = picture
  }

  package var stageNames: [String] { ["input"] + architecture.layers.map(\.name) }
  package var isComplete: Bool { stages.count == architecture.layers.count + 1 && milliseconds != nil }

  /// Forgets what has arrived and asks for a new run.
  package mutating func start(network: String? = nil, picture: PictureSource? = nil) -> Effect {
    if isComplete {
      interrupted = []
      before = Before(
        architecture: architecture, source: source, network: self.network, input: input, stages: stages,
        digests: digests, milliseconds: milliseconds)
    } else if before == nil, failure == nil, run > 0 {
      interrupted = interrupted.suffix(WalkModel.longestMemory - 1) + [(architecture.name, source)]
    }
    return ask(network, picture)
  }

  private static let longestMemory = 8

  private mutating func ask(_ network: String?, _ picture: PictureSource?) -> Effect {
    run += 1
    if let network, let found = Architecture.named(network) {
      architecture = found
      summaries = found.summaries
      self.network = nil
    }
    if let picture { source = picture }
    stages = []
    digests = []
    gradients = nil
    awaited = nil
    milliseconds = nil
    failure = nil
    return .forward(run, network: architecture.name, picture: source)
  }

  /// Takes what a worker reports of the present run.
  /// - Returns: what has to be asked for since that run came to nothing.
  @discardableResult
  package mutating func take(_ report: Report) -> Effect? {
    switch report {
    case .network(run, let network): self.network = network
    case .picture(run, let input): self.input = input
    case .stage(run, index: stages.count, let stage, let digest):
      stages.append(stage)
      digests.append(digest)
    case .gradients(run, let gradients):
      guard gradients.unit == awaited else { break }
      self.gradients = gradients
      awaited = nil
    case .finished(run, let milliseconds):
      self.milliseconds = milliseconds
      before = nil
      interrupted = []
    case .failed(run, let sentence):
      refused = (run, sentence)
      // What may still be reported of it is of no use.
      run += 1
      defer { before = nil }
      if before == nil, let last = interrupted.popLast() { return ask(last.network, last.picture) }
      guard stages.isEmpty, let before else {
        failure = sentence
        break
      }
      (architecture, summaries, source) = (before.architecture, before.architecture.summaries, before.source)
      (network, input, stages, digests) = (before.network, before.input, before.stages, before.digests)
      (milliseconds, gradients, awaited) = (before.milliseconds, nil, nil)
    default: break
    }
    return nil
  }

  // MARK: Backwards

  /// The stage that holds the scores of the classes.
  package var scoreStage: Int { ScoreGradients.scoreStage(architecture) }

  /// Classes by their score, the best first.
  package var ranking: [Int] {
    output(scoreStage)?.ranking ?? []
  }

  /// Asks for the gradients of a class's score; nil where they are there, on their way, or the forward pass is not done.
  package mutating func askGradients(of unit: Int) -> Effect? {
    guard let network, stages.count == architecture.layers.count + 1 else { return nil }
    guard gradients?.unit != unit, awaited != unit else { return nil }
    awaited = unit
    return .backward(run, network, Trace(stages: stages), unit: unit)
  }

  /// dScore/d of a stage's numbers, without the batch.
  package func gradient(_ stage: Int) -> Tensor? {
    guard let gradients, gradients.stages.indices.contains(stage) else { return nil }
    let gradient = gradients.stages[stage]
    return gradient.reshaped(gradient.shape.withoutBatch)
  }

  /// How the gradient at `at` of stage `stage` comes about: a term for every number of the next stage that reads it, with
  /// the gradient there as its input and the derivative as its weight.
  package func explainGradient(_ stage: Int, at: Index) -> Explanation? {
    guard let gradients, let network, gradients.stages.indices.contains(stage) else { return nil }
    let value = gradients.stages[stage][[0] + at]
    guard stage < scoreStage else { return Explanation(at, value: value, rule: .copy, terms: []) }
    let next = gradients.stages[stage + 1]
    let terms = influences(stage, of: at, network).map { influence in
      let there = next[[0] + influence.at]
      return Explanation.Term(
        influence.at, input: there, weight: influence.derivative, contribution: there * influence.derivative)
    }
    return Explanation(at, value: value, rule: .sumOfProducts, bias: nil, terms: terms)
  }

  /// The numbers of the next stage that read the number at `at` of stage `stage`.
  package func influences(_ stage: Int, of at: Index) -> [Influence] {
    guard let network, stage < architecture.layers.count, stages.indices.contains(stage) else { return [] }
    return influences(stage, of: at, network)
  }

  private func influences(_ stage: Int, of at: Index, _ network: Network) -> [Influence] {
    architecture.layers[stage].operation.influences(
      of: at, input: stages[stage].output, network.parameters[stage])
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
