#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Logistic sigmoid: `f(x) = 1 / (1 + e^−x)`, between 0 and 1.
///
/// For negative x it is computed as `e^x / (1 + e^x)`, the same value, so that no exponential grows beyond 1.
package struct Sigmoid: Activation {
  package init() {}
  package var kind: OperationKind { .sigmoid }

  package func callAsFunction(_ x: Float) -> Float {
    guard x < 0 else { return 1 / (1 + exp(-x)) }
    let power = exp(x)
    return power / (1 + power)
  }

  package func slope(at x: Float, y: Float) -> Float { y * (1 - y) }
}
