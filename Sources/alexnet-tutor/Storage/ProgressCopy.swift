import Foundation
import GRDB

/// The copy of a progress file that is made before an older file is brought to this version.
///
/// While that goes on it lies as `progress.updating.sqlite`: one that is found at a start says that the program was killed
/// meanwhile. SQLite rolls the file itself back; where even that fails, the answers are taken from the copy.
struct ProgressCopy {
  private let path: String
  init(of path: String) { self.path = path }

  /// Where the copy lies until the file is of this version.
  var unfinished: String { (path as NSString).deletingPathExtension + ".updating.sqlite" }

  func make(from database: DatabaseQueue) throws {
    try? FileManager.default.removeItem(atPath: unfinished)
    let copy = try DatabaseQueue(path: unfinished)
    try database.backup(to: copy)
    try copy.close()
  }

  /// The file is of this version: the copy is kept under the name of its own.
  func keep(version: Int) {
    guard let name = ProgressCopy.freeName(beside: path, "version-\(version)", time: Clock.system.now()) else { return }
    _ = rename(unfinished, name)
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
}
