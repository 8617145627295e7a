import Foundation
import Testing

@testable import Engine

/// Memory that is not to be had is an error that can be told, and what is needed can be asked before.
@Suite struct MemoryTests {
  private static let kernels = FastKernels(threads: 2)

  private func network(_ name: String) throws -> Network {
    .initialized(try #require(Architecture.named(name)), .he, seed: 1)
  }

  @Test(arguments: [Int.max, .max / 4, 1 << 50])
  func moreThanThereIsIsRefused(_ count: Int) {
    #expect(throws: OutOfMemory.self) { try FloatMemory(zeros: count) }
    let plan = MemoryPlan()
    _ = plan.numbers(count, 3)
    #expect(throws: OutOfMemory(bytes: plan.bytes)) { try plan.allocate() }
  }

  @Test func whatCannotBeCountedIsNotTakenForLittle() {
    let plan = MemoryPlan()
    _ = plan.numbers(1 << 40, 1 << 40)
    #expect(plan.bytes == .max)
    _ = plan.numbers(5)
    #expect(plan.bytes == .max)
    var layout = MapLayout([1 << 30, 1 << 20, 4, 4])
    layout.frameRows = 1 << 31
    #expect(layout.count == .max)
  }

  @Test(arguments: [1 << 22, 1 << 40, .max])
  func aBatchThatIsTooLargeIsRefused(_ images: Int) throws {
    for name in ["lenet-5", "mini"] {
      let network = try network(name)
      #expect(FastPlan.bytes(network, images: images, kernels: Self.kernels, keepsStages: false) > 1 << 34)
      #expect(throws: OutOfMemory.self) {
        try FastPlan(network, images: images, kernels: Self.kernels, keepsStages: false)
      }
      for kernels in [Kernels.fast(Self.kernels), .reference] {
        #expect(Trainer.bytes(network, images: images, kernels: kernels) > 1 << 34)
        #expect(throws: OutOfMemory.self) {
          try Trainer(network, images: images, descent: .paper, kernels: kernels)
        }
      }
    }
  }

  @Test func aPlanTakesWhatWasSaid() throws {
    let network = try network("lenet-5")
    let said = FastPlan.bytes(network, images: 3, kernels: Self.kernels, keepsStages: true)
    #expect(try FastPlan(network, images: 3, kernels: Self.kernels, keepsStages: true).bytes == said)
    #expect(FastPlan.bytes(network, images: 6, kernels: Self.kernels, keepsStages: true) > said)
    // 61,706 parameters, and for each picture at least the numbers of every stage that a layer writes.
    let stages = network.architecture.summaries.filter { $0.kind != .tanh }.reduce(1024) { $0 + $1.output.count }
    #expect(said > 4 * 3 * stages && said < 4 * (3 * 4 * stages + 10 * 61_706))
  }

  /// Gradients that will not be asked for have no memory.
  @Test func whoLearnsNothingNeedsLess() throws {
    let network = try network("lenet-5")
    func bytes(_ wanted: WantedGradients) -> Int {
      FastChain(network, images: 2, kernels: Self.kernels, wanted: wanted, keepsStages: true).memory.bytes
    }
    #expect(bytes(.input) + 4 * 2 * 61_706 < bytes(.all) && bytes(.parameters) < bytes(.all))
  }

  #if canImport(Glibc)
    /// The system gives a process no more than a little: what is large is refused, and what is small goes on.
    @Test func aSystemThatGivesNothingEndsNobody() async {
      await #expect(processExitsWith: .success) {
        let lenet = Network.initialized(try #require(Architecture.named("lenet-5")), .he, seed: 1)
        let wide = Network.seeded(
          Architecture(name: "wide", input: [8192], layers: [Layer("fc", Linear(inputs: 8192, outputs: 8192))]), seed: 1
        )
        let (kernels, few) = (Kernels.fast(FastKernels(threads: 1)), 200 << 20)
        #expect(Trainer.bytes(wide, images: 1, kernels: kernels) > 3 * few)
        let sizes = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        let room = rlim_t(try #require(sizes.first.flatMap { Int($0) }) * 4096 + few)
        var limit = rlimit(rlim_cur: room, rlim_max: room)
        try #require(setrlimit(__rlimit_resource_t(9), &limit) == 0)
        #expect(throws: OutOfMemory.self) { try Trainer(wide, images: 1, descent: .paper, kernels: kernels) }
        _ = try Trainer(lenet, images: 1, descent: .paper, kernels: kernels)
        let picture = NetworkTests.picture(wide.architecture)
        #expect(wide.output(picture, kernels: kernels).data.count == 8192)
      }
    }
  #endif
}
