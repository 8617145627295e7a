/// Where a link leads: never out of the course.
enum LinkTarget {
  /// A file beside the lesson.
  case lesson(fileName: String)
  case stage(String)
  /// An entry of the glossary.
  case term(String)
  case lab(command: String)
  case broken(message: String, mend: String)

  init(_ target: String, _ catalogue: Catalogue) {
    if target.hasPrefix("walk:") {
      self = LinkTarget.stage(String(target.dropFirst(5)), catalogue)
    } else if target.hasPrefix("term:") {
      self = LinkTarget.term(named: String(target.dropFirst(5)), catalogue)
    } else if target.hasPrefix("lab:") {
      let command = LabFault.command(String(target.dropFirst(4)))
      let fault = LabFault.of(command, catalogue)
      self = fault.map { .broken(message: $0.message, mend: $0.mend) } ?? .lab(command: command)
    } else {
      self = LinkTarget.file(target)
    }
  }

  private static func stage(_ name: String, _ catalogue: Catalogue) -> LinkTarget {
    guard !catalogue.layers.contains(name) else { return .stage(name) }
    let known = catalogue.layers.sorted()
    return .broken(
      message: "a link to \(quoted("walk:" + name)), a stage that does not exist",
      mend: Nearest.mend(name, among: known, otherwise: "the stages are \(known.joined(separator: ", "))"))
  }

  private static func term(named name: String, _ catalogue: Catalogue) -> LinkTarget {
    guard !catalogue.terms.contains(name) else { return .term(name) }
    return .broken(
      message: "a link to \(quoted("term:" + name)), a term that the glossary does not have",
      mend: Nearest.mend(name, among: catalogue.terms.sorted(), otherwise: "the glossary (i) lists them"))
  }

  private static func file(_ target: String) -> LinkTarget {
    let message = target.isEmpty ? "a link that leads nowhere" : "a link to \(quoted(target)), out of the course"
    let mend =
      "link to a lesson beside this one (03-sizes.md), to walk:conv2, to term:stride, or to a lab (lab:convolution)"
    let name = target.hasPrefix("./") ? String(target.dropFirst(2)) : target
    guard name.hasSuffix(".md"), !name.contains("/"), !name.contains(":"), name != ".md" else {
      return .broken(message: message, mend: mend)
    }
    return .lesson(fileName: name)
  }

  /// Without the percent signs that an address needs: `%20` is a space.
  static func decoded(_ target: String) -> String {
    guard target.contains("%") else { return target }
    let bytes = Array(target.utf8)
    var plain: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        plain.append(byte)
        index += 3
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }
}

/// What is wrong with the command line of a lab.
struct LabFault {
  let message: String
  let mend: String

  /// The command line without the words that may stand before the lab's name.
  static func command(_ line: String) -> String {
    var words = line.trimmed[...]
    for word in ["alexnet-tutor ", "lab "] where words.hasPrefix(word) { words = words.dropFirst(word.count) }
    return words.trimmed
  }

  static func of(_ command: String, _ catalogue: Catalogue) -> LabFault? {
    guard !command.isEmpty else {
      return LabFault(message: "a lab without a name", mend: "write which: lab convolution --set stride=2")
    }
    if let key = repeatedSetting(command) {
      return LabFault(message: "\(quoted(key)) is set twice for one lab", mend: "keep one of them")
    }
    guard let sentence = catalogue.labFault(command) else { return nil }
    let name = LiveFigure(command: command, caption: []).lab
    guard catalogue.labs.contains(name) else {
      let known = catalogue.labs.sorted()
      return LabFault(
        message: "there is no lab \(quoted(name))",
        mend: Nearest.mend(name, among: known, otherwise: "the labs are \(known.joined(separator: ", "))"))
    }
    return LabFault(
      message: "lab \(name): \(sentence)", mend: "“alexnet-tutor lab \(name) --help” lists what it can be set to")
  }

  /// Only the last of two would count.
  private static func repeatedSetting(_ command: String) -> String? {
    let words = command.split(separator: " ")
    var seen: Set<Substring> = []
    return zip(words, words.dropFirst()).compactMap { $0 == "--set" ? $1.prefix { $0 != "=" } : nil }
      .first { !seen.insert($0).inserted }.map(String.init)
  }
}
