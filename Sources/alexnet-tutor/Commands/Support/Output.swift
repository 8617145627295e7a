import Foundation
import Tutor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The result of a command, on standard output, as lines that no terminal obeys. A reader that has gone away is no error.
func printResult(_ text: String, _ language: Language) throws(Refusal) {
  try write(text.printableLines, language)
}

private func write(_ text: String, _ language: Language) throws(Refusal) {
  let reason = writeAll(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: STDOUT_FILENO)
  guard reason != 0, reason != EPIPE else { return }
  let why = FileAccess(language).explain(reason)
  throw Refusal(language("the result cannot be written: \(why)", "无法写出结果：\(why)"))
}

/// The result as JSON on one line, keys in alphabetical order.
func printJSON(_ value: some Encodable, _ language: Language) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  try printJSON(text: String(decoding: try encoder.encode(value), as: UTF8.self), language)
}

/// A result that is JSON already.
func printJSON(text: String, _ language: Language) throws(Refusal) { try write(text.printableJSON, language) }

/// A message for the person in front, on standard error.
func printMessage(_ sentence: String) { _ = writeAll(Array((sentence.printable + "\n").utf8), to: STDERR_FILENO) }

/// A value that is written as null where there is none, instead of leaving its key out.
struct Nullable<Value: Encodable>: Encodable {
  let value: Value?
  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

/// A number, in the fewest digits that read back as the same one; null where it is infinite or none.
struct Number: Encodable {
  let value: Float
  init(_ value: Float) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if value.isFinite { try container.encode(value) } else { try container.encodeNil() }
  }
}
