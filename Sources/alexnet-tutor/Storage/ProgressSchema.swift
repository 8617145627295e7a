import Foundation
import GRDB
import Lessons
import Tutor

/// The tables of the progress file, version by version.
///
/// The first version kept the words of a mistake; the second keeps what the mistake is called, and leaves the words that an
/// earlier version wrote where they are.
struct ProgressSchema: Sendable {
  static let version = 2
  /// The course, whose questions know the names of mistakes; it is asked for only where old answers are carried over.
  let course: @Sendable () -> CourseShelf

  /// Brings the file to this version. Each version is one transaction: a program that is killed leaves the one before.
  func migrate(_ database: DatabaseQueue) throws {
    for attempt in 1... {
      do { return try migrator.migrate(database) } catch {
        // Another tutor may have been faster: then its version is there.
        guard attempt < 3, (error as? DatabaseError)?.resultCode != .SQLITE_BUSY else { throw error }
      }
    }
  }

  private var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try ProgressSchema.first($0) }
    migrator.registerMigration("2") { [self] in try second($0) }
    return migrator
  }

  static func version(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  private static func first(_ database: Database) throws {
    // Files of the first version were made without the migrator.
    guard try !database.tableExists("attempts") else { return }
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
        CREATE TABLE place (id INTEGER PRIMARY KEY CHECK (id = 0), time INTEGER NOT NULL, line TEXT NOT NULL);
        PRAGMA user_version = 1;
        """)
  }

  private func second(_ database: Database) throws {
    try database.execute(sql: "DROP TRIGGER IF EXISTS attempts_are_kept")
    if try !database.columns(in: "attempts").contains(where: { $0.name == "mistake" }) {
      try database.execute(sql: "ALTER TABLE attempts ADD COLUMN mistake TEXT")
      try nameMistakes(database)
    }
    try database.execute(
      sql: """
        CREATE TRIGGER attempts_are_kept BEFORE UPDATE ON attempts
        BEGIN SELECT RAISE(ABORT, 'attempts are only ever added'); END;
        PRAGMA user_version = \(ProgressSchema.version);
        """)
  }

  /// The names of the mistakes whose words the course still says, in any language.
  private func nameMistakes(_ database: Database) throws {
    let said = try Row.fetchAll(
      database,
      sql: """
        SELECT lesson, item, misconception, min(seed) FROM attempts
        WHERE typeof(lesson) = 'text' AND typeof(item) = 'text' AND typeof(misconception) = 'text'
          AND typeof(seed) = 'integer'
        GROUP BY 1, 2, 3
        """
    ).map { row in (0..<4).map { row[$0] as DatabaseValue } }
    guard !said.isEmpty else { return }
    try database.execute(
      sql: """
        CREATE TEMPORARY TABLE names (lesson, item, words, name, PRIMARY KEY (lesson, item, words)) WITHOUT ROWID
        """)
    var names = MistakeNames(course())
    for values in said {
      guard let lesson = String.fromDatabaseValue(values[0]), let item = String.fromDatabaseValue(values[1]),
        let words = String.fromDatabaseValue(values[2]), let seed = Int64.fromDatabaseValue(values[3])
      else { continue }
      let attempt = Attempt(
        item: item, lesson: lesson, answer: "", seed: UInt64(bitPattern: seed), correct: false, remark: words)
      guard let name = names.named(attempt).mistake else { continue }
      try database.execute(
        sql: "INSERT OR IGNORE INTO temp.names VALUES (?, ?, ?, ?)", arguments: [lesson, item, words, name])
    }
    try database.execute(
      sql: """
        UPDATE attempts SET mistake = (
          SELECT name FROM temp.names
          WHERE names.lesson = attempts.lesson AND names.item = attempts.item AND words = misconception)
        WHERE misconception IS NOT NULL;
        DROP TABLE temp.names;
        """)
  }
}
