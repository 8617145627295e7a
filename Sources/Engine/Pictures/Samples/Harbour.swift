#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Evening at a harbour: edges in all directions, large and small shapes, warm and cold colours, and texture on the water.
func drawHarbour(size: Int) -> Picture {
  let horizon: Float = 0.6
  let sun = Point(0.36, 0.43)
  var canvas = Canvas(size: size) { point in
    let sky = mix(colour(0x1B3A7A), colour(0xF7B267), powf(min(1, point.y / horizon), 1.35))
    let glow = expf(-length(point - sun) * 5.5)
    return mix(sky, colour(0xFFE3A0), glow)
  }
  drawClouds(&canvas)
  canvas.fill(disc(sun, 0.075), colour(0xFFF4D0))
  drawHills(&canvas, horizon)
  drawWater(&canvas, horizon, sun.x)
  drawHouses(&canvas, horizon)
  drawLighthouse(&canvas)
  drawBoat(&canvas)
  return canvas.picture
}

private func drawClouds(_ canvas: inout Canvas) {
  let veil = Outline { point in
    let drift = noise(Point(point.x * 4 + 3, point.y * 15), 7) + 0.5 * noise(Point(point.x * 11, point.y * 34), 8)
    return 0.55 + abs(point.y - 0.2) * 2.6 - drift
  }
  canvas.fill(veil, opacity: 0.75, softness: 0.5) { point in mix(colour(0xE9B6A8), colour(0xFFE8D2), point.y * 3) }
}

private func drawHills(_ canvas: inout Canvas, _ horizon: Float) {
  let far: (Float) -> Float = { x in
    0.47 + 0.16 * abs(x - 0.62) - 0.05 * abs(sinf(x * 17 + 1)) - 0.012 * noise(Point(x * 40, 0), 3)
  }
  canvas.fill(both(below(far), rectangle(Point(-1, 0), Point(2, horizon)))) { point in
    mix(colour(0x51609B), colour(0x9C7FA0), (point.y - 0.42) * 6)
  }
  let near: (Float) -> Float = { x in
    0.57 - 0.10 * expf(-(x - 0.62) * (x - 0.62) * 45) - 0.03 * sinf(x * 9 + 2) - 0.008 * noise(Point(x * 60, 0), 4)
  }
  canvas.fill(both(below(near), rectangle(Point(-1, 0), Point(2, horizon)))) { point in
    mix(colour(0x2D4A63), colour(0x4B6B6B), (point.y - 0.48) * 8)
  }
}

private func drawWater(_ canvas: inout Canvas, _ horizon: Float, _ sun: Float) {
  canvas.fill(rectangle(Point(-1, horizon), Point(2, 2))) { point in
    let depth = (point.y - horizon) / (1 - horizon)
    let base = mix(colour(0x4F8FA8), colour(0x0B2E4F), powf(depth, 0.7))
    // Waves grow towards the viewer: rows of noise, stretched along the row.
    let scale = 1 / (depth + 0.12)
    let wave = noise(Point((point.x - 0.5) * 9 * scale, 46 * powf(depth + 0.02, 0.5)), 11)
    let path = expf(-powf((point.x - sun - 0.02 * wave) / (0.05 + 0.12 * depth), 2))
    let lit = mix(base, colour(0xFFD58A), path * (0.55 + 0.45 * wave))
    return lit + Colour(repeating: 0.075 * wave)
  }
}

private func drawHouses(_ canvas: inout Canvas, _ horizon: Float) {
  let walls: [UInt32] = [0xC8553D, 0xF0E2C6, 0x3A7D7C, 0xE6A93C]
  let roofs: [UInt32] = [0x5B2A28, 0x8C3B2E, 0x2B2D42, 0x6B3E26]
  let ground: Float = 0.665
  var left: Float = -0.02
  for house in 0..<4 {
    let width: Float = [0.1, 0.085, 0.095, 0.075][house]
    let eaves = ground - [0.16, 0.22, 0.13, 0.18][house]
    let (low, high) = (Point(left, eaves), Point(left + width, ground))
    canvas.fill(rectangle(low, high)) { point in
      // Light comes from the sun on the right.
      mix(colour(walls[house]) * 0.72, colour(walls[house]), (point.x - low.x) / width)
    }
    let ridge = Point(left + width / 2, eaves - 0.075)
    canvas.fill(polygon([Point(left - 0.008, eaves + 0.004), ridge, Point(left + width + 0.008, eaves + 0.004)])) {
      point in
      colour(roofs[house]) * (1 + 0.16 * sinf(point.y * 420))
    }
    for row in 0..<3 {
      for column in 0..<2 {
        let corner = Point(left + width * (0.2 + 0.36 * Float(column)), eaves + 0.025 + 0.05 * Float(row))
        guard corner.y + 0.03 < ground else { continue }
        let isLit = (row * 2 + column + house) % 3 != 0
        canvas.fill(rectangle(corner, corner + Point(width * 0.22, 0.026)), isLit ? colour(0xFFE08A) : colour(0x27364F))
      }
    }
    left += width
  }
  canvas.fill(polygon([Point(-0.1, ground), Point(0.4, ground), Point(0.43, 0.715), Point(-0.1, 0.715)])) { point in
    let joint: Float = abs(sinf(point.x * 95)) < 0.12 || abs(sinf((point.y - ground) * 125)) < 0.12 ? 0.7 : 1
    return colour(0x8A7B6A) * joint
  }
}

private func drawLighthouse(_ canvas: inout Canvas) {
  let rock: (Float) -> Float = { x in
    0.735 - 0.10 * expf(-powf((x - 0.86) / 0.11, 2)) - 0.02 * noise(Point(x * 30, 1), 21)
      + 1.2 * max(0, 0.70 - x)
  }
  canvas.fill(both(below(rock), rectangle(Point(0.6, 0), Point(2, 0.765)))) { point in
    let grain = noise(point * Point(26, 40), 22) + 0.6 * noise(point * 90, 23)
    return mix(colour(0x3B3A40), colour(0x8D7A66), 0.45 + 0.35 * grain)
  }
  let (top, foot): (Float, Float) = (0.235, 0.65)
  let centre: Float = 0.855
  func half(_ y: Float) -> Float { 0.034 + 0.026 * (y - top) / (foot - top) }
  let tower = polygon([
    Point(centre - half(top), top), Point(centre + half(top), top), Point(centre + half(foot), foot),
    Point(centre - half(foot), foot),
  ])
  canvas.fill(tower) { point in
    let across = (point.x - centre) / half(point.y)
    // Bands that rise to the right, as if they were wound around the tower.
    let band = (point.y - top + 0.035 * across) / 0.083
    let isRed = Int((band + 10).rounded(.down)) % 2 == 0
    return mix(colour(isRed ? 0xD7263D : 0xFBF6EC), colour(isRed ? 0x7A1020 : 0x9A94A8), 0.15 + 0.85 * (across + 0.35))
  }
  canvas.fill(rectangle(Point(centre - 0.055, top - 0.016), Point(centre + 0.055, top + 0.004)), colour(0x2B2D42))
  canvas.fill(rectangle(Point(centre - 0.029, top - 0.075), Point(centre + 0.029, top - 0.016)), colour(0xFFEFA8))
  for bar: Float in [-0.029, 0, 0.029] {
    canvas.fill(stroke(Point(centre + bar, top - 0.075), Point(centre + bar, top - 0.016), 0.007), colour(0x2B2D42))
  }
  let roof = polygon([
    Point(centre - 0.045, top - 0.073), Point(centre, top - 0.135), Point(centre + 0.045, top - 0.073),
  ])
  canvas.fill(roof, colour(0xB21E35))
  for (angle, reach): (Float, Float) in [(-0.14, 1.1), (0.1, 1.1)] {
    let lamp = Point(centre, top - 0.046)
    let end = lamp + Point(-cosf(angle), sinf(angle)) * reach
    canvas.fill(
      polygon([lamp + Point(-0.03, -0.01), end + Point(0, -0.06), end + Point(0, 0.06), lamp + Point(-0.03, 0.01)]),
      opacity: 0.16, softness: 0.02
    ) { _ in colour(0xFFF6C9) }
  }
}

private func drawBoat(_ canvas: inout Canvas) {
  let mast = Point(0.56, 0.47)
  let deck: Float = 0.845
  // Its mirror image, broken by the waves.
  let hull = polygon([Point(0.44, 0.9), Point(0.7, 0.9), Point(0.6, 1.02), Point(0.52, 1.02)])
  let sway: Float = 0.018
  let reflection = Outline(low: hull.low - sway, high: hull.high + sway) { point in
    hull.distance(point + Point(sway * noise(Point(point.x * 8, point.y * 70), 31), 0))
  }
  canvas.fill(reflection, colour(0x0A1F33), opacity: 0.45, softness: 0.03)
  canvas.fill(polygon([mast + Point(0.012, 0), Point(0.735, 0.815), Point(0.572, 0.815)])) { point in
    mix(colour(0xF9F3E3), colour(0xD9C7B0), (point.x - 0.56) * 5)
  }
  canvas.fill(polygon([mast + Point(-0.012, 0.03), Point(0.548, 0.815), Point(0.435, 0.8)])) { point in
    let stripe = Int(((point.y + point.x * 0.4) / 0.05).rounded(.down)) % 2 == 0
    return colour(stripe ? 0xF25F3A : 0xFFC145)
  }
  canvas.fill(stroke(mast + Point(0, -0.02), Point(0.56, deck), 0.013), colour(0x3D2B1F))
  canvas.fill(polygon([Point(0.4, deck - 0.012), Point(0.76, deck - 0.012), Point(0.7, 0.91), Point(0.455, 0.91)])) {
    point in
    point.y < deck + 0.012 ? colour(0xF4EBD9) : mix(colour(0x7B2D26), colour(0x3F1512), (point.y - deck) * 14)
  }
  canvas.fill(polygon([Point(0.56, 0.45), Point(0.625, 0.468), Point(0.56, 0.486)]), colour(0x1CA3A3))
}
