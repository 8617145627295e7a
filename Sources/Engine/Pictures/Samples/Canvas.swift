#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A point of a drawing: (0, 0) is the top left corner and (1, 1) the bottom right one, whatever the size in pixels.
typealias Point = SIMD2<Float>

/// Red, green, blue in 0...1.
typealias Colour = SIMD3<Float>

/// A square drawing of antialiased shapes, painted one over the other.
///
/// The edge of a shape is one pixel wide. A paint gives the colour at a point.
struct Canvas {
  typealias Paint = (Point) -> Colour

  let size: Int
  private var colours: [Colour]

  init(size: Int, _ paint: Paint) {
    self.size = size
    colours = []
    colours.reserveCapacity(size * size)
    for y in 0..<size {
      for x in 0..<size { colours.append(paint(Canvas.centre(x, y, size))) }
    }
  }

  private static func centre(_ x: Int, _ y: Int, _ size: Int) -> Point {
    Point(Float(x) + 0.5, Float(y) + 0.5) / Float(size)
  }

  /// Paints the inside of `outline`.
  mutating func fill(_ outline: Outline, opacity: Float = 1, softness: Float = 0, _ paint: Paint) {
    let edge = max(1 / Float(size), softness)
    let columns = cells(outline.low.x - edge, outline.high.x + edge)
    for y in cells(outline.low.y - edge, outline.high.y + edge) {
      for x in columns {
        let point = Canvas.centre(x, y, size)
        let cover = min(1, max(0, 0.5 - outline.distance(point) / edge)) * opacity
        if cover > 0 { colours[y * size + x] += (paint(point) - colours[y * size + x]) * cover }
      }
    }
  }

  /// The cells of a row or a column between two places.
  private func cells(_ low: Float, _ high: Float) -> Range<Int> {
    let first = Int(min(Float(size), max(0, low * Float(size) - 1)))
    return first..<max(first, Int(min(Float(size), max(0, high * Float(size) + 2))))
  }

  mutating func fill(_ outline: Outline, _ colour: Colour, opacity: Float = 1, softness: Float = 0) {
    fill(outline, opacity: opacity, softness: softness) { _ in colour }
  }

  var picture: Picture {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * size * size)
    for colour in colours {
      for channel in 0..<3 { bytes.append(UInt8(min(255, max(0, (colour[channel] * 255).rounded())))) }
    }
    return Picture(width: size, height: size, pixels: bytes)
  }
}

// MARK: Outlines

/// A shape: the signed distance of a point to its edge, negative inside, and a rectangle beyond which nothing of it lies.
struct Outline {
  var low = Point(-1, -1)
  var high = Point(2, 2)
  let distance: (Point) -> Float
}

func length(_ vector: Point) -> Float { (vector * vector).sum().squareRoot() }

func disc(_ centre: Point, _ radius: Float) -> Outline {
  Outline(low: centre - radius, high: centre + radius) { length($0 - centre) - radius }
}

func ring(_ centre: Point, _ radius: Float, _ width: Float) -> Outline {
  let reach = radius + width / 2
  return Outline(low: centre - reach, high: centre + reach) { abs(length($0 - centre) - radius) - width / 2 }
}

/// Distances are exact on the axes and close to right beside the edge, which is all that antialiasing needs.
func ellipse(_ centre: Point, _ radii: Point, turned angle: Float = 0) -> Outline {
  let (cosine, sine) = (cosf(angle), sinf(angle))
  let reach = max(radii.x, radii.y)
  return Outline(low: centre - reach, high: centre + reach) { point in
    let d = point - centre
    let local = Point(d.x * cosine + d.y * sine, d.y * cosine - d.x * sine)
    let inner = length(local / radii)
    return inner == 0 ? -min(radii.x, radii.y) : inner * (inner - 1) / max(1e-6, length(local / (radii * radii)))
  }
}

/// A line with round ends.
func stroke(_ from: Point, _ to: Point, _ width: Float) -> Outline {
  Outline(low: pointwiseMin(from, to) - width / 2, high: pointwiseMax(from, to) + width / 2) {
    distance($0, from, to) - width / 2
  }
}

/// The distance of a point to a line between two others.
private func distance(_ point: Point, _ from: Point, _ to: Point) -> Float {
  let along = to - from
  let square = max(1e-9, (along * along).sum())
  let share = min(1, max(0, ((point - from) * along).sum() / square))
  return length(point - from - along * share)
}

/// The inside of a polygon whose corners are given in order.
func polygon(_ corners: [Point]) -> Outline {
  let last = corners[corners.count - 1]
  let (low, high) = (corners.reduce(last, pointwiseMin), corners.reduce(last, pointwiseMax))
  return Outline(low: low, high: high) { point in
    var nearest = Float.infinity
    var isInside = false
    var previous = last
    for corner in corners {
      nearest = min(nearest, distance(point, previous, corner))
      if (corner.y > point.y) != (previous.y > point.y) {
        let crossing = (previous.x - corner.x) * (point.y - corner.y) / (previous.y - corner.y) + corner.x
        if point.x < crossing { isInside.toggle() }
      }
      previous = corner
    }
    return isInside ? -nearest : nearest
  }
}

func rectangle(_ low: Point, _ high: Point) -> Outline {
  Outline(low: low, high: high) { max(max(low.x - $0.x, $0.x - high.x), max(low.y - $0.y, $0.y - high.y)) }
}

/// Everything below a curve.
func below(_ curve: @escaping (Float) -> Float) -> Outline { Outline { curve($0.x) - $0.y } }

func both(_ first: Outline, _ second: Outline) -> Outline {
  Outline(low: pointwiseMax(first.low, second.low), high: pointwiseMin(first.high, second.high)) {
    max(first.distance($0), second.distance($0))
  }
}

// MARK: Paints

func mix(_ from: Colour, _ to: Colour, _ share: Float) -> Colour { from + (to - from) * min(1, max(0, share)) }

/// `0xRRGGBB`.
func colour(_ code: UInt32) -> Colour {
  Colour(Float(code >> 16 & 255), Float(code >> 8 & 255), Float(code & 255)) / 255
}

/// A colour of the rainbow: hue in turns.
func rainbow(_ hue: Float, lightness: Float = 0.5) -> Colour {
  let phases = Colour(0, 1.0 / 3, 2.0 / 3)
  var result = Colour()
  for channel in 0..<3 { result[channel] = lightness + 0.45 * cosf(2 * .pi * (hue - phases[channel])) }
  return result
}

/// Smooth noise in −1...1 with cells of the size 1.
func noise(_ point: Point, _ seed: UInt64 = 0) -> Float {
  let (column, row) = (point.x.rounded(.down), point.y.rounded(.down))
  var share = point - Point(column, row)
  share = share * share * (3 - 2 * share)
  func corner(_ x: Float, _ y: Float) -> Float {
    let (x, y) = (UInt64(bitPattern: Int64(column + x)), UInt64(bitPattern: Int64(row + y)))
    return SeededTensor.uniform(seed &* 0x1_0000_0000 &+ y &* 65_537 &+ x)
  }
  let top = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * share.x
  let bottom = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * share.x
  return top + (bottom - top) * share.y
}
