import Foundation

/// Where the program keeps and looks for things, after the XDG base directory specification.
struct Folders: Sendable {
  let environment: [String: String]

  init(_ environment: [String: String] = ProcessInfo.processInfo.environment) { self.environment = environment }

  /// What the learner has done.
  var state: String { own("XDG_STATE_HOME", ".local/state") }
  /// The learner's own lessons and whatever else belongs to them.
  var data: String { own("XDG_DATA_HOME", ".local/share") }
  var configuration: String { own("XDG_CONFIG_HOME", ".config") }

  /// What a system administrator has installed for everybody, best first.
  var systemData: [String] {
    let listed = (environment["XDG_DATA_DIRS"] ?? "").split(separator: ":").map(String.init).filter(isAbsolute)
    return (listed.isEmpty ? ["/usr/local/share", "/usr/share"] : listed).map { $0 + "/alexnet-tutor" }
  }

  private func own(_ variable: String, _ fallback: String) -> String {
    if let folder = environment[variable], isAbsolute(folder) { return folder + "/alexnet-tutor" }
    return (environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()) + "/\(fallback)/alexnet-tutor"
  }

  /// The specification says that a relative path is to be ignored.
  private func isAbsolute(_ path: String) -> Bool { path.hasPrefix("/") }
}
