/// Leaky rectified linear unit: `f(x) = x` for positive x, `slope · x` for the others, so that no unit falls silent for good.
///
/// Source: Maas, Hannun, Ng 2013.
package struct LeakyReLU: Activation {
  package var slope: Float
  package init(slope: Float = 0.01) { self.slope = slope }
  package var kind: OperationKind { .leakyReLU }
  package func callAsFunction(_ x: Float) -> Float { x < 0 ? slope * x : x }
  package func slope(at x: Float, y: Float) -> Float { x > 0 ? 1 : slope }
}
