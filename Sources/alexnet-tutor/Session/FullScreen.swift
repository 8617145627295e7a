import CursesTerminal
import TextUI
import Tutor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The loop between the terminal, the application and the workers.
///
/// With nothing to do it sleeps in the terminal without a timer. Everything that has arrived is handled before the next
/// frame is drawn, so that a burst of keys costs one frame.
struct FullScreen {
  private var app: App
  private let terminal: CursesTerminal
  private let workers: Workers
  private var isDone = false
  private var needsFrame = true
  private var nextTick: ContinuousClock.Instant?
  /// The signal that ended the loop, if one did.
  private(set) var signal: Int32?

  /// How long keys may keep coming before a frame is drawn all the same.
  private static let longestBurst = Duration.milliseconds(100)
  /// A terminal that takes longer than that for a frame is slow: what moves there moves less often.
  private static let slowFrame = Duration.milliseconds(80)
  private var frameTime = Duration.zero

  init(_ context: Context, _ terminal: CursesTerminal, _ workers: Workers) {
    var context = context
    context.glyphs = terminal.rendition.glyphs
    app = App(HomeScreen(context), context: context, size: terminal.size)
    (self.terminal, self.workers) = (terminal, workers)
  }

  /// Runs until the learner leaves or the program is asked to end.
  ///
  /// - Parameter beside: starts what the first frame does not wait for.
  mutating func run(beside: () -> Void) {
    present()
    beside()
    perform([app.context.walk.start()])
    while !isDone {
      if needsFrame { present() }
      nextTick = app.wantsTicks ? nextTick ?? .now + interval : nil
      takeEvents()
      takeReports()
      tickIfDue()
    }
  }

  /// Says a sentence that stays until the next key.
  mutating func say(_ sentence: String) { perform(app.update(.notice(sentence))) }

  private mutating func present() {
    let start = ContinuousClock.now
    terminal.present(app.frame())
    frameTime = .now - start
    needsFrame = false
  }

  /// From one step of what moves to the next; on a slow terminal three quarters of the time are left for keys.
  private var interval: Duration {
    let wanted = Duration.milliseconds(app.tickInterval)
    return frameTime > FullScreen.slowFrame ? max(wanted, frameTime * 4) : wanted
  }

  // MARK: What arrives

  /// Waits for something and takes all that has come.
  private mutating func takeEvents() {
    var events = terminal.nextEvents(
      timeoutMilliseconds: nextTick.map(milliseconds(to:)), wake: workers.mailbox.descriptor)
    let deadline = ContinuousClock.now + FullScreen.longestBurst
    while !isDone {
      for event in events { handle(event) }
      guard events.contains(where: \.isInput), ContinuousClock.now < deadline else { return }
      events = terminal.nextEvents(timeoutMilliseconds: 0, wake: workers.mailbox.descriptor)
    }
  }

  private func milliseconds(to instant: ContinuousClock.Instant) -> Int32 {
    max(0, Int32(((instant - .now) / .milliseconds(1)).rounded(.up)))
  }

  private mutating func handle(_ event: TerminalEvent) {
    guard !isDone else { return }
    switch event {
    case .input(let input):
      needsFrame = true
      perform(app.update(input))
    case .wake: break
    case .signal(SIGINT): isDone = true
    case .signal(let number):
      signal = number
      isDone = true
    case .hangUp: isDone = true
    }
  }

  private mutating func takeReports() {
    for report in workers.mailbox.takeAll() {
      needsFrame = true
      perform(app.update(report))
    }
  }

  private mutating func tickIfDue() {
    guard let due = nextTick, due <= .now else { return }
    nextTick = nil
    needsFrame = true
    perform(app.tick())
  }

  // MARK: Effects

  private mutating func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .quit: isDone = true
      // The terminal stops the program when it meets the signal, as for Ctrl-Z.
      case .suspend: kill(getpid(), SIGTSTP)
      case .redraw: terminal.redraw()
      case .setPreferences(let preferences):
        terminal.apply(TerminalOptions(preferences))
        app.context.glyphs = terminal.rendition.glyphs
        if let report = workers.perform(effect) { perform(app.update(report)) }
        stayLegible()
      case .setLanguage:
        if let report = workers.perform(effect) { perform(app.update(report)) }
        stayLegible()
      default:
        if let report = workers.perform(effect) { perform(app.update(report)) }
      }
    }
  }

  /// Glyphs of ASCII have no Chinese: the choice is kept, the screen is in English.
  private mutating func stayLegible() {
    let language = app.context.language.shown(in: app.context.glyphs)
    guard language != app.context.language else { return }
    app.context.language = language
    say(Language.cannotShowChinese)
  }
}

extension TerminalOptions {
  init(_ preferences: Preferences) {
    let depths: [Preferences.Colours: ColourDepth] = [.c256: .c256, .c16: .c16, .mono: .mono]
    let glyphs: [Preferences.Glyphs: GlyphSet] = [.unicode: .unicode, .ascii: .ascii]
    self.init(depth: depths[preferences.colours], glyphs: glyphs[preferences.glyphs], mouse: preferences.mouse)
  }
}

extension TerminalEvent {
  fileprivate var isInput: Bool { if case .input = self { true } else { false } }
}
