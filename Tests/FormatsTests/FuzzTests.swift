import Foundation
import ReaderFuzz
import Testing

/// A little of what `script/fuzz` does at length. `READER_FUZZ=100000` in the environment asks for more.
@Suite struct FuzzTests {
  private static let inputs = ProcessInfo.processInfo.environment["READER_FUZZ"].flatMap { Int($0) } ?? 600

  @Test(arguments: FuzzedReader.allCases)
  func damagedFilesAreReadOrRefused(_ reader: FuzzedReader) throws {
    let path = NSTemporaryDirectory() + "fuzz-\(reader.rawValue)-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let outcome = try FuzzRun(reader, seed: 7, inputPath: path).run(0..<Self.inputs)
    // Both happen, or the damage would be too great or too small to find anything.
    #expect(outcome.accepted > 0 && outcome.refused > 0 && outcome.inputs == Self.inputs)
  }

  @Test(arguments: FuzzedReader.allCases)
  func wholeFilesAreAccepted(_ reader: FuzzedReader) throws {
    let path = NSTemporaryDirectory() + "whole-\(reader.rawValue)-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for seed in reader.seeds {
      try Data(seed).write(to: URL(fileURLWithPath: path))
      #expect(reader.reads(seed, at: path))
    }
  }
}
