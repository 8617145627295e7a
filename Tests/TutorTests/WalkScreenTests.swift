import Engine
import ScreenFuzz
import Testing
import TextUI

@testable import Tutor

/// What the walk looks like, level by level.
@Suite struct WalkScreenTests {
  static let places: [(name: String, keys: [Key])] = [
    ("conv1", [.right]), ("conv1-map", [.right, .enter]), ("conv2-number", [.character("2"), .enter, .enter]),
    ("conv2-terms", [.character("2"), .enter, .enter, .enter]),
    ("lrn1-number", [.right, .right, .right, .enter, .enter]),
    ("pool1-number", [.right, .right, .right, .right, .enter, .enter]),
    ("fc6-number", [.character("6"), .enter, .enter]),
    ("drop6-number", [.character("6"), .right, .right, .enter, .enter]),
    ("softmax", [.end]), ("softmax-number", [.end, .enter, .enter]),
  ]

  @Test(arguments: places.indices, Language.allCases)
  func `a stage, a map, a number and its terms look as they should`(_ place: Int, _ language: Language) throws {
    let (name, keys) = Self.places[place]
    var app = Fixtures.app(Size(80, 24), language)
    app.press(.enter)
    for key in keys { app.press(key) }
    try GoldenScreen.check("walk-\(name)-\(language.rawValue)-80x24", app.frame())
  }

  @Test(arguments: places.indices, Language.allCases)
  func `nothing of it is cut at the smallest size or at the largest`(_ place: Int, _ language: Language) {
    for size in [Size(60, 18), Size(200, 60)] {
      var app = Fixtures.app(size, language)
      app.press(.enter)
      for key in Self.places[place].keys { app.press(key) }
      #expect(app.frame().brokenCells.isEmpty)
      #expect(app.frame().lines[0].contains(language("Walk", "漫游")))
    }
  }
}
