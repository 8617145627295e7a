/// `stride=2` of a command line.
package struct LabSetting: Hashable, Sendable {
  package let key: String
  package let value: String
  package init(_ key: String, _ value: String) { (self.key, self.value) = (key, value) }
}

/// What `--set` takes, for the help and for the check of lessons.
package struct LabOption: Sendable {
  package let key: String
  /// Range or form of its values: `1…4`, `true|false`.
  package let values: String
  package let english: String
  package let chinese: String
  /// What its control is called on screen, in English and in Chinese: taken as well as the key. Empty without a control.
  package var labels: [String] = []

  package init(_ key: String, _ values: String, _ english: String, _ chinese: String) {
    (self.key, self.values, self.english, self.chinese) = (key, values, english, chinese)
  }

  func named(_ labels: [String]) -> LabOption {
    var option = self
    option.labels = labels
    return option
  }
}

/// Why a setting cannot be, in one sentence.
package struct LabError: Error, Equatable, CustomStringConvertible {
  package let english: String
  package let chinese: String
  package init(_ english: String, _ chinese: String) { (self.english, self.chinese) = (english, chinese) }
  package func callAsFunction(_ language: Language) -> String { language(english, chinese) }
  package var description: String { english }
}

/// Settings by key. Every key is one of the lab's options; a later value replaces an earlier one.
package struct LabSettings: Sendable {
  private var values: [String: String] = [:]

  package init(_ settings: [LabSetting], options: [LabOption]) throws(LabError) {
    for setting in settings {
      let named = options.first { $0.key == setting.key } ?? options.first { $0.labels.contains(setting.key) }
      guard let option = named else {
        let known = options.map(\.key).joined(separator: ", ")
        throw LabError(
          "there is no setting \(setting.key); there are \(known)", "没有 \(setting.key) 这个设置；可用的有 \(known)")
      }
      values[option.key] = setting.value
    }
  }

  package subscript(key: String) -> String? { values[key] }

  package func integer(_ key: String, in range: ClosedRange<Int>) throws(LabError) -> Int? {
    guard let text = values[key] else { return nil }
    guard let value = Int(text), range.contains(value) else {
      throw LabError(
        "\(key)=\(text) is out of range: \(key) is a whole number from \(range.lowerBound) to \(range.upperBound)",
        "\(key)=\(text) 超出范围：\(key) 是 \(range.lowerBound) 到 \(range.upperBound) 的整数")
    }
    return value
  }

  package func number(_ key: String, in range: ClosedRange<Float>) throws(LabError) -> Float? {
    guard let text = values[key] else { return nil }
    guard let value = NumberList.number(text), range.contains(value) else {
      let (low, high) = (NumberList.text(range.lowerBound), NumberList.text(range.upperBound))
      throw LabError(
        "\(key)=\(text) is out of range: \(key) is a number from \(low) to \(high)",
        "\(key)=\(text) 超出范围：\(key) 是 \(low) 到 \(high) 的数")
    }
    return value
  }

  package func flag(_ key: String) throws(LabError) -> Bool? {
    guard let text = values[key] else { return nil }
    switch text {
    case "true", "on", "yes", "1": return true
    case "false", "off", "no", "0": return false
    default: throw LabError("\(key)=\(text): \(key) is true or false", "\(key)=\(text)：\(key) 只能是 true 或 false")
    }
  }

  /// `1,0`: as many whole numbers as `counts` allows, none negative.
  package func integers(_ key: String, counts: ClosedRange<Int>, example: String) throws(LabError) -> [Int]? {
    guard let text = values[key] else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    guard numbers.count == parts.count, counts.contains(parts.count), numbers.allSatisfy({ $0 >= 0 }) else {
      throw LabError("\(key)=\(text): write it like \(key)=\(example)", "\(key)=\(text)：应写成 \(key)=\(example)")
    }
    return numbers
  }
}
