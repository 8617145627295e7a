import CKernels

/// The ways back through pooling, normalisation and activations on the buffers of the kernels.
extension FastKernels {
  /// From the gradient of `output` to that of what was activated, in place.
  func activateBack(_ activation: FastActivation, _ gradient: MapBuffer, output: MapBuffer) {
    func back(_ count: Int, _ output: UnsafePointer<Float>, _ gradient: UnsafeMutablePointer<Float>) {
      table.activate_back(activation.kind, activation.slope, count, output, gradient)
    }
    let (from, to) = (output.layout, gradient.layout)
    let runs = FastKernels.runs(from, to)
    team.run(to.images * to.height) { task in
      let (image, row) = (task / to.height, task % to.height)
      for channels in runs {
        let read = output.pointer(image: image, channel: channels.lowerBound, row: row)
        let write = gradient.pointer(image: image, channel: channels.lowerBound, row: row)
        if channels.count == from.pixelStep, channels.count == to.pixelStep {
          back(to.width * channels.count, read, write)
        } else {
          for x in 0..<to.width { back(channels.count, read + x * from.pixelStep, write + x * to.pixelStep) }
        }
      }
    }
  }

  /// The channels of all buffers must lie together.
  func normalizeBack(
    _ normalization: LocalResponseNormalization, _ input: MapBuffer, _ outputGradient: MapBuffer,
    _ inputGradient: MapBuffer
  ) {
    let (from, sent, to) = (input.layout, outputGradient.layout, inputGradient.layout)
    team.run(to.images * to.height) { task in
      let (image, row) = (task / to.height, task % to.height)
      var rule = FastKernels.rule(normalization, from)
      for tower in 0..<normalization.towers {
        let first = tower * rule.channels
        self.table.normalize_back(
          &rule, input.pointer(image: image, group: 0, row: row) + first,
          outputGradient.pointer(image: image, group: 0, row: row) + first, sent.pixelStep,
          inputGradient.pointer(image: image, group: 0, row: row) + first, to.pixelStep)
      }
    }
  }

  func poolBack(_ pooling: MaxPooling, _ buffers: LayerBuffers, isRectified: Bool) {
    poolBack(pooling.windows, buffers) { windows, _, channels, image, row, first in
      windows.rectified = isRectified
      self.table.largest_back(
        &windows, buffers.input.pointer(image: image, channel: channels.lowerBound, row: first),
        buffers.output.pointer(image: image, channel: channels.lowerBound, row: row),
        buffers.outputGradient.pointer(image: image, channel: channels.lowerBound, row: row),
        buffers.inputGradient.pointer(image: image, channel: channels.lowerBound, row: first))
    }
  }

  func poolBack(_ pooling: AveragePooling, _ buffers: LayerBuffers) {
    poolBack(pooling.windows, buffers) { windows, start, channels, image, row, first in
      windows.windows.count_padding = pooling.countIncludePad
      if pooling.countIncludePad {
        windows.windows.rows_counted = min(
          pooling.windows.kernel, buffers.input.layout.height + pooling.windows.padding - start)
      }
      self.table.mean_back(
        &windows, buffers.outputGradient.pointer(image: image, channel: channels.lowerBound, row: row),
        buffers.inputGradient.pointer(image: image, channel: channels.lowerBound, row: first))
    }
  }

  /// `body` for every row of outputs and every run of channels that lies together in all buffers, one picture after the
  /// other on one thread: windows overlap. The gradient of the input begins as zeros.
  private func poolBack(
    _ windows: Windows, _ buffers: LayerBuffers,
    _ body:
      @escaping (
        inout ck_windows_back, _ start: Int, _ channels: Range<Int>, _ image: Int, _ row: Int, _ firstRow: Int
      ) -> Void
  ) {
    let (from, to) = (buffers.input.layout, buffers.output.layout)
    let (received, sent) = (buffers.inputGradient, buffers.outputGradient.layout)
    let runs = FastKernels.runs(from, to, received.layout, sent)
    team.run(to.images * runs.count) { task in
      let (image, channels) = (task / runs.count, runs[task % runs.count])
      received.clear(image: image, channels: channels)
      for row in 0..<to.height {
        let start = windows.start(ofWindow: row)
        let taps = windows.taps(ofWindow: row, on: from.height)
        let walk = ck_windows(
          channels: channels.count, rows: taps.count, row_step: from.rowStep, pixel_step: from.pixelStep,
          width: from.width, kernel: windows.kernel, stride: windows.stride, padding: windows.padding,
          outputs: to.width, output_step: to.pixelStep, rows_counted: taps.count, count_padding: false)
        var back = ck_windows_back(
          windows: walk, row_step: received.layout.rowStep, pixel_step: received.layout.pixelStep,
          output_step: sent.pixelStep, rectified: false)
        body(&back, start, channels, image, row, start + taps.lowerBound)
      }
    }
  }
}

extension MapBuffer {
  /// Sets some channels of a picture to zero.
  fileprivate func clear(image: Int, channels: Range<Int>) {
    for row in 0..<layout.height {
      let start = pointer(image: image, channel: channels.lowerBound, row: row)
      if channels.count == layout.pixelStep {
        start.update(repeating: 0, count: layout.width * channels.count)
      } else {
        for x in 0..<layout.width { (start + x * layout.pixelStep).update(repeating: 0, count: channels.count) }
      }
    }
  }
}
