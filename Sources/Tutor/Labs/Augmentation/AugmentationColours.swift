import Engine
import TextUI

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The directions in which the colours of the drawn pictures vary: eigenvectors and eigenvalues of the covariance of red,
/// green and blue, `cov = Σ (c − mean)(c − mean)ᵀ / n` over all pixels with values in 0…1.
///
/// Source: Krizhevsky et al. 2012, section 4.1, there over all training pictures.
struct ColourDirections {
  /// Largest first.
  let eigenvalues: [Float]
  /// `vectors[i]` belongs to `eigenvalues[i]`: red, green, blue; its largest part is positive.
  let vectors: [[Float]]

  static let ofSamples = ColourDirections(AugmentationLab.Sample.allCases.map { AugmentationPictures.picture($0) })

  init(_ pictures: [Engine.Picture]) {
    var sums = Array(repeating: 0.0, count: 3)
    var products = Array(repeating: Array(repeating: 0.0, count: 3), count: 3)
    var count = 0.0
    for picture in pictures {
      for pixel in stride(from: 0, to: picture.pixels.count, by: 3) {
        let values = (0..<3).map { Double(picture.pixels[pixel + $0]) / 255 }
        for i in 0..<3 {
          sums[i] += values[i]
          for j in 0..<3 { products[i][j] += values[i] * values[j] }
        }
        count += 1
      }
    }
    let covariance = (0..<3).map { i in (0..<3).map { j in products[i][j] / count - sums[i] * sums[j] / count / count }
    }
    self.init(covariance: covariance)
  }

  /// Jacobi's method: turns the matrix in one plane after the other until nothing stands off its diagonal.
  init(covariance: [[Double]]) {
    var matrix = covariance
    var turned: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    for _ in 0..<24 {
      for (p, q) in [(0, 1), (0, 2), (1, 2)] where abs(matrix[p][q]) > 1e-15 {
        let angle = atan2(2 * matrix[p][q], matrix[q][q] - matrix[p][p]) / 2
        let (cosine, sine) = (cos(angle), sin(angle))
        for k in 0..<3 {
          let (left, right) = (matrix[k][p], matrix[k][q])
          (matrix[k][p], matrix[k][q]) = (cosine * left - sine * right, sine * left + cosine * right)
        }
        for k in 0..<3 {
          let (left, right) = (matrix[p][k], matrix[q][k])
          (matrix[p][k], matrix[q][k]) = (cosine * left - sine * right, sine * left + cosine * right)
          let (one, other) = (turned[k][p], turned[k][q])
          (turned[k][p], turned[k][q]) = (cosine * one - sine * other, sine * one + cosine * other)
        }
      }
    }
    let order = [0, 1, 2].sorted { matrix[$0][$0] > matrix[$1][$1] }
    eigenvalues = order.map { Float(matrix[$0][$0]) }
    vectors = order.map { index in
      let vector = (0..<3).map { Float(turned[$0][index]) }
      let largest = vector.max { abs($0) < abs($1) } ?? 1
      return vector.map { largest < 0 ? -$0 : $0 }
    }
  }

  /// What is added to red, green and blue (0…255): `255 · Σ pᵢ αᵢ λᵢ`.
  func change(_ alphas: [Float]) -> [Float] {
    (0..<3).map { colour in
      255 * (0..<3).reduce(Float(0)) { $0 + vectors[$1][colour] * alphas[$1] * eigenvalues[$1] }
    }
  }
}

/// The drawn pictures at a quarter of the paper's size.
enum AugmentationPictures {
  private static let all: [AugmentationLab.Sample: Engine.Picture] = Dictionary(
    uniqueKeysWithValues: AugmentationLab.Sample.allCases.compactMap { sample in
      Samples.picture(sample.rawValue, size: AugmentationLab.size).map { (sample, $0) }
    })

  static func picture(_ sample: AugmentationLab.Sample) -> Engine.Picture {
    guard let picture = all[sample] else { preconditionFailure("\(sample) is one of the samples") }
    return picture
  }
}

/// One pixel on its way through the augmentation.
struct AugmentedPixel {
  /// Where it comes from in the picture; nil where the shift has left a gap.
  let source: (row: Int, column: Int)?
  /// Red, green, blue, 0…255.
  let before: [Float]
  let lit: [Float]
  /// Before it is cut to 0…255.
  let unclamped: [Float]
  var after: [Int] { unclamped.map { Int(max(0, min(255, $0.rounded()))) } }
}

extension AugmentationLab {
  var original: Engine.Picture { AugmentationPictures.picture(sample) }
  var alphas: [Float] { [alpha1, alpha2, alpha3] }
  var colourChange: [Float] { ColourDirections.ofSamples.change(alphas) }
  var isRecoloured: Bool { brightness != 1 || alphas.contains { $0 != 0 } }

  /// What a shift leaves behind is filled with the middle grey.
  static let gap: Float = 128

  /// The column of the picture that column `column` of the result shows.
  func sourceColumn(_ column: Int) -> Int { x + (isMirrored ? crop - 1 - column : column) - shift }
  func sourceRow(_ row: Int) -> Int { y + row - down }

  func pixel(_ row: Int, _ column: Int) -> AugmentedPixel { pixel(row, column, original, colourChange) }

  private func pixel(_ row: Int, _ column: Int, _ picture: Engine.Picture, _ change: [Float]) -> AugmentedPixel {
    let (from, at) = (sourceRow(row), sourceColumn(column))
    let isInside = (0..<picture.height).contains(from) && (0..<picture.width).contains(at)
    let before: [Float] =
      isInside
      ? (0..<3).map { Float(picture.pixels[3 * (from * picture.width + at) + $0]) }
      : Array(repeating: AugmentationLab.gap, count: 3)
    let lit = before.map { $0 * brightness }
    return AugmentedPixel(
      source: isInside ? (from, at) : nil, before: before, lit: lit,
      unclamped: (0..<3).map { lit[$0] + change[$0] })
  }

  /// The picture as the network gets it, `crop × crop`.
  var result: TextUI.Picture {
    let (picture, change) = (original, colourChange)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * crop * crop)
    for row in 0..<crop {
      for column in 0..<crop {
        let (from, at) = (sourceRow(row), sourceColumn(column))
        let isInside = (0..<picture.height).contains(from) && (0..<picture.width).contains(at)
        for colour in 0..<3 {
          let value = isInside ? Float(picture.pixels[3 * (from * picture.width + at) + colour]) : AugmentationLab.gap
          bytes.append(UInt8(max(0, min(255, (value * brightness + change[colour]).rounded()))))
        }
      }
    }
    return TextUI.Picture(columns: crop, rows: crop, bytes: bytes)
  }
}

/// The four corners and the centre, each also mirrored, through the network for 32×32 pictures.
enum TenCrops {
  static let network: Network = {
    guard let mini = Architecture.named("mini") else { preconditionFailure("mini is one of the named architectures") }
    return Network.standard(mini)
  }()
  private static let kernels = FastKernels(threads: 1)

  /// What decides the answers.
  struct Question: Hashable, Sendable {
    let sample: AugmentationLab.Sample
    let crop: Int
  }

  /// Upper left corners of the five crops: `(x, y)`.
  static func corners(_ lab: AugmentationLab) -> [(x: Int, y: Int)] {
    let (far, middle) = (lab.positions - 1, (lab.positions - 1) / 2)
    return [(0, 0), (far, 0), (middle, middle), (0, far), (far, far)]
  }

  /// Five as they are, then five mirrored.
  static func pictures(of lab: AugmentationLab) -> [Engine.Picture] {
    let crops = corners(lab).map { lab.original.cropped(x: $0.x, y: $0.y, width: lab.crop, height: lab.crop) }
    return crops + crops.map(\.mirrored)
  }

  /// Softmax of each, `[10][classes]`.
  static func votes(of lab: AugmentationLab) -> [[Float]] {
    let side = network.architecture.input[1]
    let data = pictures(of: lab).flatMap {
      Preprocessing.mini.tensor(of: $0.resized(width: side, height: side)).data
    }
    let output = network.output(Tensor([10, 3, side, side], data), kernels: .fast(kernels))
    let classes = output.shape[1]
    return (0..<10).map { Array(output.data[$0 * classes..<($0 + 1) * classes]) }
  }
}

extension Engine.Picture {
  /// Left and right exchanged.
  var mirrored: Engine.Picture {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pixels.count)
    for row in 0..<height {
      for column in (0..<width).reversed() {
        let first = 3 * (row * width + column)
        bytes += pixels[first..<first + 3]
      }
    }
    return Engine.Picture(width: width, height: height, pixels: bytes)
  }

  /// The same as a widget takes it.
  var shown: TextUI.Picture { TextUI.Picture(columns: width, rows: height, bytes: pixels) }
}

extension AugmentationLab {
  /// The mean of the ten answers.
  var meanVote: [Float] {
    guard let classes = votes.first?.count else { return [] }
    return (0..<classes).map { index in votes.reduce(0) { $0 + $1[index] } / Float(votes.count) }
  }
}
