/// How one role looks at every colour depth.
struct RoleColour: Sendable {
  let rgb: RGB
  /// Index in the 256-colour palette.
  let index256: UInt8
  /// Index in the first eight colours; nil is the terminal's own.
  let index8: UInt8?
  /// What says it without 256 colours: as foreground in 16 colours, and in monochrome.
  let attributes16: Attributes
  let attributesMono: Attributes

  private init(
    _ rgb: UInt32, _ index256: UInt8, _ index8: UInt8?, _ attributes16: Attributes = [],
    mono attributesMono: Attributes = []
  ) {
    self.rgb = RGB(UInt8(rgb >> 16 & 255), UInt8(rgb >> 8 & 255), UInt8(rgb & 255))
    (self.index256, self.index8) = (index256, index8)
    (self.attributes16, self.attributesMono) = (attributes16, attributesMono)
  }

  /// The ground of the whole screen, painted where the terminal has colours: the roles are chosen for it, and
  /// so the same on a light terminal as on a dark one.
  static let ground = RoleColour(0x16181D, 233, nil)
  /// Text on a bright background.
  static let ink = RoleColour(0x101216, 233, 0)

  static let black: UInt8 = 0
  private static let red: UInt8 = 1
  private static let green: UInt8 = 2
  private static let yellow: UInt8 = 3
  private static let blue: UInt8 = 4
  private static let magenta: UInt8 = 5
  private static let cyan: UInt8 = 6
  static let white: UInt8 = 7

  static func of(_ role: Role) -> RoleColour {
    switch role {
    case .text: RoleColour(0xD7DAE0, 253, nil)
    case .muted: RoleColour(0x8B92A0, 246, nil)
    case .faint: RoleColour(0x565D6B, 240, nil, .dim, mono: .dim)
    case .accent: RoleColour(0xE5B567, 179, yellow, mono: .bold)
    case .focus: RoleColour(0xFFFFFF, 231, nil, [.reverse, .bold], mono: [.reverse, .bold])
    case .correct: RoleColour(0x6CC46C, 77, green, mono: .bold)
    case .wrong: RoleColour(0xE5695E, 167, red, mono: .bold)
    case .warning: RoleColour(0xE0A04A, 178, yellow, mono: .bold)
    case .positive: RoleColour(0x4F9DF7, 75, blue, .bold)
    case .negative: RoleColour(0xF28E3C, 208, yellow)
    case .input: RoleColour(0xD9A862, 179, yellow)
    case .weight: RoleColour(0x5FB878, 71, green)
    case .output: RoleColour(0x6FD3DC, 80, cyan, .bold)
    case .gradient: RoleColour(0xC586C0, 176, magenta)
    case .bar: RoleColour(0x22262E, 236, nil, .reverse, mono: .reverse)
    case .panel: RoleColour(0x1E2128, 235, nil)
    case .selection: RoleColour(0x2F3B52, 237, nil, .reverse, mono: .reverse)
    case .highlight: RoleColour(0xE5B567, 179, nil, [.reverse, .bold], mono: [.reverse, .bold])
    case .window: RoleColour(0x5A4A22, 58, nil, .bold, mono: .bold)
    case .convolution: RoleColour(0x4F7FC4, 68, blue)
    case .activation: RoleColour(0x4FB3A9, 73, cyan)
    case .normalization: RoleColour(0x9B7EC8, 140, magenta)
    case .pooling: RoleColour(0xC49B4F, 179, yellow)
    case .linear: RoleColour(0x6FA86F, 107, green)
    case .regularization: RoleColour(0x8E96A3, 246, nil)
    case .probability: RoleColour(0x6F86B8, 67, cyan)
    }
  }
}

/// A colour by its parts.
package struct RGB: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8
  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) { (self.red, self.green, self.blue) = (red, green, blue) }

  /// How bright it looks, 0 to 255 (weights of Rec. 601 on the coded values).
  package var luminance: Int { (299 * Int(red) + 587 * Int(green) + 114 * Int(blue)) / 1000 }

  /// The colour at `share`/127 of the way to `other`.
  func mixed(with other: RGB, _ share: Int) -> RGB {
    func part(_ from: UInt8, _ to: UInt8) -> UInt8 { UInt8((Int(from) * (127 - share) + Int(to) * share + 63) / 127) }
    return RGB(part(red, other.red), part(green, other.green), part(blue, other.blue))
  }

  /// The nearest of the 240 fixed colours of a 256-colour terminal: of the nearest in the cube and the nearest grey, the
  /// one whose distance, weighted by how strongly the eye takes each part, is less.
  package var index256: UInt8 {
    let cube = [0, 95, 135, 175, 215, 255]
    func level(_ part: UInt8) -> Int { part < 48 ? 0 : part < 115 ? 1 : (Int(part) - 35) / 40 }
    let (r, g, b) = (level(red), level(green), level(blue))
    let greyLevel = max(0, min(23, (luminance - 3) / 10))
    let grey = 8 + 10 * greyLevel
    if distance(cube[r], cube[g], cube[b]) <= distance(grey, grey, grey) { return UInt8(16 + 36 * r + 6 * g + b) }
    return UInt8(232 + greyLevel)
  }

  private func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
    let (dr, dg, db) = (Int(red) - r, Int(green) - g, Int(blue) - b)
    return 2 * dr * dr + 4 * dg * dg + 3 * db * db
  }
}
