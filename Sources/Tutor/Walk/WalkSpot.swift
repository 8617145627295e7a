/// A cell of a stage and how deep one has looked at it: `number 17 20 31`.
package struct WalkSpot: Hashable, Sendable {
  package let level: WalkScreen.Level
  package let cell: StageCell

  package init(level: WalkScreen.Level, cell: StageCell) { (self.level, self.cell) = (level, cell) }

  package init?(words: [String]) {
    let places = words.dropFirst().compactMap { Int($0) }
    guard words.count == 4, places.count == 3, places.allSatisfy({ (0...1_000_000).contains($0) }),
      let level = WalkScreen.Level.allCases.first(where: { "\($0)" == words[0] })
    else { return nil }
    self.init(level: level, cell: StageCell(channel: places[0], row: places[1], column: places[2]))
  }

  package var line: String { "\(level) \(cell.channel) \(cell.row) \(cell.column)" }
}
