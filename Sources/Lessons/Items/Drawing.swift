/// From an item to what is asked: numbers drawn, words filled in, steps shuffled. The same seed asks the same question.
extension Item {
  package func instance(seed: UInt64) -> ItemInstance {
    var random = SeededNumbers(seed: seed)
    let drawn = numbers(&random)
    func fill(_ text: String) -> String { Placeholders.filled(text, drawn: drawn) }
    func command(_ line: String) -> String { Placeholders.filled(line, drawn: drawn, .plain) }

    var instance = ItemInstance(id: id, kind: kind, seed: seed, prompt: fill(prompt), why: fill(why))
    instance.tolerance = tolerance
    instance.hints = hints.map(fill)
    instance.lab = lab.map(command)
    switch kind {
    case .choice(let options), .multiple(let options):
      instance.options = options.enumerated().map { place, option in
        Option(
          text: fill(option.text), correct: option.correct, why: option.why.map(fill), lab: option.lab.map(command),
          id: option.id ?? "\(place + 1)")
      }
      if !keepsOrder {
        var order = SeededNumbers(seed: seed ^ SeededNumbers.seed(of: id))
        instance.options = order.shuffled(instance.options)
      }
    case .number(let source), .shape(let source), .grid(let source):
      instance.answer = source.resolve(drawn)
      instance.mistakes = mistakes.compactMap { rule in
        // A mistake that comes out equal to the right answer for these numbers is no mistake.
        guard let answer = rule.answer.resolve(drawn) else { return nil }
        if instance.answer?.isSame(as: answer, tolerance: tolerance) == true { return nil }
        return (answer, Mistake(id: rule.id, says: fill(rule.says), lab: rule.lab.map(command)))
      }
    case .order(let groups):
      let steps = groups.enumerated().flatMap { place, group in group.map { (text: $0, place: place) } }
      var shuffled = random.shuffled(steps)
      // Steps that are in order already would ask nothing.
      for _ in 0..<20 where zip(shuffled, shuffled.dropFirst()).allSatisfy({ $0.place <= $1.place }) {
        shuffled = random.shuffled(steps)
      }
      instance.steps = shuffled.map { fill($0.text) }
      instance.stepGroups = shuffled.map(\.place)
    case .text(let model, let checklist):
      instance.model = fill(model)
      instance.checklist = checklist.map(fill)
    }
    return instance
  }

  private func numbers(_ random: inout SeededNumbers) -> [String: Double] {
    var drawn: [String: Double] = [:]
    for name in draw { drawn[name.name] = random.pick(name.values) }
    return drawn
  }

  // MARK: Mistakes

  /// What is said of every mistake and of every option with the numbers of `seed`, by what progress calls them.
  package func remarks(seed: UInt64) -> [Mistake] {
    var random = SeededNumbers(seed: seed)
    let drawn = numbers(&random)
    func said(_ id: String, _ words: String) -> Mistake {
      Mistake(id: id, says: Placeholders.filled(words, drawn: drawn))
    }
    switch kind {
    case .choice(let options), .multiple(let options):
      return options.enumerated().compactMap { place, option in
        option.why.map { said(option.id ?? "\(place + 1)", $0) }
      }
    default: return mistakes.map { said($0.id, $0.says) }
    }
  }
}

/// SplitMix64: small, and the same on every machine.
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// FNV-1a: so that not all questions of four options are shuffled alike.
  static func seed(of text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { count > 0 ? Int(next() % UInt64(count)) : 0 }

  mutating func pick(_ values: Item.DrawnValues) -> Double {
    switch values {
    case .range(let low, let high): Double(low + below(max(0, high - low) + 1))
    case .of(let numbers): numbers.isEmpty ? 0 : numbers[below(numbers.count)]
    }
  }

  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var shuffled = elements
    for last in stride(from: shuffled.count - 1, to: 0, by: -1) { shuffled.swapAt(last, below(last + 1)) }
    return shuffled
  }
}
