import Engine
import TextUI

/// The first screen: the network at a glance, and where to go from here.
package struct HomeScreen: Screen {
  package enum Entry: Hashable, Sendable {
    case resume(Place)
    case walk, lessons, labs, draw, review, progress, settings

    var needsLessons: Bool {
      switch self {
      case .lessons, .review, .resume(.lesson): true
      case .walk, .labs, .draw, .progress, .settings, .resume: false
      }
    }
  }

  private var selection: Int
  private let isFirstStart: Bool
  /// What was chosen while the lessons that it needs are being read: it opens as soon as they are there.
  private var awaited: Entry?
  var isWaiting: Bool { awaited != nil }

  /// - Parameter context: decides where the cursor stands: on Continue where there is something to continue, else on Walk.
  package init(_ context: Context) {
    selection = 0
    isFirstStart = context.progress.place == nil && context.progress.attempts == 0
  }

  package func crumbs(_ context: Context) -> [String] { [] }

  package func status(_ context: Context) -> [String] {
    let course = context.course
    let done = course.done(context.progress)
    return course.count == 0 ? [] : [context.language("lessons", "课程") + " \(done)/\(course.count)"]
  }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    return [
      KeyHint(.down, "↑↓", language("choose", "选择")), KeyHint(.enter, "⏎", language("open", "打开")),
      // Where only ASCII can be shown, the Chinese name of Chinese cannot.
      KeyHint(
        .character("L"), "L", language == .chinese ? "English" : context.glyphs == .ascii ? "Chinese" : "中文"),
      KeyHint(.character("q"), "q", language("quit", "退出")),
    ]
  }

  private func entries(_ context: Context) -> [Entry] {
    var entries: [Entry] = []
    if let place = context.progress.place { entries.append(.resume(place)) }
    entries.append(.walk)
    let hasLessons = context.course.count > 0 || context.course.isComing
    if hasLessons { entries.append(.lessons) }
    entries += [.labs, .draw]
    if hasLessons { entries.append(.review) }
    return entries + [.progress, .settings]
  }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    let entries = entries(context)
    awaited = nil
    switch event {
    case .key(.character("q")): return [.effect(.quit)]
    // Everywhere else it leads up: one too many must not end the program.
    case .key(.escape):
      return [.notice(context.language("this is the first screen; q leaves the program", "这里就是主页；按 q 退出程序"))]
    case .key(.character("L")):
      let language: Language = context.language == .english ? .chinese : .english
      context.language = language
      return [.effect(.setLanguage(language))]
    case .key(.character("/")): return [.command(.everything)]
    case .key(.enter), .key(.right), .key(.character("l")):
      return open(entries[min(selection, entries.count - 1)], &context)
    case .key(let key):
      switch Move(key) {
      case .up, .previous: selection = max(0, selection - 1)
      case .down, .next: selection = min(entries.count - 1, selection + 1)
      case .home: selection = 0
      case .end: selection = entries.count - 1
      default: break
      }
    case .mouse(let mouse):
      let first = listTop(context)
      let row = mouse.at.y - 1 - first
      if mouse.action == .press, entries.indices.contains(row) {
        selection = row
        return open(entries[row], &context)
      }
    case .resize, .paste: break
    }
    return []
  }

  package mutating func adopt(_ context: inout Context) -> [Action] {
    guard let entry = awaited, !context.course.isComing else { return [] }
    awaited = nil
    return open(entry, &context)
  }

  private mutating func open(_ entry: Entry, _ context: inout Context) -> [Action] {
    if context.course.isComing, entry.needsLessons {
      awaited = entry
      return []
    }
    switch entry {
    case .walk: return [.push(WalkScreen(context))]
    case .lessons: return [.push(LessonListScreen(context))]
    case .labs: return [.push(LabListScreen(context))]
    case .draw: return (try? LabRegistry.open("draw", [])).map { [.push($0)] } ?? []
    // What is due depends on the time of day, and another tutor may have added answers.
    case .review: return [.push(ReviewScreen()), .effect(.lookAtProgress)]
    case .progress: return [.push(ProgressScreen()), .effect(.lookAtProgress)]
    case .settings: return [.push(SettingsScreen(context))]
    case .resume(let place): return HomeScreen.resume(place, &context)
    }
  }

  /// The screens that lead to a remembered place.
  static func resume(_ place: Place, _ context: inout Context) -> [Action] {
    switch place {
    case .walk(let network, let stage, let spot):
      var actions: [Action] = []
      if network != context.walk.architecture.name, Architecture.named(network) != nil {
        actions.append(.effect(context.walk.start(network: network)))
      }
      return actions + [.push(WalkScreen(stageNamed: stage, at: spot, context))]
    case .lesson(let id, let block, let item):
      guard let screen = LessonScreen(id: id, block: block, item: item, context) else {
        return [.notice(context.language("the lesson \(id) is no longer there", "课程 \(id) 已经不在了"))]
      }
      return [.push(LessonListScreen(context)), .push(screen)]
    case .lab(let line):
      guard let screen = try? LabRegistry.open(commandLine: line) else {
        return [.notice(context.language("this lab cannot be opened: \(line)", "无法打开这个实验：\(line)"))]
      }
      return [.push(LabListScreen(context)), .push(screen)]
    }
  }

  // MARK: Drawing

  private func stripHeight(_ context: Context) -> Int {
    NetworkStrip.height(for: Size(context.columns, context.rows - 2))
  }

  private func listTop(_ context: Context) -> Int { 1 + stripHeight(context) + (context.rows >= 22 ? 2 : 1) }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let model = context.walk
    let strip = NetworkStrip(
      architecture: model.architecture, summaries: model.summaries, arrived: model.stages.count, selected: nil)
    strip.draw(into: &buffer, Rect(area.x + 1, area.y + 1, area.width - 2, stripHeight(context)))
    let top = listTop(context)
    let width = min(area.width, 92)
    let list = Rect(area.x + (area.width - width) / 2, area.y + top, width, area.height - top)
    drawEntries(&buffer, list, context)
    drawFoot(&buffer, list, context)
  }

  private func drawEntries(_ buffer: inout Buffer, _ area: Rect, _ context: Context) {
    for (row, entry) in entries(context).enumerated() where row < area.height {
      let line = Rect(area.x + 2, area.y + row, area.width - 4, 1)
      let isChosen = row == selection
      if isChosen { buffer.fill(line, Style(.text).on(.selection)) }
      let ground: Colour = isChosen ? .role(.selection) : .standard
      let (name, note, badge) = texts(entry, context)
      buffer.put(isChosen ? "▸" : " ", line.x + 1, line.y, Style(.focus, .bold).on(ground), clip: line)
      buffer.put(name, line.x + 3, line.y, Style(isChosen ? .accent : .text, .bold).on(ground), clip: line)
      let badgeWidth = GlyphWidth.of(badge)
      let room = Rect(line.x + 15, line.y, max(0, line.width - 15 - badgeWidth - 3), 1)
      buffer.put(StyledText(note, Style(.text).on(ground)), in: room)
      buffer.put(badge, line.right - badgeWidth - 1, line.y, Style(.muted).on(ground), clip: line)
    }
  }

  private func texts(_ entry: Entry, _ context: Context) -> (String, String, String) {
    let language = context.language
    let model = context.walk
    switch entry {
    case .resume(let place):
      return (language("Continue", "继续"), describe(place, context), awaited == entry ? wait(entry, language) : "")
    case .walk:
      let progress = model.isComplete ? "\(model.summaries.count + 1)" : "\(model.stages.count)"
      return (
        language("Walk", "漫游"), language("AlexNet layer by layer, on a picture", "在一张图片上逐层走过 AlexNet"),
        language("\(progress) stages ready", "\(progress) 个阶段就绪")
      )
    case .lessons:
      return (
        language("Lessons", "课程"), language("reading, live figures, quizzes", "课文、活图和测验"),
        context.course.isComing
          ? wait(.lessons, language)
          : language(
            "\(context.course.done(context.progress)) of \(context.course.count) done",
            "完成 \(context.course.done(context.progress))/\(context.course.count)")
      )
    case .labs:
      return (
        language("Labs", "实验台"), language("play with one operation at a time", "一次摆弄一种运算"), "\(LabRegistry.all.count)"
      )
    case .draw:
      return (
        language("Draw", "画图"), language("paint, and see what a small network makes of it", "画一笔，看小网络怎么想"), ""
      )
    case .review:
      let due = context.course.due(context.progress, language)
      return (
        language("Review", "复习"), language("answered questions, when they are due", "答过的题，到期再答一次"),
        context.course.isComing ? wait(.review, language) : due > 0 ? language("\(due) due", "到期 \(due)") : ""
      )
    case .progress:
      return (
        language("Progress", "进度"), language("answers, how sure, mistakes met, days", "答题、把握、犯过的错、天数"),
        context.progress.attempts > 0
          ? language(
            context.progress.attempts == 1 ? "1 answer" : "\(context.progress.attempts) answers",
            "答 \(context.progress.attempts) 次") : ""
      )
    case .settings:
      return (language("Settings", "设置"), language("language, motion, glyphs, colours, mouse", "语言、动画、字符、颜色、鼠标"), "")
    }
  }

  /// What stands where a number is not known yet.
  private func wait(_ entry: Entry, _ language: Language) -> String {
    awaited == entry ? language("being read …", "正在读入…") : "…"
  }

  private func describe(_ place: Place, _ context: Context) -> String {
    let language = context.language
    switch place {
    case .walk(let network, let stage, _): return language("Walk", "漫游") + " · \(network) · \(stage)"
    case .lesson(let id, _, let item):
      let lesson = context.course.lesson(id, language)
      let number = lesson?.items.firstIndex { $0.id == item }.map { $0 + 1 }
      return language("lesson", "课程") + " · " + (lesson?.title ?? (context.course.isComing ? "…" : id))
        + (number.map { language(", question \($0)", "，第 \($0) 题") } ?? "")
    case .lab(let line): return language("lab", "实验台") + " · " + line
    }
  }

  private func welcome(_ context: Context) -> String {
    let language = context.language
    let model = context.walk
    if model.failure != nil { return language("Welcome. The picture could not be used:", "欢迎。图片无法使用：") }
    let isTrained = model.network?.isTrained ?? false
    let done = model.isComplete
    let weights =
      isTrained
      ? ("", "")
      : (" Its weights are not trained: what it sees is real, what it says is not.", "权重未经训练：看到的是真的，给出的答案不是。")
    return language(
      "Welcome. A picture \(done ? "has just been" : "is being") pushed through the whole AlexNet of 2012. Walk shows what "
        + "became of it in every layer." + weights.0,
      "欢迎。一张图片\(done ? "刚刚通过了" : "正在通过") 2012 年的整个 AlexNet。“漫游”让你看到它在每一层变成了什么。" + weights.1)
  }

  private func drawFoot(_ buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let language = context.language
    var lines: [StyledText] = []
    if isFirstStart {
      lines.append(
        StyledText(
          welcome(context)))
    } else if context.progress.attempts > 0 {
      let days = context.progress.days.map(Float.init)
      lines.append(
        StyledText(language("Answers  ", "答题  "), .muted) + StyledText(Sparkline.text(days), Style(.probability))
          + StyledText(
            language(
              "  \(context.progress.attempts) in all, \(context.progress.correctAtOnce) right at once",
              "  共 \(context.progress.attempts) 次，一次答对 \(context.progress.correctAtOnce) 题")))
    }
    if let failure = context.walk.failure { lines.append(StyledText(failure, .warning)) }
    lines.append(StyledText())
    lines.append(
      StyledText(
        language(
          "Put the cursor on any number and press Enter until it is products and sums.",
          "把光标放在任何一个数上，一直按回车，直到它变成乘积与和。"), .muted))
    let place = Rect(
      area.x + 3, area.y + entries(context).count + 1, area.width - 6, area.height - entries(context).count - 1)
    let wrapped = lines.flatMap { $0.isEmpty ? [$0] : Prose.wrap($0, width: place.width) }
    Prose.draw(wrapped, place, into: &buffer)
    let rest = place.cutTop(wrapped.count + 1).rest
    HomePictures(context.walk, language)
      .draw(&buffer, Rect(buffer.bounds.x + 2, rest.y, buffer.size.columns - 4, rest.height))
  }
}
