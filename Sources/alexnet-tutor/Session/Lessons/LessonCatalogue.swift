import Engine
import Lessons
import Tutor

extension Catalogue {
  /// What lessons may speak of: the numbers of the networks, the operations of the engine, the labs.
  static func standard(_ language: Language) -> Catalogue {
    Catalogue(
      fact: { NetworkFacts.fact($0) }, factNames: { NetworkFacts.names }, compute: { LessonComputation.result($0) },
      labFault: { LabRegistry.check(commandLine: $0, language) },
      layers: Set(Architecture.names.compactMap(Architecture.named).flatMap(\.layers).map(\.name) + ["input"]),
      labs: Set(LabRegistry.all.map(\.name)))
  }
}
