import Foundation
import Testing

@testable import Lessons

/// Whatever bytes there are, there is a lesson, and nothing hidden in it.
///
/// `LESSON_FUZZ=100000` in the environment asks for a longer run.
struct FuzzTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("lessons")

  private static let rounds = ProcessInfo.processInfo.environment["LESSON_FUZZ"].flatMap { Int($0) } ?? 1_000

  /// Short pieces of our own lessons and of everything that has a meaning to one of the parsers.
  private static let pieces: [[UInt8]] = {
    let words = [
      "---\n", "id: a\n", "title: t\n", "```quiz\n", "```lab convolution\n", "```formula\n", "```\n", "{{ ", " }}",
      "{{ n }}",
      "paper.conv1.parameters", "type: number\n", "type: grid\n", "type: shape\n", "type: choice\n", "type: order\n",
      "prompt: p\n",
      "answer: 5\n", "answer: [[1, 2]]\n", "compute: n + 1\n",
      "compute: {op: conv2d, input: [[1, 2]], weight: [[1]]}\n",
      "draw: {n: {from: 1, to: 3}}\n", "options:\n  - {text: a, correct: true}\n", "steps: [a, [b, c]]\n",
      "mistakes:\n",
      "hints: [a]\n", "why: w\n", "- ", "  ", "> ", "**", "“", "”", "后", "*", "[a](b.md)", "![", "<b>", "|a|\n|-|\n",
      "# ", "### ",
      "\u{1B}[", "\u{202E}", "\0", "\r", "\t", ": ", "\"", "'", "&a ", "*a ", "!!int ", "? ", "[", "]", "{", "}", "^",
      "/", "(",
      ")", "size(", "-", "1e9", "\u{FEFF}", "é", "😀", "\u{1BC9F}", "&#27;", "%41", "\\",
    ]
    return words.map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE4, 0xB8], [0xF0, 0x9F], [0xEF, 0xB7, 0x90]]
  }()

  private static func lesson(_ language: String) -> [UInt8] {
    let url = folder.appendingPathComponent("\(language)/02-convolution.md")
    return (try? Data(contentsOf: url)).map(Array.init) ?? []
  }

  /// A run of lines of a real lesson, so that a round costs little.
  private static func excerpt(_ bytes: [UInt8], _ random: inout SeededNumbers) -> [UInt8] {
    guard !bytes.isEmpty else { return [] }
    let start = random.below(bytes.count)
    return Array(bytes[start..<min(bytes.count, start + 100 + random.below(600))])
  }

  private static func change(_ bytes: inout [UInt8], _ random: inout SeededNumbers) {
    let place = random.below(bytes.count + 1)
    switch random.below(5) {
    case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
    case 1: if place < bytes.count { bytes[place] = UInt8(random.below(256)) }
    case 2: bytes.insert(contentsOf: pieces[random.below(pieces.count)], at: place)
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + random.below(40)))
    default: bytes.removeSubrange(min(bytes.count, place + bytes.count / 2)...)
    }
  }

  private static func check(_ bytes: [UInt8]) {
    let lesson = Read.file(bytes)
    #expect(!lesson.id.isEmpty && !lesson.title.isEmpty)
    #expect(lesson.diagnostics.allSatisfy { $0.position.line >= 1 && $0.position.column >= 1 && !$0.mend.isEmpty })
    var shown = [lesson.title, lesson.goal] + lesson.diagnostics.map(\.description)
    for block in lesson.blocks { shown += block.words }
    let hidden = shown.filter { HiddenCharacters.cleaned($0).fault != nil }
    #expect(hidden == [], "\(Array(bytes))")
    for item in lesson.items {
      let instance = item.instance(seed: 3)
      _ = instance.grade(instance.answer ?? .number(0))
      _ = instance.expected
    }
  }

  @Test func `real lessons, broken at random`() {
    var random = SeededNumbers(seed: 2012)
    let lessons = [FuzzTests.lesson("en"), FuzzTests.lesson("zh-Hans")]
    #expect(lessons.allSatisfy { $0.count > 5_000 })
    for _ in 0..<FuzzTests.rounds {
      var bytes = Array(Read.header.utf8) + FuzzTests.excerpt(lessons[random.below(2)], &random)
      for _ in 0...random.below(4) { FuzzTests.change(&bytes, &random) }
      FuzzTests.check(bytes)
    }
  }

  @Test func `pieces of everything, put together at random`() {
    var random = SeededNumbers(seed: 227)
    for _ in 0..<FuzzTests.rounds {
      var bytes = random.below(3) > 0 ? Array((Read.header + "```quiz\nid: q\n").utf8) : []
      for _ in 0..<random.below(40) { bytes += FuzzTests.pieces[random.below(FuzzTests.pieces.count)] }
      FuzzTests.check(bytes)
    }
  }

  @Test func `a lesson that ends anywhere`() {
    for language in ["en", "zh-Hans"] {
      let bytes = FuzzTests.lesson(language)
      for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 12)) {
        FuzzTests.check(Array(bytes[..<end]))
      }
    }
  }
}

extension Block {
  /// Every text in it that may come to a screen.
  fileprivate var words: [String] {
    switch self {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.words
    case .list(_, let items): items.flatMap { $0.flatMap(\.words) }
    case .table(let table): (table.header + table.rows.flatMap(\.self)).flatMap(\.words)
    case .code(let language, let text): [language, text]
    case .formula(let text): [text]
    case .lab(let figure): [figure.command] + figure.caption.words
    case .quote(let blocks): blocks.flatMap(\.words)
    case .rule: []
    case .quiz(let item): item.instance(seed: 1).words
    }
  }
}

extension [Inline] {
  fileprivate var words: [String] {
    flatMap { inline in
      if case .link(let label, let target) = inline { return label.words + [target] }
      return [inline.plain]
    }
  }
}

extension ItemInstance {
  fileprivate var words: [String] {
    let links = [lab] + options.flatMap { [$0.why, $0.lab] } + mistakes.flatMap { [$0.mistake.says, $0.mistake.lab] }
    return [id, prompt, why, model, expected] + options.map(\.text) + steps + hints + checklist
      + links.compactMap { $0 }
  }
}
