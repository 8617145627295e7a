import Engine
import Lessons
import Synchronization
import Tutor

extension Catalogue {
  /// What lessons may speak of: the numbers of the networks, the operations of the engine, the labs.
  ///
  /// - Parameter opensLabs: whether every line of a lab is tried, which takes as long as opening them all.
  static func standard(_ language: Language, opensLabs: Bool = true) -> Catalogue {
    // A lab is opened to be checked, and some run a network then: the same line is opened once.
    let checked = Mutex<[String: String?]>([:])
    return Catalogue(
      fact: { NetworkFacts.fact($0) }, factNames: { NetworkFacts.names }, compute: { LessonComputation.result($0) },
      labFault: { line in
        guard opensLabs else { return nil }
        if let known = checked.withLock({ $0[line] }) { return known }
        let fault = LabRegistry.check(commandLine: line, language)
        checked.withLock { $0[line] = .some(fault) }
        return fault
      },
      layers: Set(Architecture.names.compactMap(Architecture.named).flatMap(\.layers).map(\.name) + ["input"]),
      labs: Set(LabRegistry.all.map(\.name)), terms: Set(Glossary.terms.map(\.id)))
  }
}
