import Engine
import Foundation
import Synchronization
import Tutor

/// The thread that pushes pictures through networks. Only the latest run matters: what an earlier one still computes is not
/// reported any more.
final class ForwardWorker: Sendable {
  /// Where networks and pictures come from, asked anew for each run; both throw a sentence for the learner.
  struct Sources: Sendable {
    let network: @Sendable (String) throws -> Network
    let picture: @Sendable (PictureSource, String) throws -> PictureInput
    /// Told that a layer of a network has run and its weights are not needed soon.
    let hasRun: @Sendable (String, Int) -> Void
  }

  private enum Order: Sendable {
    case forward(run: Int, network: String, picture: PictureSource)
    case backward(run: Int, Network, Trace, unit: Int)
  }

  private let orders = Inbox<Order>()
  private let latest = Mutex(0)
  private let sources: Sources
  private let kernels: Kernels
  private let post: @Sendable (Report) -> Void

  init(_ sources: Sources, _ kernels: Kernels, post: @escaping @Sendable (Report) -> Void) {
    (self.sources, self.kernels, self.post) = (sources, kernels, post)
    startThread { [self] in work() }
  }

  func start(_ run: Int, network: String, picture: PictureSource) {
    latest.withLock { $0 = run }
    orders.put(.forward(run: run, network: network, picture: picture))
  }

  /// The gradients of the score of `unit`.
  func backward(_ run: Int, _ network: Network, _ trace: Trace, unit: Int) {
    // A run that was given up has a number of its own, of which this thread has not been told.
    latest.withLock { $0 = run }
    orders.put(.backward(run: run, network, trace, unit: unit))
  }

  private func isLatest(_ run: Int) -> Bool { latest.withLock { $0 == run } }

  private func work() {
    while true {
      // Of several orders only the last one still matters to anybody.
      switch orders.take().last {
      case .forward(let run, let network, let picture) where isLatest(run): forward(run, network, picture)
      case .backward(let run, let network, let trace, let unit) where isLatest(run):
        post(.gradients(run, ScoreGradients(network, trace, unit: unit, kernels: kernels)))
      default: break
      }
    }
  }

  private func forward(_ run: Int, _ name: String, _ source: PictureSource) {
    do {
      // Without either nothing has arrived, and the reason stands where the picture would.
      let input = try sources.picture(source, name)
      let network = try sources.network(name)
      post(.picture(run, input))
      post(.stage(run, index: 0, Stage(name: "input", output: input.tensor)))
      post(.network(run, network))
      forward(run, network, input)
    } catch {
      post(.failed(run, "\(error)"))
    }
  }

  private func forward(_ run: Int, _ network: Network, _ input: PictureInput) {
    let clock = ContinuousClock()
    let start = clock.now
    func milliseconds() -> Double { (clock.now - start) / .milliseconds(1) }
    _ = network.forward(input.tensor, kernels: kernels, clock: milliseconds) { [self] layer, stage in
      sources.hasRun(network.architecture.name, layer)
      if isLatest(run) { post(.stage(run, index: layer + 1, stage)) }
    }
    post(.finished(run, milliseconds: milliseconds()))
  }
}
