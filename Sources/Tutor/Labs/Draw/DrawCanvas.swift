import Engine

/// What has been painted: 32×32 pixels, each a colour of the palette or nil where the picture below is seen.
package struct DrawCanvas: Hashable, Sendable {
  static let side = 32
  private var pixels: [UInt8?]

  init() { pixels = Array(repeating: nil, count: DrawCanvas.side * DrawCanvas.side) }

  subscript(place: Int) -> UInt8? {
    get { pixels[place] }
    set { pixels[place] = newValue }
  }

  var painted: Int { pixels.reduce(0) { $0 + ($1 == nil ? 0 : 1) } }
  var isEmpty: Bool { painted == 0 }

  /// Red, green, blue of the ten colours; 0 is paper. A terminal of 256 colours has all of them but the grey.
  static let palette: [[UInt8]] = [
    [255, 255, 255], [0, 0, 0], [215, 0, 0], [255, 135, 0], [255, 215, 0], [0, 175, 0], [0, 95, 215],
    [135, 0, 175], [135, 95, 0], [128, 128, 128],
  ]

  static func name(_ colour: Int, _ language: Language) -> String {
    let english = ["white", "black", "red", "orange", "yellow", "green", "blue", "purple", "brown", "grey"]
    let chinese = ["白", "黑", "红", "橙", "黄", "绿", "蓝", "紫", "棕", "灰"]
    return language(english[colour], chinese[colour])
  }

  /// The picture that this lies on.
  func over(_ picture: Engine.Picture) -> Engine.Picture {
    var bytes = picture.pixels
    for (place, colour) in pixels.enumerated() {
      guard let colour else { continue }
      for part in 0..<3 { bytes[3 * place + part] = DrawCanvas.palette[Int(colour)][part] }
    }
    return Engine.Picture(width: picture.width, height: picture.height, pixels: bytes)
  }

  // MARK: Painting

  /// A line of pixels, both ends included.
  mutating func line(from: Int, to: Int, _ colour: UInt8) {
    let side = DrawCanvas.side
    let (x, y) = (from % side, from / side)
    let (across, down) = (to % side - x, to / side - y)
    let steps = max(abs(across), abs(down))
    for step in 0...steps {
      let share = steps == 0 ? 0 : Float(step) / Float(steps)
      let column = x + Int((Float(across) * share).rounded())
      let row = y + Int((Float(down) * share).rounded())
      self[row * side + column] = colour
    }
  }

  /// Fills everything of one colour that hangs together with `place`, as it is seen over `picture`.
  mutating func fill(at place: Int, _ colour: UInt8, over picture: Engine.Picture) {
    let side = DrawCanvas.side
    let seen = over(picture).pixels
    func look(_ place: Int) -> ArraySlice<UInt8> { seen[3 * place..<3 * place + 3] }
    let target = look(place)
    var isDone = Array(repeating: false, count: pixels.count)
    var open = [place]
    while let next = open.popLast() {
      guard !isDone[next], look(next).elementsEqual(target) else { continue }
      isDone[next] = true
      self[next] = colour
      let (row, column) = (next / side, next % side)
      if column > 0 { open.append(next - 1) }
      if column < side - 1 { open.append(next + 1) }
      if row > 0 { open.append(next - side) }
      if row < side - 1 { open.append(next + side) }
    }
  }

  /// Some bars and discs from a seed.
  static func doodle(seed: Int) -> DrawCanvas {
    var canvas = DrawCanvas()
    var counter = UInt64(seed) &* 0x1000
    func next(_ range: ClosedRange<Int>) -> Int {
      counter &+= 1
      return range.lowerBound + Int(SeededTensor.mix(counter) % UInt64(range.count))
    }
    for _ in 0..<next(2...4) {
      let colour = UInt8(next(1...8))
      let (x, y, radius) = (next(6...25), next(6...25), next(2...6))
      if next(0...1) == 0 {
        for row in max(0, y - radius)...min(31, y + radius) {
          for column in max(0, x - radius)...min(31, x + radius) {
            let (across, down) = (column - x, row - y)
            if across * across + down * down <= radius * radius { canvas[row * side + column] = colour }
          }
        }
      } else {
        let end = next(3...28) * side + next(3...28)
        for thickness in 0..<2 { canvas.line(from: y * side + x + thickness, to: end + thickness, colour) }
      }
    }
    return canvas
  }

  // MARK: As text

  /// Runs in reading order: how many (nothing for one), then `a`…`j` for the colours or `z` for what is not painted. What
  /// is not painted at the end is left out: `33z2b30z2b`.
  var text: String {
    var text = ""
    var start = 0
    while start < pixels.count {
      var end = start
      while end < pixels.count, pixels[end] == pixels[start] { end += 1 }
      if end == pixels.count, pixels[start] == nil { break }
      if end - start > 1 { text += String(end - start) }
      text.append(DrawCanvas.letter(pixels[start]))
      start = end
    }
    return text
  }

  /// The canvas that a text spells, or nil.
  init?(_ text: String) {
    self.init()
    guard text.utf8.count <= 4096 else { return nil }
    var (place, count) = (0, 0)
    var hasCount = false
    for byte in text.utf8 {
      if let digit = DrawCanvas.digit(byte) {
        count = count * 10 + digit
        hasCount = true
        guard count <= pixels.count else { return nil }
        continue
      }
      guard let colour = DrawCanvas.colour(byte) else { return nil }
      let length = hasCount ? count : 1
      guard length > 0, place + length <= pixels.count else { return nil }
      for index in place..<place + length { pixels[index] = colour }
      place += length
      (count, hasCount) = (0, false)
    }
    if hasCount || text.isEmpty { return nil }
  }

  private static func letter(_ colour: UInt8?) -> Character {
    guard let colour else { return "z" }
    return Character(Unicode.Scalar(UInt8(ascii: "a") + colour))
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }

  /// The colour of a letter; nil for no letter, and a nil inside for what is not painted.
  private static func colour(_ byte: UInt8) -> UInt8?? {
    if byte == UInt8(ascii: "z") { return .some(nil) }
    guard (UInt8(ascii: "a")...UInt8(ascii: "j")).contains(byte) else { return nil }
    return byte - UInt8(ascii: "a")
  }
}
