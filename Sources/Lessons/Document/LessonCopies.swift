extension Lesson {
  /// Whether `other` is a copy of the same reading, found without looking at the text. While both are held, no other
  /// text can lie where theirs does, and whoever changes one of them makes a storage of its own.
  package func isCopy(of other: Lesson) -> Bool {
    id == other.id && title == other.title && blocks.sharesStorage(with: other.blocks)
      && diagnostics.sharesStorage(with: other.diagnostics)
  }
}

extension Array {
  fileprivate func sharesStorage(with other: [Element]) -> Bool {
    count == other.count
      && withUnsafeBufferPointer { one in other.withUnsafeBufferPointer { one.baseAddress == $0.baseAddress } }
  }
}
