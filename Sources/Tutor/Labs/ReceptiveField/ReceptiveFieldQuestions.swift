import Engine

/// What is asked in predict mode, what wrong answers look like, and challenges.
extension ReceptiveFieldLab {
  package func question(_ language: Language) -> LabQuestion {
    let label = language("field of \(stage.rawValue)", "\(stage.rawValue) 的感受野")
    let all = ReceptiveFieldLab.pictureSide
    guard let layer, let side = layer.receptiveField else {
      let pool5 = ReceptiveFieldLab.summary(.pool5)?.receptiveField ?? 0
      return LabQuestion(
        place: place, label: label, answer: Float(all),
        mistakes: [
          LabMistake(
            "pool5", Float(pool5),
            language(
              "That is pool5. fc6 reads all of its cells: the whole picture, \(all) pixels.",
              "这是 pool5；fc6 读它的全部元素，即整张图片 \(all) 像素。")),
          LabMistake(
            "cells", Float(ReceptiveFieldLab.summary(.pool5)?.output[1] ?? 0),
            language("Those are units of pool5, not pixels.", "这是 pool5 的神经元个数，不是像素。")),
        ])
    }
    var found: [LabMistake] = []
    func add(_ name: String, _ value: Int?, _ english: String, _ chinese: String) {
      if let value { found.append(LabMistake(name, Float(value), language(english, chinese))) }
    }
    add(
      "sum", ReceptiveFieldLab.field(of: stage) { _ in 1 },
      "The strides were forgotten: one step of this window is as wide as the jump before.", "忘了步长：窗口的一步等于前一层的累计步长。")
    if let before, let kernel = layer.kernel {
      add("before", before.receptiveField, "That is the stage before: this window widens it.", "这是前一层的；这个窗口会把它加宽。")
      add("kernel", kernel, "That is this window alone, in units of the stage before.", "这只是这一层的窗口，以前一层的神经元计。")
      if let jump = before.jump, let side = before.receptiveField {
        add(
          "kernelTimesJump", side + kernel * jump,
          "The window adds (\(kernel) − 1) steps, not \(kernel): the first cell is there already.",
          "窗口只增加 (\(kernel) − 1) 步，不是 \(kernel) 步：第一个已经算在内。")
        add(
          "product", side * kernel, "Fields do not multiply: they grow by (window − 1) jumps.",
          "感受野不是相乘，而是增加（窗口 − 1）个累计步长。")
      }
    }
    // The jump after this stage taken for the one before: as if its stride had come first.
    if let own = layer.jump, let kernel = layer.kernel, layer.stride != 1 {
      add(
        "jumpAfter", (before?.receptiveField ?? 1) + (kernel - 1) * own,
        "The stage's own stride counts only for those that follow.", "本层的步长只对后面的层起作用。")
    }
    return LabQuestion(place: place, label: label, answer: Float(side), mistakes: found)
  }

  /// The field of a stage if the strides were others, from the engine's summaries.
  static func field(of stage: FieldStage, stride: (Int) -> Int) -> Int? {
    guard let paper = Architecture.named("paper") else { return nil }
    let layers = paper.layers.prefix { $0.name != "flatten" }.map { layer -> Layer in
      switch layer.operation {
      case var convolution as Convolution:
        convolution.rows.stride = stride(convolution.rows.stride)
        convolution.columns.stride = convolution.rows.stride
        return Layer(layer.name, convolution)
      case var pooling as MaxPooling:
        pooling.windows.stride = stride(pooling.windows.stride)
        return Layer(layer.name, pooling)
      default: return layer
      }
    }
    let other = Architecture(name: "strides", input: paper.input, layers: Array(layers))
    return other.summarize().layers.first { $0.name == stage.rawValue }?.receptiveField
  }

  package func hint(_ language: Language) -> String {
    language("Field before, plus (window − 1) times the jump before.", "前一层感受野，加上（窗口 − 1）乘前一层的累计步长。")
  }

  package static let tasks: [LabTask<ReceptiveFieldLab>] = [
    LabTask(
      "half", "Mark a cell that sees more than half of the picture's width, none of it padding.",
      "标出一个神经元，它看到图片一半以上的宽度，其中没有填充。"
    ) { lab in
      guard let box = lab.box else { return nil }
      let isInside = box.rows == lab.seen.rows && box.columns == lab.seen.columns
      return isInside && 2 * box.columns.count > ReceptiveFieldLab.pictureSide ? "half" : nil
    },
    LabTask(
      "corner", "Mark a unit of which more than half of the box lies outside of the picture.", "标出一个神经元，它的方框有一半以上在图片之外。"
    ) { lab in
      guard let box = lab.box else { return nil }
      let seen = lab.seen
      return 2 * seen.rows.count * seen.columns.count < box.rows.count * box.columns.count ? "outside" : nil
    },
    LabTask(
      "pixel", "Mark two cells of conv1 that both read the pixel in row 100, column 60.",
      "标出 conv1 的两个神经元，它们都读到第 100 行、第 60 列的像素。",
      needed: 2
    ) { lab in
      guard lab.stage == .conv1, let box = lab.box, box.rows.contains(100), box.columns.contains(60) else { return nil }
      return "\(lab.row),\(lab.column)"
    },
    LabTask(
      "everything", "Mark a unit that depends on every pixel.", "标出一个取决于每个像素的神经元。"
    ) { lab in
      lab.box == nil ? "fc6" : nil
    },
    LabTask(
      "core",
      "Show the effective field of a stage of which nine tenths of the gradient lie in less than half of the area.",
      "显示某层的有效感受野，使九成的梯度落在不到一半的面积里。"
    ) { lab in
      guard let field = lab.effective, field.side > 20 else { return nil }
      return 2 * field.core * field.core < field.side * field.side ? "core" : nil
    },
  ]
}
