import Engine
import Foundation
import Testing

@testable import Formats

@Suite struct MappedFileTests {
  private let path = NSTemporaryDirectory() + "mapped-\(UUID().uuidString)"

  private func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

  @Test func theBytesAreTheFiles() throws {
    defer { unlink(path) }
    let bytes = (0..<100_000).map { UInt8($0 % 251) }
    try write(bytes)
    let file = try MappedFile(path, ifCutOff: "")
    #expect(Array(file.bytes) == bytes)
    file.discard(3..<90_000)
    #expect(Array(file.bytes) == bytes && file.isUnchanged)
  }

  @Test func anEmptyFileHasNoBytes() throws {
    defer { unlink(path) }
    try write([])
    let file = try MappedFile(path, ifCutOff: "")
    #expect(file.bytes.isEmpty && file.isUnchanged)
    file.discard(0..<0)
  }

  @Test func aFileThatIsWrittenToHasChanged() throws {
    defer { unlink(path) }
    try write([1, 2, 3])
    let file = try MappedFile(path, ifCutOff: "")
    truncate(path, 2)
    #expect(!file.isUnchanged)
  }

  @Test func whatIsNoFileIsRefused() throws {
    #expect(throws: MappedFile.Trouble.system(ENOENT)) { try MappedFile("/nowhere/at/all", ifCutOff: "") }
    #expect(throws: MappedFile.Trouble.system(EISDIR)) { try MappedFile("/", ifCutOff: "") }
    #expect(throws: MappedFile.Trouble.notAFile) { try MappedFile("/dev/null", ifCutOff: "") }
    try #require(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    #expect(throws: MappedFile.Trouble.notAFile) { try MappedFile(path, ifCutOff: "") }
  }

  /// Another program cuts the file off while it is read.
  @Test func aFileThatIsCutOffEndsTheProgramWithASentence() async {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
      let path = NSTemporaryDirectory() + "cut-\(UUID().uuidString)"
      try Data(count: 1 << 20).write(to: URL(fileURLWithPath: path))
      let file = try MappedFile(path, ifCutOff: "the file was cut off while it was read")
      truncate(path, 4096)
      unlink(path)
      #expect(file.bytes[4000] == 0)
      #expect(file.bytes[500_000] == 0)
    }
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words == "the file was cut off while it was read\n")
  }

  @Test func whatIsNotWatchedEndsAsItWould() async {
    await #expect(processExitsWith: .signal(SIGBUS)) {
      let path = NSTemporaryDirectory() + "watched-\(UUID().uuidString)"
      try Data(count: 1 << 20).write(to: URL(fileURLWithPath: path))
      let file = try MappedFile(path, ifCutOff: "not this")
      unlink(path)
      withExtendedLifetime(file) { _ = raise(SIGBUS) }
    }
  }

  #if canImport(Glibc)
    /// There is no memory for the sentence: the file is refused at once.
    @Test func aFileThatCannotBeWatchedIsRefused() async {
      await #expect(processExitsWith: .success) {
        let path = NSTemporaryDirectory() + "unwatched-\(UUID().uuidString)"
        try Data(count: 4096).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        let sentence = String(repeating: "a", count: 64 << 20)
        let sizes = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        let room = rlim_t(try #require(sizes.first.flatMap { Int($0) }) * 4096 + (32 << 20))
        var limit = rlimit(rlim_cur: room, rlim_max: room)
        try #require(setrlimit(__rlimit_resource_t(9), &limit) == 0)
        #expect(throws: MappedFile.Trouble.system(ENOMEM)) { try MappedFile(path, ifCutOff: sentence) }
      }
    }
  #endif
}
