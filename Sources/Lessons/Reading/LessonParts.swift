/// What a lesson consists of besides its text, with the places that the check of the whole course needs.
struct LessonParts {
  struct PlacedItem {
    var id: String?
    var idPosition: SourcePosition
    /// The labs that it points to, as they were written.
    var labs: [String]
    /// Nil where the item has faults that leave nothing to ask.
    var item: Item?
  }

  struct PlacedFigure {
    var figure: LiveFigure
    var position: SourcePosition
  }

  struct PlacedLink {
    /// The name of a file beside the lesson.
    var fileName: String
    var position: SourcePosition
  }

  var items: [PlacedItem] = []
  var figures: [PlacedFigure] = []
  /// Links to other lessons.
  var links: [PlacedLink] = []
  /// Whether something could not be read at all, so that what seems to be missing may be in it.
  var isIncomplete = false
}
