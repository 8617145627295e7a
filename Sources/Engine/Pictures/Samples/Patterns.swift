#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the first layer looks for, laid out like a test chart: lines at all angles, gratings from coarse to fine, a
/// checkerboard, dots, smooth changes of colour.
func drawPatterns(size: Int) -> Picture {
  var canvas = Canvas(size: size) { point in
    switch (point.x < 0.5, point.y < 0.5) {
    case (true, true): fan(point)
    case (false, true): gratings(point)
    case (true, false): colour(0xF3EAD3)
    case (false, false): checks(point)
    }
  }
  drawDots(&canvas)
  let frame: Float = 0.016
  for cut: Float in [0, 0.5, 1] {
    canvas.fill(rectangle(Point(cut - frame / 2, 0), Point(cut + frame / 2, 1)), colour(0x14213D))
    canvas.fill(rectangle(Point(0, cut - frame / 2), Point(1, cut + frame / 2)), colour(0x14213D))
  }
  drawWheel(&canvas)
  return canvas.picture
}

/// Rays from one centre: an edge at every angle.
private func fan(_ point: Point) -> Colour {
  let d = point - Point(0.25, 0.25)
  let radius = length(d)
  let angle = atan2f(d.y, d.x)
  let wave = sinf(angle * 8)
  let sharp = min(1, max(-1, wave * radius * 28))
  return mix(colour(0x10131A), colour(0xF7F7F2), 0.5 + 0.5 * sharp * min(1, radius * 12))
}

/// Three strips: upright, slanted and crossed waves, each finer towards the right or the bottom.
private func gratings(_ point: Point) -> Colour {
  let (x, y) = ((point.x - 0.5) * 2, point.y * 2)
  if y < 0.34 {
    let wave = sinf(2 * .pi * (1.5 * x + 3.5 * x * x))
    return mix(colour(0x111827), colour(0xFDE68A), 0.5 + 0.5 * wave)
  }
  if y < 0.67 {
    let isLeft = x < 0.5
    let wave = sinf(2 * .pi * 4.5 * (isLeft ? x + y : x - y))
    return mix(colour(isLeft ? 0x0F4C5C : 0x9A031E), colour(isLeft ? 0x9BE3DE : 0xFFD6BA), 0.5 + 0.5 * wave)
  }
  let wave = sinf(2 * .pi * 5 * x) * sinf(2 * .pi * 5 * y)
  return mix(colour(0x2B1055), colour(0xD8B4FE), 0.5 + 0.5 * wave)
}

/// A checkerboard in which the colours change from corner to corner.
private func checks(_ point: Point) -> Colour {
  let (x, y) = ((point.x - 0.5) * 2, (point.y - 0.5) * 2)
  let bend = 0.035 * sinf(y * 6)
  let product = sinf(.pi * 4 * (x + bend)) * sinf(.pi * 4 * (y - bend))
  let share = 0.5 + 0.5 * min(1, max(-1, product * 12))
  let dark = mix(colour(0x0B3954), colour(0x5A189A), (x + y) / 2)
  let light = mix(colour(0xFFE66D), colour(0xFF9F80), (x + y) / 2)
  return mix(dark, light, share)
}

/// Rows of dots that grow to the right and run through the rainbow from top to bottom.
private func drawDots(_ canvas: inout Canvas) {
  for row in 0..<5 {
    for column in 0..<5 {
      let centre = Point(0.056 + 0.094 * Float(column), 0.56 + 0.094 * Float(row))
      let radius = 0.014 + 0.0065 * Float(column)
      let hue = (Float(row) * 5 + Float(column)) / 25
      canvas.fill(disc(centre, radius)) { _ in
        rainbow(hue, lightness: 0.48)
      }
    }
  }
}

/// In the middle, all colours around a white centre.
private func drawWheel(_ canvas: inout Canvas) {
  let centre = Point(0.5, 0.5)
  canvas.fill(disc(centre, 0.158), colour(0x14213D))
  canvas.fill(disc(centre, 0.142)) { point in
    let d = point - centre
    let hue = atan2f(d.y, d.x) / (2 * .pi)
    return mix(colour(0xFFFFFF), rainbow(hue, lightness: 0.52), length(d) / 0.1)
  }
}
