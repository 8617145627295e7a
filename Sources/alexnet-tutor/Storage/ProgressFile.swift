import Foundation
import GRDB
import Tutor

/// An answer with the moment at which it was given and a key of its own, so that writing it twice leaves one.
struct TimedAttempt: Hashable, Sendable {
  var key: String
  /// Seconds since 1970.
  var time: Int
  var attempt: Attempt
}

/// The progress database on disk: a table of attempts that is only ever appended to, and the place to continue at.
///
/// SQLite keeps a rollback journal, not a write-ahead log: one small file that can be read where nothing can be written, and
/// several tutors take turns within the busy time.
struct ProgressFile {
  static let version = 1
  let path: String
  private let database: DatabaseQueue

  /// Opens the file and creates what is missing in it.
  /// - Parameter writable: false reads a file in a folder where nothing can be written.
  init(_ path: String, writable: Bool = true, busySeconds: Double = 5) throws {
    self.path = path
    if writable { try ProgressFile.createFolder(of: path) }
    var configuration = Configuration()
    configuration.busyMode = .timeout(busySeconds)
    configuration.readonly = !writable
    database = try DatabaseQueue(path: path, configuration: configuration)
    try check()
    if writable { try create() }
  }

  func close() { try? database.close() }

  private static func createFolder(of path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    guard !FileManager.default.fileExists(atPath: folder) else { return }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  private func check() throws {
    try database.read { database in
      let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      guard found <= ProgressFile.version else { throw StorageTrouble.newer(path, found) }
      let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
      guard verdict == "ok" else { throw StorageTrouble.damaged(path) }
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master WHERE type = 'table'") ?? 0
      if tables > 0 {
        guard try database.tableExists("attempts"), try database.tableExists("place") else {
          throw StorageTrouble.damaged(path)
        }
      }
    }
  }

  private func create() throws {
    try database.write { database in
      // Another tutor may have been faster.
      guard try Int.fetchOne(database, sql: "PRAGMA user_version") == 0 else { return }
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
          PRAGMA user_version = \(ProgressFile.version);
          """)
    }
  }

  // MARK: Writing

  /// Adds answers in one transaction; one that is there already stays as it is.
  func append(_ attempts: [TimedAttempt]) throws {
    try database.write { database in
      for timed in attempts {
        let attempt = timed.attempt
        try database.execute(
          sql: """
            INSERT OR IGNORE INTO attempts
            (key, time, item, lesson, answer, seed, correct, confidence, misconception) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            timed.key, timed.time, attempt.item, attempt.lesson, attempt.answer, Int64(bitPattern: attempt.seed),
            attempt.correct, attempt.confidence, attempt.misconception,
          ])
      }
    }
  }

  func remember(_ place: Place, time: Int) throws {
    try database.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO place (id, time, line) VALUES (0, ?, ?)", arguments: [time, place.line])
    }
  }

  /// Renames the file while nobody writes into it. Another tutor that has it open makes a fresh one with its next answer.
  func rename(to name: String) throws {
    try database.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN EXCLUSIVE")
      defer { try? database.execute(sql: "COMMIT") }
      try FileManager.default.moveItem(atPath: path, toPath: name)
    }
  }

  /// A name beside `path` that no file has: `progress.WHY-20241004T120000Z.sqlite`.
  static func freeName(beside path: String, _ why: String, time: Int) -> String? {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withYear, .withMonth, .withDay, .withTime, .withTimeZone]
    let moment = formatter.string(from: Date(timeIntervalSince1970: Double(time)))
    let stem = (path as NSString).deletingPathExtension + ".\(why)-" + moment
    let names = [stem + ".sqlite"] + (2...99).map { "\(stem)-\($0).sqlite" }
    return names.first { !FileManager.default.fileExists(atPath: $0) }
  }

  // MARK: Reading

  /// Every answer, oldest first.
  func attempts() throws -> [TimedAttempt] {
    try database.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM attempts ORDER BY time, id").map(ProgressFile.attempt)
    }
  }

  /// All that the file at `path` holds; nothing if there is none.
  static func contents(_ path: String) throws(StorageTrouble) -> (attempts: [TimedAttempt], place: Place?) {
    guard FileManager.default.fileExists(atPath: path) else { return ([], nil) }
    do {
      do { return try contents(path, writable: false) } catch {
        // A tutor that was killed while it wrote leaves a transaction to be rolled back, which is writing.
        guard StorageTrouble(error, path) == .readOnly(path) else { throw error }
        return try contents(path, writable: true)
      }
    } catch { throw StorageTrouble(error, path) }
  }

  private static func contents(_ path: String, writable: Bool) throws -> (attempts: [TimedAttempt], place: Place?) {
    let file = try ProgressFile(path, writable: writable)
    defer { file.close() }
    return (try file.attempts(), try file.place())
  }

  /// The answers that can still be read from a file that is damaged further on.
  static func salvage(_ path: String) -> [TimedAttempt] {
    var configuration = Configuration()
    configuration.readonly = true
    guard let database = try? DatabaseQueue(path: path, configuration: configuration) else { return [] }
    defer { try? database.close() }
    var found: [TimedAttempt] = []
    try? database.unsafeRead { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM attempts NOT INDEXED")
      while let row = try rows.next() { if isWhole(row) { found.append(attempt(row)) } }
    }
    return found
  }

  func place() throws -> Place? {
    try database.read { database in
      try String.fetchOne(database, sql: "SELECT line FROM place").flatMap(Place.init(line:))
    }
  }

  /// A damaged page can give rows with holes.
  private static func isWhole(_ row: Row) -> Bool {
    let texts = ["key", "item", "lesson", "answer"].allSatisfy { String.fromDatabaseValue(row[$0]) != nil }
    return texts && ["time", "seed", "correct"].allSatisfy { Int64.fromDatabaseValue(row[$0]) != nil }
  }

  private static func attempt(_ row: Row) -> TimedAttempt {
    let attempt = Attempt(
      item: row["item"], lesson: row["lesson"], answer: row["answer"], seed: UInt64(bitPattern: row["seed"]),
      correct: row["correct"], confidence: row["confidence"], misconception: row["misconception"])
    return TimedAttempt(key: row["key"], time: row["time"], attempt: attempt)
  }
}
