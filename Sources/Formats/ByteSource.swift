/// The bytes of a file, wherever they lie. They stay where they are as long as the source lives.
package protocol ByteSource: AnyObject, Sendable {
  var bytes: UnsafeRawBufferPointer { get }
  /// The bytes in `range` will not be needed soon.
  func discard(_ range: Range<Int>)
}
