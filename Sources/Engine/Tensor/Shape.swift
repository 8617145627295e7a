/// Where a number stands in a tensor, outermost dimension first: `[channel, row, column]`, with the image in front in a batch.
package typealias Index = [Int]

/// The lengths of a tensor's dimensions, outermost first: `[N, C, H, W]` or fewer.
package struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  package let dimensions: [Int]

  package init(arrayLiteral dimensions: Int...) { self.init(dimensions) }

  package init(_ dimensions: [Int]) {
    precondition(dimensions.allSatisfy { $0 >= 0 }, "a shape with a negative length: \(dimensions)")
    self.dimensions = dimensions
  }

  package var rank: Int { dimensions.count }
  package var count: Int { dimensions.reduce(1, *) }
  package subscript(axis: Int) -> Int { dimensions[axis] }
  package var description: String { dimensions.map(String.init).joined(separator: "×") }

  /// Position of `index` in row-major order.
  package func offset(of index: Index) -> Int {
    precondition(index.count == rank, "index \(index) in shape \(self)")
    assert(contains(index), "index \(index) in shape \(self)")
    var offset = 0
    for axis in 0..<dimensions.count { offset = offset * dimensions[axis] + index[axis] }
    return offset
  }

  /// The index at a row-major position; the inverse of ``offset(of:)``.
  package func index(at offset: Int) -> Index {
    var rest = offset
    var index = dimensions
    for axis in stride(from: rank - 1, through: 0, by: -1) {
      index[axis] = rest % dimensions[axis]
      rest /= dimensions[axis]
    }
    return index
  }

  package func contains(_ index: Index) -> Bool {
    index.count == rank && zip(index, dimensions).allSatisfy { $0 >= 0 && $0 < $1 }
  }

  /// Every index, in row-major order.
  package var indices: some Sequence<Index> { (0..<count).lazy.map { index(at: $0) } }

  /// The same shape for a batch of `images`: one more dimension in front.
  package func batched(_ images: Int = 1) -> Shape { Shape([images] + dimensions) }
  /// The shape of one image of a batch.
  package var withoutBatch: Shape { Shape(Array(dimensions.dropFirst())) }
}

extension Shape {
  /// No tensor here is meant to be larger: 2³¹ numbers are 8 GiB.
  package static let largestCount = 1 << 31

  /// Whether the numbers of this shape can be counted, and are not absurdly many.
  package var isReasonable: Bool {
    var count = 1
    for length in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow, product <= Shape.largestCount else { return false }
      count = product
    }
    return true
  }

  /// This shape as the output of `operation`, unless it is too large to compute.
  func checked(_ operation: String, from input: Shape) throws(ShapeError) -> Shape {
    guard input.isReasonable else { throw ShapeError("\(operation) cannot take \(input): that is too large") }
    guard isReasonable else { throw ShapeError("\(operation) would make \(self) of \(input): that is too large") }
    return self
  }

  /// That this shape is a batch of maps, `[N, C, H, W]`, none of them empty.
  func checkMaps(_ operation: String) throws(ShapeError) {
    guard rank == 4 else { throw ShapeError("\(operation) wants maps N×C×H×W, not \(self)") }
    guard !dimensions.contains(0) else { throw ShapeError("\(operation) wants maps N×C×H×W, but \(self) is empty") }
  }
}

/// A shape that an operation cannot take. The message names the operation and the shapes.
package struct ShapeError: Error, Equatable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
