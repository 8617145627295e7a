import ArgumentParser
import CursesTerminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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

  static func main() {
    CrashGuard.setVersion(configuration.version)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let refusal as Refusal {
      printMessage("Error: \(refusal)")
      exit(withError: ExitCode.failure)
    } catch {
      // Help and the version are for the standard output; what is wrong with arguments repeats them.
      guard exitCode(for: error) != .success else { exit(withError: error) }
      let message = fullMessage(for: error).printableLines
      if !message.isEmpty { _ = writeAll(Array((message + "\n").utf8), to: STDERR_FILENO) }
      exit(withError: exitCode(for: error))
    }
  }
}
