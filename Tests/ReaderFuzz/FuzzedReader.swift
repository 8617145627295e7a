import Engine
import Formats

/// A reader of files, with whole files to damage.
package enum FuzzedReader: String, CaseIterable, Sendable {
  /// Arrays of float32 and of int64.
  case npy
  /// A safetensors file in memory of exactly its size: header, then every number.
  case safetensors
  /// The same from a file on disk, mapped as the program does it.
  case mappedSafetensors
  /// The weights of a small network from a safetensors file.
  case network
  case png, jpeg

  /// Reads `bytes`, whatever they are.
  ///
  /// - Parameter path: a file that holds them.
  /// - Returns: whether they were accepted.
  package func reads(_ bytes: [UInt8], at path: String) -> Bool {
    switch self {
    case .npy:
      let tensor = try? Npy.tensor(bytes)
      let integers = try? Npy.integers(bytes)
      return tensor != nil || integers != nil
    case .safetensors: return readsTensors(HeapBytes(bytes))
    case .mappedSafetensors:
      guard let file = try? MappedFile(path, ifCutOff: "the file was cut off") else { return false }
      return readsTensors(file) && file.isUnchanged
    case .network:
      guard let file = try? Safetensors(HeapBytes(bytes)), let lenet = Architecture.named("lenet-5"),
        let network = try? file.network(lenet, named: "fuzz"), (try? network.checkNumbers(FuzzedReader.kernels)) != nil
      else { return false }
      return true
    case .png, .jpeg:
      // What is decoded is what costs time; the program's own limit is a hundred times this.
      return (try? PictureBytes.picture(bytes, mostPixels: 1_000_000)) != nil
    }
  }

  private static let kernels = FastKernels(level: .baseline, threads: 1)

  /// Every number is looked at, copied and where it lies.
  private func readsTensors(_ source: any ByteSource) -> Bool {
    guard let file = try? Safetensors(source) else { return false }
    for entry in file.entries {
      let copied = file.tensor(entry)
      precondition(copied.shape == entry.shape)
      guard let mapped = file.mapped(entry) else { continue }
      let isSame = mapped.withNumbers { zip($0, copied.data).allSatisfy { $0.bitPattern == $1.bitPattern } }
      precondition(isSame, "mapped and copied numbers differ")
    }
    return true
  }

  /// Whole files that are accepted.
  package var seeds: [[UInt8]] { mutation.seeds }

  var mutation: ByteMutation {
    switch self {
    case .npy: ByteMutation(seeds: FuzzSeeds.npy, words: FuzzSeeds.npyWords, headLength: 136)
    case .safetensors, .mappedSafetensors:
      ByteMutation(seeds: FuzzSeeds.safetensors, words: FuzzSeeds.safetensorsWords, headLength: 300)
    case .network: ByteMutation(seeds: FuzzSeeds.networks, words: FuzzSeeds.safetensorsWords, headLength: 900)
    case .png: ByteMutation(seeds: PictureSeeds.png, words: FuzzSeeds.pngWords, headLength: 64)
    case .jpeg: ByteMutation(seeds: PictureSeeds.jpeg, words: FuzzSeeds.jpegWords, headLength: 700)
    }
  }
}
