/// Rectified linear unit: `f(x) = max(0, x)`. It lets positive numbers through as they are and stops the others.
///
/// Source: Krizhevsky et al. 2012, section 3.1.
package struct ReLU: Activation {
  package init() {}
  package var kind: OperationKind { .relu }
  package func callAsFunction(_ x: Float) -> Float { x < 0 ? 0 : x }
}
