import Testing

@testable import Lessons

/// What stands between the two lines of hyphens.
struct FrontMatterTests {
  @Test func `every key is read`() {
    let lesson = Read.file(
      """
      ---
      id: sizes   # a comment
      title: "Why 55? Of {{ paper.conv1.outputShape }}"
      goal: work out the size
      minutes: 12
      layers: [conv1, pool1]
      labs: [convolution]
      needs: [sizes]
      question: 1
      ---
      Text.
      """)
    #expect(lesson.faults == [])
    #expect(lesson.id == "sizes" && lesson.title == "Why 55? Of 96×55×55" && lesson.goal == "work out the size")
    #expect(lesson.minutes == 12 && lesson.question == 1)
    #expect(lesson.layers == ["conv1", "pool1"] && lesson.labs == ["convolution"] && lesson.needs == ["sizes"])
    #expect(lesson.file == "en/test.md" && lesson.fileName == "test.md" && lesson.language == "en")
  }

  @Test func `a byte order mark, CRLF and spaces behind the hyphens do no harm`() {
    let lesson = Read.file(
      "\u{FEFF}" + (Read.header + "Text.\n").replacing("\n", with: "\r\n").replacing("---", with: "---  "))
    #expect(lesson.faults == [])
    #expect(lesson.id == "test" && lesson.firstParagraph.plain == "Text.")
  }

  @Test(arguments: [
    ("02-convolution.md", "convolution"), ("test.md", "test"), ("12.md", "12"), ("Große Höhe.md", "gro-e-h-he"),
  ])
  func `a lesson without front matter goes by its file's name and its first heading`(_ name: String, _ id: String) {
    let course = Read.course([("en/" + name, "# The heading\n\nText.\n")])
    let lesson = course.lessons["en"]?.first
    #expect(lesson?.id == id && lesson?.title == "The heading")
    #expect(course.diagnostics.map(\.message) == ["the front matter is missing"])
  }

  @Test func `the text behind a front matter that is not closed is read all the same`() {
    let lesson = Read.file("---\nid: a\ntitle: T\n\n# Heading\n\nText.\n")
    #expect(lesson.faults.count == 1)
    #expect(lesson.id == "a" && lesson.title == "T" && lesson.firstParagraph.plain == "Text.")
  }

  @Test func `a file that is no text is a lesson with a fault`() {
    let files = ["", "  \n\n", "a\0b"].map { Read.file($0) }
    #expect(files.map(\.faults.count) == [1, 1, 1])
    #expect(files.allSatisfy { $0.title == "test.md" && $0.blocks.isEmpty })
  }
}
