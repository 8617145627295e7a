import Testing

@testable import Lessons

/// Arithmetic under `compute`.
struct ExpressionTests {
  private static let names = Names(.test, drawn: ["n", "k", "s", "e"])
  private static let drawn: [String: Double] = ["n": 10, "k": 3, "s": 2, "e": 5]

  private func value(_ text: String) throws(ExpressionFault) -> Double {
    try ExpressionParser.parse(text, ExpressionTests.names).value(ExpressionTests.drawn)
  }

  private func fault(_ text: String) -> ExpressionFault? {
    do throws(ExpressionFault) {
      _ = try value(text)
      return nil
    } catch { return error }
  }

  @Test(
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2 - 3 - 4", -5), ("12 / 3 / 2", 2), ("2^3^2", 512), ("-2^2", -4),
      ("(-2)^2", 4), ("2^-1", 0.5), ("--3", 3), ("2 - -3", 5), ("1.5e2 + .5", 150.5), ("4*e", 20), ("2e1", 20),
      ("n-k", 7), ("n-k-s", 5), ("n - 2*k", 4), ("floor(n / k)", 3), ("ceil(n / k)", 4), ("round(2.5)", 3),
      ("round(-2.5)", -3), ("min(n, k, s)", 2), ("max(n, k)", 10), ("sqrt(16)", 4), ("ln(exp(2))", 2),
      ("size(n, k, s, 0)", 4), ("size(227, 11, 4, 0)", 55), ("size(224, 11, 4, 0)", 54), ("size(5,3,1,1)", 5),
      ("n-max(1, k)", 7), ("\tn\n+ k ", 13), ("11*11*3*96 + 96", 34_944),
    ] as [(String, Double)])
  func `what it comes to`(_ text: String, _ expected: Double) throws {
    #expect(abs(try value(text) - expected) < 1e-12)
  }

  @Test(
    "the longest known name wins, otherwise a hyphen is minus",
    arguments: [
      ("paper.conv1.parameters", 34_944), ("single-tower.parameters", 62_378_344), ("single-n", -3),
      ("single-tower.parameters - paper.parameters", 1_413_120),
      ("single-tower.parameters-paper.parameters", 1_413_120),
      ("paper.conv1.parameters-n", 34_934), ("paper@224.pool5.outputSize*2", 10),
      ("100 * paper.fc6.parameters / paper.parameters", 100 * 37_752_832 / 60_965_224.0),
    ] as [(String, Double)])
  func names(_ text: String, _ expected: Double) throws {
    #expect(try value(text) == expected)
  }

  @Test(
    "a fault says where it lies and how to mend it",
    arguments: [
      ("1 +", 3, "the expression ends too early", "write the number or name that is missing"),
      ("", 0, "the expression ends too early", "write the number or name that is missing"),
      ("(1 + 2", 6, "a parenthesis that is not closed", "add )"),
      ("1 + 2)", 5, "“)” without “(”", "remove it, or open a parenthesis before"),
      ("2 × 3", 2, "“×” in an expression", "write * instead"), ("（1）", 0, "“（” in an expression", "write ( instead"),
      ("{{ n }}", 0, "braces in an expression", "write the name without {{ and }}"),
      ("1,000", 1, "a comma outside of a function's parentheses", "write numbers without commas: 34944"),
      ("2 n", 2, "“n” where an operator or the end should be", "write + - * / or ^ between two numbers"),
      ("2n", 1, "a name right behind a number", "write * between them"),
      ("1.2.3", 0, "“1.2.3” is no number", "write it like 34944 or 0.5"),
      (
        "n + m", 4, "there is no number called “m”",
        "drawn here are n, k, s, e; a network's numbers are called like “paper.conv1.parameters”"
      ),
      (
        "paper.conv1.parametres", 0, "there is no number called “paper.conv1.parametres”",
        "did you mean “paper.conv1.parameters”?"
      ),
      (
        "paper@224.pool5.outputsize", 0, "there is no number called “paper@224.pool5.outputsize”",
        "did you mean “paper@224.pool5.outputSize”?"
      ),
      ("1 + paper.conv1.outputShape", 4, "“paper.conv1.outputShape” is a shape, not a number", "name one of its sizes"),
      ("flor(2)", 0, "there is no function called “flor”", "did you mean “floor”?"),
      ("size(1, 2)", 0, "size with 2 arguments", "write size(input, kernel, stride, padding)"),
      ("n / (k - 3)", 2, "division by zero", "draw other numbers, or divide by something else"),
      ("sqrt(k - n)", 0, "the root of a negative number", "keep what is under the root at 0 or above"),
      ("ln(0)", 0, "the logarithm of 0 or less", "keep its argument above 0"),
      ("1 + 10^20", 6, "the number is too large", "stay below 10^15"),
      ("exp(1000)", 0, "the number is too large", "stay below 10^15"),
      ("(0-8)^0.5", 5, "there is no such number", "take no root of a negative number"),
      (
        "size(3, 5, 1, 0)", 0, "a kernel of 5 does not fit into 3",
        "take a smaller kernel, more padding or a larger input"
      ),
      ("size(5, 3, 0, 0)", 0, "size with stride 0", "stride is a whole number, 1 or more"),
      ("99999999999999999999", 0, "the number is too large", "stay below 10^15"),
    ])
  func faults(_ text: String, _ offset: Int, _ message: String, _ mend: String) {
    #expect(fault(text) == ExpressionFault(offset, message, mend: mend))
  }

  @Test func `depth and length have bounds`() {
    let deep = String(repeating: "(", count: 80) + "1" + String(repeating: ")", count: 80)
    #expect(fault(deep)?.message == "parentheses nested too deeply")
    #expect(fault(String(repeating: "2^", count: 200) + "1")?.message == "powers nested too deeply")
    #expect(fault(String(repeating: "1+", count: 600) + "1")?.message == "an expression of more than 1000 characters")
    #expect(fault(String(repeating: "1+", count: 400) + "1") == nil)
    #expect(fault(String(repeating: "-", count: 900) + "1") == nil)
  }

  /// Random trees, computed beside the parser.
  @Test func `random expressions come to what their trees come to`() throws {
    var random = SeededNumbers(seed: 7)
    var computed = 0
    for _ in 0..<400 {
      let tree = ExpressionTests.tree(&random, depth: 5)
      let parsed = try ExpressionParser.parse(tree.text, ExpressionTests.names)
      guard let expected = tree.value else { continue }
      let value = try parsed.value(ExpressionTests.drawn)
      #expect(abs(value - expected) <= 1e-9 * max(1, abs(expected)), "\(tree.text)")
      computed += 1
      let again = try ExpressionParser.parse(parsed.text, ExpressionTests.names)
      #expect(try again.value(ExpressionTests.drawn) == value, "\(parsed.text)")
      #expect(again.drawnNames == parsed.drawnNames)
    }
    #expect(computed > 200)
  }

  /// An expression as text with as few parentheses as it may have, and its value, if it has one.
  private static func tree(_ random: inout SeededNumbers, depth: Int) -> (text: String, value: Double?, rank: Int) {
    guard depth > 0, random.below(5) > 0 else {
      let name = ["n", "k", "s", "e"][random.below(4)]
      guard random.below(2) > 0 else { return (name, drawn[name], 3) }
      let number = Double(random.below(100)) / 4
      return ("\(number)", number, 3)
    }
    let (left, right) = (tree(&random, depth: depth - 1), tree(&random, depth: depth - 1))
    func inside(_ part: (text: String, value: Double?, rank: Int), _ rank: Int) -> String {
      part.rank < rank ? "(\(part.text))" : part.text
    }
    guard let a = left.value, let b = right.value, abs(a) < 1e6, abs(b) < 1e6 else {
      return (left.text, nil, left.rank)
    }
    switch random.below(6) {
    case 0: return ("\(inside(left, 1)) + \(inside(right, 2))", a + b, 1)
    case 1: return ("\(inside(left, 1))-\(inside(right, 2))", a - b, 1)
    case 2: return ("\(inside(left, 2)) * \(inside(right, 3))", a * b, 2)
    case 3: return b == 0 ? ("0", 0, 3) : ("\(inside(left, 2)) / \(inside(right, 3))", a / b, 2)
    case 4: return ("max(\(left.text), \(right.text))", max(a, b), 3)
    default: return ("floor(\(left.text))", a.rounded(.down), 3)
    }
  }
}
