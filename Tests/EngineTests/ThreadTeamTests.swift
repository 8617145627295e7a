import Foundation
import Synchronization
import Testing

@testable import Engine

/// Who may share the threads of a team, and how.
@Suite(.timeLimit(.minutes(2))) struct ThreadTeamTests {
  /// A value behind a lock that script/sanitize can see: it knows nothing of the one in Synchronization.
  private final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value
    init(_ value: Value) { self.value = value }
    func with<Result>(_ body: (inout Value) -> Result) -> Result { lock.withLock { body(&value) } }
  }

  /// How often each task was done.
  private final class Tally: Sendable {
    private let counts: Locked<[Int]>
    init(_ count: Int) { counts = Locked(Array(repeating: 0, count: count)) }
    func add(_ index: Int) { counts.with { $0[index] += 1 } }
    func all(are number: Int) -> Bool { counts.with { $0.allSatisfy { $0 == number } } }
  }

  /// `body` on as many threads of their own at once.
  static func atOnce(_ threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let all = (0..<threads).map { number in
      (done: DispatchSemaphore(value: 0), number: number)
    }
    for (done, number) in all {
      Thread {
        body(number)
        done.signal()
      }.start()
    }
    for (done, _) in all { done.wait() }
  }

  @Test func aTeamDoesEveryTaskOnce() {
    let team = ThreadTeam(threads: 3)
    for count in [0, 1, 2, 3, 100, 1000] {
      let tally = Tally(count)
      for _ in 0..<20 { team.run(count) { tally.add($0) } }
      #expect(tally.all(are: 20))
    }
  }

  @Test func threadsThatShareATeamTakeTurns() {
    let team = ThreadTeam(threads: 3)
    let tallies = (0..<4).map { _ in Tally(50) }
    Self.atOnce(4) { number in
      for _ in 0..<200 { team.run(50) { tallies[number].add($0) } }
    }
    #expect(tallies.allSatisfy { $0.all(are: 200) })
  }

  /// A thread's number is that of its place in the team whose task it does: scratch memory is divided by it.
  @Test(arguments: [1, 2, 3])
  func aTaskMayRunATeamOfItsOwn(_ threads: Int) {
    let outer = ThreadTeam(threads: 3)
    let tally = Tally(12)
    let strangers = Atomic(0)
    for _ in 0..<20 {
      outer.run(12) { task in
        let place = ThreadTeam.index
        let inner = ThreadTeam(threads: threads)
        inner.run(5) { _ in
          if !(0..<threads).contains(ThreadTeam.index) { strangers.add(1, ordering: .relaxed) }
        }
        if ThreadTeam.index != place { strangers.add(1, ordering: .relaxed) }
        tally.add(task)
      }
    }
    #expect(tally.all(are: 20) && strangers.load(ordering: .relaxed) == 0 && ThreadTeam.index == 0)
  }

  /// The threads wait for the task that asks them: it has to do the work itself.
  @Test func aTaskMayRunItsOwnTeam() {
    let team = ThreadTeam(threads: 3)
    let tally = Tally(7)
    team.run(6) { _ in team.run(7) { tally.add($0) } }
    #expect(tally.all(are: 6))
  }

  /// Each team's task asks the other team, which is busy asking.
  @Test func tasksOfTwoTeamsMayRunEachOther() {
    let teams = [ThreadTeam(threads: 2), ThreadTeam(threads: 3)]
    let tallies = [Tally(9), Tally(9)]
    Self.atOnce(2) { number in
      for _ in 0..<50 {
        teams[number].run(4) { _ in teams[1 - number].run(9) { tallies[number].add($0) } }
      }
    }
    #expect(tallies.allSatisfy { $0.all(are: 200) })
  }

  // MARK: Training

  /// Parameters after some steps of a network of every fast kind of layer.
  private static func trained(seed: UInt64, _ kernels: FastKernels) -> [Float] {
    let architecture = FastBackwardTests.chains[FastBackwardTests.chains.count - 1]
    let network = Network.initialized(architecture, .he, seed: seed)
    guard let trainer = try? Trainer(network, images: 5, descent: .paper, seed: seed, kernels: .fast(kernels)) else {
      return []
    }
    let targets = [0, 1, 2, 3, 4]
    var random = Random(seed)
    for _ in 0..<6 {
      guard (try? trainer.step(random.tensor(architecture.input.batched(5)), targets: targets)) != nil else {
        return []
      }
    }
    return trainer.network.parameters.flatMap { ($0.weight?.tensor.data ?? []) + ($0.bias?.data ?? []) }
  }

  @Test(arguments: [1, 2])
  func trainersOnOneTeamAtOnceLearnWhatEachLearnsAlone(_ threads: Int) {
    let kernels = FastKernels(threads: threads)
    let alone = (0..<3).map { Self.trained(seed: UInt64($0), kernels) }
    let found = Locked([[Float]](repeating: [], count: 3))
    Self.atOnce(3) { number in
      let own = Self.trained(seed: UInt64(number), kernels)
      found.with { $0[number] = own }
    }
    #expect(found.with { $0 } == alone && alone.allSatisfy { !$0.isEmpty })
  }

  /// Several seeds side by side: each trainer is a task, with kernels of its own or with those that run the tasks.
  @Test(arguments: [true, false])
  func trainersAsTasksOfATeamLearnWhatEachLearnsAlone(_ shares: Bool) {
    let kernels = FastKernels(threads: 3)
    let alone = (0..<5).map { Self.trained(seed: UInt64($0), FastKernels()) }
    let found = Locked([[Float]](repeating: [], count: 5))
    kernels.team.run(5) { number in
      let own = Self.trained(seed: UInt64(number), shares ? kernels : FastKernels())
      found.with { $0[number] = own }
    }
    #expect(found.with { $0 } == alone)
  }
}
