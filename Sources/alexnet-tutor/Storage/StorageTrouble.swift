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

  /// - Parameter kept: where the answers are that the file does not take.
  func sentence(_ language: Language, _ kept: UnsavedAnswers = .inMemory) -> String {
    cause(language) + language("; ", "；") + kept.words(language) + mend(language)
  }

  /// The file and what is wrong with it.
  private func cause(_ language: Language) -> String {
    switch self {
    case .damaged(let path):
      language(
        "the progress file \(path) is damaged and could not be moved aside", "进度文件 \(path) 已损坏，且无法移走")
    case .newer(let path, let version):
      language(
        "the progress file \(path) is of a newer version (\(version)) of this program and is left alone",
        "进度文件 \(path) 属于本程序更新的版本（\(version)），不会改动它")
    case .readOnly(let path): language("cannot write the progress file \(path)", "无法写入进度文件 \(path)")
    case .full(let path): language("the disk is full at \(path)", "\(path) 所在的磁盘已满")
    case .busy(let path):
      language("another program holds the progress file \(path)", "另一个程序正占用进度文件 \(path)")
    case .other(let path, let reason):
      language("cannot write the progress file \(path) (\(reason))", "无法写入进度文件 \(path)（\(reason)）")
    }
  }

  private func mend(_ language: Language) -> String {
    switch self {
    case .newer: language(": update alexnet-tutor", "：请升级 alexnet-tutor")
    case .readOnly:
      language(": check the folder's permissions or set XDG_STATE_HOME", "：请检查文件夹权限，或设置 XDG_STATE_HOME")
    default: ""
    }
  }

  /// What stays on the status line as long as it lasts: a few words.
  func standing(_ language: Language, _ kept: UnsavedAnswers) -> String {
    let why =
      switch self {
      case .damaged: language("the file is damaged", "文件已损坏")
      case .newer: language("it is of a newer version", "文件版本更新")
      case .readOnly: language("it cannot be written", "文件无法写入")
      case .full: language("the disk is full", "磁盘已满")
      case .busy: language("locked by another program", "被另一个程序占用")
      case .other: language("the disk reports an error", "磁盘报告错误")
      }
    return kept.standing(language) + language(": ", "：") + why
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

  /// What is left at the end.
  static func leftUnsaved(_ language: Language, _ count: Int, _ trouble: StorageTrouble?, _ kept: UnsavedAnswers)
    -> String
  {
    let why = trouble.map { ": " + $0.reason(language) } ?? ""
    if kept == .beside {
      return language(
        (count == 1 ? "1 answer waits" : "\(count) answers wait")
          + " beside the progress file and will be added to it at the next start\(why)",
        "有 \(count) 个答案先存在进度文件旁边，下次启动时会写入\(why)")
    }
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
