import Foundation
import Testing

/// `summary` against the reference table, for every network in it.
@Suite struct SummaryTests {
  struct Reference: CustomTestStringConvertible {
    let network: String
    let title: String
    var testDescription: String { network }
  }

  static let references = [
    Reference(network: "paper", title: "AlexNet 2012 two-GPU"),
    Reference(network: "single-tower", title: "AlexNet single tower"),
    Reference(network: "torchvision", title: "torchvision AlexNet"),
    Reference(network: "lenet-5", title: "LeNet-5 modern"),
  ]

  @Test(arguments: references)
  func jsonEqualsTheReferenceTable(_ reference: Reference) throws {
    let rows = try table(reference.title)
    let result = try Program.run("summary", reference.network, "--format", "json").json
    let layers = try #require(result["layers"] as? [[String: Any]])
    #expect(result["network"] as? String == reference.network)
    #expect(layers.count == rows.count && !rows.isEmpty)
    for (layer, row) in zip(layers, rows) {
      #expect(layer["name"] as? String == row["layer"])
      for (key, column) in [("input", "in"), ("output", "out")] {
        let shape = (layer[key] as? [Int])?.map(String.init).joined(separator: "x")
        #expect(shape == row[column])
      }
      for (key, column) in [
        ("kernel", "k"), ("stride", "s"), ("padding", "p"), ("groups", "groups"), ("weights", "weights"),
        ("biases", "biases"), ("parameters", "params"), ("macs", "macs"), ("activationBytes", "act_bytes"),
        ("receptiveField", "rf"), ("jump", "jump"),
      ] {
        let value = try #require(layer[key], "\(key) is missing")
        let expected = row[column].flatMap(Int.init)
        if let expected { #expect(value as? Int == expected, "\(key) of \(row["layer"] ?? "")") }
        if expected == nil { #expect(value is NSNull, "\(key) of \(row["layer"] ?? "")") }
      }
    }
    let sum = rows.reduce(0) { $0 + (Int($1["params"] ?? "") ?? 0) }
    #expect(result["parameters"] as? Int == sum)
  }

  /// The rows of one network as column → text.
  private func table(_ title: String) throws -> [[String: String]] {
    let lines = try String(contentsOf: goldenFolder.appendingPathComponent("layers.csv"), encoding: .utf8)
      .split(whereSeparator: \.isNewline).map(String.init)
    let header = lines[0].components(separatedBy: ",")
    return lines.dropFirst().filter { $0.drop { $0 == "\"" }.hasPrefix(title) }.map { line in
      // Only the first column is quoted, and it alone contains commas.
      let cells = line.components(separatedBy: ",").suffix(header.count - 1)
      return Dictionary(uniqueKeysWithValues: zip(header.dropFirst(), cells))
    }
  }

  @Test func a224PictureFitsNeitherSideOfFc6() throws {
    let table = try Program.run("summary", "paper", "--input-size", "224")
    #expect(table.status == 1)
    #expect(table.output.contains("flatten") && !table.output.contains("fc7"))
    #expect(table.complaint?.contains("fc6") == true && table.errors.contains("--rounding ceil"))

    let json = try Program.run("summary", "paper", "--input-size", "224", "--format", "json")
    #expect(json.status == 1)
    let object = try json.json
    #expect((object["layers"] as? [Any])?.count == 16)
    #expect((object["error"] as? String)?.contains("6400") == true)

    let rounded = try Program.run("summary", "--input-size", "224", "--rounding", "ceil", "--format", "json")
    #expect(rounded.status == 0 && rounded.errors.isEmpty)
  }

  @Test(arguments: ["table", "markdown", "csv"])
  func everyFormHasALineForEachLayer(_ format: String) throws {
    let outcome = try Program.run("summary", "lenet-5", "--format", format)
    for name in ["C1", "tanh1", "S2", "C3", "S4", "C5", "F6", "out"] {
      #expect(outcome.output.split(separator: "\n").contains { $0.contains(name) })
    }
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
  }

  @Test func comparingShowsEveryNetwork() throws {
    let outcome = try Program.run("summary", "--compare")
    for name in ["paper", "single-tower", "torchvision", "lenet-5", "mini", "60,965,224", "62,378,344"] {
      #expect(outcome.output.contains(name))
    }
  }

  @Test func theLocaleChoosesTheLanguage() throws {
    #expect(try Program.run(["summary"], environment: ["LC_ALL": "zh_CN.UTF-8"]).output.contains("感受野"))
    #expect(try Program.run("summary", "--language", "zh-Hans").output.contains("感受野"))
  }
}
