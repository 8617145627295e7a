import Foundation
import Tutor

/// Where the source texts of the engine lie: beside an installed program, or in the folder it was built in. Either way
/// they are all there, so that no reference needs a list.
struct SourceFiles: Sendable {
  private let folders: [String]

  init(
    executable: String = Bundle.main.executablePath.map { ($0 as NSString).resolvingSymlinksInPath } ?? "/",
    _ folders: Folders = Folders()
  ) {
    var folder = (executable as NSString).deletingLastPathComponent as NSString
    var found = [folder.deletingLastPathComponent + "/share/alexnet-tutor/source"]
    found += folders.systemData.map { $0 + "/source" }
    while folder.length > 1 {
      let engine = folder.appendingPathComponent("Sources/Engine")
      let rooms = (try? FileManager.default.contentsOfDirectory(atPath: engine)) ?? []
      found += rooms.sorted().map { engine + "/" + $0 }
      folder = folder.deletingLastPathComponent as NSString
    }
    self.folders = found
  }

  func text(_ file: String, _ language: Language) -> SourceShelf.Text {
    for folder in folders {
      guard let text = try? String(contentsOfFile: "\(folder)/\(file).swift", encoding: .utf8) else { continue }
      return .lines(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
    return .missing(
      language(
        "\(file).swift is not beside this program: script/install puts the source texts into share/alexnet-tutor/source",
        "程序旁边没有 \(file).swift：script/install 会把源码放到 share/alexnet-tutor/source"))
  }
}
