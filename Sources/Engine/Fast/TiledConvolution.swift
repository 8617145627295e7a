import CKernels

/// A convolution of 3×3 or 5×5 at stride 1 in tiles of 2×2 outputs, by Winograd's method: 16 products for four outputs
/// instead of 36, or 36 instead of 100, at the price of sums before and after.
///
/// Three steps: the input's tiles become side² numbers a channel; for each of these positions the tiles' numbers times the
/// weights', summed over the channels, are one small matrix product; the sums become outputs. Images are taken a few at a
/// time, so that what lies in between stays in the cache.
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

  /// Whether the method fits the layer: channels must fill vectors, and maps must be worth cutting up.
  static func takes(_ convolution: Convolution, _ input: Shape) -> Bool {
    let kernel = convolution.kernelHeight
    return (kernel == 3 || kernel == 5) && kernel == convolution.kernelWidth && convolution.stride == 1
      && convolution.dilation == 1 && input[1] / convolution.groups % 16 == 0 && min(input[2], input[3]) >= 6
  }

  /// - Parameter panels: of this convolution; what ``prepare(_:)`` has read of them is computed with.
  init(_ convolution: Convolution, _ panels: WeightPanels, _ input: Shape, kernels: FastKernels) {
    (self.convolution, self.panels) = (convolution, panels)
    let positions = (convolution.kernelHeight + 1) * (convolution.kernelHeight + 1)
    weights = FloatMemory(panels.count * positions * panels.inputs * WeightPanels.lanes)
    let (height, width) = TiledConvolution.outputs(convolution, input)
    tiles = ((height + 1) / 2, (width + 1) / 2)
    let oneImage = positions * tiles.rows * tiles.columns * input[1]
    images = max(1, min(input[0], TiledConvolution.cached / oneImage))
    transformed = FloatMemory(images * oneImage)
    let rows = max(1, TiledConvolution.tilesAtOnce / tiles.columns)
    scratchStep = positions * rows * tiles.columns * WeightPanels.lanes
    scratch = FloatMemory(kernels.threads * scratchStep)
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
    for first in stride(from: 0, to: count, by: images) {
      let some = first..<min(first + images, count)
      transform(kernels, input, some)
      multiply(kernels, input.layout, output, some, rectify: rectify)
    }
  }

  /// Floats of one group of one position: `[image][tile row][tile][channel]`.
  private func groupStep(_ channels: Int) -> Int { images * tiles.rows * tiles.columns * channels }

  private func transform(_ kernels: FastKernels, _ input: MapBuffer, _ some: Range<Int>) {
    let layout = input.layout
    let channels = layout.groupChannels
    let rule = ck_tiles(
      kernel: Int32(convolution.kernelHeight), tiles: tiles.columns, row_step: layout.rowStep,
      pixel_step: layout.pixelStep, position_step: layout.groups * groupStep(channels), tile_step: channels)
    kernels.team.run(some.count * layout.groups * tiles.rows) { task in
      let (row, group) = (task % tiles.rows, task / tiles.rows % layout.groups)
      let image = task / tiles.rows / layout.groups
      let place = group * groupStep(channels) + (image * tiles.rows + row) * tiles.columns * channels
      var own = rule
      kernels.table.tiles_from_maps(
        &own, channels,
        input.pointer(image: some.lowerBound + image, group: group, row: 2 * row - layout.padding)
          - layout.padding * layout.pixelStep, transformed.start + place)
    }
  }

  private func multiply(
    _ kernels: FastKernels, _ from: MapLayout, _ output: MapBuffer, _ some: Range<Int>, rectify: Bool
  ) {
    let rows = some.count * tiles.rows
    // Whole rows of tiles, so that a task's outputs are whole rows of maps.
    let rowsAtOnce = max(1, TiledConvolution.tilesAtOnce / tiles.columns)
    let blocks = (rows + rowsAtOnce - 1) / rowsAtOnce
    kernels.team.run(panels.count * blocks) { task in
      let (block, panel) = (task % blocks, task / blocks)
      let own = block * rowsAtOnce..<min((block + 1) * rowsAtOnce, rows)
      let sums = scratch.start + ThreadTeam.index * scratchStep
      multiply(kernels, from, panel, own, sums)
      write(kernels, panel, own, sums, output, firstImage: some.lowerBound, rectify: rectify)
    }
  }

  /// For every position: tiles × channels · channels × lanes.
  private func multiply(
    _ kernels: FastKernels, _ from: MapLayout, _ panel: Int, _ rows: Range<Int>, _ sums: UnsafeMutablePointer<Float>
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
        &product, count, WeightPanels.lanes, transformed.start + place,
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
