import CKernels
import Synchronization

extension FastKernels {
  /// Position of the first number that is infinite or NaN, if there is one. All threads look.
  package func firstNotFinite(_ numbers: UnsafeBufferPointer<Float>) -> Int? {
    guard let start = numbers.baseAddress else { return nil }
    let source = Pointer(start)
    let part = 1 << 20
    let found = Atomic(Int.max)
    team.run((numbers.count + part - 1) / part) { task in
      let first = task * part
      let count = min(part, numbers.count - first)
      let position = Int(ck_first_not_finite(source.start + first, count))
      if position < count { found.min(first + position, ordering: .relaxed) }
    }
    // The team has ended its tasks, which orders what they wrote before this.
    let position = found.load(ordering: .relaxed)
    return position == .max ? nil : position
  }
}

extension Network {
  /// The first parameter that is infinite or NaN, if there is one: its tensor, its place there, its value.
  package func firstNotFinite(_ kernels: FastKernels) -> (tensor: ParameterTensor, at: Index, value: Float)? {
    for tensor in architecture.parameterTensors {
      let own = parameters[tensor.layer]
      let found =
        tensor.isWeight
        ? own.weight?.firstNotFinite(kernels) : own.bias.flatMap { Weight.stored($0).firstNotFinite(kernels) }
      if let (position, value) = found { return (tensor, tensor.shape.index(at: position), value) }
    }
    return nil
  }
}

extension Weight {
  fileprivate func firstNotFinite(_ kernels: FastKernels) -> (position: Int, value: Float)? {
    if case .generated = self { return nil }
    return withNumbers { numbers in kernels.firstNotFinite(numbers).map { ($0, numbers[$0]) } }
  }
}
