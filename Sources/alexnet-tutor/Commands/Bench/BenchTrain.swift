import ArgumentParser
import Engine
import Tutor

/// One training step of a small network: forward, backward, update.
struct BenchTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "A training step of a small convolutional network on 3×32×32, SGD with momentum 0.9.")

  @OptionGroup var options: BenchOptions
  @OptionGroup var kernelOptions: KernelOptions

  @Option(parsing: .unconditional, help: "Pictures in a batch.")
  var batch = 64

  func run() throws {
    let language = options.language
    try options.check(batch: batch)
    let kernels = try kernelOptions.build(language)
    let network = Network.initialized(Self.architecture, .he, seed: 1)
    let trainer = try options.withMemory {
      try Trainer(network, images: batch, descent: GradientDescent(), kernels: kernels)
    }
    let shape = Self.architecture.input.batched(batch)
    let pictures = Tensor(shape, SeededTensor(shape, seed: 2, tensor: 0, scale: 1).values(0..<shape.count))
    let targets = (0..<batch).map { $0 % 10 }
    let timings = try Timings.measure(warmUp: kernels.isReference ? 1 : 3) {
      _ = try trainer.step(pictures, targets: targets)
    }
    try options.report([
      BenchReport("train", batch: batch, threads: kernels.threads, kernels: kernels.name, timings)
    ])
  }

  static let architecture = Architecture(
    name: "bench", input: [3, 32, 32],
    layers: [
      Layer("conv1", Convolution(outChannels: 32, kernel: 5, padding: 2)), Layer("relu1", ReLU()),
      Layer("pool1", MaxPooling(kernel: 3, stride: 2)),
      Layer("conv2", Convolution(outChannels: 64, kernel: 5, padding: 2)), Layer("relu2", ReLU()),
      Layer("pool2", MaxPooling(kernel: 3, stride: 2)),
      Layer("conv3", Convolution(outChannels: 64, kernel: 3, padding: 1)), Layer("relu3", ReLU()),
      Layer("flatten", Flatten()), Layer("fc4", Linear(inputs: 64 * 7 * 7, outputs: 10)),
    ])
}
