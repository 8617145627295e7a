import ArgumentParser
import Engine
import Formats
import Tutor

struct Forward: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "One picture through the whole network.",
    discussion: "Without a picture it is the first of the drawn ones: \(Samples.names.joined(separator: ", ")).")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: "A PNG or JPEG file, or the name of a drawn picture.", completion: .file(extensions: ["png", "jpg", "jpeg"]))
  var image: String?

  @Option(
    help: ArgumentHelp("A ready array instead of a picture, float32 [C,H,W] or [1,C,H,W].", valueName: "file.npy"),
    completion: .file(extensions: ["npy"]))
  var input: String?

  @OptionGroup var networkOptions: NetworkOptions
  @OptionGroup var kernelOptions: KernelOptions

  @Option(help: "How a picture's values become numbers; raw is the paper's 0 to 255 less the mean.")
  var preprocess: PreprocessMode = .standard

  @Option(parsing: .unconditional, help: "How many of the likeliest classes to list.")
  var top = 5

  @Option(
    help: ArgumentHelp("Write every stage as NAME.npy into this folder.", valueName: "dir"), completion: .directory)
  var saveActivations: String?

  @Option(help: "The form of the result.")
  var format: Format = .text

  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard image == nil || input == nil else {
      throw ValidationError("Give a picture or --input, not both.")
    }
  }

  func run() throws {
    let language = languageOption.language
    guard top >= 1 else {
      throw Refusal(language("--top is \(top); it must be 1 or more", "--top 是 \(top)；至少为 1"))
    }
    let architecture = networkOptions.architecture
    let choice =
      try input.map { path in try PictureChoice(array: path, for: architecture, language) }
      ?? PictureChoice(image, for: architecture, preprocess, language)
    let kernels = try kernelOptions.build(language)
    let stopwatch = Stopwatch()
    let file = try networkOptions.file(language)
    let network = file?.network ?? networkOptions.build()
    let trace = network.forward(
      choice.tensor, kernels: kernels, clock: { stopwatch.milliseconds },
      stage: { layer, _ in file?.release(layer: layer) })
    let report = ForwardReport(network, trace, milliseconds: stopwatch.milliseconds, top: top)
    try file?.checkUnchanged()
    // A weight that is no finite number leaves none in the sums that it is part of.
    if !report.stages.allSatisfy(\.areAllFinite) { try file?.checkNumbers() }
    if let saveActivations { try save(trace, in: saveActivations, language) }
    switch format {
    case .text: try printResult(report.text(picture: choice.name, language), language)
    case .json: try printJSON(report, language)
    }
  }

  private func save(_ trace: Trace, in folder: String, _ language: Language) throws(Refusal) {
    let files = FileAccess(language)
    try files.makeFolder(folder)
    for stage in trace.stages {
      try files.write(
        Npy.bytes(stage.output.reshaped(stage.output.shape.withoutBatch)), to: "\(folder)/\(stage.name).npy")
    }
  }
}
