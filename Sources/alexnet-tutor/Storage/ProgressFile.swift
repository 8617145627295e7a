import Foundation
import GRDB
import Lessons
import Tutor

/// The progress database on disk: a table of attempts that is only ever appended to, and the place to continue at.
///
/// SQLite keeps a rollback journal, not a write-ahead log: one small file that can be read where nothing can be written, and
/// several tutors take turns within the busy time.
struct ProgressFile {
  enum Access {
    /// Reads a file in a folder where nothing can be written.
    case read
    /// Reads, and rolls back what a tutor that was killed has begun.
    case recover
    /// Creates what is missing and brings an older file to this version; what is known of the course names old mistakes.
    case write(ProgressSchema)
  }

  let path: String
  private let database: DatabaseQueue

  init(_ path: String, _ access: Access, busySeconds: Double = 5) throws {
    self.path = path
    if case .write = access { try ProgressFile.createFolder(of: path) }
    var configuration = Configuration()
    configuration.busyMode = .timeout(busySeconds)
    if case .read = access { configuration.readonly = true }
    let found: Int
    do {
      database = try DatabaseQueue(path: path, configuration: configuration)
      found = try database.read { try ProgressFile.checkedVersion($0, path) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
      // The questions are sound SQL: what SQLite finds wrong with them is wrong with the file, such as a format or an
      // encoding that its header names and no version has.
      throw StorageTrouble.damaged(path)
    }
    if case .write(let schema) = access, found < ProgressSchema.version { try update(schema, from: found) }
  }

  func close() { try? database.close() }

  static func createFolder(of path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    guard !FileManager.default.fileExists(atPath: folder) else { return }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// The version of a file that is whole and not newer than this program.
  private static func checkedVersion(_ database: Database, _ path: String) throws -> Int {
    let found = try ProgressSchema.version(database)
    guard found <= ProgressSchema.version else { throw StorageTrouble.newer(path, found) }
    guard found >= 0, try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else {
      throw StorageTrouble.damaged(path)
    }
    // The migrator's own table comes before the first version: another tutor may be making the file at this moment.
    let tables = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name <> 'grdb_migrations'")
    guard let tables, tables > 0 else { return 0 }
    guard try isWhole(database, found) else { throw StorageTrouble.damaged(path) }
    return found
  }

  private static func isWhole(_ database: Database, _ version: Int) throws -> Bool {
    guard try database.tableExists("attempts"), try database.tableExists("place") else { return false }
    let columns = Set(try database.columns(in: "attempts").map(\.name))
    return columns.isSuperset(of: TimedAttempt.columns + (version > 1 ? ["mistake"] : []))
  }

  private func update(_ schema: ProgressSchema, from found: Int) throws {
    guard found > 0 else { return try schema.migrate(database) }
    // SQLite copies: a file that this program opened and closed beside SQLite would lose SQLite's locks.
    let copy = ProgressCopy(of: path)
    try copy.make(from: database)
    try schema.migrate(database)
    copy.keep(version: found)
    // Where only the number was damaged there was nothing else to do.
    try database.write { try $0.execute(sql: "PRAGMA user_version = \(ProgressSchema.version)") }
  }

  // MARK: Writing

  /// Adds answers in one transaction; one that is there already stays as it is.
  func append(_ attempts: [TimedAttempt]) throws {
    try database.write { database in
      let columns = TimedAttempt.columns + ["mistake"]
      let statement = try database.makeStatement(
        sql: """
          INSERT OR IGNORE INTO attempts (\(columns.joined(separator: ", ")))
          VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
          """)
      for timed in attempts {
        let attempt = timed.attempt
        try statement.execute(arguments: [
          timed.key, timed.time, attempt.item, attempt.lesson, attempt.answer, Int64(bitPattern: attempt.seed),
          attempt.correct, attempt.confidence, attempt.remark, attempt.mistake,
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

  // MARK: Reading

  /// Hands over every answer, oldest first.
  /// - Returns: how many rows are no answer, because a value in them is of a wrong kind or out of its range.
  @discardableResult
  func read(_ body: (TimedAttempt) throws -> Void) throws -> Int {
    try database.read { database in
      // A file of an earlier version in a folder where nothing can be written is read as it is.
      let isFirst = try ProgressSchema.version(database) < 2
      guard try database.tableExists("attempts") else { return 0 }
      let columns = TimedAttempt.columns + [isFirst ? "NULL" : "mistake"]
      var unreadable = 0
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(columns.joined(separator: ", ")) FROM attempts ORDER BY time, id")
      while let row = try rows.next() {
        if let timed = TimedAttempt(row: columns.indices.map { row[$0] as DatabaseValue }) {
          try body(timed)
        } else {
          unreadable += 1
        }
      }
      return unreadable
    }
  }

  func count() throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM attempts") ?? 0 }
  }

  /// Every answer, oldest first.
  func attempts() throws -> [TimedAttempt] {
    var attempts: [TimedAttempt] = []
    try read { attempts.append($0) }
    return attempts
  }

  func place() throws -> Place? {
    try database.read { database in
      guard try database.tableExists("place") else { return nil }
      return try DatabaseValue.fetchOne(database, sql: "SELECT line FROM place").flatMap(String.fromDatabaseValue)
        .flatMap(Place.init(line:))
    }
  }
}
