#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How one number of a layer's output came about: `value` is what `rule` makes of the contributions of `terms`.
package struct Explanation: Equatable, Sendable {
  package enum Rule: Equatable, Sendable {
    /// bias + Σ contribution, contribution = input · weight.
    case sumOfProducts
    /// The largest contribution; NaN if one of them is.
    case maximum
    /// Σ contribution, contribution = input / number of cells counted.
    case mean
    /// The one contribution is the value: an activation function lets the input through, changed.
    case gate
    /// input at the cell / (k + alpha · Σ contribution)^beta, contribution = input².
    case localResponse(k: Float, alpha: Float, beta: Float, size: Int)
    /// own contribution / Σ contribution, contribution = exp(input − maximum).
    case exponentialShare
    /// The one contribution is the value, unchanged.
    case copy

    /// As in `explain --format json`.
    package var name: String {
      switch self {
      case .sumOfProducts: "sumOfProducts"
      case .maximum: "maximum"
      case .mean: "mean"
      case .gate: "gate"
      case .localResponse: "localResponse"
      case .exponentialShare: "exponentialShare"
      case .copy: "copy"
      }
    }
  }

  package struct Term: Equatable, Sendable {
    /// Where the input number stands in the layer's input, without the batch: `[C, Y, X]` or `[F]`.
    package let source: Index
    package let input: Float
    package let weight: Float?
    package let contribution: Float

    package init(_ source: Index, input: Float, weight: Float? = nil, contribution: Float) {
      (self.source, self.input, self.weight, self.contribution) = (source, input, weight, contribution)
    }
  }

  /// The cell that is explained, without the batch.
  package let at: Index
  package let value: Float
  package let rule: Rule
  package let bias: Float?
  package let terms: [Term]

  package init(_ at: Index, value: Float, rule: Rule, bias: Float? = nil, terms: [Term]) {
    (self.at, self.value, self.rule, self.bias, self.terms) = (at, value, rule, bias, terms)
  }

  /// A number that was passed on unchanged: from `source`, or from nowhere, as the numbers of the input stage are.
  package static func copy(_ at: Index, value: Float, from source: Index? = nil) -> Explanation {
    let terms = source.map { [Term($0, input: value, contribution: value)] } ?? []
    return Explanation(at, value: value, rule: .copy, terms: terms)
  }

  /// The same explanation of a number that another implementation rounded differently.
  package func with(value: Float) -> Explanation { Explanation(at, value: value, rule: rule, bias: bias, terms: terms) }

  /// The term that stands at the explained cell itself: the numerator of local response and of softmax.
  package var own: Term? { terms.first { $0.source == at } }

  /// The value once more, from the terms alone. Equal to ``value`` up to rounding, for every operation.
  package var recombined: Float {
    let sum = terms.reduce(bias ?? 0) { $0 + $1.contribution }
    switch rule {
    case .sumOfProducts, .mean: return sum
    case .maximum:
      return terms.reduce(-.infinity) { MaxPooling.wins($1.contribution, over: $0) ? $1.contribution : $0 }
    case .gate: return sum
    case .copy: return terms.isEmpty ? value : sum
    case .localResponse(let k, let alpha, let beta, _): return (own?.input ?? 0) / pow(k + alpha * sum, beta)
    case .exponentialShare: return (own?.contribution ?? 0) / sum
    }
  }
}
