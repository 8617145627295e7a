/// One setting of a lab, described once: its control in the row, its `--set` key with range, its place in a permalink.
package struct Knob<L: KnobLab>: Sendable {
  let option: LabOption
  /// Nil for settings that have no control: the marked cell, a seed.
  let label: (english: String, chinese: String)?
  let show: @Sendable (L, Language) -> String
  let change: @Sendable (inout L, Int) throws(LabError) -> Void
  let enter: @Sendable (inout L, String) throws(LabError) -> Void
  /// As `--set` takes it; nil where it is as usual.
  let setting: @Sendable (L) -> String?
  /// Whether the setting means anything in this state.
  var isShown: @Sendable (L) -> Bool = { _ in true }

  var key: String { option.key }

  /// The knob has a control only in states of which this is true.
  func when(_ isShown: @escaping @Sendable (L) -> Bool) -> Knob {
    var knob = self
    knob.isShown = isShown
    return knob
  }

  /// Another rule for what is as usual: that may depend on the other settings.
  func asUsual(_ setting: @escaping @Sendable (L) -> String?) -> Knob {
    Knob(
      option: option, label: label, show: show, change: change, enter: enter, setting: setting, isShown: isShown)
  }

  /// The text of a setting is judged by `LabSettings`, so that range and wording are the same everywhere.
  private static func settings(_ option: LabOption, _ text: String) throws(LabError) -> LabSettings {
    try LabSettings([LabSetting(option.key, text)], options: [option])
  }

  // MARK: Kinds

  /// A whole number in a range.
  ///
  /// - Parameter label: English and Chinese; nil without a control.
  package static func integer(
    _ key: String, _ label: (english: String, chinese: String)?, _ path: WritableKeyPath<L, Int> & Sendable,
    _ range: ClosedRange<Int>, _ english: String, _ chinese: String
  ) -> Knob {
    let option = LabOption(key, "\(range.lowerBound)…\(range.upperBound)", english, chinese)
    @Sendable func set(_ lab: inout L, _ value: Int) throws(LabError) {
      guard range.contains(value) else {
        throw LabError(
          "\(key) goes from \(range.lowerBound) to \(range.upperBound)",
          "\(label?.chinese ?? key)的范围是 \(range.lowerBound) 到 \(range.upperBound)")
      }
      lab[keyPath: path] = value
    }
    return Knob(
      option: option, label: label, show: { lab, _ in "\(lab[keyPath: path])" },
      change: { lab, step throws(LabError) in try set(&lab, lab[keyPath: path] + step) },
      enter: { lab, text throws(LabError) in
        if let value = try settings(option, text).integer(key, in: range) { lab[keyPath: path] = value }
      },
      setting: { lab in lab[keyPath: path] == L()[keyPath: path] ? nil : "\(lab[keyPath: path])" })
  }

  /// A number in a range that a key changes by `step`.
  package static func number(
    _ key: String, _ label: (english: String, chinese: String)?, _ path: WritableKeyPath<L, Float> & Sendable,
    _ range: ClosedRange<Float>, step: Float, _ english: String, _ chinese: String
  ) -> Knob {
    let (low, high) = (NumberList.text(range.lowerBound), NumberList.text(range.upperBound))
    let option = LabOption(key, "\(low)…\(high)", english, chinese)
    return Knob(
      option: option, label: label, show: { lab, _ in NumberList.text(lab[keyPath: path]) },
      change: { lab, steps throws(LabError) in
        // Counted in steps, so that ten times 0.1 is 1.
        let value = ((lab[keyPath: path] / step).rounded() + Float(steps)) * step
        guard range.contains(value) else {
          throw LabError("\(key) goes from \(low) to \(high)", "\(label?.chinese ?? key)的范围是 \(low) 到 \(high)")
        }
        lab[keyPath: path] = Knob.rounded(value)
      },
      enter: { lab, text throws(LabError) in
        if let value = try settings(option, text).number(key, in: range) { lab[keyPath: path] = value }
      },
      setting: { lab in
        lab[keyPath: path] == L()[keyPath: path] ? nil : NumberList.text(lab[keyPath: path])
      })
  }

  /// Six significant digits: what a multiple of a step has beyond them is rounding.
  private static func rounded(_ value: Float) -> Float {
    guard value != 0 else { return 0 }
    var scale: Double = 1
    while abs(Double(value)) * scale < 100_000, scale < 1e12 { scale *= 10 }
    return Float((Double(value) * scale).rounded() / scale)
  }

  /// A number out of a list, such as a learning rate that goes up by factors.
  package static func number(
    _ key: String, _ label: (english: String, chinese: String)?, _ path: WritableKeyPath<L, Float> & Sendable,
    among values: [Float], in range: ClosedRange<Float>, _ english: String, _ chinese: String
  ) -> Knob {
    let (low, high) = (NumberList.text(range.lowerBound), NumberList.text(range.upperBound))
    let option = LabOption(key, "\(low)…\(high)", english, chinese)
    return Knob(
      option: option, label: label, show: { lab, _ in NumberList.text(lab[keyPath: path]) },
      change: { lab, steps throws(LabError) in
        let now = lab[keyPath: path]
        guard let next = steps > 0 ? values.first(where: { $0 > now }) : values.last(where: { $0 < now }) else {
          throw LabError("that is the last value; enter types another", "到头了；按回车可输入其他值")
        }
        lab[keyPath: path] = next
      },
      enter: { lab, text throws(LabError) in
        if let value = try settings(option, text).number(key, in: range) { lab[keyPath: path] = value }
      },
      setting: { lab in
        lab[keyPath: path] == L()[keyPath: path] ? nil : NumberList.text(lab[keyPath: path])
      })
  }

  package static func flag(
    _ key: String, _ label: (english: String, chinese: String)?, _ path: WritableKeyPath<L, Bool> & Sendable,
    _ english: String, _ chinese: String
  ) -> Knob {
    let option = LabOption(key, "true|false", english, chinese)
    return Knob(
      option: option, label: label,
      show: { lab, language in lab[keyPath: path] ? language("on", "开") : language("off", "关") },
      change: { lab, _ throws(LabError) in lab[keyPath: path].toggle() },
      enter: { lab, text throws(LabError) in
        let text = ["开": "true", "关": "false"][text] ?? text
        if let value = try settings(option, text).flag(key) { lab[keyPath: path] = value }
      },
      setting: { lab in lab[keyPath: path] == L()[keyPath: path] ? nil : "\(lab[keyPath: path])" })
  }

  /// One of several named values.
  package static func choice<C: LabChoice>(
    _ key: String, _ label: (english: String, chinese: String)?, _ path: WritableKeyPath<L, C> & Sendable,
    _ english: String, _ chinese: String
  ) -> Knob {
    let all = Array(C.allCases)
    let names = all.map(\.rawValue)
    let option = LabOption(key, names.joined(separator: "|"), english, chinese)
    return Knob(
      option: option, label: label, show: { lab, language in lab[keyPath: path].name(language) },
      change: { lab, step throws(LabError) in
        let index = all.firstIndex(of: lab[keyPath: path]) ?? 0
        lab[keyPath: path] = all[((index + step) % all.count + all.count) % all.count]
      },
      enter: { lab, text throws(LabError) in
        guard let value = all.first(where: { [$0.rawValue, $0.name(.english), $0.name(.chinese)].contains(text) })
        else {
          let list = names.joined(separator: ", ")
          throw LabError("\(key)=\(text): \(key) is one of \(list)", "\(key)=\(text)：\(key) 可取 \(list)")
        }
        lab[keyPath: path] = value
      },
      setting: { lab in lab[keyPath: path] == L()[keyPath: path] ? nil : lab[keyPath: path].rawValue })
  }

  /// A list of numbers as JSON writes it, `[1,2,3]`; `limits` are those of its length and of each number.
  package static func list(
    _ key: String, _ path: WritableKeyPath<L, [Float]> & Sendable, counts: ClosedRange<Int>,
    in range: ClosedRange<Float> = -999...999, _ english: String, _ chinese: String
  ) -> Knob {
    let option = LabOption(key, "[1,2,…]", english, chinese)
    return Knob(
      option: option, label: nil, show: { lab, _ in "\(lab[keyPath: path].count)" },
      change: { _, _ throws(LabError) in },
      enter: { lab, text throws(LabError) in
        guard let row = NumberList("[\(text)]")?.grid?.first, counts.contains(row.count),
          row.allSatisfy({ range.contains($0) })
        else {
          let (low, high) = (NumberList.text(range.lowerBound), NumberList.text(range.upperBound))
          let example = "[" + (1...max(1, counts.lowerBound)).map(String.init).joined(separator: ",") + "]"
          let isFixed = counts.lowerBound == counts.upperBound
          let (some, number) =
            isFixed
            ? ("\(counts.lowerBound)", "\(counts.lowerBound)")
            : ("\(counts.lowerBound) to \(counts.upperBound)", "\(counts.lowerBound) 到 \(counts.upperBound)")
          throw LabError(
            "\(key)=\(text): \(key) takes \(some) numbers from \(low) to \(high), such as \(example)",
            "\(key)=\(text)：\(key) 要 \(number) 个 \(low) 到 \(high) 的数，写法如 \(example)")
        }
        lab[keyPath: path] = row
      },
      setting: { lab in
        lab[keyPath: path] == L()[keyPath: path]
          ? nil : "[" + lab[keyPath: path].map { NumberList.text($0) }.joined(separator: ",") + "]"
      })
  }

  /// A grid of numbers, `[[1,2],[3,4]]`.
  package static func grid(
    _ key: String, _ path: WritableKeyPath<L, [[Float]]> & Sendable, rows: ClosedRange<Int>, columns: ClosedRange<Int>,
    in range: ClosedRange<Float> = -999...999, _ english: String, _ chinese: String
  ) -> Knob {
    let option = LabOption(key, "[[1,2],[3,4]]", english, chinese)
    return Knob(
      option: option, label: nil, show: { lab, _ in "\(lab[keyPath: path].count)" },
      change: { _, _ throws(LabError) in },
      enter: { lab, text throws(LabError) in
        guard let grid = NumberList(text)?.grid, rows.contains(grid.count), columns.contains(grid[0].count),
          grid.joined().allSatisfy({ range.contains($0) })
        else {
          throw LabError(
            "\(key)=\(text): \(key) takes a grid of numbers such as [[1,2],[3,4]], \(rows.upperBound)×\(columns.upperBound) at most",
            "\(key)=\(text)：\(key) 要一个数表，写法如 [[1,2],[3,4]]，最大 \(rows.upperBound)×\(columns.upperBound)")
        }
        lab[keyPath: path] = grid
      },
      setting: { lab in
        lab[keyPath: path] == L()[keyPath: path] ? nil : NumberList.text(lab[keyPath: path])
      })
  }
}

/// The names of a knob with a few values; the raw value is what `--set` takes.
package protocol LabChoice: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
  func name(_ language: Language) -> String
}
