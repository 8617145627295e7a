import Tutor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reading and writing whole files; what goes wrong is one sentence that names the file.
struct FileAccess {
  let language: Language

  init(_ language: Language) { self.language = language }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The bytes of the file at `path`, at most `limit` of them. A pipe or a device might never say anything, or never end.
  func read(_ path: String, limit: Int = 1 << 31) throws(Refusal) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw errno == ENXIO ? noFile(path) : cannotRead(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw cannotRead(path, errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw cannotRead(path, EISDIR) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw noFile(path) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(limit, max(0, Int(status.st_size))) + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readSome(descriptor, &chunk)
      if count < 0 { throw cannotRead(path, errno) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw Refusal(
          language(
            "\(path) is larger than \(limit >> 20) MiB; give a smaller file", "\(path) 超过 \(limit >> 20) MiB；请换一个小一些的文件"
          ))
      }
      bytes += chunk[..<count]
    }
  }

  /// Writes a file under a temporary name and renames it, so that nobody ever sees half of it. What is no regular file, a
  /// pipe for one, is written as it is.
  func write(_ bytes: [UInt8], to path: String) throws(Refusal) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      guard status.st_mode & S_IFMT != S_IFDIR else { throw cannotWrite(path, EISDIR) }
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw cannotWrite(path, errno) }
      return try finish(descriptor, bytes, path)
    }
    let temporary = "\(path).\(getpid()).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw cannotWrite(path, errno) }
    // What was there keeps its permissions.
    if stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    do throws(Refusal) {
      try finish(descriptor, bytes, path)
      guard rename(temporary, path) == 0 else { throw cannotWrite(path, errno) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Makes a file that must not be there yet.
  func create(_ bytes: [UInt8], at path: String) throws(Refusal) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw cannotWrite(path, errno) }
    do throws(Refusal) { try finish(descriptor, bytes, path) } catch {
      unlink(path)
      throw error
    }
  }

  /// Makes a folder and those above it; one that is there already is left alone.
  func makeFolder(_ path: String) throws(Refusal) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += prefix.isEmpty || prefix.hasSuffix("/") ? String(part) : "/\(part)"
      guard mkdir(prefix, 0o777) != 0 else { continue }
      let reason = errno
      var status = stat()
      guard stat(prefix, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        let why = explain(reason == EEXIST ? ENOTDIR : reason)
        throw Refusal(language("cannot make the folder \(path): \(why)", "无法建立文件夹 \(path)：\(why)"))
      }
    }
  }

  /// Writes everything and closes the descriptor, whatever happens.
  private func finish(_ descriptor: Int32, _ bytes: [UInt8], _ path: String) throws(Refusal) {
    var reason = writeAll(bytes, to: descriptor)
    if close(descriptor) != 0, reason == 0 { reason = errno }
    if reason != 0 { throw cannotWrite(path, reason) }
  }

  private func noFile(_ path: String) -> Refusal {
    Refusal(
      language(
        "cannot read \(path): it is a pipe or a device; name a file on a disk", "无法读取 \(path)：这是管道或设备；请给出磁盘上的文件"))
  }

  func cannotRead(_ path: String, _ reason: Int32) -> Refusal {
    Refusal(language("cannot read \(path): \(explain(reason))", "无法读取 \(path)：\(explain(reason))"))
  }

  private func cannotWrite(_ path: String, _ reason: Int32) -> Refusal {
    Refusal(language("cannot write \(path): \(explain(reason))", "无法写入 \(path)：\(explain(reason))"))
  }

  func explain(_ reason: Int32) -> String {
    switch reason {
    case ENOENT: language("there is no such file or folder; check the name", "没有这个文件或文件夹；请检查名称")
    case EISDIR: language("it is a folder; name a file", "这是一个文件夹；请给出文件")
    case EEXIST: language("it is there already and is left alone; choose another name", "已经存在，不会改动；请换一个名称")
    case ENOTDIR: language("a part of that path is a file, not a folder", "路径中有一部分是文件，不是文件夹")
    case EACCES, EPERM: language("it is not permitted; check the permissions", "没有权限；请检查访问权限")
    case EROFS: language("the file system is read-only; choose another place", "文件系统是只读的；请换一个位置")
    case ENOSPC, EDQUOT: language("the disk is full; make room or choose another place", "磁盘已满；请腾出空间或换一个位置")
    default: String(cString: strerror(reason))
    }
  }
}

/// Writes all bytes to a descriptor; what went wrong as an error number, or 0.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let count = write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      if count >= 0 { written += count } else if errno != EINTR { return errno }
    }
    return 0
  }
}

/// Reads what is there, at most a chunk; 0 at the end, −1 if something went wrong.
private func readSome(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count >= 0 || errno != EINTR { return count }
  }
}
