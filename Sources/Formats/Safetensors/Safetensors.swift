import Engine

/// A safetensors file: eight bytes with the length of a header, the header in JSON, then the numbers of all tensors one
/// after the other.
///
/// Whatever the bytes are, what this value says of them has been checked against them: every tensor lies inside the file,
/// has as many bytes as its shape needs, and shares none of them with another.
///
/// Source: github.com/huggingface/safetensors, section "Format".
package struct Safetensors: Sendable {
  /// In the order in which they lie in the file.
  package let entries: [Entry]
  let source: any ByteSource

  package struct Entry: Equatable, Sendable {
    package let name: String
    package let form: NumberForm
    package let shape: Shape
    /// Of the whole file.
    package let bytes: Range<Int>
  }

  /// The types that are read, by the names that the format gives them.
  static let forms: KeyValuePairs<String, NumberForm> = ["F32": .float32, "F16": .float16, "BF16": .bfloat16]

  package init(_ source: any ByteSource) throws(FormatError) {
    let header = try SafetensorsHeader(source.bytes)
    entries = header.entries
    self.source = source
  }

  package subscript(name: String) -> Entry? { entries.first { $0.name == name } }

  // MARK: Numbers

  /// The numbers where they lie; nil where they do not lie as the engine reads them, in float32 at multiples of four bytes.
  package func mapped(_ entry: Entry) -> MappedTensor? {
    guard entry.form == .float32, let start = source.bytes.baseAddress else { return nil }
    let address = start + entry.bytes.lowerBound
    guard Int(bitPattern: address) % MemoryLayout<Float>.alignment == 0 else { return nil }
    return MappedTensor(entry.shape, start: address.assumingMemoryBound(to: Float.self), owner: source)
  }

  /// The numbers in memory of their own.
  package func tensor(_ entry: Entry) -> Tensor {
    let count = entry.shape.count
    let numbers = [Float](unsafeUninitializedCapacity: count) { target, initialized in
      initialized = count
      guard let target = target.baseAddress else { return }
      // Pages that have been read are given back at once: the file and the copy are never in memory together.
      for first in stride(from: 0, to: count, by: Safetensors.copiedAtOnce) {
        let size = entry.form.size
        let start = entry.bytes.lowerBound + first * size
        let range = start..<start + min(Safetensors.copiedAtOnce, count - first) * size
        entry.form.read(UnsafeRawBufferPointer(rebasing: source.bytes[range]), into: target + first)
        source.discard(range)
      }
    }
    return Tensor(entry.shape, numbers)
  }

  private static let copiedAtOnce = 1 << 20
}
