import Engine
import TextUI

/// "What if the stride were 2?": sizes that can be changed, and the chain of shapes that follows to the end.
struct WhatIfScreen: TypingScreen {
  private(set) var model: WhatIf
  /// −1 for the input.
  private(set) var layer: Int
  var fieldIndex = 0
  var typed: TextField?
  private var past: [WhatIf] = []

  init(_ context: Context, layer: Int) {
    model = WhatIf(context.walk.architecture)
    // The nearest layer before with something to change.
    let model = model
    let last = max(0, min(layer, model.original.layers.count - 1))
    self.layer = (0...last).last { !model.fields($0).isEmpty } ?? -1
  }

  var isTyping: Bool { typed != nil }
  var fields: [WhatIf.Field] { model.fields(layer) }
  var field: WhatIf.Field? { fields.isEmpty ? nil : fields[min(fieldIndex, fields.count - 1)] }

  func crumbs(_ context: Context) -> [String] {
    [context.language("Walk", "漫游"), context.language("What if", "如果")]
  }

  func status(_ context: Context) -> [String] { [model.base] }

  func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    if typed != nil {
      return [KeyHint(.enter, "⏎", language("done", "确定")), KeyHint(.escape, "esc", language("leave it", "放弃"))]
    }
    return [
      KeyHint(.character("1"), "1-5", language("why 55?", "为什么是 55？")),
      KeyHint(.character("r"), "r", language("reset", "复位")), KeyHint(.character("u"), "u", language("undo", "撤销")),
      KeyHint(.down, "↑↓", language("layer", "层")), KeyHint(.right, "←→", language("what", "改哪项")),
      KeyHint(.character("+"), "+ −", language("change", "增减")), KeyHint(.enter, "⏎", language("type", "输入")),
      KeyHint(.escape, "esc", language("back", "返回")),
    ]
      + WhatIf.Preset.allCases.enumerated().map { index, preset in
        KeyHint(.character(Character("\(index + 1)")), "\(index + 1)", preset.name(language), onlyInList: true)
      }
      + [KeyHint(.character("q"), "q", language("back", "返回"), onlyInList: true)]
  }

  /// Another network was chosen meanwhile. What was changed of the old one stays until it is left.
  mutating func adopt(_ context: inout Context) -> [Action] {
    if model.base != context.walk.architecture.name, model.changes.isEmpty, past.isEmpty, typed == nil {
      self = WhatIfScreen(context, layer: layer)
    }
    return []
  }

  // MARK: Keys

  mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    let language = context.language
    switch event {
    case .key(let key): return typed == nil ? press(key, language) : type(key, language)
    case .mouse(let mouse):
      switch mouse.action {
      case .wheelUp: return press(.character("+"), language)
      case .wheelDown: return press(.character("-"), language)
      case .press:
        if let found = row(at: mouse.at, context) { select(found) }
      default: break
      }
    case .paste(let text): typed?.paste(text)
    case .resize: break
    }
    return []
  }

  private mutating func press(_ key: Key, _ language: Language) -> [Action] {
    switch key {
    case .escape, .character("q"): return [.pop]
    case .character("r"):
      guard !model.changes.isEmpty else { return [.notice(language("nothing is changed", "什么都没改"))] }
      change { $0.reset() }
    case .character("u"), .character(","):
      guard let before = past.popLast() else { return [.notice(language("nothing to take back", "没有可撤销的"))] }
      model = before
    case .character("+"), .character("="): return step(1, language)
    case .character("-"), .character("−"): return step(-1, language)
    case .enter:
      guard let field else { return [.notice(nothing(language))] }
      if field == .rounding { return step(1, language) }
      typed = TextField()
    case .character(let digit) where "12345".contains(digit):
      let preset = WhatIf.Preset.allCases[(Int(String(digit)) ?? 1) - 1]
      let own = model.preset == nil ? model.changes.count : 0
      change { $0.apply(preset) }
      select(0)
      guard own > 0, model.changes != past.last?.changes else { return [] }
      return [
        .notice(
          language(
            own == 1
              ? "your own change is put aside; u brings it back"
              : "your \(own) changes are put aside; u brings them back",
            "你改的 \(own) 处先放到一边；按 u 找回"))
      ]
    default: move(Move(key))
    }
    return []
  }

  private func nothing(_ language: Language) -> String {
    language("this layer takes its sizes from the one before it", "这一层的尺寸由前一层决定")
  }

  private mutating func move(_ move: Move?) {
    let count = model.original.layers.count
    switch move {
    case .up: select(layer - 1)
    case .down: select(layer + 1)
    case .pageUp: select(layer - 5)
    case .pageDown: select(layer + 5)
    case .home: select(-1)
    case .end: select(count - 1)
    case .left, .previous: fieldIndex = max(0, min(fieldIndex, fields.count - 1) - 1)
    case .right, .next: fieldIndex = min(fieldIndex + 1, max(0, fields.count - 1))
    case nil: break
    }
  }

  private mutating func select(_ target: Int) { layer = max(-1, min(target, model.original.layers.count - 1)) }

  private mutating func step(_ step: Int, _ language: Language) -> [Action] {
    guard let field else { return [.notice(nothing(language))] }
    let now = model.value(layer, field)
    let next = field == .rounding ? 1 - now : now + step
    guard field.range.contains(next) else {
      return [.notice(limits(field, language))]
    }
    change { [layer] in $0.set(layer, field, next) }
    return []
  }

  private func limits(_ field: WhatIf.Field, _ language: Language) -> String {
    let range = field.range
    return language(
      "\(field.name(language)) goes from \(range.lowerBound) to \(range.upperBound)",
      "\(field.name(language))的范围是 \(range.lowerBound) 到 \(range.upperBound)")
  }

  private mutating func change(_ body: (inout WhatIf) -> Void) {
    let before = model
    body(&model)
    if model != before { past.append(before) }
  }

  private mutating func type(_ key: Key, _ language: Language) -> [Action] {
    switch key {
    case .escape: typed = nil
    case .enter:
      guard let text = typed?.text, let field else { return [] }
      typed = nil
      guard !text.isEmpty else { return [] }
      guard let value = Int(text), field.range.contains(value) else { return [.notice(limits(field, language))] }
      change { [layer] in $0.set(layer, field, value) }
    default: typed?.handle(key)
    }
    return []
  }
}
