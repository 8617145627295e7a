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

  /// Numbers with variance 1 through weights of variance 1/width keep it; those of He's rule double it.
  @Test func theSpreadIsThatOfTheWeights() {
    func spread(_ initialization: Initialization, gain: Float = 1) -> Float {
      DepthProbe(depth: 1, width: 64, activation: nil, initialization: initialization, gain: gain, seed: 3).run()[0]
        .spread
    }
    #expect(abs(spread(.xavier) - 1) < 0.05 && abs(spread(.he) / Float(2).squareRoot() - 1) < 0.05)
    #expect(abs(spread(.xavier, gain: 3) / spread(.xavier) - 3) < 1e-4)
  }

  /// dL/dW is a mean over samples and units of r·x, whose deviation is known: √64 · width / (64 · width).
  @Test func theWeightsGradientIsAsLongAsItShouldBe() {
    let layers = DepthProbe(depth: 1, width: 48, activation: nil, initialization: .xavier, seed: 2).run()
    #expect(abs(layers[0].weightNorm * Float(DepthProbe.samples).squareRoot() - 1) < 0.05)
  }

  @Test func halfOfTheOutputsOfReLUAreZerosAndNoUnitIsDead() {
    let (width, samples) = (40, DepthProbe.samples)
    let layers = DepthProbe(depth: 2, width: width, activation: ReLU(), initialization: .he, seed: 4).run()
    #expect(abs(Float(layers[0].zeros) / Float(width * samples) - 0.5) < 0.05 && layers[0].dead == 0)
    let linear = DepthProbe(depth: 1, width: width, activation: nil, initialization: .he, seed: 4).run()
    #expect(linear[0].zeros == 0 && linear[0].dead == 0)
  }

  @Test func aBiasFarBelowZeroKillsEveryUnitAndAboveItNone() {
    func layers(_ bias: Float, depth: Int) -> [DepthProbe.Layer] {
      DepthProbe(depth: depth, width: 10, activation: ReLU(), initialization: .he, bias: bias, seed: 1).run()
    }
    for layer in layers(-100, depth: 2) {
      #expect(layer.zeros == 10 * DepthProbe.samples && layer.dead == 10)
      #expect(layer.spread == 0 && layer.weightNorm == 0 && layer.deltaNorm == 0)
    }
    for layer in layers(100, depth: 1) { #expect(layer.zeros == 0 && layer.dead == 0 && layer.weightNorm > 0) }
  }

  /// One sample in which a unit speaks is enough to be alive.
  @Test func aUnitIsDeadIfItIsSilentForEverySample() {
    let found = (0..<20).map { seed in
      DepthProbe(
        depth: 1, width: 12, activation: ReLU(), initialization: .he, bias: -3, seed: UInt64(seed)
      ).run()[0]
    }
    #expect(found.contains { $0.dead > 0 && $0.dead < 12 })
    #expect(found.allSatisfy { $0.dead * DepthProbe.samples <= $0.zeros && $0.zeros < 12 * DepthProbe.samples })
  }

  @Test func powersOfTen() {
    #expect(DepthProbe.powersOfTen(0.001, of: 1) == -3)
    #expect(DepthProbe.powersOfTen(0, of: 1) == nil)
  }
}
