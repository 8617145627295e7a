import Foundation
import Testing

@testable import Engine

/// The descriptions give the numbers of the reference table, which was measured on PyTorch modules.
@Suite struct ArchitectureTests {
  /// Names of the networks in the reference table.
  static let references = [
    "paper": "AlexNet 2012 two-GPU (groups 2 in conv2,4,5)", "single-tower": "AlexNet single tower, no groups",
    "torchvision": "torchvision AlexNet (one-weird-trick sizes)", "lenet-5": "LeNet-5 modern (avg pool, full C3)",
  ]

  /// The rows of the table for a network, as column name → text.
  static func rows(of network: String) throws -> [[String: String]] {
    let lines = try Golden.text("layers.csv").split(whereSeparator: \.isNewline).map { line in
      // Only the first column is ever quoted, and only it contains commas.
      let text = String(line)
      guard text.hasPrefix("\""), let end = text.dropFirst().firstIndex(of: "\"") else {
        return text.components(separatedBy: ",")
      }
      return [String(text[text.index(after: text.startIndex)..<end])]
        + text[text.index(end, offsetBy: 2)...].components(separatedBy: ",")
    }
    return lines.dropFirst().filter { $0[0] == references[network] }.map {
      Dictionary(uniqueKeysWithValues: zip(lines[0], $0))
    }
  }

  @Test(arguments: references.keys.sorted())
  func everyColumnAgreesWithTheReferenceTable(_ name: String) throws {
    let summaries = try #require(Architecture.named(name)).summaries
    let rows = try Self.rows(of: name)
    #expect(summaries.count == rows.count && rows.count > 10)
    for (layer, row) in zip(summaries, rows) {
      let columns: [(String, String)] = [
        ("layer", layer.name), ("in", Self.text(layer.input)), ("out", Self.text(layer.output)),
        ("k", Self.text(layer.kernel)), ("s", Self.text(layer.stride)), ("p", Self.text(layer.padding)),
        ("groups", Self.text(layer.groups)), ("weights", "\(layer.weights)"), ("biases", "\(layer.biases)"),
        ("params", "\(layer.parameters)"), ("macs", "\(layer.macs)"), ("act_elems", "\(layer.output.count)"),
        ("act_bytes", "\(layer.activationBytes)"), ("rf", layer.receptiveField.map(String.init) ?? "all"),
        ("jump", Self.text(layer.jump)), ("first_centre", layer.firstCentre.map { "\($0)" } ?? ""),
      ]
      for (column, value) in columns { #expect(value == row[column], "\(name) \(layer.name) \(column)") }
    }
  }

  private static func text(_ shape: Shape) -> String { shape.dimensions.map(String.init).joined(separator: "x") }
  private static func text(_ number: Int?) -> String { number.map(String.init) ?? "" }

  @Test(arguments: [
    ("paper", 60_965_224, 724_406_816), ("single-tower", 62_378_344, 1_135_256_096),
    ("torchvision", 61_100_840, 714_188_480), ("lenet-5", 61_706, 416_520), ("mini", 237_418, 12_350_976),
  ])
  func theTotalsAreThePublishedOnes(_ name: String, parameters: Int, macs: Int) throws {
    let summaries = try #require(Architecture.named(name)).summaries
    #expect(summaries.reduce(0) { $0 + $1.parameters } == parameters)
    #expect(summaries.reduce(0) { $0 + $1.macs } == macs)
  }

  @Test func everyNameIsANetwork() {
    for name in Architecture.names { #expect(Architecture.named(name)?.name == name) }
    #expect(Architecture.named("resnet") == nil)
  }

  @Test func miniHasThePapersSequenceOfLayers() throws {
    let (paper, mini) = (try #require(Architecture.named("paper")), try #require(Architecture.named("mini")))
    #expect(mini.layers.map(\.name) == paper.layers.map(\.name))
    #expect(mini.summaries.map(\.kind) == paper.summaries.map(\.kind))
  }

  @Test func pictureOf224PixelsIsRefusedAtFc6WithTheReason() throws {
    let (layers, refusal) = try #require(Architecture.named("paper")).with(inputSize: 224).summarize()
    #expect(layers.last?.name == "flatten" && layers.last?.output == [6400])
    #expect(refusal?.layer == "fc6")
    #expect(
      refusal?.reason.description
        == "linear from 9216 to 4096, weight 4096×9216, cannot take 1×6400: that is 6400 inputs")
  }

  @Test func roundingUpMakes224PixelsFit() throws {
    let architecture = try #require(Architecture.named("paper")).with(inputSize: 224).with(rounding: .ceil)
    #expect(architecture.summarize().refusal == nil)
    #expect(architecture.summaries[0].output == [96, 55, 55])
  }

  /// 227 to 258 pixels give the 6×6 maps that fc6 wants, and no other size does.
  @Test func exactlyTheSizesFrom227To258Fit() throws {
    let paper = try #require(Architecture.named("paper"))
    #expect((1...300).filter { paper.with(inputSize: $0).summarize().refusal == nil } == Array(227...258))
  }

  @Test(arguments: [0, 1, 10, 66, 1 << 20, 1 << 40, .max])
  func anyOtherSizeIsRefusedSomewhere(_ size: Int) throws {
    for name in Architecture.names where name != "torchvision" {
      #expect(try #require(Architecture.named(name)).with(inputSize: size).summarize().refusal != nil)
    }
  }

  @Test func theTwoGPUsKeepApartWhereThePaperSaysSo() throws {
    let paper = try #require(Architecture.named("paper"))
    let apart = zip(paper.layers, paper.towers).filter { $0.1 == 2 }.map(\.0.name)
    #expect(
      apart == [
        "conv1", "relu1", "lrn1", "pool1", "conv2", "relu2", "lrn2", "pool2", "conv4", "relu4", "conv5", "relu5",
        "pool5",
      ])
    for name in ["single-tower", "torchvision", "lenet-5"] {
      #expect(try #require(Architecture.named(name)).towers.allSatisfy { $0 == 1 })
    }
  }

  @Test func aCellsPixelsLieAroundItsCentre() throws {
    let paper = try #require(Architecture.named("paper"))
    let pixels = { (layer: String, cell: Int) in
      paper.layerIndex(named: layer).flatMap { paper.summaries[$0].pixels(ofCell: cell) }
    }
    #expect(pixels("conv1", 0) == 0..<11)
    #expect(pixels("conv1", 54) == 216..<227)
    #expect(pixels("conv2", 0) == -16..<35)
    #expect(pixels("pool5", 5) == 96..<291)
    #expect(pixels("fc6", 0) == nil)
  }
}
