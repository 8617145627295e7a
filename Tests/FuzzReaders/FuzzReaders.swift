import Foundation
import ReaderFuzz

/// `fuzz-readers [COUNT] [SEED]`: COUNT damaged files, divided among the readers.
@main
struct FuzzReaders {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().map { Int($0) }
    guard numbers.count <= 2, !numbers.contains(nil), numbers.allSatisfy({ ($0 ?? 0) > 0 }) else {
      FileHandle.standardError.write(Data("usage: fuzz-readers [COUNT] [SEED]\n".utf8))
      exit(64)
    }
    let count = numbers.first.flatMap { $0 } ?? 240_000
    let seed = UInt64(numbers.dropFirst().first.flatMap { $0 } ?? 2012)
    let folder = NSTemporaryDirectory() + "fuzz-readers-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/input"
    say("\(count) inputs, seed \(seed); what ends the program lies in \(path)")
    let readers = FuzzedReader.allCases
    var total = 0
    for (place, reader) in readers.enumerated() {
      let own = count * (place + 1) / readers.count - count * place / readers.count
      let outcome = try FuzzRun(reader, seed: seed, inputPath: path).run(0..<own) { done in
        if done % max(1, own / 4) == 0 { say("  \(reader.rawValue): \(done) of \(own)") }
      }
      total += outcome.inputs
      let slowest = String(format: "%.1f", outcome.slowestMilliseconds)
      say("\(reader.rawValue): \(outcome.inputs) inputs, \(outcome.accepted) accepted, slowest \(slowest) ms")
    }
    say("\(total) inputs without a finding")
    try FileManager.default.removeItem(atPath: folder)
  }

  /// At once, also into a file: it is read after the program has ended badly.
  private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
