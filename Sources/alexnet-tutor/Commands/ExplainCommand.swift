import ArgumentParser
import Engine
import Tutor

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How one number came about: every term.",
    discussion: """
      LAYER is a stage as 'summary' lists them, or 'input'. Its cells are counted from 0: --at 17,20,31 is channel 17, \
      row 20, column 31; a stage that is a vector takes one number.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The name of the layer: conv1, pool5, fc8 …")
  var layer: String

  @Option(parsing: .unconditional, help: ArgumentHelp("The cell: C,Y,X, or N in a vector.", valueName: "c,y,x"))
  var at: String

  @Option(
    help: ArgumentHelp("A PNG or JPEG file, or the name of a drawn picture.", valueName: "file"),
    completion: .file(extensions: ["png", "jpg", "jpeg"]))
  var image: String?

  @OptionGroup var networkOptions: NetworkOptions
  @OptionGroup var kernelOptions: KernelOptions

  @Option(help: "How a picture's values become numbers; raw is the paper's 0 to 255 less the mean.")
  var preprocess: PreprocessMode = .standard

  @Option(help: "The form of the result.")
  var format: Format = .text

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    let architecture = networkOptions.architecture
    let stage = try stageIndex(architecture, language)
    let shape = stage == 0 ? architecture.input : architecture.summaries[stage - 1].output
    let cell = try cell(in: shape, language)
    let choice = try PictureChoice(image, for: architecture, preprocess, language)
    let file = try networkOptions.file(language)
    try file?.checkNumbers()
    let network = (file?.network ?? networkOptions.build()).upTo(stage: stage)
    let trace = network.forward(
      choice.tensor, kernels: try kernelOptions.build(language), stage: { layer, _ in file?.release(layer: layer) })
    let explanation = network.explain(layer: stage - 1, at: cell, trace: trace)
    try file?.checkUnchanged()
    let report = ExplanationReport(layer: layer, explanation)
    switch format {
    case .text: try printResult(report.text(network, language), language)
    case .json: try printJSON(report, language)
    }
  }

  /// 0 for the input, i + 1 for layer i.
  private func stageIndex(_ architecture: Architecture, _ language: Language) throws(Refusal) -> Int {
    let names = ["input"] + architecture.layers.map(\.name)
    if let index = names.firstIndex(of: layer) { return index }
    let nearest = names.min { layer.distance(to: $0) < layer.distance(to: $1) }
    let guess =
      nearest.flatMap { layer.distance(to: $0) <= 2 ? language("; did you mean \($0)?", "；是不是 \($0)？") : nil } ?? ""
    let list = names.joined(separator: " ")
    throw Refusal(
      language(
        "\(architecture.name) has no layer '\(layer)'; its stages are \(list)\(guess)",
        "\(architecture.name) 没有名为“\(layer)”的层；各阶段是 \(list)\(guess)"))
  }

  private func cell(in shape: Shape, _ language: Language) throws(Refusal) -> Index {
    let range = shape.dimensions.map { "0…\($0 - 1)" }.joined(separator: ",")
    let numbers = at.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let cell = numbers.compactMap { $0 }
    guard cell.count == numbers.count, cell.count == shape.rank else {
      let wanted =
        shape.rank == 1
        ? language("one whole number", "一个整数") : language("\(shape.rank) whole numbers", "\(shape.rank) 个整数")
      throw Refusal(
        language(
          "--at \(at) is no cell of \(layer) (\(shape)); give \(wanted) in \(range)",
          "--at \(at) 不是 \(layer)（\(shape)）中的位置；请给出 \(wanted)，范围 \(range)"))
    }
    guard shape.contains(cell) else {
      throw Refusal(
        language(
          "--at \(at) lies outside \(layer) (\(shape)); its cells are \(range)",
          "--at \(at) 在 \(layer)（\(shape)）之外；范围是 \(range)"))
    }
    return cell
  }
}

extension Network {
  /// The network that ends with this stage: what comes after it need not be computed.
  fileprivate func upTo(stage: Int) -> Network {
    let part = Architecture(
      name: architecture.name, input: architecture.input, layers: Array(architecture.layers.prefix(stage)))
    return Network(part, parameters: Array(parameters.prefix(stage)), weights: weights, isTrained: isTrained)
  }
}

extension String {
  /// How many letters must be put in, taken out or changed to make `other` of this (Levenshtein's distance).
  func distance(to other: String) -> Int {
    let other = Array(other)
    var row = Array(0...other.count)
    for (number, letter) in enumerated() {
      var diagonal = row[0]
      row[0] = number + 1
      for (place, candidate) in other.enumerated() {
        let change = diagonal + (letter == candidate ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = Swift.min(change, diagonal + 1, row[place] + 1)
      }
    }
    return row[other.count]
  }
}
