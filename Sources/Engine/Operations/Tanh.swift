#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Hyperbolic tangent: `f(x) = (e^x − e^−x) / (e^x + e^−x)`, between −1 and 1.
package struct Tanh: Activation {
  package init() {}
  package var kind: OperationKind { .tanh }
  package func callAsFunction(_ x: Float) -> Float { tanh(x) }
  package func slope(at x: Float, y: Float) -> Float { 1 - y * y }
}
