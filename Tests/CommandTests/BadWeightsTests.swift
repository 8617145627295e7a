import Engine
import Formats
import Foundation
import Testing

/// A weights file with anything wrong is one sentence and exit status 1, whichever command reads it.
@Suite struct BadWeightsTests {
  struct Mistake: CustomTestStringConvertible, Sendable {
    let reason: String
    let change: @Sendable (inout [UInt8]) -> Void

    init(_ reason: String, _ change: @escaping @Sendable (inout [UInt8]) -> Void) {
      (self.reason, self.change) = (reason, change)
    }

    var testDescription: String { reason }
  }

  /// Changes to a file of LeNet-5, whose tensors fit.
  static let mistakes = [
    Mistake("would be 9223372036854775808 bytes long") {
      $0.replaceSubrange(0..<8, with: [0, 0, 0, 0, 0, 0, 0, 0x80])
    },
    Mistake("the file ends after") { $0.removeSubrange(200...) },
    Mistake("the file has") { $0.removeLast(100) },
    Mistake("the file has") { $0 += [0] },
    Mistake("it has 3 bytes") { $0.removeSubrange(3...) },
    Mistake("it has 0 bytes") { $0 = [] },
    Mistake("does not begin with '{'") { $0[8] = UInt8(ascii: "[") },
    Mistake("is no JSON") { $0[9] = UInt8(ascii: "}") },
    Mistake("lie over one another") { replace("[600,624]", with: "[596,620]", in: &$0) },
    Mistake("bytes that belong to no tensor") { replace("[600,624]", with: "[604,628]", in: &$0) },
    Mistake("the shape of 'C1.bias' is larger") { replace("[6],", with: "[4611686018427387904,6],", in: &$0) },
    Mistake("has the shape 3×2, lenet-5 expects 6") { replace("[6],", with: "[3,2],", in: &$0) },
    Mistake("'C1.bias' (6) is missing; what is 'C9.bias'?") { replace("C1.bias", with: "C9.bias", in: &$0) },
    Mistake("'C1.bias' are I32, expected F32, F16, BF16") { bytes in
      replace(#""C1.bias":{"dtype":"F32""#, with: #""C1.bias":{"dtype":"I32""#, in: &bytes)
    },
    Mistake("'out.bias' is nan at [9], expected finite numbers") { $0.replaceSubrange(($0.count - 4)..., with: nan) },
    Mistake("'out.bias' is inf at [9], expected finite numbers") {
      $0.replaceSubrange(($0.count - 4)..., with: infinity)
    },
    Mistake("'C1.weight' is nan at [0, 0, 0, 0], expected finite numbers") { bytes in
      let start = 8 + Int(bytes[0]) + Int(bytes[1]) << 8
      bytes.replaceSubrange(start..<start + 4, with: nan)
    },
  ]

  private static let nan: [UInt8] = [0, 0, 0xC0, 0x7F]
  private static let infinity: [UInt8] = [0, 0, 0x80, 0x7F]

  /// Another text in the header, whose length is told anew.
  private static func replace(_ text: String, with other: String, in bytes: inout [UInt8]) {
    guard let found = bytes.firstRange(of: Array(text.utf8)) else { return }
    bytes.replaceSubrange(found, with: other.utf8)
    let length = Int(bytes[0]) + Int(bytes[1]) << 8 + other.utf8.count - text.utf8.count
    bytes.replaceSubrange(0..<2, with: [UInt8(length & 255), UInt8(length >> 8)])
  }

  static let commands = [["forward"], ["explain", "C1", "--at", "0,0,0"], ["tutor", "--plain"]]

  @Test(arguments: mistakes.indices, commands)
  func everyMistakeIsOneSentence(_ mistake: Int, _ command: [String]) throws {
    let folder = try Program.Folder()
    let lenet = try #require(Architecture.named("lenet-5"))
    var bytes = Safetensors.bytes(.seeded(lenet, seed: 1))
    Self.mistakes[mistake].change(&bytes)
    let path = try folder.write(bytes, "lenet.safetensors")
    let outcome = try Program.run(command + ["--network", "lenet-5", "--weights", path])
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    let complaint = try #require(outcome.complaint, "\(outcome.errors)")
    #expect(complaint.contains(path) && complaint.contains(Self.mistakes[mistake].reason), "\(complaint)")
  }

  @Test(arguments: commands)
  func anotherNetworksWeightsAreRecognised(_ command: [String]) throws {
    let folder = try Program.Folder()
    let mini = try #require(Architecture.named("mini"))
    let path = try folder.write(Safetensors.bytes(.seeded(mini, seed: 1)), "mini.safetensors")
    let outcome = try Program.run(command + ["--network", "lenet-5", "--weights", path])
    #expect(outcome.status == 1)
    #expect(outcome.complaint?.contains("these are weights of mini, not of lenet-5; use --network mini") == true)
  }

  @Test(arguments: commands)
  func whatIsNoFileIsNamed(_ command: [String]) throws {
    for (path, reason) in [
      ("/nowhere/x.safetensors", "no such file"), ("/", "a folder"), ("/dev/null", "name a file on a disk"),
    ] {
      let outcome = try Program.run(command + ["--network", "lenet-5", "--weights", path])
      #expect(outcome.status == 1 && outcome.complaint?.contains(reason) == true, "\(outcome.errors)")
    }
    let chinese = try Program.run(command + ["--network", "lenet-5", "--weights", "/", "--language", "zh-Hans"])
    #expect(chinese.status == 1 && chinese.complaint?.contains("这是一个文件夹") == true)
  }
}
