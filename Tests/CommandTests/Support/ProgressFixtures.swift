import Foundation
import GRDB

/// A folder that goes away with the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "alexnet-tutor-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

enum ProgressLogFixture {
  /// A whole database that a later version of the program might have left.
  static func writeNewer(_ path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard let database = try? DatabaseQueue(path: path) else { return }
    try? database.write { try $0.execute(sql: "CREATE TABLE answers (id INTEGER); PRAGMA user_version = 99") }
    try? database.close()
  }
}
