import Engine
import Formats
import Foundation
import Testing

/// `forward` and `explain` see the same numbers.
@Suite struct ForwardTests {
  @Test func everyStageIsListedAndWritten() throws {
    let folder = try Program.Folder()
    let saved = folder.file("deep/folder")
    let result = try Program.run(
      "forward", "cat", "--network", "mini", "--format", "json", "--save-activations", saved, "--top", "3"
    ).json
    let stages = try #require(result["stages"] as? [[String: Any]])
    #expect(stages.first?["name"] as? String == "input" && stages.count == 25)
    for stage in stages {
      let name = try #require(stage["name"] as? String)
      let tensor = try Npy.tensor(Array(Data(contentsOf: URL(fileURLWithPath: "\(saved)/\(name).npy"))))
      #expect(tensor.shape.dimensions == stage["shape"] as? [Int])
      let statistics = Statistics(of: tensor.data)
      for (key, value) in [("min", statistics.min), ("mean", statistics.mean), ("max", statistics.max)] {
        #expect((stage[key] as? NSNumber)?.floatValue == value, "\(key) of \(name)")
      }
    }
    #expect((try FileManager.default.contentsOfDirectory(atPath: saved)).count == 25)
    let top = try #require(result["top"] as? [[String: Any]])
    let shares = top.compactMap { ($0["probability"] as? NSNumber)?.floatValue }
    #expect(top.count == 3 && shares == shares.sorted(by: >) && top.allSatisfy { $0["label"] is NSNull })
    #expect(result["weights"] is String && result["milliseconds"] is NSNumber)
  }

  @Test func bothImplementationsGiveTheSameNumbers() throws {
    let folder = try Program.Folder()
    for kernels in ["reference", "fast"] {
      let arguments = ["forward", "--network", "mini", "--seed", "7", "--kernels", kernels]
      #expect(try Program.run(arguments + ["--save-activations", folder.file(kernels)]).status == 0)
    }
    for name in ["conv1", "lrn2", "conv5", "fc6", "softmax"] {
      let (slow, fast) = (try tensor(folder.file("reference/\(name).npy")), try tensor(folder.file("fast/\(name).npy")))
      let worst = zip(slow.data, fast.data).map { abs($0 - $1) }.max() ?? .infinity
      #expect(worst < 1e-4, "\(name)")
    }
  }

  @Test(arguments: ["lenet-5", "mini"])
  func aReadyArrayTakesThePlaceOfAPicture(_ network: String) throws {
    let architecture = try #require(Architecture.named(network))
    let tensor = Tensor(architecture.input, (0..<architecture.input.count).map { Float($0 % 7) / 7 })
    let folder = try Program.Folder()
    for shape in [architecture.input, architecture.input.batched()] {
      let path = try folder.write(Npy.bytes(tensor.reshaped(shape)), "x.npy")
      let outcome = try Program.run(
        "forward", "--network", network, "--input", path, "--save-activations", folder.path, "--format", "json")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try self.tensor(folder.file("input.npy")) == tensor)
    }
  }

  @Test(arguments: [
    ("mini", "conv1", "5,0,31"), ("mini", "conv2", "40,7,7"), ("mini", "relu1", "3,9,9"), ("mini", "lrn1", "12,8,3"),
    ("mini", "pool1", "23,14,14"), ("mini", "flatten", "100"), ("mini", "fc6", "17"), ("mini", "drop6", "17"),
    ("mini", "softmax", "9"), ("mini", "input", "2,31,0"), ("lenet-5", "tanh1", "5,3,3"), ("lenet-5", "S2", "0,13,13"),
    ("lenet-5", "C5", "119,0,0"), ("lenet-5", "out", "9"),
  ])
  func explainedTermsMakeTheNumberThatForwardWrites(_ network: String, _ layer: String, _ at: String) throws {
    let folder = try Program.Folder()
    let options = ["--network", network, "--seed", "3"]
    #expect(try Program.run(["forward", "harbour"] + options + ["--save-activations", folder.path]).status == 0)
    let explanation = try Program.run(
      ["explain", layer, "--at", at, "--image", "harbour", "--format", "json"] + options
    ).json
    let written = try tensor(folder.file("\(layer).npy"))
    let cell = at.split(separator: ",").compactMap { Int($0) }
    let value = try #require((explanation["value"] as? NSNumber)?.floatValue)
    #expect(value == written[cell] && explanation["at"] as? [Int] == cell)
    let recombined = try recombine(explanation)
    #expect(abs(recombined - Double(value)) < 1e-4, "\(recombined) for \(value)")
  }

  /// The value from the terms alone, under the rule that the JSON names.
  private func recombine(_ explanation: [String: Any]) throws -> Double {
    let terms = try #require(explanation["terms"] as? [[String: Any]])
    func number(_ term: [String: Any], _ key: String) -> Double { (term[key] as? NSNumber)?.doubleValue ?? .nan }
    let contributions = terms.map { number($0, "contribution") }
    let sum = contributions.reduce(0, +)
    let at = explanation["at"] as? [Int]
    let own = terms.first { $0["source"] as? [Int] == at }
    switch explanation["rule"] as? String {
    case "sumOfProducts":
      for term in terms {
        #expect(abs(number(term, "input") * number(term, "weight") - number(term, "contribution")) < 1e-5)
      }
      return sum + number(explanation, "bias")
    case "maximum": return contributions.max() ?? .nan
    case "mean", "gate": return sum
    case "copy": return terms.isEmpty ? number(explanation, "value") : sum
    case "exponentialShare": return number(try #require(own), "contribution") / sum
    case "localResponse":
      let constants = try #require(explanation["parameters"] as? [String: Any])
      let base = number(constants, "k") + number(constants, "alpha") * sum
      return number(try #require(own), "input") / pow(base, number(constants, "beta"))
    default: return .nan
    }
  }

  private func tensor(_ path: String) throws -> Tensor {
    try Npy.tensor(Array(Data(contentsOf: URL(fileURLWithPath: path))))
  }
}
