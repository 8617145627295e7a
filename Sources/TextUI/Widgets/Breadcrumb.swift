/// The top line: where I am at the left, standing facts (network, language, progress) at the right.
///
/// Where it is too narrow the items at the right drop first, from the left; then crumbs give way to `…`; the last crumb,
/// the place itself, stays.
package struct Breadcrumb: Sendable {
  package var crumbs: [String]
  package var items: [StyledText]

  package init(_ crumbs: [String], items: [StyledText] = []) { (self.crumbs, self.items) = (crumbs, items) }

  package func draw(_ area: Rect, into buffer: inout Buffer) {
    let row = area.cutTop(1).top
    buffer.fill(row, Style.text.on(.bar))
    let path = path(width: row.width - 2)
    buffer.put(path.restyled { $0.on(.bar) }, row.x + 1, row.y, clip: row)
    var right = row.right - 1
    for item in items.reversed() {
      let start = right - item.width
      if start < row.x + 1 + path.width + 3 { break }
      buffer.put(item.restyled { $0.on(.bar) }, start, row.y, clip: row)
      right = start - 3
    }
  }

  private func path(width: Int) -> StyledText {
    guard let place = crumbs.last else { return StyledText() }
    let separator = StyledText(" › ", .muted)
    // A single crumb is the home screen: the program's name in plain text.
    if crumbs.count == 1 { return StyledText(place).truncated(to: width) }
    for dropped in 0..<crumbs.count {
      var text = dropped > 0 ? StyledText("… › ", .muted) : StyledText()
      for crumb in crumbs[dropped..<crumbs.count - 1] { text += StyledText(crumb) + separator }
      text.append(place, .accent)
      if text.width <= width || dropped == crumbs.count - 1 { return text.truncated(to: width) }
    }
    return StyledText()
  }
}
