/// How many colours a terminal has.
package enum ColourDepth: Hashable, Sendable, CaseIterable {
  /// 24 bits a colour.
  case direct
  /// The palette of 256.
  case c256
  /// Eight colours, sixteen with bold.
  case c16
  /// None: attributes and glyphs say everything.
  case mono
}

/// A colour as a terminal names it.
package enum TerminalColour: Hashable, Sendable {
  case indexed(UInt8)
  case direct(RGB)
}

/// A cell as a terminal shows it. A colour that is nil is the terminal's own.
package struct ResolvedCell: Hashable, Sendable {
  package var glyph: Character
  package var foreground: TerminalColour?
  package var background: TerminalColour?
  package var attributes: Attributes
}

/// Turns cells that say what they mean into cells that a given terminal can show.
///
/// Without 256 colours a half or quadrant block of data becomes one shade glyph, by the mean of its numbers: dense is large. In 16
/// colours the hue says the sign; in monochrome negative numbers have shades of their own (`·−=≡`). Text on data stays text.
package struct Rendition: Hashable, Sendable {
  package var depth: ColourDepth
  package var glyphs: GlyphSet

  package init(_ depth: ColourDepth, _ glyphs: GlyphSet) { (self.depth, self.glyphs) = (depth, glyphs) }

  package func resolve(_ cell: Cell) -> ResolvedCell {
    var resolved =
      switch depth {
      case .direct, .c256: coloured(cell)
      case .c16, .mono: plain(cell)
      }
    if glyphs == .ascii {
      if depth == .direct || depth == .c256, let block = plainBlock(cell) { return block }
      resolved.glyph = ascii(resolved.glyph)
    }
    return resolved
  }

  /// The same after `previous` was written: in the form and in the shades that change the least of its colours.
  package func resolve(_ cell: Cell, after previous: ResolvedCell?) -> ResolvedCell {
    var resolved = resolve(cell)
    guard depth == .c256, let previous else { return resolved }
    if QuadrantBlock.quadrants(cell.glyph) != nil, glyphs == .unicode {
      let held = [previous.foreground, previous.background].compactMap { colour -> UInt8? in
        if case .indexed(let index)? = colour { index } else { nil }
      }
      func hold(_ colour: Colour) -> TerminalColour? {
        DataColour.index256(colour, holding: held).map(TerminalColour.indexed)
      }
      if cell.style.foreground.isDatum { resolved.foreground = hold(cell.style.foreground) }
      if cell.style.background.isDatum { resolved.background = hold(cell.style.background) }
    }
    return resolved.following(previous)
  }

  /// Data in blocks without block glyphs: a space on the colour of their mean, or of the outline that crosses them.
  private func plainBlock(_ cell: Cell) -> ResolvedCell? {
    guard let quadrants = QuadrantBlock.quadrants(cell.glyph) else { return nil }
    let (upper, lower) = (cell.style.foreground, cell.style.background)
    guard upper.isDatum || lower.isDatum else { return nil }
    let parts = Array(repeating: upper, count: quadrants) + Array(repeating: lower, count: 4 - quadrants)
    let colour = parts.first { !$0.isDatum && $0 != .standard } ?? Colour.mean(parts.filter(\.isDatum))
    return ResolvedCell(glyph: " ", foreground: nil, background: terminalColour(colour, or: .ground), attributes: [])
  }

  /// A glyph's stand-in; a wide glyph and its tail become `??`.
  private func ascii(_ glyph: Character) -> Character {
    if glyph == Cell.tailGlyph { return "?" }
    return GlyphWidth.of(glyph) == 2 ? "?" : ASCIIGlyph.of(glyph)
  }

  /// For 256 colours and more.
  private func coloured(_ cell: Cell) -> ResolvedCell {
    let style = cell.style
    let isText =
      QuadrantBlock.quadrants(cell.glyph) == nil && [.standard, .role(.text), .role(.focus)].contains(style.foreground)
    return ResolvedCell(
      glyph: cell.glyph,
      foreground: isText && isBright(style.background)
        ? terminalColour(RoleColour.ink) : terminalColour(style.foreground, or: RoleColour.of(.text)),
      background: terminalColour(style.background, or: RoleColour.ground),
      attributes: style.attributes)
  }

  /// Whether dark text reads better on it than light text.
  private func isBright(_ background: Colour) -> Bool {
    switch background {
    case .standard: false
    case .role(let role): RoleColour.of(role).rgb.luminance > 140
    case .diverging, .weight, .grey, .rgb: (DataColour.rgb(background)?.luminance ?? 0) > 140
    }
  }

  private func terminalColour(_ colour: Colour, or standard: RoleColour) -> TerminalColour? {
    switch colour {
    case .standard: return terminalColour(standard)
    case .role(let role): return terminalColour(RoleColour.of(role))
    case .diverging, .weight, .grey, .rgb:
      if depth == .c256 { return DataColour.index256(colour).map(TerminalColour.indexed) }
      return DataColour.rgb(colour).map(TerminalColour.direct)
    }
  }

  private func terminalColour(_ colour: RoleColour) -> TerminalColour {
    depth == .c256 ? .indexed(colour.index256) : .direct(colour.rgb)
  }

  /// For 16 colours and monochrome.
  private func plain(_ cell: Cell) -> ResolvedCell {
    let style = cell.style
    if let quadrants = QuadrantBlock.quadrants(cell.glyph), style.foreground.isDatum || style.background.isDatum {
      return shade(style, quadrants: quadrants)
    }
    var resolved = ResolvedCell(glyph: cell.glyph, foreground: nil, background: nil, attributes: style.attributes)
    switch style.foreground {
    case .standard: break
    case .role(let role):
      let colour = RoleColour.of(role)
      if depth == .c16 { resolved.foreground = colour.index8.map(TerminalColour.indexed) }
      resolved.attributes.formUnion(depth == .c16 ? colour.attributes16 : colour.attributesMono)
    case .diverging, .weight, .grey, .rgb:
      if depth == .c16 { resolved.foreground = DataColour.index8(style.foreground).map(TerminalColour.indexed) }
    }
    switch style.background {
    case .standard: break
    case .role(let role):
      let colour = RoleColour.of(role)
      resolved.attributes.formUnion(depth == .c16 ? colour.attributes16 : colour.attributesMono)
    case .diverging, .weight, .grey, .rgb:
      // Text stays text: the hue of the number stands behind it where there are colours, bold says that it is large.
      if depth == .c16, let index = DataColour.index8(style.background) {
        resolved.background = .indexed(index)
        resolved.foreground = .indexed(index == 4 || index == 5 || index == 1 ? 7 : 0)
        resolved.attributes.remove(.reverse)
      } else if abs(DataColour.signedMagnitude(style.background) ?? 0) > 63 {
        resolved.attributes.insert(.bold)
      }
    }
    // A reversed cell in faint letters cannot be read.
    if resolved.attributes.contains(.reverse) { resolved.attributes.remove(.dim) }
    return onGround(resolved)
  }

  /// In 16 colours too the ground is painted: yellow on it can be read whatever colour the terminal's own is.
  private func onGround(_ cell: ResolvedCell) -> ResolvedCell {
    guard depth == .c16 else { return cell }
    var cell = cell
    cell.foreground = cell.foreground ?? .indexed(RoleColour.white)
    cell.background = cell.background ?? .indexed(RoleColour.black)
    return cell
  }

  /// The one glyph that stands for two numbers, the first of which fills `quadrants` of four; an outline that crosses them
  /// is a reversed `+`.
  private func shade(_ style: Style, quadrants: Int) -> ResolvedCell {
    let parts = [(style.foreground, quadrants), (style.background, 4 - quadrants)].compactMap { colour, weight in
      DataColour.signedMagnitude(colour).map { (magnitude: $0, weight: weight) }
    }
    let crossed = [style.foreground, style.background].contains { colour in
      if case .role = colour { return true }
      return false
    }
    if crossed {
      return onGround(ResolvedCell(glyph: "+", foreground: nil, background: nil, attributes: [.reverse, .bold]))
    }
    let mean = parts.reduce(0) { $0 + $1.magnitude * $1.weight } / max(1, parts.reduce(0) { $0 + $1.weight })
    var resolved = ResolvedCell(glyph: " ", foreground: nil, background: nil, attributes: style.attributes)
    let isSigned = [style.foreground, style.background].contains(where: Rendition.isSigned)
    if depth == .c16 {
      let hues = [style.foreground, style.background].filter { colour in
        (DataColour.signedMagnitude(colour) ?? 0).signum() == mean.signum()
      }
      resolved.foreground = hues.compactMap(DataColour.index8).first.map(TerminalColour.indexed)
      resolved.glyph = Rendition.shade(abs(mean), Rendition.dense(glyphs, isSigned))
    } else {
      resolved.glyph = Rendition.shade(
        abs(mean), mean < 0 ? Rendition.hollow(glyphs) : Rendition.dense(glyphs, isSigned))
    }
    return onGround(resolved)
  }

  private static func isSigned(_ colour: Colour) -> Bool {
    switch colour {
    case .diverging, .weight: true
    case .standard, .role, .grey, .rgb: false
    }
  }

  private static func shade(_ magnitude: Int, _ shades: [Character]) -> Character {
    shades[min(shades.count - 1, magnitude * shades.count / 128)]
  }

  private static func dense(_ glyphs: GlyphSet, _ isSigned: Bool) -> [Character] {
    switch glyphs {
    case .unicode: [" ", "░", "▒", "▓", "█"]
    // A signed map has `-` and `=` for its other sign.
    case .ascii: isSigned ? [" ", ".", "+", "#", "@"] : Array(" .:-=+*#%@")
    }
  }

  private static func hollow(_ glyphs: GlyphSet) -> [Character] {
    switch glyphs {
    case .unicode: [" ", "·", "−", "=", "≡"]
    case .ascii: [" ", "'", "-", "=", "%"]
    }
  }
}
