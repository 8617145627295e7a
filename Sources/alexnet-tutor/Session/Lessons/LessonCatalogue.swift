import Engine
import Lessons
import Tutor

extension Catalogue {
  /// What lessons may speak of: the numbers of the networks, the operations of the engine, the labs.
  ///
  /// - Parameter opensLabs: whether every line of a lab is tried, which takes as long as opening them all.
  static func standard(_ language: Language, opensLabs: Bool = true) -> Catalogue {
    Catalogue(
      fact: { NetworkFacts.fact($0) }, factNames: { NetworkFacts.names }, compute: { LessonComputation.result($0) },
      labFault: { opensLabs ? LabRegistry.check(commandLine: $0, language) : nil },
      layers: Set(Architecture.names.compactMap(Architecture.named).flatMap(\.layers).map(\.name) + ["input"]),
      labs: Set(LabRegistry.all.map(\.name)))
  }
}
