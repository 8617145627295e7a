import Engine
import TextUI

/// Orders in which numbers stand on screen. NaN compares with nothing, so that a sort needs to be told where it belongs.
extension Float {
  /// Sorted by it, the largest first, what is not a number comes before all others: it must be seen.
  var orNaNFirst: Float { isNaN ? .infinity : self }
  /// The same with NaN at the end: it wins nothing.
  var orNaNLast: Float { isNaN ? -.infinity : self }
}

extension FormatNumber {
  /// A number among others: what is no millionth of a millionth of the largest is `≈ 0`, for rounding is all that it is.
  static func beside(_ value: Float, largest: Float, digits: Int) -> String {
    value != 0 && abs(value) < largest * 1e-12 ? "≈ 0" : significant(Double(value), digits: digits)
  }
}

extension Language {
  /// "one product", "363 products".
  func products(_ count: Int, _ after: String) -> String {
    let number = FormatNumber.grouped(count)
    return self(count == 1 ? "one product" : "\(number) products", "\(number) 个乘积") + after
  }
}

extension Explanation.Term {
  /// How much it adds or takes away.
  var weightiness: Float { abs(contribution).orNaNFirst }
}

extension Tensor {
  /// Its numbers by value, the largest first; of equals the first.
  var ranking: [Int] {
    let numbers = data
    return numbers.indices.sorted {
      let (left, right) = (numbers[$0].orNaNLast, numbers[$1].orNaNLast)
      return left == right ? $0 < $1 : left > right
    }
  }
}
