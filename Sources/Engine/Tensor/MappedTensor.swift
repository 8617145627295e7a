/// Float32 numbers in a shape that lie in memory which somebody else keeps, such as a mapped file. They are used where
/// they are.
package struct MappedTensor: @unchecked Sendable {
  package let shape: Shape
  private let start: UnsafePointer<Float>
  private let owner: any AnyObject & Sendable

  /// - Parameters:
  ///   - start: the first of as many numbers as the shape has; nobody changes them.
  ///   - owner: keeps the memory as long as it lives.
  package init(_ shape: Shape, start: UnsafePointer<Float>, owner: any AnyObject & Sendable) {
    (self.shape, self.start, self.owner) = (shape, start, owner)
  }

  package func withNumbers<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(owner) { try body(UnsafeBufferPointer(start: start, count: shape.count)) }
  }

  /// The numbers at the row-major positions `range`.
  func values(_ range: Range<Int>) -> [Float] {
    withNumbers { Array($0[range]) }
  }
}
