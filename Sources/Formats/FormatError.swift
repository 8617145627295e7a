/// Why a file cannot be read as what it should be: what was found and what was expected, in both languages of the program.
package struct FormatError: Error, Equatable, CustomStringConvertible {
  package let english: String
  package let chinese: String

  package init(_ english: String, _ chinese: String) { (self.english, self.chinese) = (english, chinese) }

  package var description: String { english }
}
