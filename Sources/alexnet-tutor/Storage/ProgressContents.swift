import Foundation
import GRDB
import Tutor

/// All that is kept of a learner: what the progress file holds and what waits beside it.
struct ProgressContents {
  var attempts: [TimedAttempt] = []
  var place: Place?
  /// Rows of the file that are no answers.
  var unreadable = 0

  /// Nothing if there is no file.
  init(_ path: String) throws(StorageTrouble) {
    if FileManager.default.fileExists(atPath: path) {
      do {
        do { try read(path, .read) } catch {
          // A tutor that was killed while it wrote leaves a transaction to be rolled back, which is writing.
          guard StorageTrouble(error, path) == .readOnly(path) else { throw error }
          try read(path, .recover)
        }
      } catch { throw StorageTrouble(error, path) }
    }
    let waiting = WaitingAnswers.all(beside: path)
    guard !waiting.isEmpty else { return }
    let known = Set(attempts.map(\.key))
    attempts += waiting.filter { !known.contains($0.key) }
    attempts.sort { $0.time < $1.time }
  }

  private mutating func read(_ path: String, _ access: ProgressFile.Access) throws {
    let file = try ProgressFile(path, access)
    defer { file.close() }
    attempts = []
    unreadable = try file.read { attempts.append($0) }
    place = try file.place()
  }
}
