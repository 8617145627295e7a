/// What no lesson can know by itself: whether its ids are its own, its links lead somewhere, and its languages agree.
struct CourseCheck {
  private(set) var readings: [LessonReading]
  private let reserved: CourseIDs

  init(_ readings: [LessonReading], reserved: CourseIDs) {
    (self.readings, self.reserved) = (readings, reserved)
  }

  mutating func run() {
    for language in Set(readings.map(\.lesson.language)).sorted() {
      let indices = readings.indices.filter { readings[$0].lesson.language == language }
      checkLessonIDs(indices)
      checkItemIDs(indices)
      checkLinks(indices)
      checkNeeds(indices)
    }
    compareLanguages()
    for index in readings.indices {
      readings[index].lesson.diagnostics = Diagnostic.sorted(readings[index].lesson.diagnostics)
    }
  }

  private mutating func report(_ index: Int, _ position: SourcePosition, _ message: String, mend: String) {
    let file = readings[index].lesson.file
    readings[index].lesson.diagnostics.append(
      Diagnostic(file: file, position: position, message: message, mend: mend))
  }

  // MARK: Ids

  /// A second lesson with the same id is still there to be read, under a name that no other can have.
  private mutating func checkLessonIDs(_ indices: [Int]) {
    var owners = reserved.lessons
    var taken = Set(owners.keys)
    for index in indices {
      let (id, position) = (readings[index].lesson.id, readings[index].header.idPosition)
      if readings[index].hasOwnID, let owner = owners[id] {
        report(
          index, position, "the id \(quoted(id)) is that of \(owner) already", mend: "give the lesson an id of its own")
      }
      owners[id] = owners[id] ?? readings[index].lesson.file
      var free = id
      while !taken.insert(free).inserted { free += "~2" }
      readings[index].lesson.id = free
    }
  }

  /// A second item with the same id is asked all the same, under a name that no other can have: answers to one are no answers
  /// to the other.
  private mutating func checkItemIDs(_ indices: [Int]) {
    var owners = reserved.items
    var taken = Set(owners.keys)
    for index in indices {
      var renamed: [String: [String]] = [:]
      for item in readings[index].parts.items {
        guard let id = item.id else { continue }
        if let owner = owners[id] {
          report(
            index, item.idPosition, "the id \(quoted(id)) is that of an item in \(owner) already",
            mend: "give the item an id of its own")
        }
        owners[id] = owners[id] ?? "\(readings[index].lesson.file):\(item.idPosition.line)"
        guard item.item != nil else { continue }
        var free = id
        while !taken.insert(free).inserted { free += "~2" }
        renamed[id, default: []].append(free)
      }
      guard renamed.contains(where: { $0.value != [$0.key] }) else { continue }
      readings[index].lesson.renameItems { id in
        guard let next = renamed[id]?.first else { return id }
        renamed[id]?.removeFirst()
        return next
      }
    }
  }

  // MARK: Links

  private mutating func checkLinks(_ indices: [Int]) {
    let names = indices.map { readings[$0].lesson.fileName }
    for index in indices {
      for link in readings[index].parts.links where !names.contains(link.fileName) {
        report(
          index, link.position, "a link to \(quoted(link.fileName)), which does not exist",
          mend: Nearest.mend(
            link.fileName, among: names, otherwise: "the lessons here are \(names.joined(separator: ", "))"))
      }
    }
  }

  /// A lesson may need one of the courses that it stands beside.
  private mutating func checkNeeds(_ indices: [Int]) {
    let known = indices.map { readings[$0].lesson.id } + reserved.lessons.keys.sorted()
    for index in indices {
      for need in readings[index].header.needs {
        let id = need.scalar?.text ?? ""
        guard !known.contains(id) else { continue }
        report(
          index, need.position, "there is no lesson \(quoted(id))",
          mend: Nearest.mend(id, among: known, otherwise: "name the id of a lesson of this course or of ours"))
      }
    }
  }

  // MARK: Languages

  /// Every lesson against the same one in the first language that has it.
  private mutating func compareLanguages() {
    for index in readings.indices {
      guard let first = counterpart(of: index) else { continue }
      for difference in LanguageComparison(readings[first], readings[index]).differences {
        report(index, difference.position, difference.message, mend: difference.mend)
      }
    }
  }

  /// The lesson with the same file name, or else the same id, in a language that comes before.
  private func counterpart(of index: Int) -> Int? {
    let lesson = readings[index].lesson
    let others = readings.indices.filter { readings[$0].lesson.language < lesson.language }
    return others.first { readings[$0].lesson.fileName == lesson.fileName }
      ?? others.first { readings[$0].hasOwnID && readings[index].hasOwnID && readings[$0].lesson.id == lesson.id }
  }
}
