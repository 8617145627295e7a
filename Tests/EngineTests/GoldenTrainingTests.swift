import Formats
import Foundation
import Testing

@testable import Engine

/// Ten steps of training as PyTorch makes them in double precision (`Golden/make_training.py`): momentum, weight decay of
/// the weights alone, the same dropout masks.
///
/// A step in single precision is right to about 1e-6 of its largest numbers, and ten of them with momentum 0.9 add up
/// some thirty such errors, which the network passes on a few times enlarged: 2e-4 leaves room. Biases that decayed, masks
/// that were another layer's or a velocity with another sign differ by more than 1e-3 from the first steps on.
@Suite struct GoldenTrainingTests {
  private struct Reference: Decodable {
    struct Step: Decodable {
      let loss: Double
      let gradientNorm: Double
      let correct: Int
    }
    let steps: [Step]
  }

  private static let architecture = Architecture(
    name: "golden", input: [3, 9, 9],
    layers: [
      Layer("conv1", Convolution(outChannels: 8, kernel: 3, padding: 1)), Layer("relu1", ReLU()),
      Layer("pool1", MaxPooling(kernel: 3, stride: 2)),
      Layer("conv2", Convolution(outChannels: 12, kernel: 3, padding: 1, groups: 2)), Layer("tanh2", Tanh()),
      Layer("flatten", Flatten()), Layer("drop3", Dropout(rate: 0.3)), Layer("fc3", Linear(inputs: 192, outputs: 16)),
      Layer("relu3", ReLU()), Layer("drop4", Dropout(rate: 0.5)), Layer("fc4", Linear(inputs: 16, outputs: 5)),
    ])
  private static let (seed, images) = (UInt64(7), 6)

  static let kernels = [Kernels.reference] + KernelLevel.available.map { .fast(FastKernels(level: $0, threads: 2)) }

  @Test(arguments: kernels)
  func tenStepsAreThoseOfPyTorch(_ kernels: Kernels) throws {
    let reference = try JSONDecoder().decode(Reference.self, from: Golden.data("training/steps.json"))
    #expect(reference.steps.count == 10)
    let descent = GradientDescent(
      learningRate: .constant(0.05), momentum: 0.9, weightDecay: 0.02, longestGradient: 1e9)
    let trainer = try Trainer(
      .seeded(Self.architecture, seed: Self.seed), images: Self.images, descent: descent, seed: Self.seed,
      kernels: kernels)
    for (number, expected) in reference.steps.enumerated() {
      let shape = Self.architecture.input.batched(Self.images)
      let pictures = SeededTensor(shape, seed: Self.seed, tensor: UInt64(100 + number), scale: 1)
      let targets = (0..<Self.images).map { Int(SeededTensor.mix(UInt64(1000 + number * Self.images + $0)) % 5) }
      let found = try trainer.step(Tensor(shape, pictures.values(0..<shape.count)), targets: targets)
      #expect(abs(Double(found.loss) - expected.loss) < 1e-4 * max(1, expected.loss), "step \(number)")
      #expect(abs(try #require(found.gradientNorm) - expected.gradientNorm) < 2e-4 * expected.gradientNorm)
      #expect(found.correct == expected.correct && found.isFinite)
    }
    for (layer, own) in zip(Self.architecture.layers, trainer.network.parameters) {
      for (name, tensor) in [("weight", own.weight?.tensor), ("bias", own.bias)] {
        guard let tensor else { continue }
        let expected = try Npy.tensor(Array(Golden.data("training/\(layer.name).\(name).npy")))
        #expect(relativeDifference(tensor, expected) < 2e-4, "\(layer.name).\(name)")
      }
    }
  }
}
