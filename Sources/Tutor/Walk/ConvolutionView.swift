import Engine
import TextUI

/// A convolution's number: for every input channel the patch, the kernel, their products and the subtotal; then one sum.
extension NumberView {
  /// What one input channel contributes.
  struct Channel {
    let number: Int
    let patch: Grid
    let kernel: Grid
    let products: Grid
    let subtotal: Float
  }

  func channels(_ explanation: Explanation) -> [Channel] {
    let size = summary?.kernel ?? 1
    let stride = summary?.stride ?? 1
    let padding = summary?.padding ?? 0
    let top = index[1] * stride - padding
    let left = index[2] * stride - padding
    var byChannel: [Int: [Explanation.Term]] = [:]
    for term in explanation.terms { byChannel[term.source[0], default: []].append(term) }
    return byChannel.keys.sorted().map { channel in
      var patch = [Float](repeating: 0, count: size * size)
      var kernel = patch
      var products = patch
      for term in byChannel[channel] ?? [] {
        let at = (term.source[1] - top) * size + (term.source[2] - left)
        guard patch.indices.contains(at) else { continue }
        patch[at] = term.input
        kernel[at] = term.weight ?? 0
        products[at] = term.contribution
      }
      func grid(_ values: [Float]) -> Grid { Grid(columns: size, rows: size, values: values) }
      return Channel(
        number: channel, patch: grid(patch), kernel: grid(kernel), products: grid(products),
        subtotal: products.reduce(0, +))
    }
  }

  func channelName(_ channel: Int) -> String {
    if screen.stage == 1, model.architecture.input[0] == 3 {
      return [language("red", "红"), language("green", "绿"), language("blue", "蓝")][channel]
    }
    return language("map \(channel)", "特征图 \(channel)")
  }

  func drawConvolution(_ buffer: inout Buffer, _ area: Rect, _ explanation: Explanation) {
    var channels = channels(explanation)
    if channels.count > 3 { channels.sort { abs($0.subtotal) > abs($1.subtotal) } }
    let size = summary?.kernel ?? 1
    let factor = max(1, ((area.height >= 40 ? 14 : 10) + size / 2) / size)
    let side = min(size * factor, 15)
    // An odd number of half rows leaves half a row free by itself.
    let gap = side % 2 == 1 && area.height < 26 ? 0 : 1
    let tileHeight = (side + 1) / 2 + gap
    let tileWidth = 3 * side + 8 + 14
    // Two columns of channels, where the map on the left still has room.
    let pair = 2 * (tileWidth + 2)
    let (source, right) = split(area, rest: channels.count > 3 && area.width - pair >= 50 ? pair : tileWidth)
    let rows = max(1, (right.height - 1) / tileHeight)
    let columns = max(1, right.width / (tileWidth + 2))
    let pages = max(1, (channels.count + rows * columns - 1) / (rows * columns))
    let first = screen.offset % pages * rows * columns
    let shown = Array(channels.dropFirst(first).prefix(rows * columns))
    if !source.isEmpty, let channel = shown.first {
      drawSource(&buffer, source, channel: channel.number, terms: explanation.terms)
    }
    let scales = (
      patch: inputScale, kernel: channels.map(\.kernel.largestMagnitude).max() ?? 1,
      products: channels.map(\.products.largestMagnitude).max() ?? 1
    )
    for column in 0..<min(columns, max(1, (shown.count + rows - 1) / rows)) {
      drawTitles(&buffer, Rect(right.x + column * (tileWidth + 2), right.y, tileWidth, 1), side, scales)
    }
    for (slot, channel) in shown.enumerated() {
      let x = right.x + slot / rows * (tileWidth + 2)
      let y = right.y + 1 + slot % rows * tileHeight
      draw(channel, Rect(x, y, tileWidth, tileHeight - gap), side, scales, &buffer)
    }
    if pages > 1 {
      let shownRange = "\(first + 1)–\(first + shown.count)"
      let text = language(
        "\(shownRange) of \(channels.count) channels, largest first; tab: more",
        "\(channels.count) 个通道中的第 \(shownRange) 个，按大小排；tab 看更多")
      let place = Rect(right.x, right.bottom - 1, right.width, 1)
      buffer.put(StyledText(text, .muted), in: place)
    }
  }

  /// What a column shows, and what its full colours stand for.
  private func drawTitles(
    _ buffer: inout Buffer, _ area: Rect, _ side: Int, _ scales: (patch: Float, kernel: Float, products: Float)
  ) {
    let titles = [
      (language("patch", "图块"), scales.patch), (language("kernel", "卷积核"), scales.kernel),
      (language("product", "乘积"), scales.products),
    ]
    for (column, (title, scale)) in titles.enumerated() {
      let whole = title + " ±" + number(scale, 2)
      let text = GlyphWidth.of(whole) <= side + 3 ? whole : title.truncated(to: side + 3)
      buffer.put(text, area.x + column * (side + 4), area.y, .muted, clip: area)
    }
  }

  private func draw(
    _ channel: Channel, _ area: Rect, _ side: Int, _ scales: (patch: Float, kernel: Float, products: Float),
    _ buffer: inout Buffer
  ) {
    let height = (side + 1) / 2
    let middle = area.y + height / 2
    let maps: [(Grid, Palette)] = [
      (channel.patch, .diverging(scale: scales.patch)), (channel.kernel, .weight(scale: scales.kernel)),
      (channel.products, .diverging(scale: scales.products)),
    ]
    for (column, map) in maps.enumerated() {
      let x = area.x + column * (side + 4)
      HeatMap(map.0, map.1, centred: false).draw(Rect(x, area.y, side, height), into: &buffer)
      if column < 2 { buffer.put(["×", "="][column], x + side + 1, middle, .strong, clip: area) }
    }
    let x = area.x + 3 * side + 9
    buffer.put("Σ " + channelName(channel.number), x, middle - 1, .muted, clip: area)
    buffer.put(signed(channel.subtotal), x, middle, clip: area)
    if height >= 5 {
      let count = channel.products.values.count
      buffer.put(language("\(count) products", "\(count) 个乘积"), x, middle + 1, .faint, clip: area)
    }
  }
}
