import Tutor

/// What the learner is told of the progress file: what happens to it once, and what is wrong with it as long as it lasts.
struct StorageVoice {
  private let language: Language
  private var said: StorageTrouble?
  private var kept = UnsavedAnswers.none
  private var standing: String?
  private var isStandingOld = false
  /// What happened, for those who did not look at the screen.
  private var told: [String] = []

  init(_ language: Language) { self.language = language }

  /// Whether trying again may help.
  var isTransient: Bool {
    if case .newer? = said { false } else { said != nil }
  }

  /// What is to be shown that is not shown yet.
  mutating func reports(_ log: inout ProgressLog) -> [Report] {
    var reports = sentences(&log).map(Report.trouble)
    let now = log.trouble.map { $0.standing(language, log.kept) }
    if now != standing || isStandingOld { reports.append(.standing(now)) }
    (standing, isStandingOld) = (now, false)
    return reports
  }

  /// Something else has been put in the place of what stands.
  mutating func repeatStanding() { isStandingOld = true }

  /// What has not been said of the file.
  mutating func sentences(_ log: inout ProgressLog) -> [String] {
    var sentences = log.takeNews().map { $0.sentence(language, log.path) }
    told += sentences
    // Trouble that was met before there was an answer is another thing for the first one that waits.
    if let trouble = log.trouble, trouble != said || kept != log.kept {
      sentences.append(trouble.sentence(language, log.kept))
    }
    if said != nil, log.trouble == nil {
      sentences.append(language("the progress file is written again: nothing is missing", "进度文件又能写入了：没有遗漏"))
    }
    (said, kept) = (log.trouble, log.kept)
    return sentences
  }

  mutating func lastWords(_ log: inout ProgressLog) -> [String] {
    _ = sentences(&log)
    if let unsaved = unsaved(log) { return told + [unsaved] }
    return told + (log.trouble.map { [$0.sentence(language, log.kept)] } ?? [])
  }

  /// What is not in the file at the end.
  func unsaved(_ log: ProgressLog) -> String? {
    log.unsaved.isEmpty
      ? nil : StorageTrouble.leftUnsaved(language, log.unsaved.count, log.trouble, log.kept)
  }
}

extension ProgressLog {
  /// Where the answers are that are not in the file.
  var kept: UnsavedAnswers {
    guard !unsaved.isEmpty else { return .none }
    return waiting.has(unsaved.map(\.key)) ? .beside : .inMemory
  }
}
