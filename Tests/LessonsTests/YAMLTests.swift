import Testing

@testable import Lessons

/// Authors' YAML: values with places, and nothing that could trap or explode.
struct YAMLTests {
  private func read(_ yaml: String) -> (value: YAMLValue?, findings: Findings) {
    var findings = Findings(file: "f")
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return (YAMLReader.read(Excerpt(lines, firstLine: 1), &findings), findings)
  }

  private func text(_ yaml: String) -> String? {
    read("k: " + yaml).value?.mapping?.first?.value.scalar?.text
  }

  @Test(
    "texts are what the author wrote",
    arguments: [
      ("plain", "plain"), ("\"double \\\"q\\\" \\u00e4\"", "double \"q\" ä"), ("'it''s'", "it's"), ("2 * 3", "2 * 3"),
      ("\"*star*\"", "*star*"), ("a, *b* and [*c*]", "a, *b* and [*c*]"), ("'[*a, *b]'", "[*a, *b]"), ("yes", "yes"),
      ("1.50", "1.50"), ("|\n  one\n  two", "one\ntwo"), (">\n  one\n  two", "one two"),
      ("fish & chips", "fish & chips"),
    ])
  func texts(_ yaml: String, _ words: String) {
    #expect(text(yaml)?.trimmed == words)
  }

  @Test func `every value knows its line and column`() {
    let value = read("a: 1\nb: [x, \"y z\"]\nc:\n  - d: '中'\n    e: 5").value
    let entries = value?.mapping ?? []
    #expect(entries.map { "\($0.keyPosition.line):\($0.keyPosition.column)" } == ["1:1", "2:1", "3:1"])
    let list = entries[1].value.list ?? []
    #expect(list.map(\.position) == [SourcePosition(line: 2, column: 5), SourcePosition(line: 2, column: 8)])
    #expect(list[1].position(at: 2) == SourcePosition(line: 2, column: 11))
    let inner = entries[2].value.list?.first?.mapping ?? []
    #expect(inner.map(\.value.position) == [SourcePosition(line: 4, column: 8), SourcePosition(line: 5, column: 8)])
  }

  @Test(arguments: ["1", "-1", "0.5", "1e3", "+2", ".5"]) func `numbers are numbers`(_ text: String) {
    #expect(read("k: " + text).value?.mapping?.first?.value.number == Double(text))
  }

  @Test(arguments: ["\"1\"", "0x10", "1_000", "1,000", "nan", ".inf", "1 000", "one", "-", "1e999", "12:30"])
  func `and nothing else is`(_ text: String) {
    #expect(read("k: " + text).value?.mapping?.first?.value.number == nil)
  }

  @Test(
    "aliases, anchors and tags are refused where they stand",
    arguments: [
      ("a: &x 1\nb: *x", "the YAML anchor “&x”", 4), ("b: *x", "the YAML alias “*x”", 4),
      ("b: [1, *x]", "the YAML alias “*x”", 8), ("<<: *x", "the YAML alias “*x”", 5),
      ("a: !!int 3", "the YAML tag “tag:yaml.org,2002:int”", 4),
      ("a: !secret 3", "the YAML tag “!secret”", 4), ("? *x\n: 1", "the YAML alias “*x”", 3),
      ("a: &x [1, 2]", "the YAML anchor “&x”", 4),
    ])
  func aliases(_ yaml: String, _ message: String, _ column: Int) {
    let (value, findings) = read(yaml)
    #expect(value == nil)
    #expect(findings.diagnostics.map(\.message) == [message])
    #expect(findings.diagnostics.map(\.position.column) == [column])
  }

  @Test func `a billion laughs are one fault`() {
    var yaml = "a0: &a0 [ha, ha]\n"
    for level in 1...60 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(read(yaml + "? *a60\n: 1").findings.diagnostics.count == 1)
  }

  @Test(arguments: ["[", "{", "- ", "? ", "[{a: ", "a:\n "]) func `deep nesting is refused`(_ opening: String) {
    let (value, findings) = read("k: " + String(repeating: opening, count: 5_000))
    #expect(value == nil && findings.diagnostics.count == 1)
  }

  @Test(arguments: ["a: {{ x }}", "a: [{{ x }}]", "{{ x }}: 1", "? {a: 1}\n: 2", "? [a]\n: 2", "a: {? b}"])
  func `keys that are no words are refused or read, never a trap`(_ yaml: String) {
    let (value, findings) = read(yaml)
    #expect((value == nil) == (findings.diagnostics.count == 1))
  }

  @Test func `nothing is nothing`() {
    for yaml in ["", "\n\n", "# only a comment", "~"] {
      let (value, findings) = read(yaml)
      #expect(value?.isEmpty ?? true)
      #expect(findings.diagnostics.isEmpty)
    }
  }
}
