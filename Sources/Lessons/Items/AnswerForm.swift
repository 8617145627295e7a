/// How an answer is typed where there is no screen to choose on.
extension ItemInstance {
  package enum Form: Sendable, Equatable {
    case choice, multiple, number, shape
    case grid(rows: Int, columns: Int)
    case order, text
  }

  package var form: Form {
    switch kind {
    case .choice: return .choice
    case .multiple: return .multiple
    case .number: return .number
    case .shape: return .shape
    case .order: return .order
    case .text: return .text
    case .grid:
      guard case .grid(let rows)? = answer else { return .grid(rows: 1, columns: 1) }
      return .grid(rows: rows.count, columns: rows.first?.count ?? 0)
    }
  }

  /// A typed answer; nil where it cannot be read.
  package func parse(_ text: String) -> Answer? { try? read(text) }

  /// A typed answer: letters for options and steps, numbers for the rest.
  package func read(_ text: String) throws(AnswerFault) -> Answer {
    let item = Item(id: id, kind: kind, prompt: prompt, why: why)
    let letters = text.lowercased().filter { !$0.isWhitespace && $0 != "," }.map { Int($0.asciiValue ?? 0) - 97 }
    switch kind {
    case .choice where letters.count == 1 && options.indices.contains(letters[0]): return .choice(letters[0])
    case .multiple where letters.allSatisfy(options.indices.contains): return .multiple(Set(letters))
    case .order where letters.count == steps.count && Set(letters) == Set(steps.indices): return .order(letters)
    case .shape: return try Answer.read(text.replacing(" ", with: "x"), for: item)
    case .number, .grid: return try Answer.read(text, for: item)
    case .choice, .multiple, .order, .text: throw .form
    }
  }
}
