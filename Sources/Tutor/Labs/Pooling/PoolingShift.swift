import Engine

/// What part of the outputs stays as it is when the input moves: counted, because it depends on what maps are meant.
struct PoolingShift: Hashable, Sendable {
  /// What decides the parts.
  struct Question: Hashable, Sendable {
    let kernel: Int
    let stride: Int
    let padding: Int
    let isCeil: Bool
    let countsPadding: Bool
    let shift: Int
    let side: Int
    /// Random maps of small whole numbers as the lab draws them; nil where its map is not a random one.
    let numbers: PoolingNumbers?
  }

  let question: Question
  /// Of the lab's kind of map, zeros coming in at the edge: unchanged outputs of max and of average, from 0 to 1.
  let drawn: [Double]?
  /// The same of numbers that are never equal, in windows that no edge touches.
  let continuous: [Double]

  static let maps = 40
  private static let continuousSide = 128

  init(_ question: Question, _ lab: PoolingLab) {
    self.question = question
    drawn = question.numbers.map { preset in
      let maps = (1...PoolingShift.maps).map { PoolingLab.numbers(preset, side: question.side, seed: $0) }
      return PoolingShift.unchanged(maps, lab, columns: nil)
    }
    let side = PoolingShift.continuousSide
    let map = (0..<side).map { row in
      (0..<side).map { SeededTensor.uniform(UInt64(1_000_000 + row * side + $0)) }
    }
    continuous = PoolingShift.unchanged([map], lab, columns: 1)
  }

  /// Outputs of max and average pooling that are the same before and after the shift. With `columns`, rows and columns of
  /// outputs are left out as far from every edge as the shift and the padding reach.
  private static func unchanged(_ maps: [[[Float]]], _ lab: PoolingLab, columns: Int?) -> [Double] {
    let operations: [any Operation] = [lab.maximum, lab.average]
    return operations.map { operation in
      var (same, all) = (0, 0)
      for map in maps {
        let before = lab.pooled(operation, map)
        let after = lab.pooled(operation, lab.moved(map))
        let margin = columns == nil ? 0 : (lab.shift + lab.padding + lab.kernel) / lab.stride + 1
        for row in before.indices.dropFirst(margin).dropLast(margin) {
          for column in before[row].indices.dropFirst(margin).dropLast(margin) {
            all += 1
            if before[row][column] == after[row][column] { same += 1 }
          }
        }
      }
      return all == 0 ? 0 : Double(same) / Double(all)
    }
  }
}
