/// Bilinear resizing with antialiasing, as Pillow and torchvision do it.
///
/// A number of the result is a weighted mean of the source numbers near its centre; the weights fall off linearly (a
/// triangle) over `max(1, ratio)` source pixels to either side, so that shrinking looks at every pixel once and enlarging is
/// plain bilinear interpolation.
extension Picture {
  /// The middle `crop`×`crop` pixels of the picture resized so that its shorter side is `shorterSide`.
  ///
  /// Only what the crop shows is computed: a picture of one pixel by fifty thousand costs no more than a square one.
  package func resized(shorterSide: Int, crop: Int) -> Picture {
    precondition(crop > 0 && crop <= shorterSide)
    let shorter = min(width, height)
    let newWidth = width == shorter ? shorterSide : shorterSide * width / shorter
    let newHeight = height == shorter ? shorterSide : shorterSide * height / shorter
    if newWidth == width && newHeight == height {
      return cropped(x: Picture.margin(width, crop), y: Picture.margin(height, crop), width: crop, height: crop)
    }
    let columns = Taps.window(of: crop, from: Picture.margin(newWidth, crop), resizing: width, to: newWidth)
    let rows = Taps.window(of: crop, from: Picture.margin(newHeight, crop), resizing: height, to: newHeight)
    return resampled(columns, rows)
  }

  /// The whole picture in another size.
  package func resized(width newWidth: Int, height newHeight: Int) -> Picture {
    precondition(newWidth > 0 && newHeight > 0)
    return resampled(
      Taps.window(of: newWidth, from: 0, resizing: width, to: newWidth),
      Taps.window(of: newHeight, from: 0, resizing: height, to: newHeight))
  }

  /// What is left of the middle `inner` of `outer` pixels; half pixels go to the even side, as in torchvision.
  private static func margin(_ outer: Int, _ inner: Int) -> Int {
    Int((Double(outer - inner) / 2).rounded(.toNearestOrEven))
  }

  /// Along the rows first, then along the columns.
  private func resampled(_ columns: [Taps], _ rows: [Taps]) -> Picture {
    guard let top = rows.map(\.first).min(), let bottom = rows.map({ $0.first + $0.weights.count }).max() else {
      preconditionFailure("a picture without rows")
    }
    var narrow = [Float](repeating: 0, count: (bottom - top) * columns.count * 3)
    for y in top..<bottom {
      for (x, taps) in columns.enumerated() {
        let to = 3 * ((y - top) * columns.count + x)
        for (offset, weight) in taps.weights.enumerated() {
          let from = 3 * (y * width + taps.first + offset)
          for channel in 0..<3 { narrow[to + channel] += weight * Float(pixels[from + channel]) }
        }
      }
    }
    var result = [UInt8](repeating: 0, count: rows.count * columns.count * 3)
    let rowLength = 3 * columns.count
    for (y, taps) in rows.enumerated() {
      for x in 0..<rowLength {
        var sum: Float = 0
        for (offset, weight) in taps.weights.enumerated() {
          sum += weight * narrow[(taps.first - top + offset) * rowLength + x]
        }
        result[y * rowLength + x] = UInt8(min(255, max(0, sum.rounded())))
      }
    }
    return Picture(width: columns.count, height: rows.count, pixels: result)
  }
}

/// The source pixels of one result pixel along one axis, with their weights; the weights sum to 1.
private struct Taps {
  var first: Int
  var weights: [Float]

  /// The taps of result pixels `start ..< start + count` when an axis of `length` pixels becomes one of `newLength`.
  static func window(of count: Int, from start: Int, resizing length: Int, to newLength: Int) -> [Taps] {
    let ratio = Double(length) / Double(newLength)
    let reach = max(1, ratio)
    return (start..<start + count).map { position in
      let centre = (Double(position) + 0.5) * ratio
      let first = max(0, Int(centre - reach + 0.5))
      let end = min(length, max(first + 1, Int(centre + reach + 0.5)))
      let weights = (first..<end).map { max(0, 1 - abs(Double($0) + 0.5 - centre) / reach) }
      let sum = weights.reduce(0, +)
      return Taps(first: first, weights: weights.map { Float($0 / sum) })
    }
  }
}
