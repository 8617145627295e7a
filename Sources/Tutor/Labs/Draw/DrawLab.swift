import Engine
import TextUI

/// A canvas of 32×32 pixels, and what the small network makes of it while one paints: its answer, the maps of any stage, and
/// which pixels mattered, by the gradient and by covering parts.
package struct DrawLab: KnobLab {
  package static let name = "draw"
  package static func title(_ language: Language) -> String { language("Draw & classify", "画图与分类") }
  package static func summary(_ language: Language) -> String {
    language("paint a picture; a small network answers while you paint", "一边画，小网络一边回答")
  }
  package static var isTight: Bool { true }
  package static var playKey: Character { "a" }

  package enum View: String, LabChoice {
    case maps, saliency, occlusion
    package func name(_ language: Language) -> String {
      switch self {
      case .maps: language("maps", "特征图")
      case .saliency: language("saliency", "显著图")
      case .occlusion: language("occlusion", "遮挡")
      }
    }
  }

  package enum Start: String, LabChoice {
    case blank, harbour, patterns, cat
    package func name(_ language: Language) -> String {
      switch self {
      case .blank: language("blank", "空白")
      case .harbour: language("harbour", "海港")
      case .patterns: language("patterns", "图案")
      case .cat: language("cat", "猫")
      }
    }
  }

  /// The stages that can be looked at, as the network calls them.
  package enum Stage: String, LabChoice {
    case conv1, relu1, lrn1, pool1, conv2, relu2, lrn2, pool2, conv3, relu3, conv4, relu4, conv5, relu5, pool5
    case fc6, relu6, fc7, relu7, fc8, softmax
    package func name(_ language: Language) -> String { rawValue }
  }

  package var view = View.maps
  package var start = Start.harbour
  package var stage = Stage.conv1
  package var classIndex = 0
  /// Side of the grey patch.
  package var patch = 8
  package var colour = 2
  package var isPenDown = false
  package var canvas = DrawCanvas()
  /// The pixel that the cursor is on.
  package var place = 16 * DrawCanvas.side + 16
  /// Positions that the patch has taken; the last is the marked one.
  package var slid = 1
  package var seed = 0
  private(set) var reading = DrawReading()
  /// The score with the patch at each of the first positions.
  private(set) var covered: [Float] = []

  package init() {}

  package static let knobs: [Knob<DrawLab>] = [
    .choice("view", ("view", "视图"), \.view, "what stands beside the canvas", "画布旁边显示什么"),
    .choice("start", ("canvas", "画布"), \.start, "what is painted on", "在什么上面画"),
    .choice("stage", ("stage", "阶段"), \.stage, "whose maps are shown", "显示哪个阶段的特征图").when { $0.view == .maps },
    .integer("class", ("class", "类别"), \.classIndex, 0...9, "class whose score is asked", "考察哪个类别的得分")
      .when { $0.view != .maps },
    patchKnob, colourKnob,
    .flag("pen", ("pen", "落笔"), \.isPenDown, "whether moving paints", "移动时是否画线"),
    canvasKnob,
    .integer("place", nil, \.place, 0...1023, "pixel of the cursor, counted row by row from 0", "光标所在像素，按行从 0 数起"),
    .integer("slid", nil, \.slid, 1...225, "positions that the patch has taken", "遮挡块走过的位置数"),
    .integer("seed", nil, \.seed, 0...999_999, "how often x has drawn", "按 x 抽取过几次"),
  ]

  private static let patchKnob: Knob<DrawLab> = {
    let knob = Knob<DrawLab>.integer(
      "patch", ("patch", "遮挡块"), \.patch, 4...16, "side of the grey patch: 4, 8 or 16", "灰块边长：4、8 或 16")
    return Knob(
      option: LabOption("patch", "4|8|16", knob.option.english, knob.option.chinese), label: knob.label,
      show: { lab, _ in "\(lab.patch)×\(lab.patch)" },
      change: { lab, step throws(LabError) in
        let patch = step > 0 ? lab.patch * 2 : lab.patch / 2
        guard (4...16).contains(patch) else { throw LabError("patch is 4, 8 or 16", "遮挡块是 4、8 或 16") }
        (lab.patch, lab.slid) = (patch, 1)
      },
      enter: { lab, text throws(LabError) in
        guard let patch = ["4": 4, "8": 8, "16": 16][text] else {
          throw LabError("patch=\(text): patch is 4, 8 or 16", "patch=\(text)：patch 可取 4、8、16")
        }
        lab.patch = patch
      },
      setting: knob.setting, isShown: { $0.view == .occlusion })
  }()

  private static let colourKnob: Knob<DrawLab> = {
    let knob = Knob<DrawLab>.integer(
      "colour", ("colour", "颜色"), \.colour, 0...9, "colour that is painted with", "用什么颜色画")
    return Knob(
      option: knob.option, label: knob.label,
      show: { lab, language in "\(lab.colour) " + DrawCanvas.name(lab.colour, language) },
      change: { lab, step throws(LabError) in lab.colour = (lab.colour + step + 10) % 10 },
      enter: knob.enter, setting: knob.setting)
  }()

  private static let canvasKnob: Knob<DrawLab> = {
    let option = LabOption(
      "canvas", "RUNS", "painted pixels: runs of a…j (colours) and z (not painted), such as 33z2b",
      "画过的像素：a…j（颜色）和 z（未画）的游程，如 33z2b")
    return Knob(
      option: option, label: nil, show: { lab, _ in "\(lab.canvas.painted)" }, change: { _, _ throws(LabError) in },
      enter: { lab, text throws(LabError) in
        guard let canvas = DrawCanvas(text) else {
          throw LabError(
            "canvas=\(text.prefix(20)): write runs of pixels, 1024 at most, such as canvas=33z2b",
            "canvas=\(text.prefix(20))：请写像素的游程，最多 1024 个，如 canvas=33z2b")
        }
        lab.canvas = canvas
      },
      setting: { $0.canvas.isEmpty ? nil : $0.canvas.text })
  }()

  // MARK: State

  private static let pictures: [Start: Engine.Picture] = {
    let side = DrawCanvas.side
    let paper = Engine.Picture(width: side, height: side, pixels: Array(repeating: 255, count: 3 * side * side))
    return Dictionary(
      uniqueKeysWithValues: Start.allCases.map { ($0, Samples.picture($0.rawValue, size: side) ?? paper) })
  }()

  /// What is painted on.
  var below: Engine.Picture {
    guard let picture = DrawLab.pictures[start] else { preconditionFailure("\(start) has a picture") }
    return picture
  }

  /// What is seen and what the network gets.
  var picture: Engine.Picture { canvas.over(below) }
  package var madePicture: Engine.Picture? { canvas.painted > 0 ? picture : nil }

  package var places: Int { DrawCanvas.side * DrawCanvas.side }

  package mutating func fit() throws(LabError) {
    place = max(0, min(place, places - 1))
    slid = max(1, min(slid, patchSteps * patchSteps))
    read()
  }

  /// Asks the network again.
  private mutating func read() {
    reading = DrawNetwork.read(picture, stage: stage.rawValue, gradientOf: view == .saliency ? classIndex : nil)
    covered = []
    cover()
  }

  /// Covers some of the positions that are still missing: each is a pass through the network.
  private mutating func cover() {
    guard isUnfinished else { return }
    let places = (covered.count..<min(slid, covered.count + DrawLab.pieces)).map { patchPlace($0) }
    covered += DrawNetwork.scores(picture, of: classIndex, covered: places, patch: patch)
  }

  /// Passes through the network at a time; one takes about half a millisecond.
  private static var pieces: Int { 8 }
  package var isUnfinished: Bool { view == .occlusion && covered.count < slid }
  package mutating func computeMore() { cover() }

  package var settingsAlone: DrawLab {
    var lab = self
    (lab.reading, lab.covered) = (DrawReading(), [])
    return lab
  }

  /// A change of the canvas: the patch begins again.
  private mutating func paint(_ change: (inout DrawCanvas) -> Void) {
    change(&canvas)
    slid = 1
    read()
  }

  package mutating func move(_ direction: Direction) -> Bool {
    let side = DrawCanvas.side
    let (row, column) = (place / side, place % side)
    switch direction {
    case .left where column > 0: place -= 1
    case .right where column < side - 1: place += 1
    case .up where row > 0: place -= side
    case .down where row < side - 1: place += side
    default: return false
    }
    if isPenDown {
      let (at, ink) = (place, UInt8(colour))
      paint { $0[at] = ink }
    }
    return true
  }

  /// The next stage, the next class, or the patch one position on.
  package mutating func step() -> Bool {
    switch view {
    case .maps:
      guard let index = Stage.allCases.firstIndex(of: stage), index + 1 < Stage.allCases.count else { return false }
      stage = Stage.allCases[index + 1]
      read()
    case .saliency:
      guard classIndex < 9 else { return false }
      classIndex += 1
      read()
    case .occlusion:
      guard slid < patchSteps * patchSteps else { return false }
      slid += 1
      cover()
    }
    return true
  }

  package mutating func rewind() {
    switch view {
    case .maps: stage = .conv1
    case .saliency: classIndex = 0
    case .occlusion: slid = 1
    }
    read()
  }

  package mutating func randomize() {
    seed = (seed + 1) % 1_000_000
    let seed = seed
    paint { $0 = .doodle(seed: seed) }
  }

  package var problem: DrawLab {
    var copy = self
    (copy.place, copy.slid, copy.stage, copy.view, copy.classIndex) = (0, 1, .conv1, .maps, 0)
    (copy.colour, copy.isPenDown, copy.patch) = (2, false, 8)
    return copy
  }

  package var source: SourceReference {
    view == .maps
      ? SourceReference("Forward", at: "package func forward") : SourceReference("Backward", at: "func backward")
  }

  // MARK: Keys and mouse

  package func ownKeys(_ language: Language) -> [KeyHint] {
    // The last are the last to fall off a short line.
    var keys = [
      KeyHint(.character("c"), "c", language("clear", "清空")), KeyHint(.character("f"), "f", language("fill", "填色")),
      KeyHint(nil, "0-9", language("colour", "颜色")),
      KeyHint(.enter, "⏎", isPenDown ? language("pen up", "抬笔") : language("pen down", "落笔")),
      KeyHint(.character(" "), language("space", "空格"), language("paint", "画点")),
    ]
    if view == .occlusion { keys.insert(KeyHint(.character("o"), "o", language("cover all", "遮完")), at: 2) }
    return keys
  }

  package mutating func handle(_ key: Key) throws(LabError) -> Bool {
    let (at, ink) = (place, UInt8(colour))
    switch key {
    case .character(" "):
      // The same colour once more takes it away.
      let isThere = canvas[at] == ink
      paint { $0[at] = isThere ? nil : ink }
    case .enter:
      isPenDown.toggle()
      if isPenDown { paint { $0[at] = ink } }
    case .character("f"):
      let under = below
      let pixel = picture[at % DrawCanvas.side, at / DrawCanvas.side]
      guard [pixel.red, pixel.green, pixel.blue] != DrawCanvas.palette[colour] else {
        throw LabError("it has this colour already; a digit chooses another", "已经是这个颜色了；按数字换一个")
      }
      paint { $0.fill(at: at, ink, over: under) }
    case .character("c"):
      guard !canvas.isEmpty else { throw LabError("nothing is painted yet", "还什么都没画") }
      paint { $0 = DrawCanvas() }
    case .character("o") where view == .occlusion:
      guard slid < patchSteps * patchSteps else {
        throw LabError("the patch has been everywhere", "每个位置都遮过了")
      }
      slid = patchSteps * patchSteps
      cover()
    case .character(let digit) where "0123456789".contains(digit):
      guard let value = digit.wholeNumberValue else { return false }
      guard value != colour else {
        throw LabError("this colour is chosen already: space paints", "已经选了这个颜色：空格画点")
      }
      colour = value
    default: return false
    }
    return true
  }

  package mutating func press(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    guard let cell = canvasMap.layout(in: areas(area).canvas).point(at: point) else { return false }
    place = cell.row * DrawCanvas.side + cell.column
    let (at, ink) = (place, UInt8(colour))
    if view.predictions == nil { paint { $0[at] = ink } }
    return true
  }

  package mutating func drag(_ point: Point, _ area: Rect, _ view: LabView) -> Bool {
    guard view.predictions == nil, let cell = canvasMap.layout(in: areas(area).canvas).point(at: point) else {
      return false
    }
    let (from, ink) = (place, UInt8(colour))
    place = cell.row * DrawCanvas.side + cell.column
    let to = place
    paint { $0.line(from: from, to: to, ink) }
    return true
  }
}
