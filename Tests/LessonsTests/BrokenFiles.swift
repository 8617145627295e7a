extension BrokenLesson {
  /// Faults of the file and of its front matter.
  static let files: [BrokenLesson] = [
    .file("", "1:1: the file is empty"), .file(" \n\t\n", "1:1: the file is empty"),
    .file("PK\u{3}\u{4}\0\0", "1:1: the file is binary, not text"),
    .file("# Text only\n", "1:1: the front matter is missing"),
    .file("\n\n" + Read.header + "a\n", "1:1: the front matter does not begin in the first line"),
    .file("---\nid: a\ntitle: b\n\nText: and *more*.\n", "1:1: the front matter is not closed"),
    .file("---\n---\na\n", "1:1: the front matter is empty"),
    .file("---\n- a\n---\na\n", "2:1: the front matter is a list, not a mapping"),
    .file(header(id: nil), "1:1: the front matter has no id"),
    .file(header(id: "id:"), "2:1: the front matter has nothing behind id"),
    .file(header(id: "id: My Lesson"), "2:5: “My Lesson” is no id"),
    .file(header(id: "id: größe"), "2:5: “größe” is no id"),
    .file(header(id: "id: [a]"), "2:5: id is a list, not a text"),
    .file(header(title: "title：t"), "3:6: the colon of Chinese text behind “title”"),
    .file(header(title: "title:t"), "3:6: no space behind the colon of “title”"),
    .file(header(title: "titel: t"), "3:1: the front matter has no key “titel”"),
    .file(header(title: "title: ''"), "3:1: the front matter has nothing behind title"),
    .file(
      header(title: "title: Why: a colon"),
      "3:11: a colon followed by a space inside a text without quotes, or a line that is indented too far"),
    .file(header(title: "title: \"never closed"), "3:8: a quotation mark that is never closed"),
    .file(header(title: "title: t\ntitle: u"), "4:1: the key “title” stands twice"),
    .file(header(title: "title: {{ paper.parameters }}"), "3:8: a placeholder without quotes"),
    .file(header(title: "title: \"{{ paper.x }}\""), "3:12: there is no number called “paper.x”"),
    .file(header(title: "title: *star* first"), "3:8: the YAML alias “*star* first”"),
    .file(header(title: "title: t\n\tgoal: g"), "4:1: a tab in the indentation"),
    .file(header(title: "title: \"\\u202e\""), "3:8: the character U+202E, which turns the direction of the text"),
    .file(header(goal: nil), "1:1: the front matter has no goal"),
    .file(header(minutes: nil), "1:1: the front matter has no minutes"),
    .file(header(minutes: "minutes: ten"), "5:10: minutes is “ten”"),
    .file(header(minutes: "minutes: 0"), "5:10: minutes is “0”"),
    .file(header(minutes: "minutes: 7\nlayers: conv1"), "6:9: layers is a single value, not a list"),
    .file(header(minutes: "minutes: 7\nlayers: [conv1, conv22]"), "6:17: there is no layer “conv22”"),
    .file(header(minutes: "minutes: 7\nlabs: [convolusion]"), "6:8: there is no lab “convolusion”"),
    .file(header(minutes: "minutes: 7\nquestion: 6"), "6:11: question is “6”"),
    .file(header(minutes: "minutes: 7\nauthor: me"), "6:1: the front matter has no key “author”"),
    .file(Read.header, "7:1: the lesson has no text"),
    .file(Read.header + "a\u{1B}[31mb\n", "7:2: an escape sequence begins here"),
    .file(Read.header + "a\n\n一\u{202E}b\n", "9:2: the character U+202E, which turns the direction of the text"),
    .file(Read.header + "a\u{200B}b\n", "7:2: the invisible character U+200B"),
    .file(Read.header + "a\u{8}\n", "7:2: the control character U+0008"),
  ]

  private static func header(
    id: String? = "id: a", title: String? = "title: t", goal: String? = "goal: g", minutes: String? = "minutes: 5"
  ) -> String {
    (["---"] + [id, title, goal, minutes].compactMap { $0 } + ["---", "Text.", ""]).joined(separator: "\n")
  }

  /// Faults of the text.
  static let texts: [BrokenLesson] = [
    .body("{{ paper.conv1.parametres }}", "7:4: there is no number called “paper.conv1.parametres”"),
    .body("a\n\nb {{ paper.conv9.macs }}", "9:6: there is no number called “paper.conv9.macs”"),
    .body("- a\n- **{{ nix.x }}**", "8:8: there is no number called “nix.x”"),
    .body("| a |\n|---|\n| b {{ nix.x }} |", "9:8: there is no number called “nix.x”"),
    .body("| a | b |\n|---|---|\n| 1 | 2 |\n| `x|y` | 2 |", "10:1: a row of 3 cells in a table of 2 columns"),
    .body("`{{ nix.x }}` {{ paper.parameters }}", "7:5: there is no number called “nix.x”"),
    .body("```formula\na\n  {{ nix.x }}\n```", "9:6: there is no number called “nix.x”"),
    .body("{{ paper.conv1.outputShape - 1 }}", "7:4: “paper.conv1.outputShape” is a shape, not a number"),
    .body("{{ }}", "7:3: an empty placeholder"),
    .body("一 {{ paper.parameters", "7:3: a placeholder that is not closed"),
    .body("{{n}} pixels", "7:3: there is no number called “n”"),
    .body("{{ 1 / 0 }}", "7:6: division by zero"),
    .body("a <b>", "7:3: raw HTML “<b>”"), .body("a <!-- comment -->", "7:3: raw HTML “<!-- comment -->”"),
    .body("<div>\nx\n</div>", "7:1: raw HTML"), .body("| a<br> |\n|---|", "7:4: raw HTML “<br>”"),
    .body("a &#x1b;[0m", "7:3: an escape sequence begins here"),
    .body("```py&#27;thon\nx\n```", "7:6: an escape sequence begins here"),
    .body("a &#8203;", "7:3: the invisible character U+200B"),
    .body("# a\n\n### b", "9:1: a heading of level 3 behind one of level 1"),
    .body("### b", "7:1: a heading of level 3 behind one of level 1"),
    .body("# a\n\n## b\n\n#### c\n\n##### d", "11:1: a heading of level 4 behind one of level 2"),
    .body("a [b](03-sizes.md)", "7:3: a link to “03-sizes.md”, which does not exist"),
    .body("[b](https://example.com)", "7:1: a link to “https://example.com”, out of the course"),
    .body("a <https://example.com>", "7:3: a link to “https://example.com”, out of the course"),
    .body("[b](../../etc/passwd.md)", "7:1: a link to “../../etc/passwd.md”, out of the course"),
    .body("[b](/etc/passwd)", "7:1: a link to “/etc/passwd”, out of the course"),
    .body("[b](%2e%2e/x.md)", "7:1: a link to “../x.md”, out of the course"),
    .body("[b](test.md#part)", "7:1: a link to “test.md#part”, out of the course"),
    .body("[b]()", "7:1: a link that leads nowhere"),
    .body("[b](walk:conv9)", "7:1: a link to “walk:conv9”, a stage that does not exist"),
    .body("[b](term:strid)", "7:1: a link to “term:strid”, a term that the glossary does not have"),
    .body("[b](<lab:convolution --set x=1>)", "7:1: lab convolution: there is no setting x=1"),
    .body("[b](lab:sizes)", "7:1: there is no lab “sizes”"),
    .body("a [b](lab:convolution --set stride=1)", "7:5: a link whose target has spaces"),
    .body("a ![b](c.png) [t](test.md)", "7:3: a picture"),
    .body("```lab sizes\nx\n```", "7:8: there is no lab “sizes”"),
    .body("```lab\nx\n```", "7:4: a lab without a name"),
    .body("```lab convolution --set stride=9\nx\n```", "7:8: lab convolution: there is no setting stride=9"),
    .body("```lab convolution\n- a\n```", "8:1: something other than plain text in the caption of a lab"),
    .body("```Quiz\nid: a\n```", "7:4: a fenced block “Quiz”"),
    .body("```formla\na\n```", "7:4: a fenced block “formla”"),
    .body("```quiz\nid: a\ntype: number", "7:1: a fenced block that is never closed"),
    .body("a\n\n```python\nx\n\n# Heading\n", "9:1: a fenced block that is never closed"),
    .body(
      "```quiz\nid: a\n\nText: and more\n\n```lab convolution\nx\n```\n",
      "7:1: a fenced block that is not closed before the next begins in line 12"),
    .body(
      "```lab convolution\nx\n```\n```\n\n```formula\nx\n```\n",
      "10:1: a fenced block that is not closed before the next begins in line 12"),
    .body("```quiz\n```", "8:1: an empty quiz"),
    .body(nested(21), "27:41: lists or quotes nested deeper than 20"),
    .body(String(repeating: "> ", count: 21) + "a", "7:41: lists or quotes nested deeper than 20"),
    .body(String(repeating: "- ", count: 3_000) + "a", "7:1: lists or quotes nested far too deeply"),
    .body(
      "| a |" + String(repeating: "b|", count: 99) + "\n|-" + String(repeating: "|-", count: 99) + "|\n"
        + String(repeating: "a\n", count: 600), "8:1: a table of more than 50000 cells"),
  ]

  private static func nested(_ depth: Int) -> String {
    (0..<depth).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()
  }
}
