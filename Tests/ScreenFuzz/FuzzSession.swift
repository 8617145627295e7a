import Engine
import FuzzSupport
import TextUI
import Tutor

/// The tutor with a session around it that does at its own pace what the tutor asks for.
package struct FuzzSession {
  /// A law of the screens that a state breaks.
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  private var app: App
  private let courses: FuzzCourses
  private let networks: FuzzNetworks
  /// What workers have still to report, the oldest first.
  private var pending: [Report] = []
  private var random: FuzzNumbers
  /// The screens that were on top.
  package private(set) var visited: Set<String> = []

  package init(seed: UInt64, _ courses: FuzzCourses, _ networks: FuzzNetworks) {
    var random = FuzzNumbers(seed: seed ^ 0x5EED)
    // The largest networks are the slowest to draw; the small ones get as deep.
    let names = ["paper", "lenet-5", "mini", "paper", "torchvision", "single-tower"]
    let network = names[random.below(random.below(4) == 0 ? names.count : 3)]
    let language = Language.allCases[random.below(Language.allCases.count)]
    var context = Context(
      language: language, walk: WalkModel(network: network), course: courses.whole,
      size: Size(80, 24), glyphs: random.below(4) == 0 ? .ascii : .unicode)
    context.preferences.motion = Preferences.Motion.allCases[random.below(Preferences.Motion.allCases.count)]
    let start = context.walk.start()
    app = App(HomeScreen(context), context: context, size: context.size)
    (self.courses, self.networks, self.random) = (courses, networks, random)
    perform([start])
    // Some begin while the first picture is still on its way.
    if random.below(3) > 0 { report(.max) }
  }

  // MARK: Actions

  package mutating func run(_ action: FuzzAction) throws(Fault) {
    switch action {
    case .key(let key): press(key)
    case .keys(let key, let count): for _ in 0..<count { press(key) }
    case .text(let text): for character in text { press(.character(character)) }
    case .paste(let count): perform(app.update(.paste(FuzzSession.pasted(count))))
    case .mouse(let kind, let x, let y):
      let at = Point(x * app.size.columns / 1000, y * app.size.rows / 1000)
      perform(app.update(.mouse(MouseEvent(kind, at: at))))
    case .resize(let columns, let rows): perform(app.update(.resize(Size(columns, rows))))
    case .palette(let number):
      press(.control("p"))
      for _ in 0..<number { press(.down) }
      press(.enter)
    case .world(let change): perform(app.update(change, courses))
    case .work(let count): report(count)
    case .tick(let count): for _ in 0..<count where app.wantsTicks { perform(app.tick()) }
    }
    visited.insert(String(describing: type(of: app.screen)))
    if random.below(2) == 0 { try check() }
  }

  private mutating func press(_ key: Key) { perform(app.update(.key(key))) }

  private static func pasted(_ count: Int) -> String {
    String(repeating: "1 q\n\u{1B}[A中", count: max(1, count / 8))
  }

  // MARK: The session

  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .forward(let run, let network, let source):
        guard let found = networks.run(network, source) else {
          pending.append(.failed(run, "cannot read this picture"))
          continue
        }
        pending += found.reports.map { $0(run) }
      case .backward(let run, let network, let trace, let unit):
        pending.append(
          .gradients(run, networks.gradients(network, trace, app.context.walk.source, unit: unit)))
      case .lookAtProgress: pending.append(.progress(app.context.progress))
      case .readSource(let file):
        let text = (0..<random.below(300)).map { "  func forward(\($0))" }
        pending.append(.source(file, random.below(4) == 0 ? .missing("it is not there") : .lines(text)))
      case .measureActivations: pending.append(.costs(MeasuredCosts([.relu: 0.3, .sigmoid: 2, .tanh: 3])))
      default: break
      }
    }
  }

  private mutating func report(_ count: Int) {
    var left = count
    while left > 0, !pending.isEmpty {
      left -= 1
      perform(app.update(pending.removeFirst()))
    }
  }

  // MARK: Laws

  /// The picture fills the screen with whole glyphs, and nothing of it is older than what it shows.
  package func check() throws(Fault) {
    let frame = app.frame()
    if frame.size != app.size { throw Fault(description: "a frame of \(frame.size) on a screen of \(app.size)") }
    if let cell = frame.brokenCells.first { throw Fault(description: "half a glyph at \(cell.x),\(cell.y)") }
    var fresh = app
    _ = fresh.update(.resize(app.size))
    if fresh.frame() != frame { throw Fault(description: "the screen stays behind its data: \(place)") }
    _ = fresh.update(.course(app.context.course))
    _ = fresh.update(.progress(app.context.progress))
    if fresh.frame() != frame { throw Fault(description: "the screen changes though nothing has: \(place)") }
    if app.frameDrawnAnew() != frame { throw Fault(description: "the screen shows what it kept: \(place)") }
  }

  package var place: String {
    "\(app.screen.crumbs(app.context).joined(separator: " › ")) at \(app.size.columns)x\(app.size.rows)"
  }

  package var screenText: String { app.frame().lines.joined(separator: "\n") }
}

extension App {
  fileprivate mutating func update(_ change: FuzzAction.Change, _ courses: FuzzCourses) -> [Effect] {
    switch change {
    case .courseShortened: return update(.course(courses.shortened))
    case .courseRestored: return update(.course(courses.whole))
    case .courseGone: return update(.course(CourseShelf()))
    case .courseWithoutItems: return update(.course(courses.withoutItems))
    case .courseWithOtherFigures: return update(.course(courses.withOtherFigures))
    case .progressGrown:
      var progress = context.progress
      for lesson in context.course.lessons(context.language).prefix(3) {
        for item in lesson.items.prefix(2) {
          progress.add(
            Attempt(
              item: item.id, lesson: lesson.id, answer: "1", seed: 1, correct: item.id.count % 2 == 0, confidence: 3))
        }
      }
      return update(.progress(progress))
    case .progressReset:
      context.progress = ProgressSummary()
      return update(.progress(ProgressSummary()))
    case .trouble: return update(.trouble("the disk is full; answers are kept in memory"))
    case .pictureFails: return update(.failed(context.walk.run, "the picture cannot be read"))
    case .otherGlyphs:
      context.glyphs = context.glyphs == .ascii ? .unicode : .ascii
      return update(.resize(size))
    case .otherLanguage:
      context.language = context.language == .english ? .chinese : .english
      return update(.resize(size))
    case .otherMotion:
      context.preferences.motion = context.preferences.motion == .off ? .fast : .off
      return update(.resize(size))
    }
  }
}
