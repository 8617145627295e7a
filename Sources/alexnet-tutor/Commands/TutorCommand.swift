import ArgumentParser
import Engine
import Tutor

/// What the program does without a subcommand.
struct TutorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tutor", abstract: "Open the tutor (this is what happens without a subcommand).",
    discussion: "Without a terminal, or with TERM=dumb, it asks and answers in plain lines.")

  @OptionGroup var course: CourseOptions

  @Option(help: "The network to walk through: \(Architecture.names.joined(separator: ", ")).")
  var network: NetworkName = .paper

  @Option(
    help: ArgumentHelp("A PNG or JPEG file, or the name of a drawn picture.", valueName: "file"),
    completion: .file(extensions: ["png", "jpg", "jpeg"]))
  var image: String?

  @OptionGroup var weightsOption: WeightsOption

  @Flag(help: "Plain lines instead of the full screen.")
  var plain = false

  func run() throws {
    try runTutor(
      TutorOptions(
        lessons: course.lessons, language: course.languageOption.chosen, network: network.name, image: image,
        weights: weightsOption.weights, plain: plain))
  }
}
