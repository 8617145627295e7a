import Engine
import TextUI

/// A drawn sample with its name, whole and at a half and a quarter of its side: a screen has seldom room for all of it.
struct PictureOfSample: Sendable {
  let picture: Engine.Picture
  let half: Engine.Picture
  let quarter: Engine.Picture

  /// Drawn once.
  static let all = Dictionary(
    uniqueKeysWithValues: FieldSample.allCases.compactMap { sample in PictureOfSample(sample).map { (sample, $0) } })

  private init?(_ sample: FieldSample) {
    guard let picture = Samples.picture(sample.rawValue) else { return nil }
    self.picture = picture
    half = picture.resized(shorterSide: picture.width / 2, crop: picture.width / 2)
    quarter = half.resized(shorterSide: half.width / 2, crop: half.width / 2)
  }

  /// The smallest that fills `columns` character cells; two pixels stand side by side in one.
  func size(for columns: Int) -> Engine.Picture {
    [quarter, half].first { $0.width >= 2 * columns } ?? picture
  }
}

/// How strongly every pixel of a receptive field acts on the cell: |dL/d pixel|, summed over the colours.
///
/// The network has the paper's windows up to the stage, without padding, so that the field alone makes one cell: a cell
/// away from the edges. It has few maps: where the gradient reaches follows from the windows, not from their number.
struct EffectiveField: Hashable, Sendable {
  /// What decides the field.
  struct Question: Hashable, Sendable {
    let stage: FieldStage
    let weights: FieldWeights
    let sample: FieldSample
    let seed: Int
    let row: Int
    let column: Int

    init?(_ lab: ReceptiveFieldLab) {
      guard lab.view == .effective, lab.layer?.receptiveField != nil else { return nil }
      (stage, weights, sample, seed) = (lab.stage, lab.weights, lab.sample, lab.seed)
      // With all weights 1 the gradient is the same wherever the cell stands.
      (row, column) = weights == .ones ? (0, 0) : (lab.row, lab.column)
    }
  }

  static let maps = 6

  let question: Question
  /// Pixels on one side.
  let side: Int
  /// `[side, side]`.
  let strengths: [Float]
  /// Side of the smallest square around the centre that holds nine tenths of it.
  let core: Int

  init(_ question: Question, _ sample: PictureOfSample?) {
    self.question = question
    let layer = ReceptiveFieldLab.summary(question.stage)
    side = layer?.receptiveField ?? 1
    let network = EffectiveField.network(question, side: side)
    let input = EffectiveField.input(question, side: side, layer, sample)
    // The baseline kernels give the same numbers on every machine.
    let kernels = Kernels.fast(FastKernels(level: .baseline))
    let trace = network.forward(input, kernels: kernels)
    let output = trace.stages[trace.stages.count - 1].output
    let ones = Tensor(output.shape, Array(repeating: 1, count: output.shape.count))
    let gradient = network.backward(ones, trace: trace, wanted: .input, kernels: kernels).stages[0]
    let area = side * side
    strengths = (0..<area).map { pixel in
      (0..<3).reduce(0) { $0 + abs(gradient.data[$1 * area + pixel]) }
    }
    core = EffectiveField.core(strengths, side)
  }

  /// The paper's layers up to the stage, without padding and normalisation.
  private static func network(_ question: Question, side: Int) -> Network {
    let paper = Architecture.named("paper")?.layers ?? []
    let isLinear = question.weights == .ones
    var layers: [Layer] = []
    for layer in paper {
      switch layer.operation {
      case let convolution as Convolution:
        layers.append(
          Layer(
            layer.name,
            Convolution(
              outChannels: isLinear ? 1 : maps, kernel: convolution.kernelHeight, stride: convolution.stride)))
      case let pooling as MaxPooling:
        let windows = Windows(kernel: pooling.windows.kernel, stride: pooling.windows.stride)
        layers.append(Layer(layer.name, isLinear ? AveragePooling(windows) : MaxPooling(windows)))
      case is ReLU: if !isLinear { layers.append(layer) }
      default: break
      }
      if layer.name == question.stage.rawValue { break }
    }
    let architecture = Architecture(name: "field", input: [3, side, side], layers: layers)
    guard isLinear else { return .seeded(architecture, seed: UInt64(question.seed)) }
    var parameters = Array(repeating: Parameters.none, count: layers.count)
    for tensor in architecture.parameterTensors {
      let numbers = Tensor(tensor.shape, Array(repeating: tensor.isWeight ? 1 : 0, count: tensor.shape.count))
      if tensor.isWeight {
        parameters[tensor.layer].weight = .stored(numbers)
      } else {
        parameters[tensor.layer].bias = numbers
      }
    }
    return Network(architecture, parameters: parameters, weights: "ones")
  }

  /// The pixels under the box, about 0; outside of the picture they are 0.
  private static func input(_ question: Question, side: Int, _ layer: LayerSummary?, _ sample: PictureOfSample?)
    -> Tensor
  {
    var input = Tensor(zeros: [1, 3, side, side])
    guard let picture = sample?.picture, let top = layer?.pixels(ofCell: question.row)?.lowerBound,
      let left = layer?.pixels(ofCell: question.column)?.lowerBound
    else { return input }
    for y in 0..<side where (0..<picture.height).contains(top + y) {
      for x in 0..<side where (0..<picture.width).contains(left + x) {
        for colour in 0..<3 {
          let byte = picture.pixels[((top + y) * picture.width + left + x) * 3 + colour]
          input.data[(colour * side + y) * side + x] = Float(byte) / 255 - 0.5
        }
      }
    }
    return input
  }

  private static func core(_ strengths: [Float], _ side: Int) -> Int {
    // Sums of the rings around the centre, from the inside.
    var rings = Array(repeating: Float(0), count: side)
    let middle = side - 1
    for y in 0..<side {
      for x in 0..<side { rings[max(abs(2 * x - middle), abs(2 * y - middle))] += strengths[y * side + x] }
    }
    let total = rings.reduce(0, +)
    var sum: Float = 0
    for (ring, strength) in rings.enumerated() {
      sum += strength
      if sum >= 0.9 * total { return ring + 1 }
    }
    return side
  }

  /// The means of at most `bins` blocks on a side, for drawing.
  func binned(_ bins: Int) -> Grid {
    let count = min(bins, side)
    var values = Array(repeating: Float(0), count: count * count)
    for row in 0..<count {
      let rows = row * side / count..<(row + 1) * side / count
      for column in 0..<count {
        let columns = column * side / count..<(column + 1) * side / count
        var sum: Float = 0
        for y in rows { for x in columns { sum += strengths[y * side + x] } }
        values[row * count + column] = sum / Float(rows.count * columns.count)
      }
    }
    return Grid(columns: count, rows: count, values: values)
  }
}
