import Engine
import Formats
import Foundation
import Tutor

/// A network whose weights are in a file that the learner named.
struct WeightsFile: Sendable {
  let network: Network
  private let path: String
  private let file: MappedFile
  private let bytes: [Int: [Range<Int>]]
  private let language: Language

  /// Opens the file and finds every tensor; its numbers are not looked at yet.
  init(_ path: String, for architecture: Architecture, _ language: Language) throws(Refusal) {
    let mended = language(
      "\(path) was cut off while it was read; get the file again", "读取 \(path) 时它被截短了；请重新获取文件")
    let file: MappedFile
    do { file = try MappedFile(path, ifCutOff: mended) } catch { throw FileAccess(language).refusal(error, path) }
    do {
      let tensors = try Safetensors(file)
      network = try tensors.network(architecture, named: URL(fileURLWithPath: path).lastPathComponent)
      bytes = tensors.bytes(of: architecture)
    } catch { throw Refusal(path, error, language) }
    (self.path, self.file, self.language) = (path, file, language)
  }

  /// That every weight is a finite number. This reads the whole file, and gives the memory for it back.
  func checkNumbers() throws(Refusal) {
    defer { file.discard(0..<file.bytes.count) }
    do { try network.checkNumbers(FastKernels(threads: 2)) } catch { throw Refusal(path, error, language) }
  }

  /// Gives the memory with the weights of a layer back; should they be needed again, they are read again.
  func release(layer: Int) {
    for range in bytes[layer] ?? [] { file.discard(range) }
  }

  /// That the file is still the one that was opened.
  func checkUnchanged() throws(Refusal) {
    guard !file.isUnchanged else { return }
    throw Refusal(
      language("\(path) was changed while it was in use; start again", "\(path) 在使用中被修改了；请重新开始"))
  }
}

extension FileAccess {
  fileprivate func refusal(_ trouble: MappedFile.Trouble, _ path: String) -> Refusal {
    switch trouble {
    case .system(let reason): cannotRead(path, reason)
    case .notAFile:
      Refusal(
        language(
          "cannot read \(path): weights are read where they lie; name a file on a disk",
          "无法读取 \(path)：权重是就地读取的；请给出磁盘上的文件"))
    }
  }
}
