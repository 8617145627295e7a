import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What workers report to the loop: a locked list and a pipe that makes `poll` return.
final class Mailbox<Item: Sendable>: Sendable {
  private let items = Mutex<[Item]>([])
  private let writeEnd: Int32
  /// Readable while something waits.
  let descriptor: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    // Without descriptors nothing wakes the loop, but what waits is still found with the next key.
    if pipe(&ends) == 0 {
      for end in ends {
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      }
    }
    (descriptor, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }

  func post(_ item: Item) {
    let wasEmpty = items.withLock { items in
      items.append(item)
      return items.count == 1
    }
    guard wasEmpty else { return }
    var byte: UInt8 = 1
    while write(writeEnd, &byte, 1) < 0 && errno == EINTR {}
  }

  func takeAll() -> [Item] {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &bytes, bytes.count) > 0 {}
    return items.withLock { items in
      defer { items = [] }
      return items
    }
  }
}
