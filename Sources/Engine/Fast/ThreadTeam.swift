import CKernels

/// Threads that divide the tasks of a job among themselves and sleep in between. One job runs at a time: threads
/// that share a team take turns. A task may run jobs on any team; if that one is busy, its thread does them alone.
final class ThreadTeam: @unchecked Sendable {
  private let team: OpaquePointer?

  /// - Parameter threads: how many work on a job, the calling one included.
  init(threads: Int) { team = ck_team_new(Int32(clamping: max(1, threads))) }

  deinit { ck_team_free(team) }

  var threads: Int { Int(ck_team_threads(team)) }

  /// Which of its team's threads runs the calling task: below the team's ``threads``, and of no other task that runs then.
  static var index: Int { Int(ck_team_index()) }

  /// Calls `task` once for each index below `count`, on all threads; returns when all are done. Tasks take numbers below
  /// 1.2e-38 for zeros (`denormals.h`).
  func run(_ count: Int, _ task: @escaping (Int) -> Void) {
    let job = Job(task: task)
    withExtendedLifetime(job) {
      ck_team_run(
        team, count,
        { context, index in
          guard let context else { return }
          Unmanaged<Job>.fromOpaque(context).takeUnretainedValue().task(index)
        }, Unmanaged.passUnretained(job).toOpaque())
    }
  }

  private final class Job {
    let task: (Int) -> Void
    init(task: @escaping (Int) -> Void) { self.task = task }
  }
}
