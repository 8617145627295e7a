import Engine
import Formats
import Foundation
import Testing

@testable import alexnet_tutor

/// `--weights`: a file of ours stands for the weights that it was written from.
@Suite struct WeightsTests {
  private static func network(_ name: String) throws -> Network {
    .seeded(try #require(Architecture.named(name)), seed: 3)
  }

  /// What does not depend on how long it took.
  private func numbers(_ result: [String: Any]) throws -> NSDictionary {
    let stages = try #require(result["stages"] as? [[String: Any]])
    return [
      "top": try #require(result["top"] as? [[String: Any]]),
      "stages": stages.map { stage in stage.filter { $0.key != "milliseconds" } },
    ]
  }

  @Test(arguments: ["lenet-5", "mini"], [["--kernels", "reference"], ["--kernels", "fast", "--threads", "2"]])
  func aFileOfTheSeededWeightsGivesTheSameNumbers(_ name: String, _ options: [String]) throws {
    let folder = try Program.Folder()
    let path = try folder.write(Safetensors.bytes(try Self.network(name)), "seed 3.safetensors")
    let arguments = ["forward", "cat", "--network", name, "--format", "json"] + options
    let baseline = ["ALEXNET_TUTOR_KERNELS": "baseline"]
    let seeded = try Program.run(arguments + ["--seed", "3"], environment: baseline).json
    let loaded = try Program.run(arguments + ["--weights", path], environment: baseline).json
    #expect(try numbers(seeded) == (try numbers(loaded)))
    #expect(loaded["weights"] as? String == "seed 3.safetensors" && loaded["network"] as? String == name)
  }

  @Test func theFastestKernelsGiveTheSameNumbersWithinRounding() throws {
    let folder = try Program.Folder()
    let path = try folder.write(Safetensors.bytes(try Self.network("mini")), "mini.safetensors")
    for (name, options) in [("seeded", ["--seed", "3"]), ("loaded", ["--weights", path])] {
      let outcome = try Program.run(
        ["forward", "--network", "mini", "--save-activations", folder.file(name)] + options)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    for stage in ["conv5", "fc6", "fc8", "softmax"] {
      let tensors = try ["seeded", "loaded"].map {
        try Npy.tensor(Array(Data(contentsOf: URL(fileURLWithPath: folder.file("\($0)/\(stage).npy")))))
      }
      let largest = tensors[0].data.map(abs).max() ?? 0
      #expect(zip(tensors[0].data, tensors[1].data).allSatisfy { abs($0 - $1) <= 1e-5 * largest }, "\(stage)")
    }
  }

  @Test func explainUsesThemToo() throws {
    let folder = try Program.Folder()
    let network = try Self.network("lenet-5")
    let path = try folder.write(Safetensors.bytes(network), "lenet.safetensors")
    for (layer, at) in [("C3", "7,2,5"), ("out", "9")] {
      let arguments = ["explain", layer, "--at", at, "--network", "lenet-5"]
      let baseline = ["ALEXNET_TUTOR_KERNELS": "baseline"]
      let loaded = try Program.run(arguments + ["--weights", path], environment: baseline)
      let seeded = try Program.run(arguments + ["--seed", "3"], environment: baseline)
      #expect(loaded.status == 0 && loaded.output.contains("The weights are from lenet.safetensors."))
      #expect(seeded.output.contains("The network is untrained (seed 3)."))
      let terms = loaded.output.split(separator: "\n").dropLast()
      #expect(terms == seeded.output.split(separator: "\n").dropLast() && terms.count > 25)
    }
  }

  @Test func theTextSaysWhereTheWeightsAreFrom() throws {
    let folder = try Program.Folder()
    let path = try folder.write(Safetensors.bytes(try Self.network("lenet-5")), "lenet.safetensors")
    let text = try Program.run("forward", "--network", "lenet-5", "--weights", path).output
    #expect(text.contains("The weights are from lenet.safetensors.") && !text.contains("untrained"))
    let chinese = try Program.run("forward", "--network", "lenet-5", "--weights", path, "--language", "zh-Hans").output
    #expect(chinese.contains("权重来自 lenet.safetensors。") && !chinese.contains("未"))
  }

  @Test func classesOfATrainedNetworkHaveNames() throws {
    let architecture = Architecture(
      name: "small", input: [4], layers: [Layer("fc8", Linear(inputs: 4, outputs: 1000))])
    for isTrained in [true, false] {
      var parameters = Parameters(weight: Tensor(zeros: [1000, 4]), bias: Tensor(zeros: [1000]))
      parameters.bias?.data[281] = 3
      let network = Network(architecture, parameters: [parameters], weights: "a file", isTrained: isTrained)
      let trace = network.forward(Tensor(zeros: [1, 4]), kernels: .reference)
      let report = ForwardReport(network, trace, milliseconds: 1, top: 2)
      #expect(report.top[0].index == 281 && report.top[0].label.value == (isTrained ? "tabby" : nil))
      #expect(report.text(picture: "cat", .english).contains("tabby") == isTrained)
    }
  }

  @Test func seedAndWeightsTogetherAreWrongUsage() throws {
    for command in [["forward"], ["explain", "conv1", "--at", "0,0,0"]] {
      let outcome = try Program.run(command + ["--seed", "1", "--weights", "x.safetensors"])
      #expect(outcome.status == 64 && outcome.errors.contains("--seed or --weights"))
    }
  }
}
