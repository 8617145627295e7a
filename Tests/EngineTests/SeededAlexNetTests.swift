import Foundation
import Testing

@testable import Engine

/// The paper's network with weights from a seed, against a forward pass in double precision by PyTorch.
@Suite struct SeededAlexNetTests {
  struct Reference: Decodable {
    struct Stage: Decodable {
      struct Sample: Decodable {
        let offset: Int
        let value: Double
        init(from decoder: any Decoder) throws {
          var pair = try decoder.unkeyedContainer()
          offset = try pair.decode(Int.self)
          value = try pair.decode(Double.self)
        }
      }
      let name: String
      let shape: [Int]
      let mean: Double
      let rms: Double
      let zeros: Double
      let samples: [Sample]
    }
    let seed: UInt64
    let stages: [Stage]
    let top: [Stage.Sample]
  }

  static func reference() throws -> Reference {
    try JSONDecoder().decode(Reference.self, from: Golden.data("alexnet-seeded.json"))
  }

  /// The reference's input: tensor 999 of the same seed at scale 1.
  static func input(_ architecture: Architecture, seed: UInt64) -> Tensor {
    Weight.generated(SeededTensor(architecture.input.batched(), seed: seed, tensor: 999, scale: 1)).tensor
  }

  @Test func theInputIsTheReferences() throws {
    let reference = try Self.reference()
    let input = Self.input(try #require(Architecture.named("paper")), seed: reference.seed)
    for sample in reference.stages[0].samples { #expect(Double(input.data[sample.offset]) == sample.value) }
  }

  /// Needs the loops compiled with optimisation: 724 million multiply-adds take minutes without.
  @Test(.enabled(if: isOptimized), arguments: [Kernels.reference] + (1...3).map { .fast(FastKernels(threads: $0)) })
  func everyStageAgreesWithTheReference(_ kernels: Kernels) throws {
    let reference = try Self.reference()
    let network = Network.seeded(try #require(Architecture.named("paper")), seed: reference.seed)
    let trace = network.forward(Self.input(network.architecture, seed: reference.seed), kernels: kernels)
    for expected in reference.stages {
      let output = try #require(trace[expected.name]).output
      #expect(output.shape == Shape([1] + expected.shape))
      for sample in expected.samples {
        #expect(abs(Double(output.data[sample.offset]) - sample.value) <= 1e-3 * expected.rms, "\(expected.name)")
      }
      let statistics = Statistics(of: output.data)
      #expect(abs(Double(statistics.mean) - expected.mean) <= 1e-3 * expected.rms, "\(expected.name)")
      #expect(abs(statistics.zeros - expected.zeros) <= 1e-3, "\(expected.name)")
    }
    let shares = try #require(trace.stages.last).output.data
    let top = shares.indices.sorted { shares[$0] > shares[$1] }.prefix(reference.top.count)
    #expect(Array(top) == reference.top.map(\.offset))
  }

  @Test(.enabled(if: isOptimized), arguments: KernelLevel.available)
  func threadsChangeNoBit(_ level: KernelLevel) throws {
    let network = Network.seeded(try #require(Architecture.named("paper")), seed: 2012)
    let input = Self.input(network.architecture, seed: 2012)
    let traces = (1...3).map { network.forward(input, kernels: .fast(FastKernels(level: level, threads: $0))) }
    for (stage, alone) in traces[0].stages.enumerated() {
      for trace in traces.dropFirst() { #expect(trace.stages[stage].output.data == alone.output.data, "\(alone.name)") }
    }
  }

  static var isOptimized: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }
}
