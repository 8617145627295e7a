import ArgumentParser
import Engine
import Foundation
import Tutor

/// The paper's network with its weights in memory.
struct BenchForward: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forward", abstract: "A forward pass of the paper's network, weights resident.")

  @OptionGroup var options: BenchOptions
  @OptionGroup var kernelOptions: KernelOptions

  @Option(parsing: .unconditional, help: "Pictures in a batch.")
  var batch = 1

  @Flag(help: "Time every layer too.")
  var layers = false

  func run() throws {
    let language = options.language
    try options.check(batch: batch)
    guard let architecture = Architecture.named("paper") else { preconditionFailure("no network paper") }
    let network = Network.seeded(architecture, seed: Network.standardSeed).resident
    let input = SeededTensor(architecture.input.batched(batch), seed: 1, tensor: 999, scale: 1)
    let pictures = Tensor(input.shape, input.values(0..<input.shape.count))
    switch try kernelOptions.build(language) {
    case .reference:
      let timings = Timings.measure(warmUp: 1) { _ = network.forward(pictures, kernels: .reference) }
      try options.report([BenchReport("forward", batch: batch, threads: 1, kernels: "reference", timings)])
    case .fast(let kernels):
      let plan = try options.withMemory {
        try FastPlan(network, images: batch, kernels: kernels, keepsStages: false)
      }
      let timings = Timings.measure { _ = plan.run(pictures) }
      let whole = BenchReport(
        "forward", batch: batch, threads: kernels.threads, kernels: kernels.level.rawValue, timings)
      try options.report([whole] + (layers ? reports(plan, pictures, kernels) : []))
    }
  }

  /// A layer without a time of its own, and why it has none.
  private func passed(
    _ layer: LayerSummary, after before: String, _ timings: Timings, _ kernels: FastKernels
  ) -> BenchReport {
    let reason =
      layer.kind == .dropout
      ? options.language("nothing to do at inference", "推理时无事可做")
      : options.language("done while \(before) writes, in its time", "在 \(before) 写出时一并完成，计入其时间")
    var report = BenchReport(
      layer.name, batch: batch, threads: kernels.threads, kernels: kernels.level.rawValue, timings, detail: reason)
    report.perSecond = nil
    return report
  }

  private func reports(_ plan: FastPlan, _ pictures: Tensor, _ kernels: FastKernels) -> [BenchReport] {
    var times: [[Double]] = Array(repeating: [], count: plan.network.architecture.layers.count)
    let stopwatch = Stopwatch()
    for _ in 0..<31 {
      _ = plan.run(
        pictures, clock: { stopwatch.milliseconds },
        stage: { layer, milliseconds, _ in times[layer].append(milliseconds) })
    }
    let layers = plan.network.architecture.summaries
    return layers.indices.map { index in
      let (layer, timings) = (layers[index], Timings(sorted: times[index].sorted()))
      guard !plan.isPassed(index) else {
        return passed(layer, after: layers[max(0, index - 1)].name, timings, kernels)
      }
      let speed = Double(2 * layer.macs * batch) / timings.median / 1e6
      return BenchReport(
        layer.name, batch: batch, threads: kernels.threads, kernels: kernels.level.rawValue, timings,
        detail: layer.macs > 0 ? String(format: "%.1f GFLOP/s", speed) : nil)
    }
  }
}

extension Network {
  /// The same with every weight in memory.
  fileprivate var resident: Network {
    Network(
      architecture,
      parameters: parameters.map { Parameters(weight: $0.weight.map { .stored($0.tensor) }, bias: $0.bias) },
      weights: weights)
  }
}
