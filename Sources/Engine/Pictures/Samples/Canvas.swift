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
/// A shape is a function that gives the signed distance of a point to its edge, negative inside; the edge is one pixel
/// wide. A paint gives the colour at a point.
struct Canvas {
  typealias Outline = (Point) -> Float
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

  /// Paints the inside of `outline`, within `bounds` if the shape has any.
  mutating func fill(
    _ outline: Outline, within bounds: (low: Point, high: Point) = (Point(0, 0), Point(1, 1)), opacity: Float = 1,
    softness: Float = 0, _ paint: Paint
  ) {
    let (low, high) = (bounds.low * Float(size), bounds.high * Float(size))
    let columns = max(0, Int(low.x) - 1)..<min(size, max(1, Int(high.x) + 2))
    let edge = max(1 / Float(size), softness)
    for y in max(0, Int(low.y) - 1)..<min(size, max(1, Int(high.y) + 2)) {
      for x in columns {
        let point = Canvas.centre(x, y, size)
        let cover = min(1, max(0, 0.5 - outline(point) / edge)) * opacity
        if cover > 0 { colours[y * size + x] += (paint(point) - colours[y * size + x]) * cover }
      }
    }
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

func length(_ vector: Point) -> Float { (vector * vector).sum().squareRoot() }

func disc(_ centre: Point, _ radius: Float) -> Canvas.Outline { { length($0 - centre) - radius } }

/// Distances are exact on the axes and close to right beside the edge, which is all that antialiasing needs.
func ellipse(_ centre: Point, _ radii: Point, turned angle: Float = 0) -> Canvas.Outline {
  let (cosine, sine) = (cosf(angle), sinf(angle))
  return { point in
    let d = point - centre
    let local = Point(d.x * cosine + d.y * sine, d.y * cosine - d.x * sine)
    let inner = length(local / radii)
    return inner == 0 ? -min(radii.x, radii.y) : inner * (inner - 1) / max(1e-6, length(local / (radii * radii)))
  }
}

/// A line with round ends.
func stroke(_ from: Point, _ to: Point, _ width: Float) -> Canvas.Outline {
  let along = to - from
  let square = max(1e-9, (along * along).sum())
  return { point in
    let share = min(1, max(0, ((point - from) * along).sum() / square))
    return length(point - from - along * share) - width / 2
  }
}

/// The inside of a polygon whose corners are given in order.
func polygon(_ corners: [Point]) -> Canvas.Outline {
  { point in
    var nearest = Float.infinity
    var isInside = false
    var previous = corners[corners.count - 1]
    for corner in corners {
      nearest = min(nearest, stroke(previous, corner, 0)(point))
      if (corner.y > point.y) != (previous.y > point.y) {
        let crossing = (previous.x - corner.x) * (point.y - corner.y) / (previous.y - corner.y) + corner.x
        if point.x < crossing { isInside.toggle() }
      }
      previous = corner
    }
    return isInside ? -nearest : nearest
  }
}

func rectangle(_ low: Point, _ high: Point) -> Canvas.Outline {
  { max(max(low.x - $0.x, $0.x - high.x), max(low.y - $0.y, $0.y - high.y)) }
}

/// Everything below a curve.
func below(_ curve: @escaping (Float) -> Float) -> Canvas.Outline { { curve($0.x) - $0.y } }

func both(_ first: @escaping Canvas.Outline, _ second: @escaping Canvas.Outline) -> Canvas.Outline {
  { max(first($0), second($0)) }
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
