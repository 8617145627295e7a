import Engine
import TextUI

/// The path of a picture, as it is typed: completed by Tab, and there until a picture has come of it.
struct PictureFileField: Sendable {
  enum Answer {
    case leave
    case actions([Action])
  }

  private var text = TextField()
  /// The run that was started with this path.
  private var asked: Int?
  /// What the path can be completed to, where that is more than one.
  private var matches: [String] = []

  mutating func update(_ event: InputEvent, _ context: inout Context) -> Answer {
    switch event {
    case .paste(let pasted):
      matches = []
      text.paste(pasted)
    case .key(.escape): return .leave
    case .key(.enter):
      let path = text.text.trimmed
      guard !path.isEmpty else {
        return .actions([.notice(context.language("type the path of a PNG or JPEG file", "请输入 PNG 或 JPEG 文件的路径"))])
      }
      let effect = context.walk.start(picture: .file(path))
      asked = context.walk.run
      return .actions([.effect(effect)])
    case .key(.tab): return .actions([.effect(.completePath(text.text))])
    case .key(let key):
      matches = []
      _ = text.handle(key)
    case .mouse, .resize: break
    }
    return .actions([])
  }

  /// Leaves when the picture is there. Where it cannot be read the path stays, to be mended.
  mutating func adopt(_ context: inout Context) -> [Action] {
    if let found = context.paths {
      context.paths = nil
      if found.typed == text.text { return complete(found, context.language) }
    }
    guard let run = asked else { return [] }
    if run != context.walk.run || context.walk.refused?.run == run {
      asked = nil
    } else if !context.walk.stages.isEmpty {
      return [.pop]
    }
    return []
  }

  private mutating func complete(_ found: PathMatches, _ language: Language) -> [Action] {
    let longer = found.commonStart
    if longer.count > text.text.count { text = TextField(longer) }
    matches = found.paths.count > 1 ? found.paths : []
    guard found.paths.isEmpty else { return [] }
    return [.notice(language("no folder, PNG or JPEG begins so", "没有以此开头的文件夹、PNG 或 JPEG"))]
  }

  // MARK: Drawing

  private static let most = 6

  func height(width: Int, _ context: Context) -> Int { 1 + lines(width, context).count }

  private func lines(_ width: Int, _ context: Context) -> [StyledText] {
    let language = context.language
    if asked != nil { return [StyledText(language("reading …", "读取中……"), .muted)] }
    if !matches.isEmpty {
      let shown = matches.prefix(PictureFileField.most).map { StyledText($0.shortenedInside(to: width - 6), .muted) }
      let rest = matches.count - shown.count
      return rest > 0 ? shown + [StyledText(language("and \(rest) more", "另外 \(rest) 个"), .faint)] : shown
    }
    guard let cut = Preprocessing.standard(for: context.walk.architecture.name) else { return [] }
    let (side, crop) = (cut.shorterSide, "\(cut.crop)×\(cut.crop)")
    let words =
      side == cut.crop
      ? language("shorter side to \(side), then the middle \(crop)", "短边缩到 \(side)，再取正中 \(crop)")
      : language(
        "shorter side to \(side), then \(crop) from the middle of it", "短边缩到 \(side)，再从正中取 \(crop)")
    return [StyledText(words, .muted)]
  }

  func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    buffer.put(context.language("path", "路径"), area.x, area.y, .muted, clip: area)
    let place = Rect(area.x + 6, area.y, area.width - 6, 1)
    text.draw(place, into: &buffer)
    Prose.draw(
      lines(area.width, context), Rect(place.x, area.y + 1, place.width, max(0, area.height - 1)), into: &buffer)
  }
}

/// What a path that was typed can be completed to.
package struct PathMatches: Equatable, Sendable {
  package let typed: String
  /// Whole paths as they would be typed, folders with a `/` at the end.
  package let paths: [String]
  package init(typed: String, paths: [String]) { (self.typed, self.paths) = (typed, paths) }

  /// What all of them begin with.
  var commonStart: String {
    guard var start = paths.first else { return "" }
    for path in paths.dropFirst() { start = start.commonPrefix(with: path) }
    return start
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }

  /// Itself, or its two ends with `…` between them where it is wider than `width`; the end gets two thirds.
  func shortenedInside(to width: Int) -> String {
    guard GlyphWidth.of(self) > width, width > 1 else { return self }
    let tailWidth = max(1, (width - 1) * 2 / 3)
    var tail: [Character] = []
    var used = 0
    for glyph in reversed() {
      let next = GlyphWidth.of(glyph)
      if used + next > tailWidth { break }
      tail.append(glyph)
      used += next
    }
    var head = ""
    for glyph in self {
      let next = GlyphWidth.of(glyph)
      if used + next > width - 1 { break }
      head.append(glyph)
      used += next
    }
    return head + "…" + String(tail.reversed())
  }

  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
