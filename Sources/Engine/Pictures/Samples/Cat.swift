#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One clear object on a quiet ground: the face of a tabby cat.
func drawCat(size: Int) -> Picture {
  var canvas = Canvas(size: size) { point in
    let light = expf(-powf(length(point - Point(0.3, 0.2)), 2) * 2)
    let weave = 0.012 * noise(point * Point(90, 12), 41)
    return mix(colour(0x12595C), colour(0x4FA8A0), light) + Colour(repeating: weave)
  }
  let head = ellipse(Point(0.5, 0.56), Point(0.33, 0.28))
  drawBody(&canvas)
  drawEar(&canvas, mirrored: false)
  drawEar(&canvas, mirrored: true)
  drawHead(&canvas, head)
  drawEye(&canvas, Point(0.36, 0.51))
  drawEye(&canvas, Point(0.64, 0.51))
  drawMuzzle(&canvas)
  return canvas.picture
}

private let fur = colour(0xE8943A)
private let dark = colour(0x8A4516)
private let cream = colour(0xFFEBCB)

/// Fine hairs that run along `direction`.
private func hair(_ point: Point, _ direction: Point, _ seed: UInt64) -> Float {
  let along = (point * direction).sum()
  let across = point.x * direction.y - point.y * direction.x
  return noise(Point(along * 22, across * 130), seed)
}

private func drawBody(_ canvas: inout Canvas) {
  canvas.fill(ellipse(Point(0.5, 1.08), Point(0.36, 0.34))) { point in
    let stripe = sinf((point.y + 0.4 * abs(point.x - 0.5)) * 75)
    return mix(fur * 0.86, dark, 0.5 * max(0, stripe)) + Colour(repeating: 0.05 * hair(point, Point(0, 1), 51))
  }
  canvas.fill(ellipse(Point(0.5, 0.98), Point(0.15, 0.17)), softness: 0.05) { point in
    cream + Colour(repeating: 0.06 * hair(point, Point(0, 1), 52))
  }
}

private func drawEar(_ canvas: inout Canvas, mirrored: Bool) {
  func place(_ x: Float, _ y: Float) -> Point { Point(mirrored ? 1 - x : x, y) }
  canvas.fill(polygon([place(0.185, 0.52), place(0.175, 0.12), place(0.48, 0.33)])) { point in
    mix(fur, dark, (0.42 - point.y) * 1.4) + Colour(repeating: 0.06 * hair(point, Point(0.3, 1), 53))
  }
  canvas.fill(polygon([place(0.235, 0.42), place(0.217, 0.205), place(0.375, 0.335)]), softness: 0.012) { point in
    mix(colour(0xF6B7A5), colour(0xC9705F), (0.4 - point.y) * 3)
  }
}

private func drawHead(_ canvas: inout Canvas, _ head: Outline) {
  canvas.fill(head) { point in
    let d = point - Point(0.5, 0.56)
    // A ball lit from the upper left.
    let shade = 0.94 - 0.55 * (d * d).sum() / 0.1 * 0.5 - 0.35 * (d.x + d.y)
    let direction = d / max(0.01, length(d))
    return fur * min(1.08, shade) + Colour(repeating: 0.07 * hair(point, direction, 54))
  }
  let stripes: [(Point, Point, Float)] = [
    (Point(0.5, 0.27), Point(0.5, 0.41), 0.03), (Point(0.435, 0.285), Point(0.45, 0.4), 0.024),
    (Point(0.565, 0.285), Point(0.55, 0.4), 0.024), (Point(0.375, 0.31), Point(0.4, 0.39), 0.019),
    (Point(0.625, 0.31), Point(0.6, 0.39), 0.019), (Point(0.165, 0.54), Point(0.255, 0.57), 0.022),
    (Point(0.175, 0.61), Point(0.265, 0.625), 0.022), (Point(0.2, 0.68), Point(0.28, 0.68), 0.019),
    (Point(0.835, 0.54), Point(0.745, 0.57), 0.022), (Point(0.825, 0.61), Point(0.735, 0.625), 0.022),
    (Point(0.8, 0.68), Point(0.72, 0.68), 0.019),
  ]
  for (from, to, width) in stripes {
    canvas.fill(both(head, stroke(from, to, width)), dark, opacity: 0.85, softness: 0.012)
  }
}

private func drawEye(_ canvas: inout Canvas, _ centre: Point) {
  let lean: Float = centre.x < 0.5 ? 0.16 : -0.16
  canvas.fill(ellipse(centre, Point(0.094, 0.078), turned: lean), colour(0x3A1D0A))
  canvas.fill(ellipse(centre, Point(0.08, 0.066), turned: lean)) { point in
    let radius = length(point - centre) / 0.08
    let rays = 0.05 * sinf(atan2f(point.y - centre.y, point.x - centre.x) * 23)
    return mix(colour(0xE9F58C), colour(0x3E8E2F), radius + rays)
  }
  canvas.fill(ellipse(centre, Point(0.023, 0.06)), colour(0x0A0A0A))
  canvas.fill(disc(centre + Point(-0.024, -0.024), 0.017), colour(0xFFFFFF))
}

private func drawMuzzle(_ canvas: inout Canvas) {
  canvas.fill(ellipse(Point(0.5, 0.62), Point(0.055, 0.13)), cream, opacity: 0.8, softness: 0.05)
  for side: Float in [-1, 1] {
    canvas.fill(ellipse(Point(0.5 + side * 0.075, 0.705), Point(0.095, 0.075)), softness: 0.02) { point in
      cream + Colour(repeating: 0.05 * noise(point * 60, 55) - 0.3 * max(0, point.y - 0.72))
    }
  }
  canvas.fill(ellipse(Point(0.5, 0.785), Point(0.07, 0.05)), cream * 0.95, softness: 0.02)
  canvas.fill(polygon([Point(0.445, 0.63), Point(0.555, 0.63), Point(0.5, 0.69)])) { point in
    mix(colour(0xF29CA3), colour(0xB4505C), (point.y - 0.63) * 12)
  }
  canvas.fill(stroke(Point(0.5, 0.685), Point(0.5, 0.73), 0.009), colour(0x5A2A1A))
  for side: Float in [-1, 1] {
    canvas.fill(
      both(ring(Point(0.5 + side * 0.042, 0.722), 0.042, 0.009), rectangle(Point(0, 0.728), Point(1, 1))),
      colour(0x5A2A1A))
    for whisker in 0..<3 {
      let height = 0.69 + 0.022 * Float(whisker)
      let end = Point(0.5 + side * 0.44, 0.64 + 0.065 * Float(whisker))
      canvas.fill(stroke(Point(0.5 + side * 0.1, height), end, 0.0065), colour(0xFFFDF5), opacity: 0.9)
      canvas.fill(disc(Point(0.5 + side * (0.075 + 0.02 * Float(whisker % 2)), height), 0.006), dark)
    }
  }
}
