import Tutor

/// Where the answers are that the progress file does not take at the moment.
enum UnsavedAnswers: Equatable {
  /// There are none.
  case none
  case beside
  case inMemory

  func words(_ language: Language) -> String {
    switch self {
    case .beside:
      language("your answers wait on disk beside it and are added as soon as that is possible", "答案先存在它旁边，一有可能就会写入")
    case .none, .inMemory:
      language("your answers are kept in memory until it can be written", "在可以写入之前答案留在内存里")
    }
  }

  func standing(_ language: Language) -> String {
    switch self {
    case .none: language("progress cannot be saved", "无法保存进度")
    case .beside: language("not in the progress file yet", "尚未写入进度文件")
    case .inMemory: language("not on disk yet", "尚未写入磁盘")
    }
  }
}

/// What has happened to the progress file.
enum StorageNews: Equatable {
  case movedAside(String, kept: Int)
  /// The file was removed or replaced while it was open.
  case replaced(again: Int)
  case reset(String)
  case unreadable(Int)

  func sentence(_ language: Language, _ path: String) -> String {
    switch self {
    case .movedAside(let aside, let kept):
      language(
        "the progress file \(path) was damaged: it lies as \(aside) now, and "
          + (kept == 1
            ? "the 1 answer that could be read was kept" : "the \(kept) answers that could be read were kept"),
        "进度文件 \(path) 已损坏：已改名为 \(aside)，其中能读出的 \(kept) 个答案都保留了下来")
    case .replaced(let count):
      language(
        "the progress file \(path) was removed or replaced while the program ran"
          + (count == 0
            ? ""
            : count == 1
              ? "; the 1 answer of this session was written again"
              : "; the \(count) answers of this session were written again"),
        "进度文件 \(path) 在运行中被移走或替换" + (count == 0 ? "" : "；本次的 \(count) 个答案已重新写入"))
    case .reset(let old):
      language(
        "progress was reset by another program; what was answered before lies in \(old)",
        "进度已被另一个程序清除；以前的回答保存在 \(old)")
    case .unreadable(let count):
      language(
        (count == 1 ? "1 entry of the progress file \(path) is" : "\(count) entries of the progress file \(path) are")
          + " no answers that can be read; they stay where they are and are left out",
        "进度文件 \(path) 中有 \(count) 条无法读取的记录：已略过，原样保留")
    }
  }
}
