/// A lab whose settings are described by ``knobs``: controls, `--set`, permalink and the checks of ranges come from them.
///
/// The marked place is a number from 0 to ``places`` − 1; stepping, playing and predicting go through the places in order
/// unless the lab says otherwise.
package protocol KnobLab: Lab {
  /// In the order of the controls; settings are read in this order too.
  static var knobs: [Knob<Self>] { get }
  init()

  /// Brings what depends on the settings into their range (a marked cell, a list's length), or throws why they cannot be
  /// together. Called after every change.
  mutating func fit() throws(LabError)

  /// The marked place.
  var place: Int { get set }
  var places: Int { get }
}

extension KnobLab {
  package static var options: [LabOption] {
    knobs.map { knob in knob.option.named(knob.label.map { [$0.english, $0.chinese] } ?? []) }
  }

  package init(_ settings: LabSettings) throws(LabError) {
    self.init()
    for knob in Self.knobs {
      if let text = settings[knob.key] { try knob.enter(&self, text) }
    }
    let before = self
    try fit()
    // A place that has to be moved does not exist.
    for knob in Self.knobs where settings[knob.key] != nil && knob.label == nil {
      if knob.setting(before) != knob.setting(self) {
        let text = settings[knob.key] ?? ""
        throw LabError("\(knob.key)=\(text) does not fit the other settings", "\(knob.key)=\(text) 与其他设置不符")
      }
    }
  }

  package var settings: [LabSetting] {
    Self.knobs.compactMap { knob in knob.setting(self).map { LabSetting(knob.key, $0) } }
  }

  package func controls(_ language: Language) -> [LabControl] {
    Self.knobs.compactMap { knob in
      guard let label = knob.label, knob.isShown(self) else { return nil }
      return LabControl(knob.key, language(label.english, label.chinese), knob.show(self, language))
    }
  }

  package mutating func change(_ control: String, by step: Int) throws(LabError) {
    guard let knob = Self.knobs.first(where: { $0.key == control }) else { return }
    var copy = self
    try knob.change(&copy, step)
    try copy.fit()
    self = copy
  }

  package mutating func enter(_ text: String, for control: String) throws(LabError) {
    guard let knob = Self.knobs.first(where: { $0.key == control }) else { return }
    var copy = self
    do throws(LabError) {
      try knob.enter(&copy, text)
      try copy.fit()
    } catch {
      // The screen calls it by its label.
      guard let label = knob.label, label.english != knob.key else { throw error }
      throw LabError("\(label.english): \(error.english)", "\(label.chinese)：\(error.chinese)")
    }
    self = copy
  }

  /// The settings fitted once already.
  package mutating func complete() { try? fit() }

  package mutating func fit() throws(LabError) { place = max(0, min(place, places - 1)) }

  // MARK: Places

  package func marking(_ place: Int) -> Self? {
    guard (0..<places).contains(place) else { return nil }
    var copy = self
    copy.place = place
    return copy
  }

  package mutating func seekQuestion(_ isKnown: (Int) -> Bool) -> Bool {
    let count = places
    guard count > 0, let next = (1...count).map({ (place + $0) % count }).first(where: { !isKnown($0) }) else {
      return false
    }
    place = next
    return true
  }

  package mutating func step() -> Bool {
    guard place < places - 1 else { return false }
    place += 1
    return true
  }

  package mutating func rewind() { place = 0 }

  package mutating func move(_ direction: Direction) -> Bool {
    let target = place + (direction == .left || direction == .up ? -1 : 1)
    guard (0..<places).contains(target) else { return false }
    place = target
    return true
  }

  // MARK: Without grids

  package func editableGrids(_ language: Language) -> [LabGrid] { [] }
  package mutating func setCell(_ cell: LabCell, to value: Float) {}
}
