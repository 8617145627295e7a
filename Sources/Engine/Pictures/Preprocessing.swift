/// How a picture becomes the numbers that a network reads.
package struct Preprocessing: Equatable, Sendable {
  /// The shorter side after resizing, and the side of the square cut from the middle.
  package var shorterSide: Int
  package var crop: Int
  /// One channel, 0.299 R + 0.587 G + 0.114 B, instead of three.
  package var isGrey: Bool
  /// What a pixel value is divided by before anything else: 255, or 1 for the paper's 0..255.
  package var range: Float
  /// Per channel, subtracted and then divided by.
  package var mean: [Float]
  package var deviation: [Float]

  /// The means and deviations of the ImageNet training pictures, of pixel values in 0...1.
  package static func imageNet(crop: Int) -> Preprocessing {
    Preprocessing(
      shorterSide: 256, crop: crop, isGrey: false, range: 255, mean: [0.485, 0.456, 0.406],
      deviation: [0.229, 0.224, 0.225])
  }

  /// As in the paper (section 2): pixel values in 0...255 minus the mean over the training pictures.
  package static func raw(crop: Int) -> Preprocessing {
    Preprocessing(
      shorterSide: 256, crop: crop, isGrey: false, range: 1, mean: [123.68, 116.78, 103.94], deviation: [1, 1, 1])
  }

  package static let lenet5 = Preprocessing(
    shorterSide: 32, crop: 32, isGrey: true, range: 255, mean: [0.1307], deviation: [0.3081])
  package static let mini = Preprocessing(
    shorterSide: 32, crop: 32, isGrey: false, range: 255, mean: [0.5, 0.5, 0.5], deviation: [1, 1, 1])

  /// The preprocessing that belongs to a network, or nil for a name that is none.
  package static func standard(for network: String) -> Preprocessing? {
    switch network {
    case "paper", "single-tower": imageNet(crop: 227)
    case "torchvision": imageNet(crop: 224)
    case "lenet-5": lenet5
    case "mini": mini
    default: nil
    }
  }

  /// The part of the picture that the network sees, in its size.
  package func cut(_ picture: Picture) -> Picture { picture.resized(shorterSide: shorterSide, crop: crop) }

  /// The numbers of a picture that has been cut: `[1, C, crop, crop]`, (value / range − mean) / deviation.
  package func tensor(of cut: Picture) -> Tensor {
    let channels = mean.count
    let area = cut.width * cut.height
    var data = [Float](repeating: 0, count: channels * area)
    for channel in 0..<channels {
      let (mean, deviation) = (mean[channel], deviation[channel])
      for position in 0..<area {
        let value = isGrey ? grey(cut.pixels, 3 * position) : Float(cut.pixels[3 * position + channel])
        data[channel * area + position] = (value / range - mean) / deviation
      }
    }
    return Tensor([1, channels, cut.height, cut.width], data)
  }

  private func grey(_ pixels: [UInt8], _ first: Int) -> Float {
    0.299 * Float(pixels[first]) + 0.587 * Float(pixels[first + 1]) + 0.114 * Float(pixels[first + 2])
  }
}
