/// Float32 numbers in a shape, dense, row-major, with value semantics.
package struct Tensor: Equatable, Sendable {
  package let shape: Shape
  package var data: [Float]

  package init(_ shape: Shape, _ data: [Float]) {
    precondition(shape.count == data.count, "\(data.count) numbers do not fill \(shape)")
    (self.shape, self.data) = (shape, data)
  }

  package init(zeros shape: Shape) { self.init(shape, Array(repeating: 0, count: shape.count)) }

  package subscript(index: Index) -> Float {
    get { data[shape.offset(of: index)] }
    set { data[shape.offset(of: index)] = newValue }
  }

  /// The same numbers in another shape of equal count.
  package func reshaped(_ shape: Shape) -> Tensor { Tensor(shape, data) }
}
