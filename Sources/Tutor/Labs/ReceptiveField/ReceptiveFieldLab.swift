import Engine
import TextUI

/// The stages of the paper's network whose cells see different squares of the picture.
package enum FieldStage: String, LabChoice {
  case conv1, pool1, conv2, pool2, conv3, conv4, conv5, pool5, fc6
  package func name(_ language: Language) -> String { rawValue }
}

package enum FieldView: String, LabChoice {
  /// The part of the picture under the box.
  case box
  /// How strongly every pixel of the box acts on the cell, by a backward pass.
  case effective
  package func name(_ language: Language) -> String {
    self == .box ? language("box", "方框") : language("effective", "有效感受野")
  }
}

package enum FieldWeights: String, LabChoice {
  /// Seeded weights, ReLU and max pooling.
  case random
  /// All weights 1, no ReLU, average pooling: the gradient counts paths.
  case ones
  package func name(_ language: Language) -> String {
    self == .random ? language("random", "随机") : language("ones", "全 1")
  }
}

package enum FieldSample: String, LabChoice {
  case cat, harbour, patterns
  package func name(_ language: Language) -> String {
    switch self {
    case .cat: language("cat", "猫")
    case .harbour: language("harbour", "港湾")
    case .patterns: language("patterns", "图案")
    }
  }
}

/// The receptive field lab: what one cell of the paper's network sees of the picture.
///
/// Sides, jumps and centres are those of ``LayerSummary``; the effective field is a backward pass through the same windows.
package struct ReceptiveFieldLab: KnobLab {
  package private(set) var stage = FieldStage.conv2
  package var view = FieldView.box
  package var weights = FieldWeights.random
  package var sample = FieldSample.cat
  /// The marked cell of the stage's maps.
  package var row = 13
  package var column = 13
  package var seed = 0
  /// Follows from the settings.
  var effective: EffectiveField?
  var picture: PictureOfSample? { PictureOfSample.all[sample] }

  package init() {}

  package static let name = "receptive-field"
  package static func title(_ language: Language) -> String { language("Receptive field", "感受野") }
  package static func summary(_ language: Language) -> String {
    language("what one unit of any layer sees of the picture", "任意一层的一个神经元看到图片的哪一块")
  }

  package static let knobs: [Knob<ReceptiveFieldLab>] = [
    .choice("stage", ("stage", "层"), \.stageKeepingPlace, "stage of the paper's network", "论文网络的层"),
    .choice("view", ("show", "显示"), \.view, "the box, or how strongly each pixel acts", "方框，或各像素作用的强弱"),
    Knob.choice(
      "weights", ("weights", "权重"), \.weights, "random with ReLU and max pooling, or all 1 and linear",
      "随机（含 ReLU、最大池化），或全 1 线性"
    )
    .when { $0.view == .effective },
    .choice("sample", ("picture", "图片"), \.sample, "drawn sample", "示例图片"),
    cellKnob,
    .integer("seed", nil, \.seed, 0...9999, "number of the random weights", "随机权重的编号"),
  ]

  /// Where it is not said, the middle cell of the stage is meant.
  private static let cellKnob = Knob<ReceptiveFieldLab>(
    option: LabOption("cell", "ROW,COLUMN", "marked unit of the stage", "该层中标出的神经元"), label: nil,
    show: { lab, _ in "\(lab.row),\(lab.column)" }, change: { _, _ throws(LabError) in },
    enter: { lab, text throws(LabError) in
      let settings = try LabSettings([LabSetting("cell", text)], options: options)
      guard let cell = try settings.integers("cell", counts: 2...2, example: "3,4") else { return }
      (lab.row, lab.column) = (cell[0], cell[1])
    },
    setting: { lab in
      let middle = (lab.side - 1) / 2
      return lab.row == middle && lab.column == middle ? nil : "\(lab.row),\(lab.column)"
    })

  package mutating func fit() throws(LabError) {
    (row, column) = (max(0, min(row, side - 1)), max(0, min(column, side - 1)))
    let asked = EffectiveField.Question(self)
    if effective?.question != asked { effective = asked.map { EffectiveField($0, picture) } }
  }

  package var settingsAlone: ReceptiveFieldLab {
    var lab = self
    lab.effective = nil
    return lab
  }

  /// After changes that need no check.
  private mutating func refresh() { try? fit() }

  // MARK: The stage

  /// The paper's layers, as their summaries have them.
  static let layers = Architecture.named("paper")?.summaries ?? []

  static func summary(_ stage: FieldStage) -> LayerSummary? { layers.first { $0.name == stage.rawValue } }
  var layer: LayerSummary? { ReceptiveFieldLab.summary(stage) }

  /// The picture's side.
  static let pictureSide = Samples.size

  /// Cells of the stage's maps on one axis.
  package var side: Int { layer.map { $0.output.rank == 3 ? $0.output[1] : 1 } ?? 1 }

  /// The stage; a new one begins in the middle.
  var stageKeepingPlace: FieldStage {
    get { stage }
    set {
      stage = newValue
      (row, column) = ((side - 1) / 2, (side - 1) / 2)
    }
  }

  /// Another stage with the cell whose centre is nearest to the centre of this one.
  private mutating func go(to next: FieldStage) {
    let old = layer
    let (oldRow, oldColumn) = (row, column)
    stageKeepingPlace = next
    guard let from = old, let to = layer, let fromCentre = from.firstCentre, let fromJump = from.jump,
      let toCentre = to.firstCentre, let toJump = to.jump
    else { return refresh() }
    func cell(_ index: Int) -> Int {
      Int(((fromCentre + Double(index * fromJump) - toCentre) / Double(toJump)).rounded())
    }
    (row, column) = (cell(oldRow), cell(oldColumn))
    refresh()
  }

  /// The rows and columns of the picture that the cell depends on, padding included; nil where it is all of it.
  package var box: (rows: Range<Int>, columns: Range<Int>)? {
    guard let rows = layer?.pixels(ofCell: row), let columns = layer?.pixels(ofCell: column) else { return nil }
    return (rows, columns)
  }

  /// The part of the box inside the picture.
  package var seen: (rows: Range<Int>, columns: Range<Int>) {
    let all = 0..<ReceptiveFieldLab.pictureSide
    guard let box else { return (all, all) }
    return (box.rows.clamped(to: all), box.columns.clamped(to: all))
  }

  // MARK: Places: the stages

  package var place: Int {
    get { FieldStage.allCases.firstIndex(of: stage) ?? 0 }
    set {
      guard FieldStage.allCases.indices.contains(newValue), newValue != place else { return }
      go(to: FieldStage.allCases[newValue])
    }
  }
  package var places: Int { FieldStage.allCases.count }

  /// The stages are the same in every state; other random numbers ask for all of them again.
  package var problem: ReceptiveFieldLab {
    var usual = ReceptiveFieldLab()
    usual.seed = seed
    return usual
  }

  package mutating func move(_ direction: Direction) -> Bool {
    var (row, column) = (row, column)
    switch direction {
    case .left: column -= 1
    case .right: column += 1
    case .up: row -= 1
    case .down: row += 1
    }
    guard (0..<side).contains(row), (0..<side).contains(column) else { return false }
    (self.row, self.column) = (row, column)
    refresh()
    return true
  }

  /// Other weights for the backward pass, or another cell where there is none.
  package mutating func randomize() {
    seed = seed >= 9999 ? 1 : seed + 1
    if view == .box {
      let cell = Int(SeededTensor.mix(UInt64(seed)) >> 33) % (side * side)
      (row, column) = (cell / side, cell % side)
    }
    refresh()
  }

  package mutating func mark(_ row: Int, _ column: Int) {
    (self.row, self.column) = (row, column)
    refresh()
  }
}
