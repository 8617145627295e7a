/// Time since it was made.
struct Stopwatch {
  private let start = ContinuousClock.now

  var milliseconds: Double {
    let passed = (ContinuousClock.now - start).components
    return Double(passed.seconds) * 1e3 + Double(passed.attoseconds) / 1e15
  }
}

extension Double {
  /// With three decimals, enough for milliseconds and shares.
  var thousandths: Double { (self * 1000).rounded() / 1000 }
}
