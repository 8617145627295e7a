import ArgumentParser
import Engine
import Formats
import Tutor

/// How a picture's values become numbers.
enum PreprocessMode: String, ExpressibleByArgument, CaseIterable { case standard, raw }

/// A picture that was asked for, cut to the size of a network and as the network reads it.
struct PictureChoice {
  let name: String
  /// Nil where the numbers came ready.
  let picture: Picture?
  let tensor: Tensor

  /// The picture in the file `path`; the name of one of the drawn pictures stands for that picture, where there is no such
  /// file. Without a path it is the first of them.
  init(_ path: String?, for architecture: Architecture, _ mode: PreprocessMode, _ language: Language) throws(Refusal) {
    let preprocessing = Self.preprocessing(architecture, mode)
    if let path, !Samples.names.contains(path) || FileAccess.exists(path) {
      let cut = preprocessing.cut(try PictureFile.read(path, language))
      self.init(name: path, picture: cut, tensor: preprocessing.tensor(of: cut))
      return
    }
    let name = path ?? Samples.names[0]
    guard let drawn = Samples.picture(name, size: preprocessing.crop) else {
      throw Refusal(language("there is no picture \(name)", "没有图片 \(name)"))
    }
    self.init(name: name, picture: drawn, tensor: preprocessing.tensor(of: drawn))
  }

  /// A ready array, `[C, H, W]` or `[1, C, H, W]`.
  init(array path: String, for architecture: Architecture, _ language: Language) throws(Refusal) {
    let tensor = try FileAccess(language).tensor(path)
    let expected = architecture.input
    guard tensor.shape == expected || tensor.shape == expected.batched() else {
      throw Refusal(
        language(
          "\(path) has the shape \(tensor.shape); \(architecture.name) takes \(expected) or \(expected.batched())",
          "\(path) 的形状是 \(tensor.shape)；\(architecture.name) 需要 \(expected) 或 \(expected.batched())"))
    }
    self.init(name: path, picture: nil, tensor: tensor.reshaped(expected.batched()))
  }

  private init(name: String, picture: Picture?, tensor: Tensor) {
    (self.name, self.picture, self.tensor) = (name, picture, tensor)
  }

  private static func preprocessing(_ architecture: Architecture, _ mode: PreprocessMode) -> Preprocessing {
    let own = Preprocessing.standard(for: architecture.name) ?? .imageNet(crop: architecture.input[1])
    return mode == .raw && own.shorterSide == 256 ? .raw(crop: own.crop) : own
  }
}

extension FileAccess {
  /// The tensor in a `.npy` file of float32.
  func tensor(_ path: String) throws(Refusal) -> Tensor {
    let bytes = try read(path)
    do { return try Npy.tensor(bytes) } catch { throw Refusal(path, error, language) }
  }

  /// The whole numbers in a `.npy` file of int64.
  func integers(_ path: String) throws(Refusal) -> (shape: Shape, values: [Int]) {
    let bytes = try read(path)
    do { return try Npy.integers(bytes) } catch { throw Refusal(path, error, language) }
  }
}
