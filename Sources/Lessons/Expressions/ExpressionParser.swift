/// Reads an expression:
///
///     sum     = product { ("+" | "-") product }
///     product = signed { ("*" | "/") signed }
///     signed  = "-" signed | power
///     power   = atom [ "^" signed ]
///     atom    = number | name | function "(" sum { "," sum } ")" | "(" sum ")"
///
/// A name may have hyphens in it: the longest known one wins, otherwise `-` is minus.
struct ExpressionParser {
  private let scalars: [Unicode.Scalar]
  private let names: Names
  private var index = 0
  private var depth = 0

  static let longest = 1_000
  private static let deepest = 50

  static func parse(_ text: String, _ names: Names) throws(ExpressionFault) -> Expression {
    guard text.unicodeScalars.count <= longest else {
      throw ExpressionFault(0, "an expression of more than \(longest) characters", mend: "shorten it")
    }
    var parser = ExpressionParser(scalars: Array(text.unicodeScalars), names: names)
    let expression = try parser.sum()
    guard parser.peek == nil else { throw parser.unexpected() }
    return expression
  }

  private init(scalars: [Unicode.Scalar], names: Names) { (self.scalars, self.names) = (scalars, names) }

  // MARK: Characters

  /// The next scalar that is no white space.
  private var peek: Unicode.Scalar? {
    mutating get {
      while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
      return index < scalars.count ? scalars[index] : nil
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    index += 1
    return true
  }

  private mutating func unexpected() -> ExpressionFault {
    guard let found = peek else {
      return ExpressionFault(index, "the expression ends too early", mend: "write the number or name that is missing")
    }
    let standard: [Unicode.Scalar: String] = [
      "×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "（": "(", "）": ")", "，": ",", "＋": "+", "＊": "*", "／": "/",
    ]
    if let plain = standard[found] {
      return ExpressionFault(index, "\(quoted(String(found))) in an expression", mend: "write \(plain) instead")
    }
    switch found {
    case "[", "]":
      return ExpressionFault(
        index, "a list inside an expression", mend: "put each part in quotes of its own: [\"n\", \"2*n\"]")
    case "“", "”", "„", "‘", "’", "«", "»", "「", "」":
      return ExpressionFault(
        index, "the typographic quotation mark \(found) in an expression", mend: "write straight ones: \"n + 1\"")
    case "{", "}":
      return ExpressionFault(index, "braces in an expression", mend: "write the name without {{ and }}")
    case ",":
      return ExpressionFault(
        index, "a comma outside of a function's parentheses", mend: "write numbers without commas: 34944")
    case "%": return ExpressionFault(index, "“%” in an expression", mend: "divide by 100")
    case ")": return ExpressionFault(index, "“)” without “(”", mend: "remove it, or open a parenthesis before")
    default:
      let word = String(scalars[index...].prefix { !$0.properties.isWhitespace })
      return ExpressionFault(
        index, "\(quoted(word)) where an operator or the end should be", mend: "write + - * / or ^ between two numbers")
    }
  }

  // MARK: Grammar

  private mutating func sum() throws(ExpressionFault) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ExpressionParser.deepest else {
      throw ExpressionFault(index, "parentheses nested too deeply", mend: "use fewer of them")
    }
    var left = try product()
    while let sign = peek, sign == "+" || sign == "-" {
      let at = index
      index += 1
      left = .binary(sign == "+" ? .plus : .minus, left, try product(), at: at)
    }
    return left
  }

  private mutating func product() throws(ExpressionFault) -> Expression {
    var left = try signed()
    while let sign = peek, sign == "*" || sign == "/" {
      let at = index
      index += 1
      left = .binary(sign == "*" ? .times : .divided, left, try signed(), at: at)
    }
    return left
  }

  private mutating func signed() throws(ExpressionFault) -> Expression {
    var isNegative = false
    while take("-") { isNegative.toggle() }
    let power = try power()
    return isNegative ? .negative(power) : power
  }

  private mutating func power() throws(ExpressionFault) -> Expression {
    let base = try atom()
    let at = index
    guard take("^") else { return base }
    depth += 1
    defer { depth -= 1 }
    guard depth <= ExpressionParser.deepest else {
      throw ExpressionFault(index, "powers nested too deeply", mend: "use fewer of them")
    }
    return .binary(.power, base, try signed(), at: at)
  }

  private mutating func atom() throws(ExpressionFault) -> Expression {
    guard let next = peek else { throw unexpected() }
    if take("(") {
      let inner = try sum()
      try close()
      return inner
    }
    if ExpressionParser.isDigit(next) || next == "." { return try number() }
    if ExpressionParser.isLetter(next) { return try name() }
    throw unexpected()
  }

  private mutating func close() throws(ExpressionFault) {
    guard !take(")") else { return }
    guard peek == nil else { throw unexpected() }
    throw ExpressionFault(index, "a parenthesis that is not closed", mend: "add )")
  }

  private mutating func number() throws(ExpressionFault) -> Expression {
    let start = index
    func scan(_ from: Int, _ test: (Unicode.Scalar) -> Bool) -> Int {
      var end = from
      while end < scalars.count, test(scalars[end]) { end += 1 }
      return end
    }
    var end = scan(start) { ExpressionParser.isDigit($0) || $0 == "." }
    if end < scalars.count, scalars[end] == "e" || scalars[end] == "E" {
      let sign = end + 1 < scalars.count && (scalars[end + 1] == "-" || scalars[end + 1] == "+") ? 1 : 0
      let exponent = scan(end + 1 + sign, ExpressionParser.isDigit)
      if exponent > end + 1 + sign { end = exponent }
    }
    let text = String(scalars[start..<end])
    index = end
    guard let number = YAMLValue.number(text) else {
      throw ExpressionFault(start, "\(quoted(text)) is no number", mend: "write it like 34944 or 0.5")
    }
    if end < scalars.count, ExpressionParser.isLetter(scalars[end]) {
      throw ExpressionFault(end, "a name right behind a number", mend: "write * between them")
    }
    return .number(try Expression.checked(number, at: start))
  }

  // MARK: Names

  private mutating func name() throws(ExpressionFault) -> Expression {
    let start = index
    var end = start
    while end < scalars.count, ExpressionParser.isNamePart(scalars[end]) { end += 1 }
    var candidate = end
    while candidate > start {
      let word = String(scalars[start..<candidate])
      if let found = try named(word, start: start, end: candidate) { return found }
      // Shorter by what follows the last hyphen.
      candidate = scalars[start..<candidate].lastIndex(of: "-") ?? start
    }
    let run = scalars[start..<end]
    let shown = run.contains(".") ? run : run.prefix { $0 != "-" }
    index = end
    throw names.unknown(String(shown), at: start, isCalled: peek == "(")
  }

  private mutating func named(_ word: String, start: Int, end: Int) throws(ExpressionFault) -> Expression? {
    let before = index
    index = end
    if let function = Expression.Function(rawValue: word), peek == "(" { return try call(function, at: start) }
    switch names.meaning(word) {
    case .drawn: return .drawn(word)
    case .number(let number): return .number(number)
    case .shape:
      throw ExpressionFault(start, "\(quoted(word)) is a shape, not a number", mend: "name one of its sizes")
    case nil:
      index = before
      return nil
    }
  }

  private mutating func call(_ function: Expression.Function, at start: Int) throws(ExpressionFault) -> Expression {
    _ = take("(")
    var arguments = [try sum()]
    while take(",") { arguments.append(try sum()) }
    try close()
    guard function.accepts(arguments.count) else {
      throw ExpressionFault(
        start, "\(function.rawValue) with \(arguments.count) arguments", mend: "write \(function.usage)")
    }
    return .call(function, arguments, at: start)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || isDigit(scalar) || "._@-".unicodeScalars.contains(scalar)
  }
}
