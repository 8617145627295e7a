import GRDB

/// The answers that can still be read from a file that SQLite refuses. The file is only read.
enum ProgressSalvage {
  static func answers(in path: String) -> [TimedAttempt] {
    var found: [TimedAttempt] = []
    var keys: Set<String> = []
    func take(_ values: [DatabaseValue]) {
      guard let timed = TimedAttempt(row: values), keys.insert(timed.key).inserted else { return }
      found.append(timed)
    }
    rows(in: path, take)
    SalvagedPages(path)?.rows { record in
      // The number of a row stands beside its record, so the first column is empty; the names of mistakes came later.
      guard record.first == .null, (10...11).contains(record.count) else { return }
      take(Array(record.dropFirst()) + (record.count == 10 ? [.null] : []))
    }
    return found.sorted { $0.time < $1.time }
  }

  /// What SQLite itself gives until it meets the damage.
  private static func rows(in path: String, _ take: ([DatabaseValue]) -> Void) {
    var configuration = Configuration()
    configuration.readonly = true
    guard let database = try? DatabaseQueue(path: path, configuration: configuration) else { return }
    defer { try? database.close() }
    try? database.unsafeRead { database in
      let cursor = try Row.fetchCursor(database, sql: "SELECT * FROM attempts NOT INDEXED")
      while let row = try cursor.next() {
        take((TimedAttempt.columns + ["mistake"]).map { (row[$0] as DatabaseValue?) ?? .null })
      }
    }
  }
}
