import Dispatch
import Synchronization

/// What one thread hands to another that sleeps until something comes.
final class Inbox<Item: Sendable>: Sendable {
  private let items = Mutex<[Item]>([])
  private let arrivals = DispatchSemaphore(value: 0)

  func put(_ item: Item) {
    items.withLock { $0.append(item) }
    arrivals.signal()
  }

  /// Sleeps until there is something and takes all of it; empty after `seconds` without anything.
  func take(within seconds: Double? = nil) -> [Item] {
    let deadline = seconds.map { DispatchTime.now() + $0 } ?? .distantFuture
    while true {
      let arrived = arrivals.wait(timeout: deadline) == .success
      let taken = items.withLock { items in
        defer { items = [] }
        return items
      }
      // One signal is left over for every item that was taken along with another.
      if !taken.isEmpty || !arrived { return taken }
    }
  }
}
