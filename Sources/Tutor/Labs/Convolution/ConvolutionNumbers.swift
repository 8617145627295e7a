import Engine

/// Inputs with a name, at every side from 1 to 9.
package enum InputPreset: String, Sendable, CaseIterable {
  /// Drawn from the seed; seed 0 is the example of the lessons.
  case drawn
  /// A single 1: it prints the kernel into the output.
  case delta
  /// 0 on the left, 3 on the right: an upright edge.
  case step
  /// The same number everywhere.
  case flat

  package func name(_ language: Language) -> String {
    switch self {
    case .drawn: language("drawn", "随机")
    case .delta: language("delta", "单点")
    case .step: language("step", "台阶")
    case .flat: language("flat", "平坦")
    }
  }

  func sheet(channel: Int, rows: Int, columns: Int, seed: Int) -> Sheet {
    (0..<rows).map { row in
      (0..<columns).map { column in
        switch self {
        case .drawn: InputNumbers.number(channel: channel, row: row, column: column, seed: seed)
        case .delta: row == (rows - 1) / 2 && column == (columns - 1) / 2 ? 1 : 0
        case .step: column < (columns + 1) / 2 ? 0 : 3
        case .flat: 2
        }
      }
    }
  }
}

/// The numbers that a lab starts with and that `x` draws.
enum InputNumbers {
  static let largestSide = 9

  /// The same number at the same place for every size: a larger input shows more of them. Seed 0 has the example of the
  /// lessons in its upper left corner.
  static func number(channel: Int, row: Int, column: Int, seed: Int) -> Float {
    if seed == 0, channel == 0, row < 5, column < 5 { return example[row][column] }
    let counter = UInt64(((seed * 4 + channel) * largestSide + row) * largestSide + column)
    return Float(SeededTensor.mix(counter) >> 62)
  }

  private static let example: Sheet = [
    [1, 2, 0, 1, 3], [0, 1, 2, 3, 1], [2, 1, 0, 0, 1], [1, 0, 3, 2, 2], [0, 2, 1, 1, 0],
  ]
}

extension ConvolutionLab {
  /// The named input that all channels are, if they are one.
  package var inputPreset: InputPreset? { InputPreset.allCases.first { sheets($0) == input } }

  /// A named input in the size of this one.
  func sheets(_ preset: InputPreset) -> [Sheet] {
    (0..<channels).map { preset.sheet(channel: $0, rows: rows, columns: columns, seed: seed) }
  }
}
