import Engine
import TextUI

/// What one lab adds to the anatomy that all labs share: its controls, its picture, its line of arithmetic, its questions.
///
/// A lab is a value. Whatever a key does makes another value, so that steps can be taken back and every state can be
/// written down as settings and read from them again. ``LabScreen`` does what is the same in all of them.
package protocol Lab: Sendable, Equatable {
  /// As on the command line: `convolution`.
  static var name: String { get }
  static func title(_ language: Language) -> String
  /// What it is about, in one line.
  static func summary(_ language: Language) -> String
  /// Everything that `--set` takes, as `--help` lists it.
  static var options: [LabOption] { get }
  static var tasks: [LabTask<Self>] { get }

  /// The state that the settings describe; what they leave open is as usual.
  init(_ settings: LabSettings) throws(LabError)
  /// What differs from the usual state: `Self(settings) == self`.
  var settings: [LabSetting] { get }

  /// The same settings without what follows from them and takes room: so a state is kept for a step back.
  var settingsAlone: Self { get }
  /// Computes again what ``settingsAlone`` left out.
  mutating func complete()
  /// Whether something that the state shows is still to be computed: it comes piece by piece, so that no key has to wait.
  var isUnfinished: Bool { get }
  /// One piece of it, in less time than a frame takes.
  mutating func computeMore()

  func controls(_ language: Language) -> [LabControl]
  /// One value up or down.
  mutating func change(_ control: String, by step: Int) throws(LabError)
  /// A value that was typed.
  mutating func enter(_ text: String, for control: String) throws(LabError)

  /// Moves the marked place; false at the edge.
  mutating func move(_ direction: Direction) -> Bool
  /// One step of what moves in this lab; false where nothing is left to come.
  mutating func step() -> Bool
  /// Where ``step()`` has nothing left, playing begins here.
  mutating func rewind()
  mutating func randomize()

  /// The grids whose numbers can be typed over.
  func editableGrids(_ language: Language) -> [LabGrid]
  mutating func setCell(_ cell: LabCell, to value: Float)

  /// What is asked in predict mode at the marked place.
  func question(_ language: Language) -> LabQuestion
  /// Two states with the same numbers ask the same questions; where this changes, predictions are void.
  var problem: Self { get }
  /// The same with the place marked, or nil if there is no such place.
  func marking(_ place: Int) -> Self?
  /// Goes to the next place in reading order that `isKnown` does not contain; false if there is none.
  mutating func seekQuestion(_ isKnown: (Int) -> Bool) -> Bool

  /// What is said to a first wrong prediction that looks like no known mistake.
  func hint(_ language: Language) -> String

  /// What `m` measures on this machine, where a lab shows measured numbers.
  static var measurement: Effect? { get }

  /// A picture that the learner has made here and can take to the walk.
  var madePicture: Engine.Picture? { get }

  /// The text of the operation that computes the numbers in this state.
  var source: SourceReference { get }

  /// Lines that say how the marked number came about, at most `rows` of them.
  func arithmetic(width: Int, rows: Int, _ view: LabView) -> [StyledText]
  /// One line on shapes, above the arithmetic.
  func formula(_ view: LabView) -> StyledText
  /// What to notice in this state.
  func caption(_ language: Language) -> String
  /// The same where a caption would say what is asked: in predict mode it may say less.
  func caption(_ view: LabView) -> String
  func draw(into buffer: inout Buffer, _ area: Rect, _ view: LabView)
  /// Keys that only this lab knows, as they are hinted. They come before those of all labs while the picture has the focus
  /// and nothing is to be predicted.
  func ownKeys(_ language: Language) -> [KeyHint]
  /// What such a key does; false where it is none of them.
  mutating func handle(_ key: Key) throws(LabError) -> Bool
  /// The key that plays and pauses: space, unless the lab needs that for something else.
  static var playKey: Character { get }
  /// Whether the picture needs every row of a small screen, so that no rows are left empty there.
  static var isTight: Bool { get }

  /// The mouse was pressed at `point` while the picture was drawn into `area`; false where nothing is marked by that.
  mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool
  /// The mouse was moved to `point` with its button down; false where that means nothing.
  mutating func drag(_ point: Point, _ area: Rect, _ view: LabView) -> Bool
  /// Rows that the picture asks for when it is `width` wide.
  func height(width: Int, _ view: LabView) -> Int
}

extension Lab {
  package var settingsAlone: Self { self }
  package mutating func complete() {}
  package var isUnfinished: Bool { false }
  package mutating func computeMore() {}
  package var madePicture: Engine.Picture? { nil }
  package func ownKeys(_ language: Language) -> [KeyHint] { [] }
  package mutating func handle(_ key: Key) throws(LabError) -> Bool { false }
  package static var playKey: Character { " " }
  package static var isTight: Bool { false }
  package mutating func drag(_ point: Point, _ area: Rect, _ view: LabView) -> Bool { false }
  package static var measurement: Effect? { nil }
  package func caption(_ view: LabView) -> String { caption(view.language) }
  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool { false }
  package func hint(_ language: Language) -> String {
    language("Follow the line above once more.", "再顺着上面那行算一遍。")
  }
}

package enum Direction: Sendable { case left, right, up, down }

/// What a drawing has to know besides the lab itself.
package struct LabView: Sendable {
  package var language: Language
  package var predictions: LabPredictions?
  /// The cell that is being edited, and what has been typed into it.
  package var edited: LabCell?
  package var typed: String?
  package var isFocused: Bool
  /// Inside a text, without controls.
  package var isFigure = false
  package var costs = MeasuredCosts()

  package init(
    _ language: Language, predictions: LabPredictions? = nil, edited: LabCell? = nil, typed: String? = nil,
    isFocused: Bool = false
  ) {
    (self.language, self.predictions, self.edited) = (language, predictions, edited)
    (self.typed, self.isFocused) = (typed, isFocused)
  }

  /// Whether the number at `place` may be seen.
  package func shows(_ place: Int) -> Bool { predictions?.isRevealed(place) ?? true }
  /// Whether the way to the number may be seen: after the first wrong prediction it may.
  package func showsWay(_ place: Int) -> Bool { predictions.map { $0.last(place) != nil } ?? true }
}

/// One control of the row: `stride ◂1▸`.
package struct LabControl: Sendable {
  package let key: String
  package let label: String
  package let value: String
  package init(_ key: String, _ label: String, _ value: String) {
    (self.key, self.label, self.value) = (key, label, value)
  }
}

/// A grid of numbers that can be edited.
package struct LabGrid: Sendable {
  package let title: String
  package let rows: Int
  package let columns: Int
  package init(_ title: String, rows: Int, columns: Int) {
    (self.title, self.rows, self.columns) = (title, rows, columns)
  }
}

/// A cell of an editable grid; `grid` counts as in ``Lab/editableGrids(_:)``.
package struct LabCell: Hashable, Sendable {
  package var grid: Int
  package var row: Int
  package var column: Int
  package init(grid: Int, row: Int, column: Int) { (self.grid, self.row, self.column) = (grid, row, column) }
}

/// A challenge that the engine checks.
package struct LabTask<L: Sendable>: Sendable {
  package let name: String
  package let english: String
  package let chinese: String
  /// How many different solutions it takes.
  package let needed: Int
  /// What tells this solution from others; nil where the state is none.
  package let solution: @Sendable (L) -> String?
  package init(
    _ name: String, _ english: String, _ chinese: String, needed: Int = 1,
    solution: @escaping @Sendable (L) -> String?
  ) {
    (self.name, self.english, self.chinese) = (name, english, chinese)
    (self.needed, self.solution) = (needed, solution)
  }
}
