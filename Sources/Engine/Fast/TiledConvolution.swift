import CKernels

/// A convolution of 3×3 or 5×5 at stride 1 in tiles of 2×2 outputs, by Winograd's method: 16 products for four outputs
/// instead of 36, or 36 instead of 100, at the price of sums before and after.
///
/// Three steps: the input's tiles become side² numbers a channel; for each of these positions the tiles' numbers times the
/// weights', summed over the channels, are one small matrix product; the sums become outputs. What lies in between should
/// stay in a cache: small images are each taken by one thread from start to end, large ones a few at a time by all.
///
/// The sums mix the numbers of a tile: an infinity or NaN that a window of it reads makes all four of its outputs NaN.
///
/// Source: Lavin, Gray 2016, "Fast algorithms for convolutional neural networks".
struct TiledConvolution: Sendable {
  let convolution: Convolution
  private let panels: WeightPanels
  /// `[panel][position][input][lane]`
  private let weights: FloatMemory
  private let transformed: FloatMemory
  /// The sums of one task, for each thread.
  private let scratch: FloatMemory
  private let scratchStep: Int
  private let tiles: (rows: Int, columns: Int)
  /// Images that are transformed at once.
  private let images: Int
  /// Whether each thread has a transformed image of its own.
  private let isByImage: Bool

  /// Whether the method fits the layer: channels must fill vectors, and maps must be worth cutting up.
  static func takes(_ convolution: Convolution, _ input: Shape) -> Bool {
    let kernel = convolution.kernelHeight
    return (kernel == 3 || kernel == 5) && kernel == convolution.kernelWidth && convolution.stride == 1
      && convolution.dilation == 1 && input[1] / convolution.groups % 16 == 0 && min(input[2], input[3]) >= 6
  }

  /// - Parameter panels: of this convolution; what ``prepare(_:)`` has read of them is computed with.
  init(
    _ convolution: Convolution, _ panels: WeightPanels, _ input: Shape, kernels: FastKernels, _ memory: MemoryPlan
  ) {
    (self.convolution, self.panels) = (convolution, panels)
    let positions = (convolution.kernelHeight + 1) * (convolution.kernelHeight + 1)
    weights = memory.numbers(panels.count, positions, panels.inputs, WeightPanels.lanes)
    let (height, width) = TiledConvolution.outputs(convolution, input)
    tiles = ((height + 1) / 2, (width + 1) / 2)
    let oneImage = positions * tiles.rows * tiles.columns * input[1]
    isByImage = input[0] >= kernels.threads && oneImage <= TiledConvolution.cachedByThread
    images = isByImage ? 1 : max(1, min(input[0], TiledConvolution.cached / oneImage))
    transformed = memory.numbers(isByImage ? kernels.threads : images, oneImage)
    let tilesAtOnce = max(1, TiledConvolution.tilesAtOnce / tiles.columns) * tiles.columns
    scratchStep = positions * tilesAtOnce * WeightPanels.lanes
    scratch = memory.numbers(kernels.threads, scratchStep)
  }

  /// Transforms the weights; to be called again when they have changed.
  func prepare(_ kernels: FastKernels) {
    kernels.team.run(panels.count) { panel in
      kernels.table.tiles_from_weights(
        Int32(convolution.kernelHeight), panels.inputs, panels.weights(panel),
        weights.start + panel * positions * panels.inputs * WeightPanels.lanes)
    }
  }

  /// Floats of which the last cache holds most.
  private static let cached = 2_000_000
  /// The same of a thread's own cache, with the sums beside.
  private static let cachedByThread = 150_000
  /// Tiles whose sums one task holds.
  private static let tilesAtOnce = 56

  private static func outputs(_ convolution: Convolution, _ input: Shape) -> (height: Int, width: Int) {
    (convolution.rows.count(on: input[2]) ?? 1, convolution.columns.count(on: input[3]) ?? 1)
  }

  /// The layout that the input must have: the last tile may hang over the frame of a plain convolution.
  static func layout(_ convolution: Convolution, _ shape: Shape) -> MapLayout {
    let (height, width) = outputs(convolution, shape)
    let kernel = convolution.kernelHeight
    return MapLayout(
      shape, groups: convolution.groups, padding: convolution.padding,
      frame: ((height + 1) / 2 * 2 + kernel - 1, (width + 1) / 2 * 2 + kernel - 1))
  }

  // MARK: Computing

  private var positions: Int { (convolution.kernelHeight + 1) * (convolution.kernelHeight + 1) }

  func run(_ kernels: FastKernels, _ input: MapBuffer, _ output: MapBuffer, rectify: Bool) {
    let count = input.layout.images
    guard !isByImage else {
      return kernels.team.run(count) { image in
        let own = transformed.start + ThreadTeam.index * transformed.count / kernels.threads
        for part in 0..<input.layout.groups * tiles.rows { transform(kernels, input, image..<image + 1, part, own) }
        for part in 0..<parts(images: 1) {
          multiply(kernels, input.layout, output, image..<image + 1, part, own, rectify: rectify)
        }
      }
    }
    for first in stride(from: 0, to: count, by: images) {
      let some = first..<min(first + images, count)
      kernels.team.run(some.count * input.layout.groups * tiles.rows) { part in
        transform(kernels, input, some, part, transformed.start)
      }
      kernels.team.run(parts(images: some.count)) { part in
        multiply(kernels, input.layout, output, some, part, transformed.start, rectify: rectify)
      }
    }
  }

  /// Floats of one group of one position: `[image][tile row][tile][channel]`.
  private func groupStep(_ channels: Int) -> Int { images * tiles.rows * tiles.columns * channels }

  /// Transforms one row of tiles of one group of one image, the `part`th.
  private func transform(
    _ kernels: FastKernels, _ input: MapBuffer, _ some: Range<Int>, _ part: Int, _ target: UnsafeMutablePointer<Float>
  ) {
    let layout = input.layout
    let channels = layout.groupChannels
    var rule = ck_tiles(
      kernel: Int32(convolution.kernelHeight), tiles: tiles.columns, row_step: layout.rowStep,
      pixel_step: layout.pixelStep, position_step: layout.groups * groupStep(channels), tile_step: channels)
    let (row, group) = (part % tiles.rows, part / tiles.rows % layout.groups)
    let image = part / tiles.rows / layout.groups
    kernels.table.tiles_from_maps(
      &rule, channels,
      input.pointer(image: some.lowerBound + image, group: group, row: 2 * row - layout.padding)
        - layout.padding * layout.pixelStep,
      target + group * groupStep(channels) + (image * tiles.rows + row) * tiles.columns * channels)
  }

  /// Whole rows of tiles that are multiplied at once, so that their outputs are whole rows of maps.
  private var rowsAtOnce: Int { max(1, TiledConvolution.tilesAtOnce / tiles.columns) }

  private func parts(images: Int) -> Int { panels.count * blocks(images: images) }
  private func blocks(images: Int) -> Int { (images * tiles.rows + rowsAtOnce - 1) / rowsAtOnce }

  /// Multiplies some rows of tiles with one panel and writes the outputs, the `part`th.
  private func multiply(
    _ kernels: FastKernels, _ from: MapLayout, _ output: MapBuffer, _ some: Range<Int>, _ part: Int,
    _ transformed: UnsafePointer<Float>, rectify: Bool
  ) {
    let blocks = blocks(images: some.count)
    let (block, panel) = (part % blocks, part / blocks)
    let rows = block * rowsAtOnce..<min((block + 1) * rowsAtOnce, some.count * tiles.rows)
    let sums = scratch.start + ThreadTeam.index * scratchStep
    multiply(kernels, from, panel, rows, transformed, sums)
    write(kernels, panel, rows, sums, output, firstImage: some.lowerBound, rectify: rectify)
  }

  /// For every position: tiles × channels · channels × lanes.
  private func multiply(
    _ kernels: FastKernels, _ from: MapLayout, _ panel: Int, _ rows: Range<Int>, _ transformed: UnsafePointer<Float>,
    _ sums: UnsafeMutablePointer<Float>
  ) {
    let channels = from.groupChannels
    let group = panels.channels[panel].lowerBound / (convolution.outChannels / convolution.groups)
    let count = rows.count * tiles.columns
    var product = ck_product(
      outer: 1, inner: 1, run: channels, a_row: channels, a_outer: 0, a_inner: 0, a_step: 1, b_outer: 0, b_inner: 0,
      b_step: WeightPanels.lanes, out_row: WeightPanels.lanes, accumulate: false, rectify: false)
    for position in 0..<positions {
      let place = (position * from.groups + group) * groupStep(channels) + rows.lowerBound * tiles.columns * channels
      kernels.table.product(
        &product, count, WeightPanels.lanes, transformed + place,
        weights.start + (panel * positions + position) * channels * WeightPanels.lanes, nil,
        sums + position * count * WeightPanels.lanes)
    }
  }

  private func write(
    _ kernels: FastKernels, _ panel: Int, _ rows: Range<Int>, _ sums: UnsafePointer<Float>, _ output: MapBuffer,
    firstImage: Int, rectify: Bool
  ) {
    let (layout, channels) = (output.layout, panels.channels[panel])
    var cut = ck_tiles(
      kernel: Int32(convolution.kernelHeight), tiles: tiles.columns, row_step: layout.rowStep,
      pixel_step: layout.pixelStep, position_step: rows.count * tiles.columns * WeightPanels.lanes,
      tile_step: WeightPanels.lanes)
    for (place, row) in rows.enumerated() {
      let (image, tileRow) = (row / tiles.rows, row % tiles.rows)
      kernels.table.maps_from_tiles(
        &cut, min(2, layout.height - 2 * tileRow), layout.width, channels.count, rectify,
        sums + place * tiles.columns * WeightPanels.lanes, panels.biases(panel),
        output.pointer(image: firstImage + image, channel: channels.lowerBound, row: 2 * tileRow))
    }
  }
}
