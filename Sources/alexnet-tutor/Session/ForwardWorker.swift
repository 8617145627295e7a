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

  private struct Order: Sendable {
    let run: Int
    let network: String
    let picture: PictureSource
  }

  private let orders = Inbox<Order>()
  private let latest = Mutex(0)
  private let sources: Sources
  private let kernels: Kernels
  private let post: @Sendable (Report) -> Void

  init(_ sources: Sources, _ kernels: Kernels, post: @escaping @Sendable (Report) -> Void) {
    (self.sources, self.kernels, self.post) = (sources, kernels, post)
    Thread.detachNewThread { [self] in work() }
  }

  func start(_ run: Int, network: String, picture: PictureSource) {
    latest.withLock { $0 = run }
    orders.put(Order(run: run, network: network, picture: picture))
  }

  private func isLatest(_ run: Int) -> Bool { latest.withLock { $0 == run } }

  private func work() {
    while true {
      guard let order = orders.take().last, isLatest(order.run) else { continue }
      do {
        // Without either nothing has arrived, and the reason stands where the picture would.
        let input = try sources.picture(order.picture, order.network)
        let network = try sources.network(order.network)
        post(.picture(order.run, input))
        post(.stage(order.run, index: 0, Stage(name: "input", output: input.tensor)))
        post(.network(order.run, network))
        forward(order.run, network, input)
      } catch {
        post(.failed(order.run, "\(error)"))
      }
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
