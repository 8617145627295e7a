import CKernels

/// What this machine can do at best, found by doing nothing else.
package struct MachinePeak: Sendable {
  private let kernels: FastKernels
  private let inner: FloatMemory
  /// Of each thread.
  private let sums: FloatMemory
  private let outer: FloatMemory

  package init(_ kernels: FastKernels) throws(OutOfMemory) {
    self.kernels = kernels
    (inner, sums) = (try FloatMemory(zeros: 64 * 1024), try FloatMemory(zeros: kernels.threads * Self.sumsOfOne))
    outer = try FloatMemory(zeros: 64 << 20)
    outer.start.update(repeating: 1, count: outer.count)
  }

  /// Multiplications and additions of one call of ``multiply()``.
  package var operations: Int { 2 * 56 * 32 * 128 * Self.rounds * kernels.threads }
  /// Bytes that one call of ``read()`` reads.
  package var bytes: Int { outer.count * MemoryLayout<Float>.size }

  private static let rounds = 2000
  private static let sumsOfOne = 56 * Int(CK_PANEL)

  /// Products of matrices that fit the nearest cache, on every thread.
  package func multiply() {
    kernels.team.run(kernels.threads) { task in
      var product = ck_product(
        outer: 1, inner: 1, run: 128, a_row: 128, a_outer: 0, a_inner: 0, a_step: 1, b_outer: 0, b_inner: 0,
        b_step: Int(CK_PANEL), out_row: Int(CK_PANEL), accumulate: false, rectify: false)
      let sums = self.sums.start + ThreadTeam.index * Self.sumsOfOne
      for _ in 0..<Self.rounds {
        self.kernels.table.product(
          &product, 56, Int(CK_PANEL), self.inner.start, self.inner.start + 56 * 128, nil, sums)
      }
    }
  }

  /// Numbers from memory that no cache holds, each once.
  package func read() {
    let (rows, columns) = (1 << 14, outer.count >> 14)
    kernels.team.run(rows / 64) { task in
      let sums = self.sums.start + ThreadTeam.index * Self.sumsOfOne
      self.kernels.table.dot(
        64, 1, columns, self.outer.start + task * 64 * columns, self.inner.start, 0, sums, 0)
    }
  }
}
