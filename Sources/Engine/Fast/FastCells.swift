import CKernels

/// Pooling, normalisation and activations on the buffers of the kernels.
extension FastKernels {
  /// In place.
  func activate(_ activation: FastActivation, _ buffer: MapBuffer) {
    let layout = buffer.layout
    team.run(layout.images * layout.groups * layout.height) { task in
      let (row, group) = (task % layout.height, task / layout.height % layout.groups)
      let start = buffer.pointer(image: task / layout.height / layout.groups, group: group, row: row)
      self.table.activate(activation.kind, activation.slope, layout.width * layout.groupChannels, start)
    }
  }

  /// In place; the buffer's channels must lie together.
  func normalize(_ normalization: LocalResponseNormalization, _ buffer: MapBuffer) {
    let layout = buffer.layout
    team.run(layout.images * layout.height) { task in
      var rule = FastKernels.rule(normalization, layout)
      let row = buffer.pointer(image: task / layout.height, group: 0, row: task % layout.height)
      for tower in 0..<normalization.towers {
        let own = row + tower * rule.channels
        self.table.normalize(&rule, own, own)
      }
    }
  }

  /// For one row of one tower of maps in `layout`.
  static func rule(_ normalization: LocalResponseNormalization, _ layout: MapLayout) -> ck_normalization {
    let channels = layout.channels / normalization.towers
    let reach = min(normalization.size, channels)
    return ck_normalization(
      channels: channels, pixels: layout.width, pixel_step: layout.pixelStep,
      before: min(normalization.size / 2, reach), after: min((normalization.size - 1) / 2, reach), k: normalization.k,
      alpha: normalization.alpha, beta: normalization.beta)
  }

  static func takes(_ normalization: LocalResponseNormalization, channels: Int) -> Bool {
    channels <= Int(CK_MOST_CHANNELS)
  }

  func pool(_ pooling: MaxPooling, _ input: MapBuffer, _ output: MapBuffer) {
    pool(pooling.windows, input, output) { windows, _, from, to in self.table.largest(&windows, from, to) }
  }

  func pool(_ pooling: AveragePooling, _ input: MapBuffer, _ output: MapBuffer) {
    let windows = pooling.windows
    pool(windows, input, output) { row, start, from, to in
      row.count_padding = pooling.countIncludePad
      row.rows_counted =
        pooling.countIncludePad ? min(windows.kernel, input.layout.height + windows.padding - start) : row.rows
      self.table.mean(&row, from, to)
    }
  }

  /// `body` for every row of outputs and every run of channels that lies together in both buffers.
  private func pool(
    _ windows: Windows, _ input: MapBuffer, _ output: MapBuffer,
    _ body: @escaping (inout ck_windows, Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) {
    let (from, to) = (input.layout, output.layout)
    let runs = FastKernels.runs(from, to)
    team.run(to.images * to.height) { task in
      let (image, row) = (task / to.height, task % to.height)
      let start = windows.start(ofWindow: row)
      let taps = windows.taps(ofWindow: row, on: from.height)
      for channels in runs {
        var walk = ck_windows(
          channels: channels.count, rows: taps.count, row_step: from.rowStep, pixel_step: from.pixelStep,
          width: from.width, kernel: windows.kernel, stride: windows.stride, padding: windows.padding,
          outputs: to.width, output_step: to.pixelStep, rows_counted: taps.count, count_padding: false)
        body(
          &walk, start, input.pointer(image: image, channel: channels.lowerBound, row: start + taps.lowerBound),
          output.pointer(image: image, channel: channels.lowerBound, row: row))
      }
    }
  }

  /// Channels that lie together in all of the layouts.
  static func runs(_ layouts: MapLayout...) -> [Range<Int>] {
    let edges = Set(layouts.flatMap { layout in (0...layout.groups).map { $0 * layout.groupChannels } }).sorted()
    return zip(edges, edges.dropFirst()).map { $0..<$1 }
  }
}

/// An activation that the kernels have.
struct FastActivation {
  let kind: ck_activation
  /// Of the leaky ReLU below zero.
  var slope: Float = 0

  init?(_ operation: any Operation) {
    switch operation {
    case is ReLU: kind = CK_RELU
    case let leaky as LeakyReLU where leaky.slope > 0: (kind, slope) = (CK_LEAKY_RELU, leaky.slope)
    case is Sigmoid: kind = CK_SIGMOID
    case is Tanh: kind = CK_TANH
    default: return nil
    }
  }
}
