import ArgumentParser
import Engine
import Tutor

struct Summary: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The layers of a network: shapes, parameters, costs, receptive fields.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, markdown, csv, json }
  enum Rounding: String, ExpressibleByArgument, CaseIterable { case floor, ceil }

  @Argument(help: "One of \(Architecture.names.joined(separator: ", ")).")
  var network: NetworkName = .paper

  @Option(parsing: .unconditional, help: "Rows and columns of the picture, instead of the network's own.")
  var inputSize: Int?

  @Option(help: "How windows that do not divide evenly are counted.")
  var rounding: Rounding?

  @Option(help: "The form of the result.")
  var format: Format = .table

  @Flag(help: "All networks side by side.")
  var compare = false

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let language = languageOption.language
    if let inputSize, !(1...65_536).contains(inputSize) {
      throw Refusal(
        language("--input-size is \(inputSize); it can be 1 to 65536", "--input-size 是 \(inputSize)；可以是 1 到 65536"))
    }
    if compare { return try runComparison(language) }
    let summary = NetworkSummary(changed(network.architecture))
    switch format {
    case .table: try printResult(summary.table(language), language)
    case .markdown: try printResult(summary.markdown(language), language)
    case .csv: try printResult(summary.csv, language)
    case .json: try printJSON(summary, language)
    }
    try refuse([summary], language)
  }

  private func runComparison(_ language: Language) throws {
    let comparison = NetworkComparison(
      networks: Architecture.names.compactMap(Architecture.named).map { NetworkSummary(changed($0)) })
    switch format {
    case .table: try printResult(comparison.layers.text + "\n\n" + comparison.totals(language).text, language)
    case .markdown:
      try printResult(comparison.layers.markdown + "\n\n" + comparison.totals(language).markdown, language)
    case .csv: try printResult(comparison.csv, language)
    case .json: try printJSON(comparison, language)
    }
    try refuse(comparison.networks, language)
  }

  private func changed(_ architecture: Architecture) -> Architecture {
    var architecture = architecture
    if let inputSize { architecture = architecture.with(inputSize: inputSize) }
    if let rounding { architecture = architecture.with(rounding: rounding == .ceil ? .ceil : .floor) }
    return architecture
  }

  /// What does not fit goes to standard error, after what fits has been printed.
  private func refuse(_ summaries: [NetworkSummary], _ language: Language) throws {
    let sentences = summaries.compactMap { $0.refusal(language) }
    guard !sentences.isEmpty else { return }
    sentences.forEach(printMessage)
    throw ExitCode.failure
  }
}
