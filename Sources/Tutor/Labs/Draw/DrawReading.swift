import Engine
import TextUI

/// What the network makes of a canvas: its scores, the maps of one stage, and what the scores depend on.
///
/// It follows from the state, so that two readings never make two states different.
struct DrawReading: Sendable, Equatable {
  /// Scores before softmax, and the probabilities that softmax makes of them.
  var scores: [Float] = []
  var shares: [Float] = []
  /// The chosen stage, `[maps, rows, columns]` or `[units]`, in 127ths of `scale`.
  var levels: [Int8] = []
  var shape: Shape = [0]
  var scale: Float = 0
  var zeros = 0.0
  /// d score / d input of the chosen class, `[3, 32, 32]`; empty where it is not looked at.
  var gradient: [Float] = []

  static func == (left: DrawReading, right: DrawReading) -> Bool { true }
}

/// The small network without its softmax, so that scores have gradients of their own.
enum DrawNetwork {
  static let network: Network = {
    guard let mini = Architecture.named("mini") else { preconditionFailure("mini is one of the named architectures") }
    let whole = Network.standard(mini)
    let cut = Architecture(name: mini.name, input: mini.input, layers: mini.layers.dropLast())
    return Network(
      cut, parameters: whole.parameters.dropLast(), weights: whole.weights, isTrained: whole.isTrained)
  }()
  private static let kernels = FastKernels(threads: 1)

  static var classes: Int { network.architecture.summaries.last?.output.count ?? 0 }

  static func input(_ picture: Engine.Picture) -> Tensor { Preprocessing.mini.tensor(of: picture) }

  static func shares(_ scores: [Float]) -> [Float] {
    Softmax().forward(Tensor([1, scores.count], scores), .none, .inference).data
  }

  /// One forward pass, and the backward pass of one class where it is wanted.
  static func read(_ picture: Engine.Picture, stage: String, gradientOf wanted: Int?) -> DrawReading {
    let trace = network.forward(input(picture), kernels: .fast(kernels))
    var reading = DrawReading()
    guard let scores = trace.stages.last?.output else { return reading }
    reading.scores = scores.data
    reading.shares = shares(scores.data)
    let softmax = Stage(name: "softmax", output: Tensor(scores.shape, reading.shares))
    let shown = stage == "softmax" ? softmax : trace[stage] ?? softmax
    let output = shown.output
    reading.shape = output.shape.withoutBatch
    reading.scale = output.data.largestMagnitude
    let factor = reading.scale > 0 ? 127 / reading.scale : 0
    reading.levels = output.data.map { $0.isFinite ? Int8(max(-127, min(127, ($0 * factor).rounded()))) : 0 }
    reading.zeros = Statistics(of: output.data).zeros
    if let wanted {
      var one = Tensor(zeros: scores.shape)
      one.data[wanted] = 1
      let gradients = network.backward(one, trace: trace, wanted: .input, kernels: .fast(kernels))
      reading.gradient = gradients.stages[0].data
    }
    return reading
  }

  /// The score of one class for pictures of which a square is covered with grey, one after the other.
  ///
  /// - Parameter places: upper left corners of the square, `(row, column)`.
  static func scores(
    _ picture: Engine.Picture, of wanted: Int, covered places: [(row: Int, column: Int)], patch: Int
  ) -> [Float] {
    guard !places.isEmpty else { return [] }
    let whole = input(picture)
    let side = DrawCanvas.side
    // Grey is the middle of the range, which the network reads as zero.
    let data = places.flatMap { place -> [Float] in
      var data = whole.data
      for channel in 0..<3 {
        for row in place.row..<min(side, place.row + patch) {
          for column in place.column..<min(side, place.column + patch) {
            data[(channel * side + row) * side + column] = 0
          }
        }
      }
      return data
    }
    let output = network.output(Tensor([places.count, 3, side, side], data), kernels: .fast(kernels))
    return places.indices.map { output.data[$0 * output.shape[1] + wanted] }
  }
}

extension DrawLab {
  /// max over the three colours of |d score / d input|, `[32, 32]`.
  var saliency: Grid? {
    let (side, gradient) = (DrawCanvas.side, reading.gradient)
    guard gradient.count == 3 * side * side else { return nil }
    let area = side * side
    return Grid(
      columns: side, rows: side,
      values: (0..<area).map { max(abs(gradient[$0]), abs(gradient[area + $0]), abs(gradient[2 * area + $0])) })
  }

  /// Positions of the patch along one axis: half a patch apart.
  var patchSteps: Int { (DrawCanvas.side - patch) / (patch / 2) + 1 }

  func patchPlace(_ index: Int) -> (row: Int, column: Int) {
    (index / patchSteps * (patch / 2), index % patchSteps * (patch / 2))
  }

  /// How much the score falls where the patch has been, `[steps, steps]`; zero where it has not been yet.
  var drops: Grid {
    let count = patchSteps * patchSteps
    let score = reading.scores.indices.contains(classIndex) ? reading.scores[classIndex] : 0
    return Grid(
      columns: patchSteps, rows: patchSteps,
      values: (0..<count).map { covered.indices.contains($0) ? score - covered[$0] : 0 })
  }
}
