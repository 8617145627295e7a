/// A key as the learner pressed it, free of terminal codes.
package enum Key: Hashable, Sendable {
  case character(Character)
  case left, right, up, down
  case enter, escape, tab, backtab, backspace, delete
  case pageUp, pageDown, home, end
  case control(Character)
  case function(Int)
}

package struct MouseEvent: Hashable, Sendable {
  /// `drag` is a move with the button down.
  package enum Action: Hashable, Sendable { case press, drag, release, wheelUp, wheelDown }
  package var action: Action
  package var at: Point
  package init(_ action: Action, at: Point) { (self.action, self.at) = (action, at) }
}

package enum InputEvent: Hashable, Sendable {
  case key(Key)
  case mouse(MouseEvent)
  /// Text that came at once, from a clipboard: never keys. Of control characters it holds newlines and tabs only.
  case paste(String)
  case resize(Size)
}
