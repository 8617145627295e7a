#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The 96 kernels of conv1 as we drew them, in the manner that the paper reports for the learned ones: the first tower
/// has grey edges and gratings in many directions, the second colours. Every kernel is a profile over the 11×11 cells
/// times one colour:
///
///     weight[o, c, i, j] = scale · profile(i, j) · colour[c]
///
/// The profiles are Gabor functions and Gaussian spots. `scale` makes the root mean square of the kernel's output 1 on a
/// standardised picture whose pixels resemble their neighbours the less the farther off they are (``ImageModel``).
///
/// Source: Krizhevsky et al. 2012, section 6.1 and figure 3.
package enum DrawnKernels {
  package static let shape: Shape = [96, 3, 11, 11]

  package static let weight = Tensor(shape, (grey + coloured).flatMap(\.numbers))

  /// Three rows of sixteen: edges all round, wide gratings, narrow gratings. Neighbours are a quarter wave apart.
  private static var grey: [DrawnKernel] {
    (0..<48).map { number in
      let (row, place) = (number / 16, number % 16)
      let quarter = place % 2 == 0 ? 0 : Double.pi / 2
      let profile: Profile =
        switch row {
        case 0: Gabor(direction: turn * Double(place) / 16, wavelength: 13, phase: .pi / 2, spread: 3.2)
        case 1:
          Gabor(
            direction: turn * Double(place) / 32, wavelength: 6.4 - Double(place % 4) * 0.5, phase: quarter, spread: 2.9
          )
        default:
          Gabor(
            direction: turn * Double(place) / 32, wavelength: 3.9 - Double(place % 4) * 0.35, phase: quarter,
            spread: 2.5)
        }
      return DrawnKernel(profile, colour: [1, 1, 1])
    }
  }

  /// Three rows of sixteen: spots in every hue, plain and with a rim of the opposite hue; colour edges; colour gratings.
  private static var coloured: [DrawnKernel] {
    (0..<48).map { number in
      let (row, place) = (number / 16, number % 16)
      let profile: Profile =
        switch row {
        case 0: Spot(spread: place % 2 == 0 ? 3.0 : 1.9, rim: place % 2 == 0 ? 0 : 1)
        case 1: Gabor(direction: turn * Double(place) / 16, wavelength: 15, phase: .pi / 2, spread: 3.6)
        default:
          Gabor(direction: turn * Double(place) / 32, wavelength: 7.5 - Double(place % 4) * 0.6, phase: 0, spread: 3.0)
        }
      let hue = turn * (row == 0 ? Double(place / 2) / 8 : Double(place * 5) / 32)
      return DrawnKernel(profile, colour: opponent(hue))
    }
  }

  /// A colour without brightness: its three numbers add up to zero. The hues go round through red, green and blue.
  private static func opponent(_ hue: Double) -> [Double] {
    (0..<3).map { cos(hue - turn * Double($0) / 3) }
  }

  private static let turn = 2 * Double.pi
}

/// A number for every cell of a kernel; (0, 0) is its centre, y points down.
private protocol Profile {
  func callAsFunction(x: Double, y: Double) -> Double
  /// Whether the cells shall add up to zero, so that an even area gives no answer.
  var isBalanced: Bool { get }
}

/// A wave under a bell: `exp(−r²/2σ²) · cos(2π·u/λ − φ)` with u along `direction`; φ = π/2 makes an edge.
private struct Gabor: Profile {
  var direction: Double
  var wavelength: Double
  var phase: Double
  var spread: Double
  var isBalanced: Bool { true }

  func callAsFunction(x: Double, y: Double) -> Double {
    let along = x * cos(direction) + y * sin(direction)
    return exp(-(x * x + y * y) / (2 * spread * spread)) * cos(2 * .pi * along / wavelength - phase)
  }
}

/// A bell, or with `rim` a bell less a wider one of the same weight: a spot on its opposite.
private struct Spot: Profile {
  var spread: Double
  var rim: Double
  var isBalanced: Bool { rim > 0 }

  func callAsFunction(x: Double, y: Double) -> Double {
    let square = (x * x + y * y) / (2 * spread * spread)
    return exp(-square) - rim * exp(-square / 4) / 4
  }
}

private struct DrawnKernel {
  /// `[C, Y, X]`.
  let numbers: [Float]

  init(_ profile: Profile, colour: [Double]) {
    let side = DrawnKernels.shape[3]
    let centre = Double(side - 1) / 2
    var cells = (0..<side * side).map { profile(x: Double($0 % side) - centre, y: Double($0 / side) - centre) }
    if profile.isBalanced {
      let mean = cells.reduce(0, +) / Double(cells.count)
      cells = cells.map { $0 - mean }
    }
    let scale = 1 / (ImageModel.power(of: cells, side: side) * ImageModel.power(ofColour: colour)).squareRoot()
    numbers = colour.flatMap { share in cells.map { Float(scale * share * $0) } }
  }
}

/// What the pixels of a standardised picture are on average: of variance 1, alike among neighbours and among colours.
private enum ImageModel {
  /// Pixels after which likeness has fallen to 1/e.
  static let range = 12.0
  /// Likeness of the red, green and blue of one pixel.
  static let colourLikeness = 0.85

  /// Variance of the sum of pixels weighted with `cells`: Σ cells[a]·cells[b]·exp(−distance(a, b)/range).
  static func power(of cells: [Double], side: Int) -> Double {
    let likeness = (0..<side * side).map {
      exp(-Double(($0 % side) * ($0 % side) + ($0 / side) * ($0 / side)).squareRoot() / range)
    }
    var power = 0.0
    for (a, first) in cells.enumerated() {
      for (b, second) in cells.enumerated() {
        power += first * second * likeness[abs(a / side - b / side) * side + abs(a % side - b % side)]
      }
    }
    return power
  }

  /// The same for the three colours of one pixel.
  static func power(ofColour colour: [Double]) -> Double {
    let (sum, squares) = (colour.reduce(0, +), colour.reduce(0) { $0 + $1 * $1 })
    return colourLikeness * sum * sum + (1 - colourLikeness) * squares
  }
}
