import Testing

@testable import Lessons

/// Where the rules of markdown were made for spaces between words.
struct ChineseTextTests {
  @Test(
    "bold and emphasis work between Chinese characters",
    arguments: [
      ("**“引号”**后面", ["“引号”"]), ("前面**“引号”**", ["“引号”"]), ("前面**“引号”**后面", ["“引号”"]),
      ("**加粗。**后面", ["加粗。"]), ("这是**（注意）**的", ["（注意）"]), ("请看**`conv1`**的输出", ["conv1"]),
      ("共**{{ paper.conv1.parameters }}**个", ["34,944"]), ("**PyTorch (2016)**之后", ["PyTorch (2016)"]),
      ("（**粗体**）", ["粗体"]), ("他说：**“你好”**，然后走了", ["“你好”"]), ("第一句。**第二句**第三句", ["第二句"]),
      ("**甲**乙**丙**", ["甲", "丙"]), ("**“甲”**乙**“丙”**丁", ["“甲”", "“丙”"]), ("看*“斜体”*吧", ["“斜体”"]),
      ("**[conv2](walk:conv2)**的", ["conv2"]), ("**结束：**正文", ["结束："]), ("用**《论文》**里的", ["《论文》"]),
      ("（**“甲”**乙）", ["“甲”"]), ("a**b**c", ["b"]), ("“**引**”", ["引"]),
    ])
  func emphasis(_ text: String, _ words: [String]) {
    let lesson = Read.body(text)
    let marked = lesson.firstParagraph.compactMap { inline in
      switch inline {
      case .strong(let inner), .emphasis(let inner): inner.plain
      default: nil
      }
    }
    #expect(marked == words)
    #expect(!lesson.firstParagraph.plain.contains("*"))
    #expect(lesson.faults == [])
  }

  @Test(
    "stars that mark nothing stay",
    arguments: ["2 * 3 * 4", "后 * “前”", "a * b", "五*、六", "* 。"])
  func stars(_ text: String) {
    #expect(Read.body("x " + text).firstParagraph == [.text("x " + text)])
  }

  @Test(
    "a line that ends between Chinese characters leaves no space",
    arguments: [
      ("中文\n换行", "中文换行"), ("句号。\nconv1 的", "句号。conv1 的"), ("conv1\n（第一层）", "conv1（第一层）"),
      ("他说\n“好”", "他说“好”"), ("“好”\n他说", "“好”他说"), ("用 conv1\n的输出", "用 conv1 的输出"),
      ("the\nnext", "the next"), ("“so”\nhe said", "“so” he said"), ("一共\n96 张", "一共 96 张"),
    ])
  func softBreaks(_ text: String, _ joined: String) {
    #expect(Read.body(text).firstParagraph.plain == joined)
  }

  @Test func `the same around bold words and code`() {
    #expect(Read.body("**粗体**\n后面").firstParagraph.plain == "粗体后面")
    #expect(Read.body("前面\n**粗体**").firstParagraph.plain == "前面粗体")
    #expect(Read.body("前面\n`code`").firstParagraph.plain == "前面 code")
    #expect(Read.body("**中文\n换行**").firstParagraph == [.strong([.text("中文换行")])])
  }

  @Test func `and in texts of questions that go on in the next line`() {
    let item = Read.item("id: q\ntype: number\nprompt: 中文\n  换行 and\n  more\nanswer: 1\nwhy: \"甲，\n  乙 丙\"")
    #expect(item?.prompt == "中文换行 and more")
    #expect(item?.why == "甲，乙丙")
    // Where a text is on one line, a space is what the author wrote.
    #expect(Read.item("id: q\ntype: number\nprompt: \"甲 乙\"\nanswer: 1\nwhy: 丙 丁")?.why == "丙 丁")
  }

  @Test func `columns count characters, not bytes`() {
    let lesson = Read.body("一共有 {{ paper.conv1.parametres }} 个参数，**“请”**看 {{ nothing }}。")
    #expect(lesson.diagnostics.map(\.position.column) == [8, 50])
  }
}
