import Foundation
import Lessons
import Tutor

#if canImport(Glibc)
  import Glibc
#endif

/// Reads lessons again when their files change, so that an author sees a lesson as she saves it.
///
/// The thread sleeps in the kernel until something happens in one of the folders: it costs nothing meanwhile. Where there is
/// no inotify lessons stay as they were read.
struct CourseWatch: Sendable {
  private let folders: CourseFolders
  private let chosen: [String]
  private let language: Language

  /// Several files are often saved together: the folders have to be quiet for so long.
  private static let settleMilliseconds: Int32 = 80

  /// Where there is nothing to watch with: −1.
  private let descriptor: Int32
  private let before: CourseFingerprint

  /// Begins to watch. Made before the courses are read, so that no change after that is missed.
  init(_ folders: CourseFolders, chosen: [String], _ language: Language) {
    (self.folders, self.chosen, self.language) = (folders, chosen, language)
    #if canImport(Glibc)
      descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    #else
      descriptor = -1
    #endif
    before = CourseFingerprint(CourseWatch.paths(folders, chosen))
    addWatches()
  }

  /// Reads the courses on a thread of its own and goes on watching them.
  static func readBeside(
    _ folders: CourseFolders, chosen: [String], _ language: Language, post: @escaping @Sendable (Report) -> Void
  ) {
    startThread {
      let watch = CourseWatch(folders, chosen: chosen, language)
      // The folders of --lessons were courses a moment ago; of one that is none any more there is nothing.
      guard let library = try? CourseLibrary(folders, chosen: chosen.filter(folders.isCourse), language)
      else { return post(.course(CourseShelf())) }
      post(.course(library.shelf))
      watch.follow(library, post)
    }
  }

  /// - Parameters:
  ///   - library: the courses as they were read.
  ///   - post: is told of the lessons whenever they have changed, and what there is to say about it.
  func start(_ library: CourseLibrary, post: @escaping @Sendable (Report) -> Void) {
    startThread { follow(library, post) }
  }

  private func follow(_ library: CourseLibrary, _ post: @Sendable (Report) -> Void) {
    #if canImport(Glibc)
      if descriptor >= 0 { run(library, post) }
    #endif
  }

  #if canImport(Glibc)
    private func run(_ library: CourseLibrary, _ post: @Sendable (Report) -> Void) {
      var library = library
      var seen = before
      // Something may have been saved while the courses were read.
      var isFirst = true
      while true {
        guard isFirst || wait(-1) else { return }
        isFirst = false
        while wait(CourseWatch.settleMilliseconds) {}
        addWatches()
        let found = CourseFingerprint(CourseWatch.paths(folders, chosen))
        guard found != seen else { continue }
        let changed = found.changed(since: seen)
        seen = found
        let gone = library.entries.map(\.folder).filter { !folders.isCourse($0) }
        library = library.readAgain(folders, chosen: chosen)
        post(.course(library.shelf))
        post(.trouble(sentence(library, gone, changed)))
      }
    }

    /// Whether something happened within the time; what it was does not matter.
    private func wait(_ milliseconds: Int32) -> Bool {
      var events = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      while true {
        let count = poll(&events, 1, milliseconds)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        break
      }
      var bytes = [UInt8](repeating: 0, count: 4096)
      while read(descriptor, &bytes, bytes.count) > 0 {}
      return true
    }
  #endif

  /// Watching twice is watching once. What does not exist yet is watched for in the folder above it.
  private func addWatches() {
    #if canImport(Glibc)
      guard descriptor >= 0 else { return }
      let mask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF
      for path in CourseWatch.paths(folders, chosen) {
        var folder = path as NSString
        while !FileManager.default.fileExists(atPath: folder as String), folder.length > 1 {
          folder = folder.deletingLastPathComponent as NSString
        }
        inotify_add_watch(descriptor, folder as String, UInt32(mask))
        for name in Language.allCases.map(\.rawValue) where folder as String == path {
          inotify_add_watch(descriptor, path + "/" + name, UInt32(mask))
        }
      }
    #endif
  }

  /// The course folders that there are, and the learner's own, which she may only be about to begin.
  private static func paths(_ folders: CourseFolders, _ chosen: [String]) -> [String] {
    var paths = folders.all(chosen: chosen)
    for path in chosen + [folders.own] where !paths.contains(path) { paths.append(path) }
    return paths
  }

  private func sentence(_ library: CourseLibrary, _ gone: [String], _ changed: Set<String>) -> String {
    // The line is short: what has happened comes first, paths come last or not at all.
    if let folder = gone.first {
      return language(
        "a lessons folder is gone; what was read from it stays until you leave: \(folder)",
        "课程文件夹不见了；已经读入的内容在退出之前仍可使用：\(folder)")
    }
    let faults = library.entries.flatMap(\.course.diagnostics)
    guard let first = faults.first(where: { changed.contains($0.file) }) ?? faults.first else {
      return language("lessons read again: no faults", "课程已重新读入：没有错误")
    }
    let name = (first.file as NSString).lastPathComponent
    let place = "\(name):\(first.position.line):\(first.position.column): \(first.message); \(first.mend)"
    let count = faults.count
    return language(
      "lessons read again: \(count == 1 ? "1 fault" : "\(count) faults"); \(place)", "课程已重新读入：\(count) 处错误；\(place)")
  }
}

/// By what it is seen that a file of a course has changed: name, time, size and number of every lesson.
struct CourseFingerprint: Equatable {
  private var files: [String: [Int]] = [:]

  init(_ folders: [String]) {
    for folder in folders {
      for language in Language.allCases.map(\.rawValue) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(language)")) ?? []
        for name in names where name.hasSuffix(".md") {
          let path = "\(folder)/\(language)/\(name)"
          files[path] = CourseFingerprint.stamp(path)
        }
      }
    }
  }

  /// The files that are other than they were, or there for the first time.
  func changed(since before: CourseFingerprint) -> Set<String> {
    Set(files.filter { before.files[$0.key] != $0.value }.keys)
  }

  private static func stamp(_ path: String) -> [Int] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [] }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return [time.tv_sec, time.tv_nsec, Int(status.st_size), Int(status.st_ino), Int(status.st_mode)]
  }
}
