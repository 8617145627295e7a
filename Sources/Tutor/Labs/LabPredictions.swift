/// What the learner has predicted in a lab, number by number.
///
/// A wrong first prediction is told what it looks like and may be mended once; then the number is shown. Only first
/// predictions count.
package struct LabPredictions: Hashable, Sendable {
  package struct Prediction: Hashable, Sendable {
    package var place: Int
    package var tries: [LabAnswer]
    /// 1 guess, 2 fairly sure, 3 certain: of the first try.
    package var sure: Int
    package var isRight: Bool
  }

  package private(set) var list: [Prediction] = []
  /// Counted before the numbers changed.
  package private(set) var earlierRight = 0
  package private(set) var earlierAsked = 0

  package init() {}

  package var right: Int { earlierRight + list.filter { $0.isRight && $0.tries.count == 1 }.count }
  package var asked: Int { earlierAsked + list.count }

  package func last(_ place: Int) -> Prediction? { list.last { $0.place == place } }

  package func isRevealed(_ place: Int) -> Bool { last(place).map { $0.isRight || $0.tries.count > 1 } ?? false }

  package mutating func add(_ value: LabAnswer, sure: Int, to question: LabQuestion) {
    let isRight = question.isRight(value)
    if let index = list.firstIndex(where: { $0.place == question.place }) {
      list[index].tries.append(value)
      list[index].isRight = isRight
    } else {
      list.append(Prediction(place: question.place, tries: [value], sure: sure, isRight: isRight))
    }
  }

  /// The numbers have changed: what was counted stays, everything is hidden again.
  package mutating func forget() {
    (earlierRight, earlierAsked) = (right, asked)
    list = []
  }

  // MARK: As settings

  /// `4:3/-1:2,0:2:3`: place, tries, how sure.
  package var settings: [LabSetting] {
    var settings = [LabSetting("predict", "true")]
    if !list.isEmpty {
      let items = list.map { item in
        "\(item.place):" + item.tries.map(LabPredictions.text).joined(separator: "/") + ":\(item.sure)"
      }
      settings.append(LabSetting("answers", items.joined(separator: ",")))
    }
    if earlierAsked > 0 { settings.append(LabSetting("score", "\(earlierRight),\(earlierAsked)")) }
    return settings
  }

  /// Reads them back; `question` is the question at a place, nil where there is none.
  package init?(_ settings: LabSettings, question: (Int) -> LabQuestion?) throws(LabError) {
    guard try settings.flag("predict") ?? false else {
      for key in ["answers", "score"] where settings[key] != nil {
        throw LabError("\(key) needs predict=true", "\(key) 要和 predict=true 一起用")
      }
      return nil
    }
    if let score = try settings.integers("score", counts: 2...2, example: "3,4") {
      guard score[0] <= score[1] else { throw LabPredictions.unreadable("score", settings["score"] ?? "", "3,4") }
      (earlierRight, earlierAsked) = (score[0], score[1])
    }
    guard let text = settings["answers"] else { return }
    let fault = LabPredictions.unreadable("answers", text, "4:3/-1:2")
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = item.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 3, let place = Int(parts[0]), let sure = Int(parts[2]), (1...3).contains(sure),
        last(place) == nil, let question = question(place)
      else { throw fault }
      let words = parts[1].split(separator: "/", omittingEmptySubsequences: false)
      let tries = words.compactMap { LabPredictions.answer(String($0)) }
      guard tries.count == words.count, (1...2).contains(tries.count) else { throw fault }
      for value in tries { add(value, sure: sure, to: question) }
    }
  }

  /// `96x55x55`
  private static func text(_ answer: LabAnswer) -> String {
    answer.numbers.map { NumberList.text($0) }.joined(separator: "x")
  }

  private static func answer(_ text: String) -> LabAnswer? {
    let words = text.split(separator: "x", omittingEmptySubsequences: false)
    let numbers = words.compactMap { NumberList.number(String($0)) }
    return numbers.count == words.count && !numbers.isEmpty ? LabAnswer(numbers) : nil
  }

  private static func unreadable(_ key: String, _ text: String, _ example: String) -> LabError {
    LabError(
      "\(key)=\(text) does not fit this state; it is written like \(key)=\(example)",
      "\(key)=\(text) 与当前状态不符；写法如 \(key)=\(example)")
  }
}
