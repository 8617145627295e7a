extension String {
  /// A text from a file as it can stand in a sentence: what is not printable is written as its number, what is long is cut.
  var shown: String {
    var text = ""
    for (place, scalar) in unicodeScalars.enumerated() {
      guard place < 60 else { return text + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
        text += "\\u{\(Swift.String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
