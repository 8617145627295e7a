import Foundation
import Lessons
import Tutor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads the files of a course folder. Nothing outside of it is read, whatever links there are; what cannot be read is a file
/// all the same, with the reason, so that its author hears of it.
struct CourseLoader {
  /// The folder as it was named, and as it really is.
  private let folder: String
  private let root: String

  /// More files than these in a language are a mistake, not a course.
  private static let mostFiles = 500

  static func files(in folder: String) -> [LessonFile] {
    guard let root = realPath(folder) else { return [] }
    let loader = CourseLoader(folder: folder.hasSuffix("/") ? String(folder.dropLast()) : folder, root: root)
    return Language.allCases.flatMap { loader.files(of: $0.rawValue) } + loader.strangers
  }

  // MARK: Folders

  private func files(of language: String) -> [LessonFile] {
    let path = "\(root)/\(language)"
    guard FileAccess.exists(path) else { return [] }
    guard let real = CourseLoader.realPath(path), isInside(real) else {
      return [unreadable(language, language, "the folder is a link that leads out of the course", "copy it here")]
    }
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: real) } catch {
      return [unreadable(language, language, "the folder cannot be read", "check its permissions")]
    }
    let lessons = names.filter(CourseLoader.isLesson).sorted()
    let files = lessons.prefix(CourseLoader.mostFiles).map { name in
      LessonFile(language: language, path: "\(folder)/\(language)/\(name)", content: content("\(real)/\(name)"))
    }
    let all = files + names.sorted().compactMap { passedOver($0, in: real, language) }
    guard lessons.count > CourseLoader.mostFiles else { return all }
    let message = "there are \(lessons.count) lessons; only the first \(CourseLoader.mostFiles) are read"
    return all + [unreadable(language, language, message, "move the others to another course")]
  }

  /// What a README says is for whoever looks into the folder.
  private static func isLesson(_ name: String) -> Bool {
    name.hasSuffix(".md") && !name.hasPrefix(".") && name.lowercased() != "readme.md"
  }

  /// The lessons that lie in a folder itself.
  static func lessonNames(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter(isLesson).sorted()
  }

  /// What somebody may take for a lesson that the program does not: it is said, and not read.
  private func passedOver(_ name: String, in folder: String, _ language: String) -> LessonFile? {
    let lowered = name.lowercased()
    guard !name.hasPrefix("."), !CourseLoader.isLesson(name), lowered != "readme.md" else { return nil }
    let path = "\(language)/\(name)"
    if [".md", ".markdown", ".mdown", ".mkd"].contains(where: lowered.hasSuffix) {
      return unreadable(
        language, path, "the name of a lesson ends in .md",
        "rename it to \(name[..<(name.lastIndex(of: ".") ?? name.endIndex)]).md")
    }
    guard let real = CourseLoader.realPath("\(folder)/\(name)"), isInside(real),
      !CourseLoader.lessonNames(in: real).isEmpty
    else { return nil }
    return unreadable(language, path, "lessons in a folder inside \(language) are not read", "move them up into it")
  }

  /// Folders with lessons whose names are no language that the program speaks.
  private var strangers: [LessonFile] {
    let known = Language.allCases.map(\.rawValue)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.sorted().filter { !known.contains($0) && !$0.hasPrefix(".") }.compactMap { name in
      let path = "\(root)/\(name)"
      if CourseLoader.isLesson(name) {
        return unreadable(name, name, "a lesson outside of the folder of its language", "move it into \(folder)/en/")
      }
      guard let real = CourseLoader.realPath(path), isInside(real),
        let inside = try? FileManager.default.contentsOfDirectory(atPath: real),
        inside.contains(where: CourseLoader.isLesson)
      else { return nil }
      return unreadable(
        name, name, "the folder is no language of the program", "name it \(known.joined(separator: " or "))")
    }
  }

  private func unreadable(_ language: String, _ path: String, _ message: String, _ mend: String) -> LessonFile {
    LessonFile(language: language, path: "\(folder)/\(path)", content: .unreadable(message: message, mend: mend))
  }

  // MARK: Files

  private func content(_ path: String) -> LessonFile.Content {
    guard let real = CourseLoader.realPath(path) else {
      var status = stat()
      // It was listed under this name: then the name has bytes that are no text.
      guard lstat(path, &status) == 0 else {
        return .unreadable(message: "the name of the file is not UTF-8", mend: "rename it")
      }
      return .unreadable(message: "the file is a link to nothing", mend: "remove it, or copy the lesson here")
    }
    guard isInside(real) else {
      return .unreadable(message: "the file is a link that leads out of the course", mend: "copy the lesson here")
    }
    var status = stat()
    guard stat(real, &status) == 0 else { return CourseLoader.refused(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: return .unreadable(message: "a folder with the name of a lesson", mend: "rename it")
    default: return .unreadable(message: "no regular file", mend: "put a markdown file in its place")
    }
    guard status.st_size <= LessonFile.largestSize else { return LessonFile.tooLarge }
    guard access(real, R_OK) == 0 else { return CourseLoader.refused(errno) }
    do { return .bytes(try FileAccess(.english).read(real, limit: LessonFile.largestSize)) } catch {
      return .unreadable(message: "the file cannot be read", mend: "check it")
    }
  }

  private static func refused(_ reason: Int32) -> LessonFile.Content {
    let words = FileAccess(.english).explain(reason).split(separator: "; ", maxSplits: 1).map(String.init)
    return .unreadable(
      message: "the file cannot be read: \(words[0])", mend: words.count > 1 ? words[1] : "check it")
  }

  // MARK: Paths

  private func isInside(_ path: String) -> Bool { path == root || path.hasPrefix(root == "/" ? "/" : root + "/") }

  /// The path without links; nil where it leads nowhere.
  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
