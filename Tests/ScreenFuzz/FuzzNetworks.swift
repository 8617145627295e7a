import Engine
import Tutor

/// Pictures that have been pushed through networks, and gradients of their scores; each is computed once.
package final class FuzzNetworks {
  struct Run {
    let network: Network
    let input: PictureInput
    let reports: [@Sendable (Int) -> Report]
  }

  private struct RunKey: Hashable { let network, picture: String }
  private struct GradientKey: Hashable {
    let run: RunKey
    let unit: Int
  }

  private let kernels: Kernels
  private var runs: [RunKey: Run] = [:]
  private var gradients: [GradientKey: ScoreGradients] = [:]
  private var order: [GradientKey] = []
  private static let mostGradients = 24

  package init() { kernels = .fast(FastKernels(level: .baseline, threads: 1)) }

  /// Nil where there is no such network or picture.
  func run(_ network: String, _ source: PictureSource) -> Run? {
    let picture: String
    switch source {
    case .sample(let name): picture = name
    case .drawing: picture = "cat"
    case .file: return nil
    }
    let key = RunKey(network: network, picture: picture)
    if let known = runs[key] { return known }
    guard let architecture = Architecture.named(network),
      let preprocessing = Preprocessing.standard(for: network),
      let sample = Samples.picture(picture, size: preprocessing.crop)
    else { return nil }
    let whole = runs.first { $0.key.network == network }?.value.network ?? Network.standard(architecture)
    let tensor = preprocessing.tensor(of: sample)
    let input = PictureInput(name: picture, picture: sample, tensor: tensor)
    let stages = whole.forward(tensor, kernels: kernels).stages
    let digests = stages.map { StageDigest($0.output) }
    var reports: [@Sendable (Int) -> Report] = [{ .picture($0, input) }]
    for index in stages.indices {
      let (stage, digest) = (stages[index], digests[index])
      reports.append { .stage($0, index: index, stage, digest) }
      if index == 0 { reports.append { .network($0, whole) } }
    }
    reports.append { .finished($0, milliseconds: 24) }
    let run = Run(network: whole, input: input, reports: reports)
    runs[key] = run
    return run
  }

  func gradients(_ network: Network, _ trace: Trace, _ source: PictureSource, unit: Int) -> ScoreGradients {
    let picture = if case .sample(let name) = source { name } else { "cat" }
    let key = GradientKey(run: RunKey(network: network.architecture.name, picture: picture), unit: unit)
    if let known = gradients[key] { return known }
    let computed = ScoreGradients(network, trace, unit: unit, kernels: kernels)
    if order.count >= FuzzNetworks.mostGradients { gradients[order.removeFirst()] = nil }
    order.append(key)
    gradients[key] = computed
    return computed
  }
}
