import ArgumentParser
import Engine
import TextUI
import Tutor

/// Every screen of the tutor, from a key to a drawn frame.
struct BenchFrames: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frames",
    abstract: "From a key to the cells of a frame: the most expensive screen of all, at 200x60.")

  @OptionGroup var options: BenchOptions

  @Flag(help: "List every screen, the most expensive first.")
  var all = false

  func run() throws {
    let walk = try Self.walk()
    var timed = Self.scenes(walk).map { scene in (scene, scene.timings(rounds: 3)) }
    timed.sort { $0.1.median > $1.1.median }
    guard let worst = timed.first else { preconditionFailure("a tutor without screens") }
    // Measured again, often enough to be believed.
    let reports = [worst.0.report(worst.0.timings(rounds: 40))] + (all ? timed.map { $0.0.report($0.1) } : [])
    try options.report(reports)
  }

  /// The paper's network with every stage computed.
  private static func walk() throws -> WalkModel {
    var model = WalkModel(network: "paper")
    _ = model.start()
    let network = Network.standard(model.architecture)
    let name = Samples.names[0]
    guard let preprocessing = Preprocessing.standard(for: "paper"),
      let picture = Samples.picture(name, size: preprocessing.crop)
    else { preconditionFailure("no picture \(name)") }
    let input = PictureInput(name: name, picture: picture, tensor: preprocessing.tensor(of: picture))
    model.take(.network(model.run, network))
    model.take(.picture(model.run, input))
    let kernels = Kernels.fast(FastKernels(threads: 2))
    for (index, stage) in network.forward(input.tensor, kernels: kernels).stages.enumerated() {
      model.take(.stage(model.run, index: index, stage))
    }
    model.take(.finished(model.run, milliseconds: 0))
    if let best = model.ranking.first,
      case .backward(let run, let network, let trace, let unit) = model.askGradients(of: best)
    {
      model.take(.gradients(run, ScoreGradients(network, trace, unit: unit, kernels: kernels)))
    }
    return model
  }

  /// A screen as it stands after some keys, and the two keys that move to and fro on it.
  private struct Scene {
    let name: String
    let app: App
    let keys: (Key, Key)

    /// Moves to and fro, `rounds` times.
    func timings(rounds: Int) -> Timings {
      var app = app
      var times: [Double] = []
      for round in 0..<2 * rounds + 2 {
        let stopwatch = Stopwatch()
        _ = app.update(.key(round % 2 == 0 ? keys.0 : keys.1))
        let frame = app.frame()
        withExtendedLifetime(frame) { times.append(stopwatch.milliseconds) }
      }
      return Timings(sorted: times.dropFirst(2).sorted())
    }

    func report(_ timings: Timings) -> BenchReport {
      BenchReport("frames", threads: 1, kernels: "none", timings, detail: name)
    }
  }

  private static func scenes(_ walk: WalkModel) -> [Scene] {
    let (size, context) = (Size(200, 60), Context(language: .english, walk: walk, size: Size(200, 60)))
    func app(_ screen: any Screen) -> App { App(screen, context: context, size: size) }
    var scenes = [Scene(name: "home", app: app(HomeScreen(context)), keys: (.down, .up))]
    for stage in walk.stageNames.indices {
      var current = app(WalkScreen(stage: stage, context))
      for level in WalkScreen.Level.allCases {
        scenes.append(
          Scene(name: "walk \(walk.stageNames[stage]), \(level)", app: current, keys: (.right, .left)))
        _ = current.update(.key(.enter))
      }
    }
    for stage in ["input", "conv1", "pool2", "conv4", "flatten", "fc7"] {
      var current = app(WalkScreen(stageNamed: stage, context))
      _ = current.update(.key(.character("b")))
      for level in WalkScreen.Level.allCases {
        scenes.append(Scene(name: "backward \(stage), \(level)", app: current, keys: (.right, .left)))
        _ = current.update(.key(.enter))
      }
    }
    return scenes + labs(app)
  }

  /// Every lab as it opens, and with every value of its first control that has names for values: its views.
  private static func labs(_ app: (any Screen) -> App) -> [Scene] {
    LabRegistry.all.flatMap { lab -> [Scene] in
      let view = lab.options.first { $0.values.contains("|") && ["view", "show", "page"].contains($0.key) }
      let settings =
        view.map { view in view.values.split(separator: "|").map { LabSetting(view.key, String($0)) } } ?? []
      let states = [nil] + settings.map { Optional($0) }
      return states.compactMap { setting in
        guard let screen = try? lab.open(setting.map { [$0] } ?? []) else { return nil }
        let name = "lab \(lab.name)" + (setting.map { " \($0.key)=\($0.value)" } ?? "")
        return Scene(name: name, app: app(screen), keys: (.right, .left))
      }
    }
  }
}
