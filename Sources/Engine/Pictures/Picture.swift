/// A picture as a decoder gives it: 8-bit red, green, blue, row by row from the top left.
package struct Picture: Hashable, Sendable {
  package let width: Int
  package let height: Int
  /// `pixels[3·(y·width + x) + channel]`, channels in the order red, green, blue.
  package let pixels: [UInt8]

  package init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(
      width > 0 && height > 0 && pixels.count == 3 * width * height,
      "\(pixels.count) bytes are no \(width)×\(height) RGB picture")
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }

  package subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let first = 3 * (y * width + x)
    return (pixels[first], pixels[first + 1], pixels[first + 2])
  }

  /// The rectangle of `width`×`height` pixels whose top left corner is (`x`, `y`).
  package func cropped(x: Int, y: Int, width: Int, height: Int) -> Picture {
    precondition(x >= 0 && y >= 0 && x + width <= self.width && y + height <= self.height)
    var part: [UInt8] = []
    part.reserveCapacity(3 * width * height)
    for row in y..<y + height {
      let first = 3 * (row * self.width + x)
      part += pixels[first..<first + 3 * width]
    }
    return Picture(width: width, height: height, pixels: part)
  }
}
