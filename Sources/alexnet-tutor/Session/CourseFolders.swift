import Foundation

/// Where lessons are looked for.
struct CourseFolders: Sendable {
  let folders: Folders
  /// Real path of the running program.
  let executable: String

  init(
    _ folders: Folders = Folders(),
    executable: String = Bundle.main.executablePath.map { ($0 as NSString).resolvingSymlinksInPath } ?? "/"
  ) {
    (self.folders, self.executable) = (folders, executable)
  }

  /// The course that comes with the program: an installed one beside it, else the one of the source folder it was built in.
  var ours: String? {
    let programs = (executable as NSString).deletingLastPathComponent as NSString
    let beside = programs.deletingLastPathComponent + "/share/alexnet-tutor"
    let candidates =
      [folders.environment["ALEXNET_TUTOR_LESSONS"].flatMap { $0.isEmpty ? nil : $0 }, beside + "/lessons"].compactMap {
        $0
      }
      + folders.systemData.map { $0 + "/lessons" } + above
    return candidates.first(where: isCourse)
  }

  /// The learner's own lessons, whether or not there are any.
  var own: String { folders.data + "/lessons" }

  /// Every course folder that exists, in the order in which a lesson's id is looked up.
  /// - Parameter chosen: the folders of `--lessons`.
  func all(chosen: [String]) -> [String] {
    var found: [String] = []
    var real: Set<String> = []
    for folder in chosen + [ours, own].compactMap({ $0 }) where isCourse(folder) {
      if real.insert((folder as NSString).resolvingSymlinksInPath).inserted { found.append(folder) }
    }
    return found
  }

  private var above: [String] {
    var folder = executable as NSString
    var found: [String] = []
    while folder.length > 1 {
      folder = folder.deletingLastPathComponent as NSString
      found.append(folder.appendingPathComponent("lessons"))
    }
    return found
  }

  /// A course is a folder with a folder of a language in it.
  func isCourse(_ path: String) -> Bool {
    ["en", "zh-Hans"].contains { language in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(path)/\(language)", isDirectory: &isFolder) && isFolder.boolValue
    }
  }
}
