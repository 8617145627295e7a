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
  private let chosen: String?
  private let language: Language
  private let post: @Sendable (Report) -> Void

  /// Several files are often saved together: the folders have to be quiet for so long.
  private static let settleMilliseconds: Int32 = 80

  /// - Parameter library: the courses as they were read.
  static func start(
    _ library: CourseLibrary, _ folders: CourseFolders, chosen: String?, _ language: Language,
    post: @escaping @Sendable (Report) -> Void
  ) {
    #if canImport(Glibc)
      let watch = CourseWatch(folders: folders, chosen: chosen, language: language, post: post)
      let descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
      guard descriptor >= 0 else { return }
      // Before the thread runs, so that no change after this call is missed.
      watch.addWatches(descriptor)
      Thread.detachNewThread { watch.run(descriptor, library) }
    #endif
  }

  #if canImport(Glibc)
    private func run(_ descriptor: Int32, _ library: CourseLibrary) {
      var library = library
      var seen = CourseFingerprint(paths)
      while true {
        guard wait(descriptor, -1) else { return }
        while wait(descriptor, CourseWatch.settleMilliseconds) {}
        addWatches(descriptor)
        let found = CourseFingerprint(paths)
        guard found != seen else { continue }
        seen = found
        let gone = library.entries.map(\.folder).filter { !folders.isCourse($0) }
        library = library.readAgain(folders, chosen: chosen)
        post(.course(library.shelf))
        post(.trouble(sentence(library, gone)))
      }
    }

    /// Whether something happened within the time; what it was does not matter.
    private func wait(_ descriptor: Int32, _ milliseconds: Int32) -> Bool {
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

    /// Watching twice is watching once. What does not exist yet is watched for in the folder above it.
    private func addWatches(_ descriptor: Int32) {
      let mask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF
      for path in paths {
        var folder = path as NSString
        while !FileManager.default.fileExists(atPath: folder as String), folder.length > 1 {
          folder = folder.deletingLastPathComponent as NSString
        }
        inotify_add_watch(descriptor, folder as String, UInt32(mask))
        for name in Language.allCases.map(\.rawValue) where folder as String == path {
          inotify_add_watch(descriptor, path + "/" + name, UInt32(mask))
        }
      }
    }
  #endif

  /// The course folders that there are, and the learner's own, which she may only be about to begin.
  private var paths: [String] {
    var paths = folders.all(chosen: chosen)
    for path in [chosen, folders.own].compactMap({ $0 }) where !paths.contains(path) { paths.append(path) }
    return paths
  }

  private func sentence(_ library: CourseLibrary, _ gone: [String]) -> String {
    if let folder = gone.first {
      return language(
        "the lessons folder \(folder) is gone; what was read from it stays until you leave",
        "课程文件夹 \(folder) 不见了；已经读入的内容在退出之前仍可使用")
    }
    let faults = library.entries.flatMap(\.course.diagnostics)
    guard let first = faults.first else { return language("lessons read again: no faults", "课程已重新读入：没有错误") }
    let count = faults.count
    return language(
      "lessons read again: \(count == 1 ? "1 fault" : "\(count) faults"); \(first)", "课程已重新读入：\(count) 处错误；\(first)")
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
