/// A part of a lesson that stands by itself.
package indirect enum Block: Sendable {
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  /// `start` is the first number of a numbered list and nil for bullets; each item is a list of blocks.
  case list(start: Int?, items: [[Block]])
  case table(Table)
  case code(language: String, text: String)
  case formula(String)
  case lab(LiveFigure)
  case quiz(Item)
  case quote([Block])
  case rule
}

/// A run of text within a line.
package indirect enum Inline: Sendable, Equatable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case code(String)
  case link([Inline], target: String)
  case lineBreak

  /// The words without their marks.
  package var plain: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let parts), .strong(let parts), .link(let parts, _): parts.plain
    case .lineBreak: "\n"
    }
  }
}

extension [Inline] {
  /// The words without their marks.
  package var plain: String { map(\.plain).joined() }
}

package struct Table: Sendable, Equatable {
  package enum Alignment: Sendable, Equatable { case left, centre, right, natural }

  package var alignments: [Alignment]
  package var header: [[Inline]]
  package var rows: [[[Inline]]]

  package init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
    (self.alignments, self.header, self.rows) = (alignments, header, rows)
  }
}

/// A lab in the state of its command line, with what to notice in it.
package struct LiveFigure: Sendable, Equatable {
  /// `convolution --set kernel=3`
  package var command: String
  package var caption: [Inline]

  package init(command: String, caption: [Inline]) {
    (self.command, self.caption) = (command, caption)
  }

  /// `convolution`
  package var lab: String { String(command.prefix { $0 != " " }) }
}
