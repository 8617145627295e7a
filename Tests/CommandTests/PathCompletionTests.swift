import Foundation
import Testing

@testable import alexnet_tutor

/// What a path that is typed for a picture can become.
@Suite struct PathCompletionTests {
  @Test func `folders and pictures that begin so are found, and nothing else`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "paths-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder + "/cats", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["cat.png", "cat.JPG", "cat.txt", "dog.jpeg", ".cat.png"] {
      #expect(FileManager.default.createFile(atPath: folder + "/" + name, contents: Data()))
    }
    #expect(
      PathCompletion.matches(folder + "/c").paths == [folder + "/cat.JPG", folder + "/cat.png", folder + "/cats/"])
    #expect(PathCompletion.matches(folder + "/.c").paths == [folder + "/.cat.png"])
    #expect(PathCompletion.matches(folder + "/").paths.count == 4)
    #expect(PathCompletion.matches(folder + "/none/x").paths.isEmpty)
  }
}
