import CKernels

/// The C kernels of one level with the threads that they run on. Computations on several threads may share it: they take
/// turns, job by job. Tasks of one may run others, on the same or on another.
package final class FastKernels: Sendable {
  package let level: KernelLevel
  let table: ck_kernels
  let team: ThreadTeam

  /// - Parameters:
  ///   - level: one that this processor has; the baseline takes the place of another.
  ///   - threads: how many compute, 1 or more.
  package init(level: KernelLevel = .best, threads: Int = 1) {
    self.level = level.isAvailable ? level : .baseline
    table = level.table
    team = ThreadTeam(threads: threads)
  }

  package var threads: Int { team.threads }
}
