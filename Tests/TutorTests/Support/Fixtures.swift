import Engine
import TextUI

@testable import Tutor

/// A walk whose stages have all arrived, without the time that a forward pass of the full network takes: their numbers are
/// a fixed pattern. What is computed from them (explanations, formulas, boxes) is real.
enum Fixtures {
  static func walk(_ network: String = "paper") -> WalkModel {
    var model = WalkModel(network: network)
    _ = model.start()
    let run = model.run
    model.take(.network(run, Network.standard(model.architecture)))
    let preprocessing = Preprocessing.standard(for: network)!
    let picture = preprocessing.cut(Samples.picture("cat")!)
    let input = preprocessing.tensor(of: picture)
    model.take(.picture(run, PictureInput(name: "cat", picture: picture, tensor: input)))
    model.take(.stage(run, index: 0, Stage(name: "input", output: input, milliseconds: 0)))
    for (index, summary) in model.summaries.enumerated() {
      let count = summary.output.count
      let numbers = (0..<count).map { Float(($0 &* 7919) % 201 - 100) / 50 }
      let positive = [.relu, .maxPooling, .softmax].contains(summary.kind)
      let output = Tensor(summary.output.batched(), positive ? numbers.map { max(0, $0) } : numbers)
      model.take(.stage(run, index: index + 1, Stage(name: summary.name, output: output, milliseconds: 1)))
    }
    model.take(.finished(run, milliseconds: 24))
    return model
  }

  /// A small network that has really been run.
  static func computedWalk() -> WalkModel {
    var model = WalkModel(network: "lenet-5")
    _ = model.start()
    let network = Network.standard(model.architecture)
    let preprocessing = Preprocessing.standard(for: "lenet-5")!
    let picture = preprocessing.cut(Samples.picture("cat")!)
    let input = preprocessing.tensor(of: picture)
    model.take(.network(model.run, network))
    model.take(.picture(model.run, PictureInput(name: "cat", picture: picture, tensor: input)))
    for (index, stage) in network.forward(input, kernels: .reference).stages.enumerated() {
      model.take(.stage(model.run, index: index, stage))
    }
    model.take(.finished(model.run, milliseconds: 1))
    return model
  }

  static let paper = walk()
  static let computed = computedWalk()

  static func app(_ size: Size, _ language: Language = .english, walk: WalkModel = paper) -> App {
    let context = Context(language: language, walk: walk, size: size)
    return App(HomeScreen(context), context: context, size: size)
  }
}

extension App {
  /// Presses keys and gives the effects of the last one.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    var effects: [Effect] = []
    for key in keys { effects = update(.key(key)) }
    return effects
  }
}

/// Keys in a fixed random order.
struct KeyStream {
  private var state: UInt64
  private let keys: [Key]

  init(seed: UInt64, _ keys: [Key]) { (state, self.keys) = (seed, keys) }

  mutating func next() -> Key {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return keys[Int(state >> 33) % keys.count]
  }
}

extension Buffer {
  /// Cells that break a law: half of a wide glyph, or a glyph wider than its place.
  var brokenCells: [Point] {
    var broken: [Point] = []
    for y in 0..<size.rows {
      for x in 0..<size.columns {
        let cell = self[x, y]
        if cell.isTail {
          if x == 0 || GlyphWidth.of(self[x - 1, y].glyph) != 2 { broken.append(Point(x, y)) }
        } else if GlyphWidth.of(cell.glyph) == 2 {
          if x + 1 >= size.columns || !self[x + 1, y].isTail { broken.append(Point(x, y)) }
        }
      }
    }
    return broken
  }
}
