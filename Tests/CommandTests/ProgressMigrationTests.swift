import Foundation
import GRDB
import Lessons
import Testing
import Tutor

@testable import alexnet_tutor

/// A file of the first version, which kept the words of a mistake, becomes one of the second, which keeps its name.
@Suite(.serialized) struct ProgressMigrationTests {
  private let folder = TemporaryFolder()
  private var environment: [String: String] { ["XDG_STATE_HOME": folder.path] }
  private var path: String { ProgressLog.path(Folders(environment)) }

  private struct Old {
    var item: String
    var words: String?
    var seed: UInt64 = 1
  }

  @Test func `a file that another tutor is only just making is no damaged one`() throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    // What the migrator writes before the first version.
    let other = try DatabaseQueue(path: path)
    try other.write { try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)") }
    var log = ProgressLog(path)
    log.record(Attempt(item: "a", lesson: "few", answer: "1", seed: 1, correct: true))
    #expect(log.movedAside == nil && log.trouble == nil)
    #expect(try ProgressContents(path).attempts.count == 1)
  }

  private func write(_ rows: [Old], copies: Int = 1) throws {
    try FirstVersion.write(path, rows.count * copies) { index in
      let row = rows[index % rows.count]
      return (row.item, row.words, row.seed)
    }
  }

  /// A lesson with a mistake whose words have a drawn number in them, in both languages.
  private var course: CourseShelf {
    let text = """
      ---
      id: few
      title: t
      goal: g
      minutes: 5
      ---

      # t

      ```quiz
      id: few.one
      type: number
      prompt: "{{n}}?"
      draw: {n: {from: 10, to: 60}}
      compute: n + 2
      mistakes:
        - {compute: "n", says: "WORDS"}
        - {id: twice, compute: "2 * n", says: "Twice."}
      why: w
      ```
      """
    let files = [("en", "You added 2 to {{n}}."), ("zh-Hans", "给 {{n}} 加了二。")].map { language, words in
      LessonFile(
        language: language, path: "\(language)/few.md", bytes: Array(text.replacing("WORDS", with: words).utf8))
    }
    let course = Course.read(files, catalogue: .standard(.english))
    return CourseShelf([.english: course.lessons["en"] ?? [], .chinese: course.lessons["zh-Hans"] ?? []])
  }

  private func said(_ language: Language, _ seed: UInt64) -> String {
    let item = course.item(ReviewItem(lesson: "few", item: "few.one"), language)
    return item?.remarks(seed: seed).first?.says ?? ""
  }

  @Test func `words of either language become one name, whatever was drawn; others keep their words`() throws {
    #expect(said(.english, 1) != said(.english, 2) && said(.chinese, 2).contains("加了二"))
    try write([
      Old(item: "few.one", words: said(.english, 1)), Old(item: "few.one", words: said(.chinese, 2), seed: 2),
      Old(item: "few.one", words: said(.english, 3), seed: 3), Old(item: "few.one", words: "Twice."),
      Old(item: "few.one", words: "an old sentence"), Old(item: "few.one", words: nil),
      Old(item: "gone", words: "of a lesson that is gone"),
    ])
    let shelf = course
    let log = ProgressLog(path) { shelf }
    #expect(log.trouble == nil)
    #expect(log.attempts.map(\.attempt.mistake) == ["1", "1", "1", "twice", nil, nil, nil])
    #expect(log.attempts.compactMap(\.attempt.remark).count == 6)
    let met = shelf.mistakes(log.summary)
    #expect(met.map(\.count) == [3, 1, 1, 1])
    #expect(met.map { shelf.words($0, .english) }.first == said(.english, 3))
    #expect(met.map { shelf.words($0, .chinese) }.first == said(.chinese, 3))
    #expect(Set(met.map { shelf.words($0, .english) }).contains("an old sentence"))
    // The file as it was lies beside it, whole.
    let copy = try #require(copies.first)
    #expect(try DatabaseQueue(path: copy).read { try ProgressSchema.version($0) } == 1)
    #expect(try ProgressContents(copy).attempts.count == 7)
    // Once is enough.
    #expect(ProgressLog(path) { shelf }.attempts.count == 7 && copies.count == 1)
  }

  private var copies: [String] {
    let folder = (path as NSString).deletingLastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.contains(".version-1-") && !$0.hasSuffix("-journal") }.map { folder + "/" + $0 }
  }

  @Test func `without the lesson the words stay, and are named when it is there again`() throws {
    try write([Old(item: "few.one", words: said(.chinese, 1)), Old(item: "few.one", words: said(.english, 1))])
    let log = ProgressLog(path)
    #expect(log.attempts.map(\.attempt.mistake) == [nil, nil] && log.summary.misconceptions.count == 2)
    #expect(course.mistakes(log.summary).map(\.count) == [2])
  }

  @Test func `a program that is killed while it carries answers over begins again with all of them`() throws {
    try write([Old(item: "few.one", words: "a"), Old(item: "b", words: nil)], copies: 20_000)
    var killed = 0
    for delay in [0.005, 0.02, 0.05, 0.1, 0.2, 0.3, 0.45] {
      let process = Process()
      process.executableURL = Program.executable
      process.arguments = ["progress", "import", folder.path + "/none.json"]
      try ProgressArchive(attempts: [], place: nil).json.withUnsafeBytes { Data($0) }
        .write(to: URL(fileURLWithPath: folder.path + "/none.json"))
      process.environment = environment.merging(["HOME": folder.path, "LC_ALL": "C.UTF-8"]) { $1 }
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      try process.run()
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { killed += 1 }
      #expect(try ProgressContents(path).attempts.count == 40_000)
    }
    #expect(killed > 0)
    let log = ProgressLog(path)
    #expect(log.summary.attempts == 40_000 && log.trouble == nil)
    let database = try DatabaseQueue(path: path)
    #expect(try database.read { try ProgressSchema.version($0) } == 2)
  }

  @Test func `where the file did not survive being killed, its answers come from the copy`() throws {
    try write([Old(item: "few.one", words: "a")], copies: 300)
    let copy = ProgressCopy(of: path)
    try copy.make(from: DatabaseQueue(path: path))
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.truncate(atOffset: 8192)
    try file.close()
    let log = ProgressLog(path)
    #expect(try #require(log.movedAside).kept == 300 && log.summary.attempts == 300)
    #expect(!FileManager.default.fileExists(atPath: copy.unfinished) && copies.count == 1)
  }

  @Test func `a million answers are carried over in less than ten seconds`() throws {
    // Slow where the program was built without optimisation; the figure of the release build stands in the notes of a release.
    let count = ProcessInfo.processInfo.environment["MILLION"] == nil ? 50_000 : 1_000_000
    let words = (1...40).map { said($0 % 2 == 0 ? .english : .chinese, UInt64($0)) }
    try FirstVersion.write(path, count) { index in
      ("few.one", index % 3 == 0 ? words[index % 40] : nil, UInt64(index % 40 + 1))
    }
    let shelf = course
    let start = ContinuousClock.now
    let file = try ProgressFile(path, .write(ProgressSchema { shelf }))
    let time = ContinuousClock.now - start
    print("carried over \(count) answers in \(time)")
    #expect(time < .seconds(10))
    #expect(try file.count() == count)
  }
}

/// A progress file as the first version of the program wrote it.
enum FirstVersion {
  static func write(_ path: String, _ count: Int, _ row: (Int) -> (item: String, words: String?, seed: UInt64)) throws {
    try ProgressFile.createFolder(of: path)
    let database = try DatabaseQueue(path: path)
    try database.write { database in
      try database.execute(
        sql: """
          CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            time INTEGER NOT NULL,
            item TEXT NOT NULL,
            lesson TEXT NOT NULL,
            answer TEXT NOT NULL,
            seed INTEGER NOT NULL,
            correct INTEGER NOT NULL,
            confidence INTEGER,
            misconception TEXT
          );
          CREATE TRIGGER attempts_are_kept BEFORE UPDATE ON attempts
          BEGIN SELECT RAISE(ABORT, 'attempts are only ever added'); END;
          CREATE TABLE place (id INTEGER PRIMARY KEY CHECK (id = 0), time INTEGER NOT NULL, line TEXT NOT NULL);
          PRAGMA user_version = 1;
          """)
      let statement = try database.makeStatement(
        sql: "INSERT INTO attempts (key, time, item, lesson, answer, seed, correct, confidence, misconception) "
          + "VALUES (?, ?, ?, 'few', '55', ?, ?, 2, ?)")
      for index in 0..<count {
        let row = row(index)
        let arguments: StatementArguments = [
          "key\(index)", 1_700_000_000 + index, row.item, Int64(bitPattern: row.seed), row.words == nil, row.words,
        ]
        try statement.execute(arguments: arguments)
      }
    }
    try database.close()
  }
}
