#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Expression.Function {
  /// How it is written, for messages.
  var usage: String {
    switch self {
    case .min, .max: "\(rawValue)(a, b, …)"
    case .size: "size(input, kernel, stride, padding)"
    default: "\(rawValue)(x)"
    }
  }

  func accepts(_ count: Int) -> Bool {
    switch self {
    case .min, .max: count >= 1
    case .size: count == 4
    default: count == 1
    }
  }

  /// - Precondition: as many values as it ``accepts(_:)``.
  func value(_ values: [Double], at offset: Int) throws(ExpressionFault) -> Double {
    let first = values[0]
    switch self {
    case .floor: return first.rounded(.down)
    case .ceil: return first.rounded(.up)
    case .round: return first.rounded(.toNearestOrAwayFromZero)
    case .min: return values.reduce(first, Swift.min)
    case .max: return values.reduce(first, Swift.max)
    case .exp: return try Expression.checked(Self.exponential(first), at: offset)
    case .sqrt:
      guard first >= 0 else {
        throw ExpressionFault(
          offset, "the root of a negative number", mend: "keep what is under the root at 0 or above")
      }
      return first.squareRoot()
    case .ln:
      guard first > 0 else {
        throw ExpressionFault(offset, "the logarithm of 0 or less", mend: "keep its argument above 0")
      }
      return log(first)
    case .size: return try Self.size(values, at: offset)
    }
  }

  private static func exponential(_ value: Double) -> Double {
    #if canImport(Glibc)
      Glibc.exp(value)
    #else
      Darwin.exp(value)
    #endif
  }

  /// size = ⌊(input + 2·padding − kernel) / stride⌋ + 1
  private static func size(_ values: [Double], at offset: Int) throws(ExpressionFault) -> Double {
    let names = ["input", "kernel", "stride", "padding"]
    for (name, value) in zip(names, values) {
      let least: Double = name == "padding" ? 0 : 1
      guard value == value.rounded(), value >= least else {
        throw ExpressionFault(
          offset, "size with \(name) \(NumberWords.words(value))",
          mend: "\(name) is a whole number, \(Int(least)) or more")
      }
    }
    let room = values[0] + 2 * values[3] - values[1]
    guard room >= 0 else {
      throw ExpressionFault(
        offset, "a kernel of \(NumberWords.words(values[1])) does not fit into \(NumberWords.words(values[0]))",
        mend: "take a smaller kernel, more padding or a larger input")
    }
    return (room / values[2]).rounded(.down) + 1
  }
}
