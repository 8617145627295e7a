/// Rectified linear unit: `f(x) = max(0, x)`. It lets positive numbers through as they are and stops the others. NaN
/// is neither and passes.
///
/// Source: Krizhevsky et al. 2012, section 3.1.
package struct ReLU: Activation {
  package init() {}
  package var kind: OperationKind { .relu }
  package func callAsFunction(_ x: Float) -> Float { x < 0 ? 0 : x }
  /// At 0, where the curve has a corner, it is taken as 0.
  package func slope(at x: Float, y: Float) -> Float { x <= 0 ? 0 : 1 }
}
