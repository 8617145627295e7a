import Foundation
import Tutor

/// What a path that is being typed can become: the folders and pictures that begin so.
enum PathCompletion {
  private static let pictures: Set<String> = ["png", "jpg", "jpeg"]
  /// As many as anybody would look through.
  private static let most = 500

  static func matches(_ typed: String) -> PathMatches {
    let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    // The program that opens the picture is no shell: `~` is written out.
    let typedFolder = String(typed[..<cut])
    let folder =
      typedFolder.hasPrefix("~") ? (typedFolder as NSString).expandingTildeInPath + "/" : typedFolder
    let (place, start) = (folder.isEmpty ? "." : folder, String(typed[cut...]))
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    let found = names.filter { $0.hasPrefix(start) && (start.hasPrefix(".") || !$0.hasPrefix(".")) }.sorted()
    let paths = found.prefix(most).compactMap { name -> String? in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: place + "/" + name, isDirectory: &isFolder) else { return nil }
      if isFolder.boolValue { return folder + name + "/" }
      return pictures.contains((name as NSString).pathExtension.lowercased()) ? folder + name : nil
    }
    return PathMatches(typed: typed, paths: paths)
  }
}
