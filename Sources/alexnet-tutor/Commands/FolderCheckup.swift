import Foundation
import Tutor

/// Where lessons are, where progress and settings are kept.
struct FolderCheckup {
  private let language: Language
  private let folders: Folders
  private let chosen: [String]

  init(_ language: Language, _ folders: Folders, chosen: [String]) {
    (self.language, self.folders, self.chosen) = (language, folders, chosen)
  }

  var findings: [Finding] { [ours] + chosen.map(given) + [own, progress, settings] }

  private var ours: Finding {
    let name = language("lessons", "课程")
    guard let ours = CourseFolders(folders).ours else {
      return Finding(
        name, language("are not found", "没有找到"),
        mend: language(
          "install the program with script/install, or set ALEXNET_TUTOR_LESSONS to its folder of lessons",
          "用 script/install 安装本程序，或把 ALEXNET_TUTOR_LESSONS 设为课程文件夹"))
    }
    return Finding(name, ours)
  }

  private func given(_ folder: String) -> Finding {
    let isThere = CourseFolders(folders).isCourse(folder)
    return Finding(
      "--lessons", folder,
      mend: isThere
        ? nil
        : language(
          "it has no folder of a language in it: en or zh-Hans", "其中没有语言文件夹：en 或 zh-Hans"))
  }

  private var own: Finding {
    let path = CourseFolders(folders).own
    let isThere = FileManager.default.fileExists(atPath: path)
    return Finding(
      language("your lessons", "自己的课程"), path + (isThere ? "" : language(" (none yet)", "（还没有）")))
  }

  private var progress: Finding {
    let path = ProgressLog.path(folders)
    let name = language("progress", "学习进度")
    do {
      let contents = try ProgressContents(path)
      let count = contents.attempts.count
      guard isWritable(path) else {
        return Finding(
          name, path + language(" cannot be written", " 无法写入"),
          mend: language(
            "check the permissions, or set XDG_STATE_HOME to another folder", "请检查权限，或把 XDG_STATE_HOME 设为别的文件夹"))
      }
      let unreadable = contents.unreadable
      return Finding(
        name, path + language(count == 1 ? " (1 answer)" : " (\(count) answers)", "（\(count) 次作答）"),
        mend: unreadable == 0 ? nil : StorageNews.unreadable(unreadable).sentence(language, path))
    } catch {
      return Finding(name, path, mend: error.readingSentence(language))
    }
  }

  private var settings: Finding {
    let path = Settings(folders).path
    let isThere = FileManager.default.fileExists(atPath: path)
    return Finding(
      language("settings", "设置"), path + (isThere ? "" : language(" (none yet)", "（还没有）")),
      mend: isWritable(path)
        ? nil
        : language(
          "check the permissions, or set XDG_CONFIG_HOME to another folder", "请检查权限，或把 XDG_CONFIG_HOME 设为别的文件夹"))
  }

  /// Whether the file, or the nearest folder above it that exists, can be written.
  private func isWritable(_ path: String) -> Bool {
    var path = path as NSString
    while !FileManager.default.fileExists(atPath: path as String), path.length > 1 {
      path = path.deletingLastPathComponent as NSString
    }
    return FileManager.default.isWritableFile(atPath: path as String)
  }
}
