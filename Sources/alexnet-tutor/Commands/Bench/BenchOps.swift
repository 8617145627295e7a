import ArgumentParser
import Engine
import Foundation
import Tutor

/// Every operation alone, on sizes of the paper's network.
struct BenchOps: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ops",
    abstract: "Every operation forward and backward, and what part it is of what the machine can do.",
    discussion: """
      Operations with many products are compared with the most multiplications and additions a second that the kernels \
      reach on this machine, the others with the most bytes a second that it reads from memory. Operations are counted \
      as the textbook does them: convolutions by Winograd's method take fewer, which is said where it occurs. Numbers \
      that the processor's caches hold come faster than from memory: there it is said how many bytes they are.
      """)

  @OptionGroup var options: BenchOptions
  @OptionGroup var kernelOptions: KernelOptions

  @Option(parsing: .unconditional, help: "Pictures in a batch.")
  var batch = 8

  func run() throws {
    try options.check(batch: batch)
    let kernels: FastKernels
    switch try kernelOptions.build(options.language) {
    case .fast(let fast): kernels = fast
    case .reference:
      throw Refusal(
        options.language(
          "the textbook loops have no operation to be measured alone; leave out --kernels reference",
          "教科书式的循环不单独测量；请去掉 --kernels reference"))
    }
    let peak = try options.withMemory { try Peak(kernels) }
    var reports = [peak.arithmetic, peak.memory]
    for trial in Trial.all(batch: batch) {
      reports += try options.withMemory { try trial.reports(kernels, peak, batch: batch, options.language) }
    }
    try options.report(reports)
  }

  /// What the parts are parts of.
  private struct Peak {
    let arithmetic: BenchReport
    let memory: BenchReport
    let operationsPerMillisecond: Double
    let bytesPerMillisecond: Double

    init(_ kernels: FastKernels) throws {
      let peak = try MachinePeak(kernels)
      func report(_ name: String, _ timings: Timings, _ detail: String) -> BenchReport {
        BenchReport(name, threads: kernels.threads, kernels: kernels.level.rawValue, timings, detail: detail)
      }
      let multiply = Timings.measure(seconds: 0.5) { peak.multiply() }
      let read = Timings.measure(seconds: 0.5) { peak.read() }
      operationsPerMillisecond = Double(peak.operations) / multiply.least
      bytesPerMillisecond = Double(peak.bytes) / read.least
      arithmetic = report(
        "peak arithmetic", multiply, String(format: "%.1f GFLOP/s", operationsPerMillisecond / 1e6))
      memory = report("peak memory", read, String(format: "%.1f GB/s", bytesPerMillisecond / 1e6))
    }
  }

  private struct Trial {
    let name: String
    let operation: any Engine.Operation
    let input: Shape
    var mode = Mode.inference

    static func all(batch: Int) -> [Trial] {
      func maps(_ channels: Int, _ side: Int) -> Shape { [batch, channels, side, side] }
      let vectors: Shape = [batch, 4096]
      return [
        Trial(
          name: "conv2d 11×11", operation: Convolution(outChannels: 96, kernel: 11, stride: 4), input: maps(3, 227)),
        Trial(
          name: "conv2d 5×5", operation: Convolution(outChannels: 256, kernel: 5, padding: 2, groups: 2),
          input: maps(96, 27)),
        Trial(
          name: "conv2d 3×3", operation: Convolution(outChannels: 384, kernel: 3, padding: 1), input: maps(256, 13)),
        Trial(name: "linear", operation: Linear(inputs: 4096, outputs: 4096), input: vectors),
        Trial(name: "maxpool2d", operation: MaxPooling(kernel: 3, stride: 2), input: maps(96, 55)),
        Trial(name: "avgpool2d", operation: AveragePooling(kernel: 3, stride: 2), input: maps(96, 55)),
        Trial(name: "lrn", operation: LocalResponseNormalization(), input: maps(96, 55)),
        Trial(name: "relu", operation: ReLU(), input: maps(96, 55)),
        Trial(name: "leakyrelu", operation: LeakyReLU(), input: maps(96, 55)),
        Trial(name: "sigmoid", operation: Sigmoid(), input: maps(96, 55)),
        Trial(name: "tanh", operation: Tanh(), input: maps(96, 55)),
        Trial(name: "dropout", operation: Dropout(), input: vectors, mode: .training(seed: 1)),
        Trial(name: "softmax", operation: Softmax(), input: [batch, 1000]),
      ]
    }

    func reports(_ kernels: FastKernels, _ peak: Peak, batch: Int, _ language: Language) throws -> [BenchReport] {
      guard let output = try? operation.outputShape(for: input), let shapes = try? operation.parameterShapes(for: input)
      else { return [] }
      func numbers(_ shape: Shape, _ tensor: UInt64) -> Tensor {
        Tensor(shape, SeededTensor(shape, seed: 1, tensor: tensor, scale: 1).values(0..<shape.count))
      }
      var parameters = Parameters.none
      if let weight = shapes.first { parameters.weight = .stored(numbers(weight.shape, 1)) }
      if shapes.count > 1 { parameters.bias = numbers(shapes[1].shape, 2) }
      let single = try SingleOperation(
        operation, parameters, input: numbers(input, 3), outputGradient: numbers(output, 4), mode: mode,
        kernels: kernels)
      let multiplyAdds = (try? operation.multiplyAdds(for: input)) ?? 0
      let weights = shapes.first?.shape.count ?? 0
      // Backward: dL/d input and dL/d weight are as many products each.
      return [
        report(
          "\(name) forward", kernels, peak, batch, 2 * multiplyAdds, input.count + output.count + weights, language
        ) { single.forward() },
        report(
          "\(name) backward", kernels, peak, batch, 4 * multiplyAdds, backwardNumbers(output, weights), language
        ) { single.backward() },
      ]
    }

    /// Numbers that the way back cannot do without: the gradient of the output is read, that of the input written, and what
    /// else decides them is read; weights are read and their gradient written.
    private func backwardNumbers(_ output: Shape, _ weights: Int) -> Int {
      let gradients = input.count + output.count
      switch operation.kind {
      case .averagePooling, .dropout: return gradients
      case .relu, .leakyReLU, .sigmoid, .tanh, .softmax: return gradients + output.count
      default: return gradients + input.count + 2 * weights
      }
    }

    private func report(
      _ name: String, _ kernels: FastKernels, _ peak: Peak, _ batch: Int, _ operations: Int, _ numbers: Int,
      _ language: Language, _ body: () -> Void
    ) -> BenchReport {
      let timings = Timings.measure(seconds: 0.3, body)
      let (arithmetic, memory) = (Double(operations) / timings.median, Double(4 * numbers) / timings.median)
      let ofPeak = (arithmetic / peak.operationsPerMillisecond, memory / peak.bytesPerMillisecond)
      let percent = String(format: "%.0f", 100 * max(ofPeak.0, ofPeak.1)) + language.percentSign
      let savesProducts = (operation as? Convolution)?.savesProducts(on: input) ?? false
      var detail: String
      if ofPeak.0 > ofPeak.1 {
        detail = String(format: "%.1f GFLOP/s", arithmetic / 1e6)
        // More than the peak is only as counted.
        if ofPeak.0 <= 1 { detail += language(", \(percent) of peak", "，峰值的 \(percent)") }
      } else {
        detail = String(format: "%.1f GB/s", memory / 1e6)
        let megabytes = String(format: "%.1f MB", Double(4 * numbers) / 1e6)
        detail +=
          ofPeak.1 <= 1
          ? language(", \(percent) of memory", "，内存带宽的 \(percent)")
          : language(", more than memory gives: caches hold its \(megabytes)", "，超过内存带宽：\(megabytes) 有缓存相助")
      }
      if savesProducts { detail += language(" (Winograd: fewer than counted)", "（Winograd：实际乘法少于所计）") }
      return BenchReport(
        name, batch: batch, threads: kernels.threads, kernels: kernels.level.rawValue, timings, detail: detail)
    }
  }
}
