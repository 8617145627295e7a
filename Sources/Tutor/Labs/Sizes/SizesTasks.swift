/// Challenges on sizes that the engine checks.
extension SizesLab {
  package static let tasks: [LabTask<SizesLab>] = [
    LabTask(
      "fifty-five", "Find four settings of input, padding and rounding with which a kernel of 11 at stride 4 gives 55.",
      "核宽 11、步长 4：用输入、填充和取整找出四种得到 55 的设置。", needed: 4
    ) { lab in
      guard lab.isOneLayer, lab.kernel == 11, lab.stride == 4, lab.size == 55 else { return nil }
      return "\(lab.input) \(lab.left) \(lab.right) \(lab.overhang > 0)"
    },
    LabTask(
      "unread", "Leave exactly 3 pixels that no window ever reads, with windows that overlap.",
      "让恰好 3 个像素永远没有窗口读到，而且窗口互相重叠。"
    ) { lab in
      lab.isOneLayer && lab.kernel > lab.stride && lab.unread.count == 3 ? "three" : nil
    },
    LabTask(
      "overhang", "Let the last window hang over the edge by 2 pixels.", "让最后一个窗口伸出边界 2 个像素。"
    ) { lab in
      lab.isOneLayer && lab.overhang == 2 ? "two" : nil
    },
    LabTask(
      "even", "Keep the size of the input at stride 1 with an even kernel of 2 or more.", "步长 1，用宽度为偶数的卷积核保持输入的尺寸。"
    ) { lab in
      lab.isOneLayer && lab.stride == 1 && lab.kernel % 2 == 0 && lab.size == lab.input ? "kept" : nil
    },
    LabTask(
      "drift", "Let the impulse drift by 2 pixels or more without changing the size of the row.",
      "让单点漂移 2 个像素以上，而行的长度不变。"
    ) { lab in
      guard lab.chain == .off, lab.view == .impulse else { return nil }
      let rows = lab.impulse
      guard let last = rows.last, last.count == SizesLab.impulseLength, let centre = SizesLab.centre(last) else {
        return nil
      }
      return abs(centre - Float(SizesLab.impulsePlace)) >= 1.999 ? "drift" : nil
    },
    LabTask(
      "chain", "Find two inputs besides 227 that the paper's whole network takes.", "除 227 外，再找两个整个论文网络都接受的输入。",
      needed: 2
    ) { lab in
      guard lab.chain == .paper, let run = lab.run, run.refusal == nil, lab.input != 227 else { return nil }
      return "\(lab.input)"
    },
  ]

  private var isOneLayer: Bool { chain == .off && view == .windows }
}
