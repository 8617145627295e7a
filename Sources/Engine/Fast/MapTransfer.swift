import CKernels

/// Between tensors, channel after channel, and the buffers of the kernels, pixel after pixel.
extension FastKernels {
  /// Fills `buffer` with a tensor of its shape.
  func load(_ tensor: Tensor, into buffer: MapBuffer) {
    let layout = buffer.layout
    precondition(tensor.shape.count == layout.images * layout.channels * layout.height * layout.width)
    tensor.data.withUnsafeBufferPointer { numbers in
      guard let start = numbers.baseAddress else { return }
      let source = Pointer(start)
      eachRow(of: layout) { pixels, plane in
        ck_pixels_from_planes(
          layout.groupChannels, layout.width, source.start + plane, layout.height * layout.width,
          buffer.memory.start + pixels, layout.pixelStep)
      }
    }
  }

  /// The numbers of `buffer` as a tensor of `shape`.
  func tensor(_ buffer: MapBuffer, _ shape: Shape) -> Tensor {
    let layout = buffer.layout
    precondition(shape.count == layout.images * layout.channels * layout.height * layout.width)
    let numbers = [Float](unsafeUninitializedCapacity: shape.count) { target, count in
      count = shape.count
      guard let start = target.baseAddress else { return }
      let target = MutablePointer(start)
      eachRow(of: layout) { pixels, plane in
        ck_planes_from_pixels(
          layout.groupChannels, layout.width, buffer.memory.start + pixels, layout.pixelStep, target.start + plane,
          layout.height * layout.width)
      }
    }
    return Tensor(shape, numbers)
  }

  /// Maps to vectors, channel after channel.
  func flatten(_ maps: MapBuffer, to vectors: MapBuffer) {
    eachRow(of: maps.layout) { pixels, plane in
      ck_planes_from_pixels(
        maps.layout.groupChannels, maps.layout.width, maps.memory.start + pixels, maps.layout.pixelStep,
        vectors.memory.start + plane, maps.layout.height * maps.layout.width)
    }
  }

  /// The way back.
  func unflatten(_ vectors: MapBuffer, to maps: MapBuffer) {
    eachRow(of: maps.layout) { pixels, plane in
      ck_pixels_from_planes(
        maps.layout.groupChannels, maps.layout.width, vectors.memory.start + plane,
        maps.layout.height * maps.layout.width, maps.memory.start + pixels, maps.layout.pixelStep)
    }
  }

  /// `body` for every row of every group: where its pixels begin in the layout, and where among planes one after another.
  private func eachRow(of layout: MapLayout, _ body: @escaping (_ pixels: Int, _ plane: Int) -> Void) {
    let area = layout.height * layout.width
    team.run(layout.images * layout.groups * layout.height) { task in
      let (row, group) = (task % layout.height, task / layout.height % layout.groups)
      let image = task / layout.height / layout.groups
      let plane = (image * layout.channels + group * layout.groupChannels) * area
      body(layout.offset(image: image, group: group, row: row), plane + row * layout.width)
    }
  }

  /// The same maps in another layout.
  func copy(_ source: MapBuffer, to target: MapBuffer) {
    let (from, to) = (source.layout, target.layout)
    let run = greatestRun(from.groupChannels, to.groupChannels)
    team.run(to.images * to.height) { task in
      let (image, row) = (task / to.height, task % to.height)
      for channel in stride(from: 0, to: to.channels, by: run) {
        var (read, write) = (
          source.pointer(image: image, channel: channel, row: row),
          target.pointer(image: image, channel: channel, row: row)
        )
        for _ in 0..<to.width {
          write.update(from: read, count: run)
          read += from.pixelStep
          write += to.pixelStep
        }
      }
    }
  }

  /// Channels that lie together in groups of either size.
  private func greatestRun(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestRun(b, a % b) }
}

/// A pointer that threads may share: what they read or write is apart.
struct Pointer: @unchecked Sendable {
  let start: UnsafePointer<Float>
  init(_ start: UnsafePointer<Float>) { self.start = start }
}

struct MutablePointer: @unchecked Sendable {
  let start: UnsafeMutablePointer<Float>
  init(_ start: UnsafeMutablePointer<Float>) { self.start = start }
}
