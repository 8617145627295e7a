import Testing

@testable import Engine

@Suite struct DepthProbeTests {
  @Test func theLastDeltaIsTheUpstreamGradientTimesTheSlope() {
    // Linear: dz of the last layer is r / count, whose norm is about 1 / √count.
    let layers = DepthProbe(depth: 2, width: 32, activation: nil, initialization: .xavier, seed: 1).run()
    let expected = 1 / Float(DepthProbe.samples * 32).squareRoot()
    #expect(abs(layers[1].deltaNorm / expected - 1) < 0.1)
  }

  @Test func theSameSeedMeasuresTheSame() {
    let probe = DepthProbe(depth: 3, width: 8, activation: ReLU(), initialization: .he, seed: 5)
    #expect(probe.run() == probe.run())
    var other = probe
    other.seed = 6
    #expect(other.run() != probe.run())
  }

  @Test func powersOfTen() {
    #expect(DepthProbe.powersOfTen(0.001, of: 1) == -3)
    #expect(DepthProbe.powersOfTen(0, of: 1) == nil)
  }
}
