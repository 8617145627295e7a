import Engine
import TextUI

/// Work that the application leaves to the session: everything that touches files, threads, clocks.
package enum Effect: Sendable {
  /// Push a picture through a network; reports come back as ``Report/stage`` with the same number.
  case forward(Int, network: String, picture: PictureSource)
  /// Compute how the score of `unit` changes with everything; comes back as ``Report/gradients(_:_:)``.
  case backward(Int, Network, Trace, unit: Int)
  /// An answer was given: it is written before anything else happens.
  case record(Attempt)
  /// Where Continue should lead.
  case remember(Place)
  /// Look anew at what is kept, at this time of day: what is due, what another tutor has added.
  case lookAtProgress
  case setLanguage(Language)
  case setPreferences(Preferences)
  /// Read the source text of an operation; it comes back as ``Report/source(_:_:)``.
  case readSource(String)
  /// Look which files begin with this path; they come back as ``Report/paths(_:)``.
  case completePath(String)
  /// Measure on this machine what an activation function costs; it comes back as ``Report/costs(_:)``.
  case measureActivations
  case quit
  case suspend
  /// Everything on the terminal anew, whatever it shows.
  case redraw
}

package enum PictureSource: Hashable, Sendable {
  /// One of our drawn pictures, by name.
  case sample(String)
  case file(String)
  /// What the learner has painted in the lab.
  case drawing(Engine.Picture)
}

/// What comes back from workers.
package enum Report: Sendable {
  /// The network that the numbers of this run come from.
  case network(Int, Network)
  /// The picture as it is cut for the network, before any layer has run.
  case picture(Int, PictureInput)
  /// A layer has finished; index 0 is the input.
  case stage(Int, index: Int, Stage, StageDigest)
  case gradients(Int, ScoreGradients)
  case finished(Int, milliseconds: Double)
  /// One sentence: what, where, what to do.
  case failed(Int, String)
  case progress(ProgressSummary)
  case trouble(String)
  /// A sentence for the learner, shown until the next key.
  case notice(String)
  /// A few words on what is wrong with keeping answers; they stand as long as it lasts. Nil when it is over.
  case standing(String?)
  /// A file of a course has changed: these are the lessons now.
  case course(CourseShelf)
  case source(String, SourceShelf.Text)
  case paths(PathMatches)
  case costs(MeasuredCosts)
}

/// Nanoseconds for one number, by the kind of the operation: measured on this machine, in this session.
package struct MeasuredCosts: Equatable, Sendable {
  package var nanoseconds: [OperationKind: Double]
  package init(_ nanoseconds: [OperationKind: Double] = [:]) { self.nanoseconds = nanoseconds }
  package subscript(kind: OperationKind) -> Double? { nanoseconds[kind] }
}

extension Report {
  /// A layer has finished; its numbers are looked through here and now.
  package static func stage(_ run: Int, index: Int, _ stage: Stage) -> Report {
    .stage(run, index: index, stage, StageDigest(stage.output))
  }
}

/// A picture cut to the size of the network, as seen and as the network reads it.
package struct PictureInput: Sendable {
  package let name: String
  package let picture: Engine.Picture
  package let tensor: Tensor
  package init(name: String, picture: Engine.Picture, tensor: Tensor) {
    (self.name, self.picture, self.tensor) = (name, picture, tensor)
  }
}

/// A place to come back to, written as a line of words.
package enum Place: Hashable, Sendable {
  /// A stage, and the cell that was looked at there and how deep, where one was chosen.
  case walk(network: String, stage: String, at: WalkSpot? = nil)
  /// A lesson at a block, with the question that was open, if any.
  case lesson(id: String, block: Int, item: String?)
  /// A lab's command line: `convolution --set kernel=3`.
  case lab(String)

  package var line: String {
    switch self {
    case .walk(let network, let stage, let spot): "walk \(network) \(stage)" + (spot.map { " " + $0.line } ?? "")
    case .lesson(let id, let block, let item): "lesson \(id) \(block) \(item ?? "-")"
    case .lab(let line): "lab \(line)"
    }
  }

  package init?(line: String) {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2 else { return nil }
    let rest = words[1].split(separator: " ").map(String.init)
    switch words[0] {
    case "walk" where rest.count == 2: self = .walk(network: rest[0], stage: rest[1])
    case "walk" where rest.count > 2:
      self = .walk(network: rest[0], stage: rest[1], at: WalkSpot(words: Array(rest.dropFirst(2))))
    case "lesson" where rest.count == 3:
      guard let block = Int(rest[1]), block >= 0 else { return nil }
      self = .lesson(id: rest[0], block: block, item: rest[2] == "-" ? nil : rest[2])
    case "lab": self = .lab(words[1])
    default: return nil
    }
  }
}
