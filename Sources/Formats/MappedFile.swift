import CMapping

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file in memory, read-only. Its pages come from the disk, or from the system's cache, when they are first read.
package final class MappedFile: ByteSource {
  /// Why a file cannot be mapped.
  package enum Trouble: Error, Equatable {
    /// The system's reason, an error number.
    case system(Int32)
    /// A pipe, a terminal, a device: what comes out of it does not stay.
    case notAFile
  }

  nonisolated(unsafe) package let bytes: UnsafeRawBufferPointer
  private let descriptor: Int32
  private let state: State

  /// What changes when somebody writes to the file.
  private struct State: Equatable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  /// - Parameter sentence: what the program says before it ends with status 1, should the file be cut off while it is read.
  package init(_ path: String, ifCutOff sentence: String) throws(Trouble) {
    // A pipe that nobody writes to would not let us go on.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(errno) }
    do throws(Trouble) {
      state = try MappedFile.state(descriptor)
      bytes = try MappedFile.map(descriptor, state.size, ifCutOff: sentence)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit {
    if let start = bytes.baseAddress {
      mapping_forget(start)
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
    close(descriptor)
  }

  /// Whether nobody has written to the file or cut it off since it was opened.
  package var isUnchanged: Bool { (try? MappedFile.state(descriptor)) == state }

  /// Gives whole pages back; they come again when they are read.
  package func discard(_ range: Range<Int>) {
    let page = sysconf(Int32(_SC_PAGESIZE))
    guard let start = bytes.baseAddress, page > 0 else { return }
    let first = (range.lowerBound + page - 1) / page * page
    let last = range.upperBound / page * page
    guard first < last else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + first), last - first, MADV_DONTNEED)
  }

  private static func state(_ descriptor: Int32) throws(Trouble) -> State {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .system(EISDIR) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    #if canImport(Glibc)
      let modified = status.st_mtim
    #else
      let modified = status.st_mtimespec
    #endif
    return State(size: Int(status.st_size), seconds: modified.tv_sec, nanoseconds: modified.tv_nsec)
  }

  private static func map(
    _ descriptor: Int32, _ size: Int, ifCutOff sentence: String
  ) throws(Trouble) -> UnsafeRawBufferPointer {
    guard size > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let memory, memory != MAP_FAILED else { throw .system(errno) }
    // Nobody reads from a file whose end would end the program without a word.
    let trouble = sentence.withCString { mapping_watch(memory, size, $0) }
    guard trouble == 0 else {
      munmap(memory, size)
      throw .system(trouble)
    }
    return UnsafeRawBufferPointer(start: memory, count: size)
  }
}
