import Foundation
import Lessons
import Testing
import Tutor

@testable import alexnet_tutor

/// Lessons are read again when their files change.
@Suite(.serialized)
struct CourseWatchTests {
  private let folder = TemporaryFolder()
  private let reports = Mailbox<Report>()
  private var course: String { folder.path + "/course" }
  private var folders: CourseFolders {
    let environment = ["XDG_DATA_HOME": folder.path + "/data", "HOME": folder.path, "XDG_DATA_DIRS": folder.path]
    return CourseFolders(Folders(environment), executable: folder.path + "/bin/alexnet-tutor")
  }

  private func write(_ text: String, _ name: String = "01.md", in course: String? = nil) throws {
    let folder = (course ?? self.course) + "/en"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let head = "---\nid: \(name.prefix(2))\ntitle: t\ngoal: g\nminutes: 5\n---\n"
    try Data((head + text).utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  private func start(_ chosen: [String]) throws {
    let reports = reports
    let watch = CourseWatch(folders, chosen: chosen, .english)
    watch.start(try CourseLibrary(folders, chosen: chosen, .english)) { reports.post($0) }
  }

  /// The shelf and the sentence that come next, within ten seconds.
  private func next() -> (shelf: CourseShelf, sentence: String)? {
    var (shelf, sentence): (CourseShelf?, String?) = (nil, nil)
    let deadline = Date(timeIntervalSinceNow: 10)
    while Date() < deadline {
      var descriptor = pollfd(fd: reports.descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&descriptor, 1, 1_000)
      for report in reports.takeAll() {
        if case .course(let found) = report { shelf = found }
        if case .trouble(let found) = report { sentence = found }
      }
      if let shelf, let sentence { return (shelf, sentence) }
    }
    return nil
  }

  @Test func `a file that is saved is read, its faults are said with their place`() throws {
    try write("One.\n")
    try start([course])
    try write("Two. {{ nix }}\n")
    var found = try #require(next())
    #expect(found.shelf.lesson("01", .english)?.diagnostics.count == 1)
    #expect(found.sentence.contains("1 fault") && found.sentence.contains("01.md:7:9: "))
    try write("Three.\n", "02.md")
    try write("One, whole again.\n")
    found = try #require(next())
    while found.sentence != "lessons read again: no faults" { found = try #require(next()) }
  }

  @Test func `of several faults that of the file just saved is said`() throws {
    try write("One. {{ old }}\n")
    try start([course])
    try write("Two.\n\n{{ fresh }}\n", "02.md")
    var found = try #require(next())
    while !found.sentence.contains("2 faults") { found = try #require(next()) }
    #expect(found.sentence.contains("2 faults; 02.md:9:4: "))
    try write("Two.\n", "02.md")
    try write("One.\n")
    found = try #require(next())
    while found.sentence.contains("fault;") { found = try #require(next()) }
    #expect(found.sentence == "lessons read again: no faults")
  }

  @Test func `a change while the courses were read is not missed`() throws {
    try write("One.\n")
    let reports = reports
    let watch = CourseWatch(folders, chosen: [course], .english)
    let library = try CourseLibrary(folders, chosen: [course], .english)
    try write("Changed {{ meanwhile }}.\n")
    watch.start(library) { reports.post($0) }
    let found = try #require(next())
    #expect(found.sentence.contains("1 fault"))
  }

  @Test func `a folder that disappears leaves what was read from it, and one that comes back is read`() throws {
    try write("One.\n")
    try start([course])
    try FileManager.default.moveItem(atPath: course, toPath: course + ".away")
    let gone = try #require(next())
    #expect(gone.sentence.hasSuffix("what was read from it stays until you leave: \(course)"))
    #expect(gone.shelf.lesson("01", .english) != nil)
    try FileManager.default.moveItem(atPath: course + ".away", toPath: course)
    try write("Changed.\n", "02.md")
    var found = try #require(next())
    while found.shelf.lesson("02", .english) == nil { found = try #require(next()) }
    #expect(found.shelf.lessons(.english).count == 2)
  }

  @Test func `the first lesson of a learner's own is seen though its folder did not exist`() throws {
    try write("One.\n")
    try start([course])
    try write("Mine.\n", "09.md", in: folders.own)
    var found = try #require(next())
    while found.shelf.lesson("09", .english) == nil { found = try #require(next()) }
    #expect(found.shelf.lessons(.english).map(\.id) == ["01", "09"])
  }
}
