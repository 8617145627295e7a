import Synchronization
import Testing

@testable import Engine

/// Numbers too small to have a leading one cost a hundred times as much, and fading ones would stay among them for ever.
@Suite struct DenormalTests {
  /// Half of the smallest number that is none of them; not known to the compiler.
  private func half(_ numbers: FloatMemory) -> Float { numbers.start[0] * numbers.start[1] }

  @Test(arguments: [1, 3])
  func tasksTakeThemForZerosAndTheCallerKeepsThem(_ threads: Int) throws {
    let numbers = try FloatMemory(zeros: 2)
    numbers.load([.leastNormalMagnitude, 0.5])
    #expect(half(numbers) > 0)
    let left = Atomic(0)
    let team = ThreadTeam(threads: threads)
    team.run(64) { _ in if half(numbers) != 0 { left.add(1, ordering: .relaxed) } }
    team.run(3) { _ in team.run(2) { _ in if half(numbers) != 0 { left.add(1, ordering: .relaxed) } } }
    #expect(left.load(ordering: .relaxed) == 0 && half(numbers) > 0)
  }

  @Test(arguments: KernelLevel.available)
  func theVelocityOfADeadUnitReachesZero(_ level: KernelLevel) throws {
    let kernels = FastKernels(level: level, threads: 2)
    let (gradient, velocity, weights) = (
      try FloatMemory(zeros: 37), try FloatMemory(zeros: 37), try FloatMemory(zeros: 37)
    )
    velocity.load((0..<37).map { Float($0) - 18 })
    for _ in 0..<1000 {
      kernels.team.run(1) { _ in
        kernels.table.descend(37, 0.01, 0.9, 0, 1, gradient.start, velocity.start, weights.start)
      }
      #expect(velocity.numbers.allSatisfy { !$0.isSubnormal })
    }
    #expect(velocity.numbers.allSatisfy { $0 == 0 })
  }

  /// A trainer whose unit dies after its first step.
  @Test func theVelocitiesOfATrainerReachZero() throws {
    let architecture = Architecture(name: "fading", input: [40], layers: [Layer("fc", Linear(inputs: 40, outputs: 3))])
    let training = FastTraining(
      .initialized(architecture, .he, seed: 1), images: 2, kernels: FastKernels(threads: 2))
    try training.begin()
    let descent = GradientDescent()
    _ = training.forward(NetworkTests.picture(architecture, images: 2), .inference)
    training.backward(Tensor([2, 3], [1, -2, 0.5, 3, 1, -1]), .inference)
    training.descend(descent, rate: 0.01, scale: 1)
    let velocity = training.velocities[0].weight
    #expect(velocity.numbers.contains { $0 != 0 })
    _ = training.forward(Tensor(zeros: [2, 40]), .inference)
    training.backward(Tensor(zeros: [2, 3]), .inference)
    for _ in 0..<1000 { training.descend(descent, rate: 0.01, scale: 1) }
    #expect(velocity.numbers.allSatisfy { $0 == 0 })
  }

  /// The gradient of a sigmoid that has closed, through the layers below it.
  @Test(arguments: KernelLevel.available)
  func noKernelWritesThem(_ level: KernelLevel) {
    let architecture = Architecture(
      name: "closed", input: [4, 6, 6],
      layers: [
        Layer("conv", Convolution(outChannels: 5, kernel: 3)), Layer("pool", AveragePooling(kernel: 2)),
        Layer("sigmoid", Sigmoid()), Layer("flatten", Flatten()), Layer("fc", Linear(inputs: 20, outputs: 3)),
      ])
    let fresh = Network.initialized(architecture, .he, seed: 2, biases: ["conv": -86])
    let kernels = Kernels.fast(FastKernels(level: level, threads: 2))
    let trace = fresh.forward(NetworkTests.picture(architecture), kernels: kernels)
    let gradients = fresh.backward(Tensor([1, 3], [1e-3, -2e-3, 1e-3]), trace: trace, kernels: kernels)
    let numbers =
      trace.stages.flatMap(\.output.data) + gradients.stages.flatMap(\.data)
      + gradients.parameters.flatMap { ($0.weight?.data ?? []) + ($0.bias?.data ?? []) }
    #expect(numbers.allSatisfy { !$0.isSubnormal && $0.isFinite })
  }
}
