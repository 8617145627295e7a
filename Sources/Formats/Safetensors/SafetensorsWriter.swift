import Engine

extension Safetensors {
  /// The file with all parameters of `network` under our names. Generated weights are made as they are written.
  ///
  /// - Parameter write: takes the file's bytes, one piece after the other.
  package static func write<Failure>(
    _ network: Network, _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let tensors = network.architecture.parameterTensors
    var header = Array(head(network, tensors).utf8)
    // The numbers begin at a multiple of eight bytes.
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    let length = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) }
    try write(length + header)
    for tensor in tensors {
      let own = network.parameters[tensor.layer]
      guard let numbers = tensor.isWeight ? own.weight : own.bias.map(Weight.stored) else { continue }
      for first in stride(from: 0, to: tensor.shape.count, by: writtenAtOnce) {
        let range = first..<min(first + writtenAtOnce, tensor.shape.count)
        let bits = numbers.values(range).map(\.bitPattern.littleEndian)
        try write(bits.withUnsafeBytes { Array($0) })
      }
    }
  }

  /// The same in memory, for a network that is not large.
  package static func bytes(_ network: Network) -> [UInt8] {
    var bytes: [UInt8] = []
    write(network) { bytes.append(contentsOf: $0) }
    return bytes
  }

  private static let writtenAtOnce = 1 << 18

  /// Names of networks and layers are plain words that need no escapes in JSON.
  private static func head(_ network: Network, _ tensors: [ParameterTensor]) -> String {
    var end = 0
    var entries = [#""__metadata__":{"network":"\#(network.architecture.name)"}"#]
    for tensor in tensors {
      let start = end
      end += 4 * tensor.shape.count
      let shape = tensor.shape.dimensions.map(String.init).joined(separator: ",")
      entries.append(#""\#(tensor.name)":{"dtype":"F32","shape":[\#(shape)],"data_offsets":[\#(start),\#(end)]}"#)
    }
    return "{" + entries.joined(separator: ",") + "}"
  }
}
