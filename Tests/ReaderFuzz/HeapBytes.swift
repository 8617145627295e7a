import Formats

/// Bytes in memory of exactly their size, so that a tool which watches memory sees the first read beyond them.
package final class HeapBytes: ByteSource {
  nonisolated(unsafe) package let bytes: UnsafeRawBufferPointer

  package init(_ bytes: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    memory.copyBytes(from: bytes)
    self.bytes = UnsafeRawBufferPointer(memory)
  }

  deinit { bytes.deallocate() }

  package func discard(_ range: Range<Int>) {}
}
