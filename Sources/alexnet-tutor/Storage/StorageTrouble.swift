import Foundation
import GRDB
import Tutor

/// Why the learner's progress is not on disk, as one sentence: what, where, what to do.
enum StorageTrouble: Error, Equatable {
  case damaged(String)
  case newer(String, Int)
  case readOnly(String)
  case full(String)
  case busy(String)
  case other(String, String)

  /// What an error of the file system or of SQLite means for the file at `path`.
  init(_ error: any Error, _ path: String) {
    if let trouble = error as? StorageTrouble {
      self = trouble
      return
    }
    if let error = error as? DatabaseError {
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path)
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path)
      case .SQLITE_FULL: self = .full(path)
      case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path)
      default: self = .other(path, error.message ?? error.resultCode.description)
      }
      return
    }
    switch (error as? CocoaError)?.code {
    case .fileWriteNoPermission, .fileWriteVolumeReadOnly, .fileWriteFileExists, .fileNoSuchFile: self = .readOnly(path)
    case .fileWriteOutOfSpace: self = .full(path)
    default: self = .readOnly(path)
    }
  }

  func sentence(_ language: Language) -> String {
    switch self {
    case .damaged(let path):
      language(
        "the progress file \(path) is damaged and could not be moved aside; your answers are kept in memory only",
        "进度文件 \(path) 已损坏，且无法移走；答案暂时只留在内存里")
    case .newer(let path, let version):
      language(
        "the progress file \(path) is of a newer version (\(version)) of this program and is left alone; "
          + "your answers are kept in memory only: update alexnet-tutor",
        "进度文件 \(path) 属于本程序更新的版本（\(version)），不会改动它；答案暂时只留在内存里：请升级 alexnet-tutor")
    case .readOnly(let path):
      language(
        "cannot write the progress file \(path); your answers are kept in memory until it can be written: "
          + "check the folder's permissions or set XDG_STATE_HOME",
        "无法写入进度文件 \(path)；在可以写入之前答案留在内存里：请检查文件夹权限，或设置 XDG_STATE_HOME")
    case .full(let path):
      language(
        "the disk is full at \(path); your answers are kept in memory and written as soon as there is room",
        "\(path) 所在的磁盘已满；答案留在内存里，一有空间就会写入")
    case .busy(let path):
      language(
        "another program holds the progress file \(path); your answers are written as soon as it lets go",
        "另一个程序正占用进度文件 \(path)；等它放开后就会写入答案")
    case .other(let path, let reason):
      language(
        "cannot write the progress file \(path) (\(reason)); your answers are kept in memory until it can be written",
        "无法写入进度文件 \(path)（\(reason)）；在可以写入之前答案留在内存里")
    }
  }

  /// The same while only reading.
  func readingSentence(_ language: Language) -> String {
    switch self {
    case .damaged(let path):
      language(
        "the progress file \(path) is damaged: start alexnet-tutor, it moves the file aside and keeps what can be read",
        "进度文件 \(path) 已损坏：启动 alexnet-tutor，它会把文件移走，并保留能读出的内容")
    case .newer: sentence(language)
    case .readOnly(let path):
      language("cannot read the progress file \(path): check its permissions", "无法读取进度文件 \(path)：请检查权限")
    case .full(let path), .busy(let path):
      language("cannot read the progress file \(path) at the moment: try again", "暂时无法读取进度文件 \(path)：请再试一次")
    case .other(let path, let reason):
      language("cannot read the progress file \(path): \(reason)", "无法读取进度文件 \(path)：\(reason)")
    }
  }

  static func movedAside(_ language: Language, from path: String, to aside: String, kept: Int) -> String {
    language(
      "the progress file \(path) was damaged: it lies as \(aside) now, and the \(kept) answers that could be read were kept",
      "进度文件 \(path) 已损坏：已改名为 \(aside)，其中能读出的 \(kept) 个答案都保留了下来")
  }

  static func leftUnsaved(_ language: Language, _ count: Int, _ trouble: StorageTrouble?) -> String {
    let why = trouble.map { ": " + $0.reason(language) } ?? ""
    return language(
      count == 1 ? "1 answer could not be saved\(why)" : "\(count) answers could not be saved\(why)",
      "有 \(count) 个答案没能保存\(why)")
  }

  private func reason(_ language: Language) -> String {
    switch self {
    case .damaged(let path): language("\(path) is damaged", "\(path) 已损坏")
    case .newer(let path, _): language("\(path) is of a newer version", "\(path) 版本更新")
    case .readOnly(let path): language("\(path) cannot be written", "\(path) 无法写入")
    case .full(let path): language("the disk is full at \(path)", "\(path) 所在的磁盘已满")
    case .busy(let path): language("another program holds \(path)", "另一个程序正占用 \(path)")
    case .other(let path, let reason): "\(path): \(reason)"
    }
  }
}
