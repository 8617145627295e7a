#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Arithmetic as an author writes it under `compute`: `size(n, k, s, p)`, `100 * paper.fc6.parameters / paper.parameters`.
///
/// Network names have become numbers when it was parsed; drawn names get theirs when it is computed. Offsets count scalars of
/// the text, so that a fault can be shown where it lies.
indirect enum Expression: Sendable, Equatable {
  enum Operator: Character, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case power = "^"
  }

  enum Function: String, Sendable, CaseIterable {
    case floor, ceil, round, min, max, sqrt, exp, ln, size
  }

  case number(Double)
  case drawn(String)
  case negative(Expression)
  case binary(Operator, Expression, Expression, at: Int)
  case call(Function, [Expression], at: Int)

  /// - Throws: where there is no number: a division by zero, a root of a negative number, a number beyond all bounds.
  func value(_ drawn: [String: Double]) throws(ExpressionFault) -> Double {
    switch self {
    case .number(let number): return number
    case .drawn(let name):
      guard let value = drawn[name] else {
        throw ExpressionFault(0, "\(quoted(name)) has no number", mend: "draw it")
      }
      return value
    case .negative(let inner): return -(try inner.value(drawn))
    case .binary(let sign, let left, let right, let offset):
      return try Expression.apply(sign, try left.value(drawn), try right.value(drawn), at: offset)
    case .call(let function, let arguments, let offset):
      var values: [Double] = []
      for argument in arguments { values.append(try argument.value(drawn)) }
      return try function.value(values, at: offset)
    }
  }

  private static func apply(_ sign: Operator, _ left: Double, _ right: Double, at offset: Int) throws(ExpressionFault)
    -> Double
  {
    switch sign {
    case .plus: return try checked(left + right, at: offset)
    case .minus: return try checked(left - right, at: offset)
    case .times: return try checked(left * right, at: offset)
    case .divided:
      guard right != 0 else {
        throw ExpressionFault(offset, "division by zero", mend: "draw other numbers, or divide by something else")
      }
      return try checked(left / right, at: offset)
    case .power: return try checked(pow(left, right), at: offset)
    }
  }

  static func checked(_ value: Double, at offset: Int) throws(ExpressionFault) -> Double {
    guard !value.isNaN else {
      throw ExpressionFault(offset, "there is no such number", mend: "take no root of a negative number")
    }
    guard abs(value) <= 1e15 else {
      throw ExpressionFault(offset, "the number is too large", mend: "stay below 10^15")
    }
    return value
  }

  /// The names that have to be drawn before it can be computed.
  var drawnNames: Set<String> {
    switch self {
    case .number: []
    case .drawn(let name): [name]
    case .negative(let inner): inner.drawnNames
    case .binary(_, let left, let right, _): left.drawnNames.union(right.drawnNames)
    case .call(_, let arguments, _): arguments.reduce(into: []) { $0.formUnion($1.drawnNames) }
    }
  }

  /// Text that parses to the same expression.
  var text: String {
    switch self {
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .drawn(let name): name
    case .negative(let inner): "(-\(inner.text))"
    case .binary(let sign, let left, let right, _): "(\(left.text) \(sign.rawValue) \(right.text))"
    case .call(let function, let arguments, _):
      function.rawValue + "(" + arguments.map(\.text).joined(separator: ", ") + ")"
    }
  }
}

/// Why an expression cannot be read or computed; `offset` counts scalars of its text.
struct ExpressionFault: Error, Equatable {
  var offset: Int
  var message: String
  var mend: String

  init(_ offset: Int, _ message: String, mend: String) {
    (self.offset, self.message, self.mend) = (offset, message, mend)
  }
}
