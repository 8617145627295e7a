import Engine
import TextUI

@testable import Tutor

/// Walks whose stages have all arrived: a sample picture, pushed through a network as the program does it.
enum Fixtures {
  /// The baseline kernels give the same digits on every processor.
  private static let kernels = Kernels.fast(FastKernels(level: .baseline, threads: 2))

  static func walk(_ network: String = "paper") -> WalkModel {
    walk(.standard(WalkModel(network: network).architecture))
  }

  static func walk(_ network: Network) -> WalkModel {
    var model = WalkModel(network: network.architecture.name)
    _ = model.start()
    let preprocessing = Preprocessing.standard(for: model.architecture.name)!
    let picture = preprocessing.cut(Samples.picture("cat")!)
    let input = preprocessing.tensor(of: picture)
    model.take(.network(model.run, network))
    model.take(.picture(model.run, PictureInput(name: "cat", picture: picture, tensor: input)))
    // Times are made up: they stand on screens that are compared.
    for (index, stage) in network.forward(input, kernels: kernels).stages.enumerated() {
      let timed = Stage(name: stage.name, output: stage.output, milliseconds: index == 0 ? 0 : 1)
      model.take(.stage(model.run, index: index, timed))
    }
    model.take(.finished(model.run, milliseconds: 24))
    return model
  }

  static let paper = walk()
  static let computed = walk("lenet-5")
  /// The same numbers as if they had come from a file.
  static let loaded: WalkModel = {
    let network = Network.standard(paper.architecture)
    return walk(
      Network(network.architecture, parameters: network.parameters, weights: "alexnet.safetensors", isTrained: true))
  }()

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

/// How much of what takes long is tried: all of it in an optimised build, an eighth where drawing is slow.
func share(_ count: Int) -> Int {
  #if DEBUG
    max(1, count / 8)
  #else
    count
  #endif
}
