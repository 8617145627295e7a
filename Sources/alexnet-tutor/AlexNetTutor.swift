import ArgumentParser

@main
struct AlexNetTutor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alexnet-tutor",
    abstract: "A tutor for the terminal that teaches AlexNet.",
    discussion: "Without a subcommand the tutor opens.",
    version: "0.1.0",
    subcommands: [
      TutorCommand.self, Summary.self, Forward.self, Explain.self, Op.self, LabCommand.self, LessonsCommand.self,
      QuizCommand.self, ReviewCommand.self,
      ProgressCommand.self, Bench.self, Doctor.self,
    ], defaultSubcommand: TutorCommand.self)
}
