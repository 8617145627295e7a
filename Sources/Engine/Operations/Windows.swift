/// How a window of `kernel` cells walks along one axis: the arithmetic that convolution and pooling share.
///
///     size = ⌊(n + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1
///
/// With ``Rounding/ceil`` a last window may hang over the far edge, as in the program that trained AlexNet
/// (cuda-convnet); with ``Rounding/floor`` the cells it would have read stay unread, as in PyTorch.
package struct Windows: Hashable, Sendable {
  package enum Rounding: Sendable { case floor, ceil }

  package var kernel: Int
  package var stride: Int
  package var padding: Int
  package var dilation: Int
  package var rounding: Rounding

  package init(kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1, rounding: Rounding = .floor) {
    precondition(kernel > 0 && stride > 0 && padding >= 0 && dilation > 0)
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.rounding = rounding
  }

  /// Cells that one window spans, holes of the dilation included.
  package var extent: Int { dilation * (kernel - 1) + 1 }

  /// Number of windows on an axis of `n` cells, or `nil` if not one fits (or a length is beyond all reason).
  package func count(on n: Int) -> Int? {
    guard max(n, kernel, stride, padding, dilation) <= Windows.longest else { return nil }
    let room = n + 2 * padding - extent
    guard room >= 0 else { return nil }
    let floor = room / stride + 1
    guard rounding == .ceil, room % stride != 0 else { return floor }
    // A window that would begin in the far padding reads nothing and is not laid.
    return floor * stride < n + padding ? floor + 1 : floor
  }

  /// Where window `index` begins: negative inside the padding.
  package func start(ofWindow index: Int) -> Int { index * stride - padding }

  /// The taps `t` of the window that lie inside the axis: cell `start + t · dilation` is in `0..<n`.
  package func taps(ofWindow index: Int, on n: Int) -> Range<Int> {
    let start = start(ofWindow: index)
    let first = start < 0 ? (-start + dilation - 1) / dilation : 0
    let end = start < n ? min(kernel, (n - start + dilation - 1) / dilation) : 0
    return first..<max(first, end)
  }

  /// The cells of the axis that window `index` reads; cells in the padding are left out.
  package func cells(ofWindow index: Int, on n: Int) -> some Sequence<Int> {
    let start = start(ofWindow: index)
    return taps(ofWindow: index, on: n).lazy.map { start + $0 * dilation }
  }

  /// Products of two such lengths still fit an `Int`.
  private static let longest = 1 << 31
}
