import CNcurses

/// What is said when a fault of its own ends the program; the fault itself is watched for from the start on.
package enum CrashGuard {
  /// - Parameter words: of the sentence, around the name of the signal and before the path of the report.
  package static func tell(_ words: (begin: String, end: String, report: String)) {
    fault_report_set_words(words.begin, words.end, words.report)
  }

  package static func setVersion(_ version: String) {
    fault_report_set_version(version)
  }

  /// Lets an overflow of this thread's stack be told of, too. Called once at the thread's begin.
  package static func coverThread() { crash_guard_cover_thread() }
}
