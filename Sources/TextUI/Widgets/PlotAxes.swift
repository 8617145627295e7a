/// The ranges of a plot and where their numbers stand.
struct PlotAxes {
  let x: ClosedRange<Float>
  /// In log₁₀ where the plot is logarithmic.
  let y: ClosedRange<Float>
  let isLogarithmic: Bool

  init(_ plot: LinePlot) {
    isLogarithmic = plot.isLogarithmic
    let points = plot.series.flatMap(\.points)
    let logarithmic = plot.isLogarithmic
    func place(_ value: Float) -> Float { logarithmic ? PlotAxes.log10(value) : value }
    x = PlotAxes.spread(plot.xRange ?? PlotAxes.range(points.map(\.x)))
    if let given = plot.yRange, !logarithmic || given.lowerBound > 0 {
      y = PlotAxes.spread(place(given.lowerBound)...place(min(given.upperBound, .greatestFiniteMagnitude)))
    } else {
      y = PlotAxes.spread(PlotAxes.range(points.map { place($0.y) }))
    }
  }

  func horizontal(_ value: Float, _ dots: Int) -> Int? { PlotAxes.dot(value, x, dots) }

  func vertical(_ value: Float, _ dots: Int) -> Int? {
    PlotAxes.dot(isLogarithmic ? PlotAxes.log10(value) : value, y, dots).map { dots - 1 - $0 }
  }

  /// Numbers from the top row to the bottom row, every three to four rows.
  func verticalLabels(rows: Int) -> [(row: Int, text: String)] {
    if isLogarithmic, let powers = wholePowers(rows: rows) { return powers }
    let steps = max(1, (rows - 1) / 3)
    // Between whole ends stand whole numbers only where the steps are whole.
    let step = (y.upperBound - y.lowerBound) / Float(steps)
    let digits = max(PlotAxes.digits(y), step == step.rounded() ? 0 : PlotAxes.digits(0...step * 5))
    return (0...steps).map { step in
      let share = Float(step) / Float(steps)
      let value = y.upperBound - (y.upperBound - y.lowerBound) * share
      return (row: (rows - 1) * step / steps, text: text(value, digits: digits))
    }
  }

  /// Powers of ten at their rows, two rows apart or more; nil where fewer than two lie in the range.
  private func wholePowers(rows: Int) -> [(row: Int, text: String)]? {
    let (lowest, highest) = (Int(y.lowerBound.rounded(.up)), Int(y.upperBound.rounded(.down)))
    guard highest > lowest, rows > 1 else { return nil }
    let rowsEach = Float(rows - 1) / (y.upperBound - y.lowerBound)
    let least = max(1, Int((2 / rowsEach).rounded(.up)))
    // Where a step leads from end to end, both ends are named.
    let step = (least...max(least, min(2 * least, highest - lowest))).first { (highest - lowest) % $0 == 0 } ?? least
    return stride(from: highest, through: lowest, by: -step).map { power in
      (row: Int(((y.upperBound - Float(power)) * rowsEach).rounded()), text: text(Float(power), digits: 0))
    }
  }

  /// The first number at the left, the last at the right, and one in the middle if there is room.
  func horizontalLabels(columns: Int) -> [(column: Int, text: String)] {
    // Whole ends are written whole: steps, layers, classes.
    let isWholeRange = x.lowerBound == x.lowerBound.rounded() && x.upperBound == x.upperBound.rounded()
    let digits = isWholeRange ? 0 : PlotAxes.digits(x)
    let low = FormatNumber.fixed(x.lowerBound, digits: digits)
    let high = FormatNumber.fixed(x.upperBound, digits: digits)
    let middle = FormatNumber.fixed((x.lowerBound + x.upperBound) / 2, digits: digits)
    var labels = [(column: 0, text: low)]
    // The middle of whole ends need not be whole.
    let isWhole = digits > 0 || (x.lowerBound + x.upperBound) / 2 == ((x.lowerBound + x.upperBound) / 2).rounded()
    if isWhole, columns >= low.count + middle.count + high.count + 6 {
      labels.append((column: (columns - middle.count) / 2, text: middle))
    }
    if columns > low.count + high.count { labels.append((column: columns - high.count, text: high)) }
    return labels
  }

  private func text(_ value: Float, digits: Int) -> String {
    if !isLogarithmic { return FormatNumber.fixed(value, digits: digits) }
    let tenths = FormatNumber.fixed(value, digits: 1)
    return "1e" + (tenths.hasSuffix(".0") ? String(tenths.dropLast(2)) : tenths)
  }

  /// Digits after the point that tell a tenth of the range apart.
  private static func digits(_ range: ClosedRange<Float>) -> Int {
    var width = range.upperBound - range.lowerBound
    var digits = 0
    while width < 10, digits < 6 { (width, digits) = (width * 10, digits + 1) }
    return range.lowerBound == range.lowerBound.rounded() && range.upperBound == range.upperBound.rounded()
      && (range.upperBound - range.lowerBound) >= 4 ? 0 : digits
  }

  private static func dot(_ value: Float, _ range: ClosedRange<Float>, _ dots: Int) -> Int? {
    guard value.isFinite, range.contains(value), dots > 0 else { return nil }
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return share.isFinite ? Int((share * Float(dots - 1)).rounded()) : nil
  }

  private static func range(_ values: [Float]) -> ClosedRange<Float> {
    let finite = values.filter(\.isFinite)
    return (finite.min() ?? 0)...(finite.max() ?? 1)
  }

  /// A range that can be divided: of some width, which is a finite number.
  private static func spread(_ range: ClosedRange<Float>) -> ClosedRange<Float> {
    let most = Float.greatestFiniteMagnitude / 4
    let (low, high) = (max(-most, min(range.lowerBound, most)), max(-most, min(range.upperBound, most)))
    guard high <= low else { return low...high }
    let margin = max(0.5, abs(low) * 0.01)
    return low - margin...low + margin
  }

  /// log₁₀ to the accuracy of a plot: exponent of two and a series in the mantissa, ln m = 2·artanh((m−1)/(m+1)).
  static func log10(_ value: Float) -> Float {
    guard value > 0, value.isFinite else { return .nan }
    let mantissa = Double(value.significand)
    let z = (mantissa - 1) / (mantissa + 1)
    var term = z
    var sum = 0.0
    for odd in stride(from: 1.0, through: 19, by: 2) {
      sum += term / odd
      term *= z * z
    }
    return Float((Double(value.exponent) * 0.693_147_180_559_945_3 + 2 * sum) / 2.302_585_092_994_046)
  }
}
