/// A panel in the middle, over what the screen showed before, which is dimmed.
///
///     let inner = Modal("keys", width: 60, height: 20).draw(into: &buffer)
package struct Modal: Sendable {
  package var title: String
  package var note: String
  /// Size of the content, without the frame.
  package var size: Size

  package init(_ title: String, width: Int, height: Int, note: String = "") {
    (self.title, self.note, size) = (title, note, Size(width, height))
  }

  /// Where the panel stands on a screen.
  package func area(on screen: Rect) -> Rect { screen.centred(width: size.columns + 4, height: size.rows + 2) }

  /// What a panel on `area` leaves for the content.
  package static func content(of area: Rect) -> Rect { Panel.inner(area).inset(1, 0) }

  /// Dims the screen, draws the panel and returns what it leaves for the content.
  @discardableResult
  package func draw(into buffer: inout Buffer) -> Rect {
    buffer.restyle(buffer.bounds, Modal.dim)
    let area = area(on: buffer.bounds)
    Panel(title, focused: true, note: note).draw(area, into: &buffer, background: .role(.panel))
    return Modal.content(of: area)
  }

  /// Text becomes faint; data keep a third of their colour.
  private static func dim(_ style: inout Style) {
    style.foreground = dim(style.foreground)
    style.background = style.background.isDatum ? dim(style.background) : .standard
    style.attributes = []
  }

  private static func dim(_ colour: Colour) -> Colour {
    switch colour {
    case .standard, .role: .role(.faint)
    case .diverging(let level): .diverging(level / 3)
    case .weight(let level): .weight(level / 3)
    case .grey(let level): .grey(level / 3)
    case .rgb(let red, let green, let blue): .rgb(red / 3, green / 3, blue / 3)
    }
  }
}
