import CKernels

/// How a batch of maps lies in memory for the kernels: pixel by pixel with the channels innermost, channel groups apart,
/// with a frame of zeros for the padding of the convolution that reads it.
///
///     [images][groups][frameRows][frameColumns][channels / groups]
///
/// Vectors are maps of one pixel.
struct MapLayout: Equatable, Sendable {
  var images: Int
  var channels: Int
  var height: Int
  var width: Int
  var groups = 1
  /// Zeros before the first row and the first column.
  var padding = 0
  /// Rows and columns with the zeros on all sides.
  var frameRows: Int
  var frameColumns: Int

  /// - Parameters:
  ///   - shape: `[N, C, H, W]` or `[N, F]`.
  ///   - frame: rows and columns that must exist, zeros included; at least the maps with their padding.
  init(_ shape: Shape, groups: Int = 1, padding: Int = 0, frame: (rows: Int, columns: Int) = (0, 0)) {
    let isMaps = shape.rank == 4
    images = shape[0]
    channels = isMaps ? shape[1] : shape.dimensions[1...].reduce(1, *)
    (height, width) = isMaps ? (shape[2], shape[3]) : (1, 1)
    (self.groups, self.padding) = (groups, padding)
    frameRows = max(height + 2 * padding, frame.rows)
    frameColumns = max(width + 2 * padding, frame.columns)
  }

  var groupChannels: Int { channels / groups }
  /// Distance of neighbouring pixels.
  var pixelStep: Int { groupChannels }
  /// Distance of neighbouring rows.
  var rowStep: Int { frameColumns * groupChannels }
  var groupStep: Int { frameRows * rowStep }
  var imageStep: Int { groups * groupStep }
  /// `Int.max` where the numbers cannot be counted: such maps get no memory.
  var count: Int { [groups, frameRows, frameColumns, groupChannels].reduce(images) { .product($0, $1) } }
  /// Whether the maps lie without zeros in between.
  var isDense: Bool { frameRows == height && frameColumns == width }

  /// Of row `row` and column 0 of a group's first channel.
  func offset(image: Int, group: Int, row: Int) -> Int {
    image * imageStep + group * groupStep + (row + padding) * rowStep + padding * pixelStep
  }
}

/// Maps in a layout.
struct MapBuffer: Sendable {
  let layout: MapLayout
  let memory: FloatMemory

  init(_ layout: MapLayout, _ memory: MemoryPlan) {
    self.layout = layout
    // The kernels read whole panels of channels, over the last one's end.
    let (count, overflow) = layout.count.addingReportingOverflow(Int(CK_PANEL))
    self.memory = memory.numbers(overflow ? .max : count)
  }

  func pointer(image: Int, group: Int, row: Int) -> UnsafeMutablePointer<Float> {
    memory.start + layout.offset(image: image, group: group, row: row)
  }

  func pointer(image: Int, group: Int, row: Int, column: Int) -> UnsafeMutablePointer<Float> {
    pointer(image: image, group: group, row: row) + column * layout.pixelStep
  }

  /// A run of channels that lies in one group: `channel` within the group, and as many as there are up to `end`.
  func pointer(image: Int, channel: Int, row: Int) -> UnsafeMutablePointer<Float> {
    pointer(image: image, group: channel / layout.groupChannels, row: row) + channel % layout.groupChannels
  }
}
