/// One channel's numbers, row by row.
package typealias Sheet = [[Float]]

/// Kernels with a name, at every side from 1 to 5.
package enum KernelPreset: String, Sendable, CaseIterable {
  /// Left minus right, the middle row weighted most: answers to vertical edges.
  case edge
  /// The same turned: answers to horizontal edges.
  case sobel
  /// The mean of the window.
  case blur
  /// The middle, and its difference from its neighbours on top.
  case sharpen
  /// 1 in the middle, 0 elsewhere.
  case identity
  /// Differences along both axes: 0 on flat areas and along straight upright or level edges.
  case corner

  package func name(_ language: Language) -> String {
    switch self {
    case .edge: language("edge", "边缘")
    case .sobel: language("sobel", "横边")
    case .blur: language("blur", "模糊")
    case .sharpen: language("sharpen", "锐化")
    case .identity: language("identity", "恒等")
    case .corner: language("corner", "角点")
    }
  }

  package func sheet(side: Int) -> Sheet {
    (0..<side).map { row in (0..<side).map { column in weight(row, column, side) } }
  }

  private func weight(_ row: Int, _ column: Int, _ side: Int) -> Float {
    let middle = (side - 1) / 2
    switch self {
    case .edge: return side == 1 ? 1 : rise(row, side) * slope(column, side)
    case .sobel: return side == 1 ? 1 : rise(column, side) * slope(row, side)
    case .corner: return side == 1 ? 1 : slope(row, side) * slope(column, side)
    case .blur: return 1 / Float(side * side)
    case .identity: return row == middle && column == middle ? 1 : 0
    case .sharpen:
      let distance = abs(row - middle) + abs(column - middle)
      if distance == 0 { return 1 + Float((middle > 0 ? 2 : 0) + (middle < side - 1 ? 2 : 0)) }
      return distance == 1 ? -1 : 0
    }
  }

  /// 1 2 1 and its like.
  private func rise(_ index: Int, _ side: Int) -> Float { Float(min(index + 1, side - index)) }
  /// 1 0 −1 and its like.
  private func slope(_ index: Int, _ side: Int) -> Float { Float((side - 1 - 2 * index).signum()) }
}
