import Engine

extension ConvolutionLab {
  package static let tasks: [LabTask<ConvolutionLab>] = [
    LabTask(
      "same-size", "Find settings with a kernel of 3 or more that keep 5×5: the output is as large as the input.",
      "找一组设置：卷积核的边长至少是 3，5×5 的输入给出 5×5 的输出。"
    ) { lab in
      let shape = lab.outputShape
      let isKept = shape[1] == 5 && shape[2] == 5 && lab.rows == 5 && lab.columns == 5
      return isKept && min(lab.kernelRows, lab.kernelColumns) >= 3 ? "kept" : nil
    },
    LabTask(
      "two-by-two", "Get an output of 2×2 from an input of 5×5 in two different ways.",
      "用两种不同的办法从 5×5 的输入得到 2×2 的输出。", needed: 2
    ) { lab in
      let shape = lab.outputShape
      guard shape[1] == 2, shape[2] == 2, lab.rows == 5, lab.columns == 5 else { return nil }
      return "\(lab.kernelRows)×\(lab.kernelColumns) \(lab.stride) \(lab.padding) \(lab.dilation)"
    },
    LabTask(
      "edge", "Type a kernel of your own that answers 0 on every flat area, but not on an upright edge.",
      "自己填一个卷积核：在平坦处的回答都是 0，在竖直的边上却不是。"
    ) { lab in
      lab.preset == nil && lab.answersOnlyToEdges ? "edge" : nil
    },
    LabTask(
      "no-flip",
      "Switch flip on with a kernel on which it changes nothing, whatever the input. Not all weights may be equal.",
      "打开翻转，并用一个翻转后毫无变化的卷积核（无论输入是什么）。权重不能全部相同。"
    ) { lab in
      let isEven = lab.kernel.joined().joined().allSatisfy { $0 == lab.kernel[0][0][0] }
      return lab.isFlipped && lab.kernel == lab.turnedKernel && !isEven ? "symmetric" : nil
    },
    LabTask(
      "impulse", "Type an input of zeros with a single 1, so that the whole kernel stands turned round in the output.",
      "把输入改成一个 1、其余全是 0，让整个卷积核倒转着出现在输出里。"
    ) { $0.showsTurnedKernel ? "impulse" : nil },
    LabTask(
      "bias", "Make an output that is 7 everywhere, though the input is not the same everywhere.",
      "让输出处处是 7，而输入并不处处相同。"
    ) { lab in
      let numbers = lab.input.joined().joined()
      let isEven = numbers.allSatisfy { $0 == lab.input[0][0][0] }
      return !isEven && lab.run.output.data.allSatisfy { LabQuestion.agree($0, 7) } ? "seven" : nil
    },
  ]

  /// The kernel and bias on three test pictures: flat at 1, flat at 5, and a step from 0 to 1 in every place.
  private var answersOnlyToEdges: Bool {
    guard kernelColumns > 1, bias == 0 else { return false }
    func answers(_ number: (Int) -> Float) -> [Float] {
      var lab = self
      let side = 2 * Windows(kernel: max(kernelRows, kernelColumns), dilation: dilation).extent
      let sheet = Sheet(repeating: (0..<side).map(number), count: side)
      lab.input = lab.input.map { _ in sheet }
      let run = ConvolutionRun(
        Convolution(
          outChannels: groups, kernel: kernelRows, kernelWidth: kernelColumns, dilation: dilation, groups: groups),
        input: Tensor([1, channels, side, side], lab.input.joined().flatMap { $0 }),
        weight: Tensor([groups, channels / groups, kernelRows, kernelColumns], laidKernel.joined().flatMap { $0 }),
        bias: bias)
      return run.output.data
    }
    let isFlatQuiet = (answers { _ in 1 } + answers { _ in 5 }).allSatisfy { abs($0) < 0.001 }
    let half = Windows(kernel: max(kernelRows, kernelColumns), dilation: dilation).extent
    return isFlatQuiet && answers { $0 < half ? 0 : 1 }.contains { abs($0) > 0.001 }
  }

  /// One channel with a single 1, and the kernel turned by 180 degrees as a block in the output, which is 0 around it.
  private var showsTurnedKernel: Bool {
    let numbers = input.joined().joined()
    guard channels == 1, stride == 1, dilation == 1, bias == 0, !isFlipped, kernel != turnedKernel else { return false }
    guard numbers.filter({ $0 == 1 }).count == 1, numbers.filter({ $0 == 0 }).count == numbers.count - 1 else {
      return false
    }
    let output = run.output
    let (height, width) = (output.shape[2], output.shape[3])
    guard height >= kernelRows, width >= kernelColumns else { return false }
    for top in 0...height - kernelRows {
      for left in 0...width - kernelColumns {
        let block = (0..<kernelRows).map { row in
          (0..<kernelColumns).map { column in output[[0, 0, top + row, left + column]] }
        }
        if block == turnedKernel[0] { return true }
      }
    }
    return false
  }
}
