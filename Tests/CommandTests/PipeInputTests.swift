import Foundation
import Testing

/// A pipe or a device where a file is expected: refused in one sentence, without waiting.
@Suite("Pipes and devices")
struct PipeInputTests {
  @Test(
    "a pipe that nobody writes to keeps no command waiting",
    arguments: [
      ["forward", "PIPE"], ["explain", "conv1", "--at", "0,0,0", "--image", "PIPE"], ["forward", "--weights", "PIPE"],
      ["op", "relu", "--input", "PIPE", "--output", "/dev/null"], ["progress", "import", "PIPE"],
      ["forward", "/dev/zero"], ["forward", "/dev/tty"], ["lessons", "check", "PIPE"],
    ])
  func pipes(arguments: [String]) throws {
    let folder = try Program.Folder()
    let pipe = folder.file("pipe.png")
    #expect(mkfifo(pipe, 0o600) == 0)
    let clock = ContinuousClock()
    let start = clock.now
    let outcome = try Program.run(arguments.map { $0 == "PIPE" ? pipe : $0 } + ["--language", "en"])
    #expect(outcome.status == 1 && outcome.complaint != nil, "\(outcome)")
    #expect(clock.now - start < .seconds(20))
  }

  @Test("settings that are a pipe are no settings")
  func settings() throws {
    let folder = try Program.Folder()
    let settings = folder.file("alexnet-tutor")
    try FileManager.default.createDirectory(atPath: settings, withIntermediateDirectories: true)
    #expect(mkfifo(settings + "/settings.yaml", 0o600) == 0)
    let outcome = try Program.run(["lab", "list"], environment: ["XDG_CONFIG_HOME": folder.path])
    #expect(outcome.status == 0 && outcome.output.contains("pooling"))
  }
}
