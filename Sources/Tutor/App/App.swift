import TextUI

/// The whole tutor as a value: a stack of screens, what they share, and the frame around them.
///
/// `update` turns an event into a new state and effects; `draw` makes the picture. Nothing here knows a terminal, a file
/// or a clock.
package struct App: Sendable {
  package static let smallest = Size(60, 18)

  package var context: Context
  package var size: Size { context.size }
  private var screens: [any Screen]
  private(set) var keyList: KeyList?
  private(set) var palette: CommandPalette?
  /// The sentence that stands in the footer until the next key.
  package private(set) var notice: String?
  private var remembered: Place?
  /// What was typed while a screen waits for the lessons.
  private var typedAhead: [InputEvent] = []

  package init(_ first: any Screen, context: Context, size: Size) {
    screens = [first]
    self.context = context
    self.context.size = size
  }

  package var screen: any Screen { screens[screens.count - 1] }
  package var depth: Int { screens.count }
  /// Whether a list lies over the screen.
  package var isCovered: Bool { keyList != nil || palette != nil }
  /// Every key that works on the screen, with what it does.
  package var keys: [KeyHint] { screen.keys(context) + everywhere }

  /// The same for the list of keys. The footer loses its hints from the left: the most important stand last there, and
  /// first here.
  private var listedKeys: [KeyHint] {
    let hints = screen.keys(context)
    return hints.filter { !$0.onlyInList }.reversed() + hints.filter(\.onlyInList) + everywhere
  }

  package var everywhere: [KeyHint] {
    let language = context.language
    return [
      KeyHint(
        .character(":"), ": ^P", language("go anywhere: all screens, layers, labs, terms", "去任何地方：界面、层、实验台、术语"),
        onlyInList: true),
      KeyHint(.character("i"), "i", language("glossary: the words of this screen", "术语表：这个界面上的词"), onlyInList: true),
      KeyHint(.control("l"), "^L", language("draw again", "重画"), onlyInList: true),
      KeyHint(.control("z"), "^Z", language("suspend", "挂起"), onlyInList: true),
      KeyHint(.control("c"), "^C", language("leave the program", "退出程序"), onlyInList: true),
    ]
  }

  // MARK: Events

  package mutating func update(_ event: InputEvent) -> [Effect] {
    if case .resize(let size) = event {
      context.size = size
      return perform([])
    }
    // A click on a sentence takes it away: it must not press what the sentence hides.
    if isForLater(event) {
      typedAhead.append(event)
      return []
    }
    typedAhead = []
    if case .mouse(let mouse) = event, mouse.action == .press, noticeArea?.contains(mouse.at) == true {
      notice = nil
      return []
    }
    notice = nil
    if case .paste(let text) = event { return paste(text) }
    if case .key(let key) = event {
      if keyList != nil { return updateKeyList(key.typedAsASCII) }
      if palette != nil { return updatePalette(key) }
      if let effects = updateEverywhere(isTyping ? key : key.typedAsASCII) { return effects }
    }
    if case .mouse(let mouse) = event {
      if keyList != nil || palette != nil { return updateOverlay(mouse) }
      if let hint = hint(at: mouse) { return update(.key(hint)) }
    }
    let actions = screens[screens.count - 1].update(event.typedAsASCII(unless: isTyping), &context)
    return perform(actions)
  }

  package mutating func update(_ report: Report) -> [Effect] {
    switch report {
    case .progress(let summary): context.progress.take(summary)
    case .course(let shelf):
      context.course = shelf
      let effects = perform([])
      let typed = typedAhead
      typedAhead = []
      return typed.reduce(into: effects) { $0 += update($1) }
    case .trouble(let sentence), .notice(let sentence): notice = sentence
    case .standing(let words): context.trouble = words
    case .failed(let run, let sentence):
      let isShown = run == context.walk.run
      let wanted = context.walk.take(report)
      // What was there before is there again, or on its way: then the reason is all that is left of it.
      if isShown, context.walk.failure == nil { notice = sentence }
      return perform(wanted.map { [.effect($0)] } ?? [])
    case .source(let file, let text): context.sources[file] = text
    case .paths(let matches): context.paths = matches
    case .costs(let costs): context.costs = costs
    default: return perform(context.walk.take(report).map { [.effect($0)] } ?? [])
    }
    return perform([])
  }

  /// Whether it was typed for what opens as soon as the lessons are there; Esc takes the wish back.
  private func isForLater(_ event: InputEvent) -> Bool {
    guard (screen as? HomeScreen)?.isWaiting ?? false, typedAhead.count < 1000 else { return false }
    switch event {
    case .key(.escape), .key(.control), .mouse, .resize: return false
    case .key, .paste: return true
    }
  }

  package mutating func tick() -> [Effect] {
    let actions = screens[screens.count - 1].tick(context)
    return perform(actions)
  }

  package var wantsTicks: Bool { keyList == nil && palette == nil && screen.wantsTicks(context) }
  /// Milliseconds from one tick to the next.
  package var tickInterval: Int { screen.interval(context) }

  /// Opens `screen` above the ones that are there.
  package mutating func open(_ screen: any Screen) -> [Effect] { perform([.push(screen)]) }

  private mutating func updateEverywhere(_ key: Key) -> [Effect]? {
    switch key {
    case .control("c"): return [.quit]
    case .control("z"): return [.suspend]
    case .control("l"): return [.redraw]
    case .character("?") where !isTyping:
      keyList = KeyList(listedKeys)
      return []
    case .control("p"): palette = CommandPalette(.everything, context)
    case .character("i") where !isTyping && !(screen is GlossaryScreen):
      return perform([.push(GlossaryScreen(term: screen.term(context)))])
    case .character(":") where !isTyping: palette = CommandPalette(.everything, context)
    default: return nil
    }
    return []
  }

  /// While a text field has the keys, characters are text.
  var isTyping: Bool { (screen as? any TypingScreen)?.isTyping ?? false }

  /// Pasted text goes where text is typed. Elsewhere a letter is a command, and nobody pastes commands.
  private mutating func paste(_ text: String) -> [Effect] {
    if keyList != nil {
      keyList?.paste(text)
    } else if palette != nil {
      palette?.paste(text)
    } else if (screen as? any TypingScreen)?.takesText ?? false {
      return perform(screens[screens.count - 1].update(.paste(text), &context))
    } else {
      notice = context.language("pasted text was left out: no field is open here", "粘贴的文字没有用上：这里没有可以输入的地方")
    }
    return []
  }

  private mutating func updateKeyList(_ key: Key) -> [Effect] {
    guard var list = keyList else { return [] }
    switch list.update(key) {
    case .stay:
      keyList = list
      return []
    case .close:
      keyList = nil
      return []
    case .run(let key):
      keyList = nil
      return update(.key(key))
    }
  }

  private mutating func updatePalette(_ key: Key) -> [Effect] {
    guard var list = palette else { return [] }
    switch list.update(key) {
    case .stay:
      palette = list
      return []
    case .close:
      palette = nil
      return []
    case .run(let command):
      palette = nil
      return perform(command.run(&context))
    }
  }

  // MARK: Mouse

  /// A click outside of what lies over the screen closes it, one on an entry runs it; the wheel moves in it.
  private mutating func updateOverlay(_ mouse: MouseEvent) -> [Effect] {
    let key: Key
    switch mouse.action {
    case .wheelUp: key = .up
    case .wheelDown: key = .down
    case .press:
      let area = keyList?.area(on: size, context.glyphs) ?? palette?.area(on: size)
      guard area?.contains(mouse.at) == true else {
        (keyList, palette) = (nil, nil)
        return []
      }
      guard chooseInOverlay(at: mouse.at) else { return [] }
      key = .enter
    default: return []
    }
    return keyList != nil ? updateKeyList(key) : updatePalette(key)
  }

  private mutating func chooseInOverlay(at point: Point) -> Bool {
    let (screen, context) = (size, context)
    if let isChosen = keyList?.choose(at: point, on: screen, context) { return isChosen }
    return palette?.choose(at: point, on: screen) ?? false
  }

  /// The key whose hint in the footer was clicked.
  private func hint(at mouse: MouseEvent) -> Key? {
    guard mouse.action == .press, mouse.at.y == size.rows - 1 else { return nil }
    let hints = footerHints
    let parts = KeyFooter(hints.map(\.shown)).layout(width: size.columns - troubleWidth)
    let column = mouse.at.x - troubleWidth
    return parts.first { column >= $0.x && column < $0.x + $0.width }.flatMap { hints[$0.index].key }
  }

  /// Does what was asked for, and brings the screen that is on top then into step with what has become of the context.
  private mutating func perform(_ actions: [Action]) -> [Effect] {
    var effects: [Effect] = []
    apply(actions, &effects)
    // What a screen asks for when it adopts may bring another one to the front, which has to adopt as well.
    for _ in 0..<App.longestAdoption {
      let wanted = screens[screens.count - 1].adopt(&context)
      guard !wanted.isEmpty else { break }
      apply(wanted, &effects)
    }
    // What lies over the screen is of the screen as it is.
    if keyList != nil {
      let keys = listedKeys
      keyList?.adopt(keys)
    }
    palette?.adopt(context)
    if let place = screen.place(context), place != remembered {
      remembered = place
      context.progress.place = place
      effects.append(.remember(place))
    }
    return effects
  }

  private static let longestAdoption = 4

  /// The picture as it is without anything that screens keep from one frame to the next: it must be the same.
  package func frameDrawnAnew() -> Buffer {
    var anew = self
    anew.screens[screens.count - 1].forgetKept()
    _ = anew.perform([])
    return anew.frame()
  }

  private mutating func apply(_ actions: [Action], _ effects: inout [Effect]) {
    for action in actions {
      switch action {
      case .push(let screen): screens.append(screen)
      case .jump(let screen): screens = [screens[0], screen]
      case .command(let part): palette = CommandPalette(part, context)
      case .pop:
        if screens.count > 1 {
          screens.removeLast()
        } else {
          effects.append(.quit)
        }
      case .replace(let screen): screens[screens.count - 1] = screen
      case .effect(let effect): effects.append(carried(effect))
      case .notice(let sentence): notice = sentence
      }
    }
  }

  private mutating func carried(_ effect: Effect) -> Effect {
    switch effect {
    case .record(let attempt): context.progress.add(attempt)
    case .setLanguage(let language): context.language = language
    case .setPreferences(let preferences): context.preferences = preferences
    default: break
    }
    return effect
  }
}
