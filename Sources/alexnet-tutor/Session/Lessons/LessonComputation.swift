import Engine
import Lessons

/// The operation under `compute` of a question, done by the engine.
struct LessonComputation {
  private let request: ComputeRequest

  static func result(_ request: ComputeRequest) -> Result<NumberGrid, ComputeError> {
    let computation = LessonComputation(request: request)
    do throws(ComputeError) { return .success(try computation.result()) } catch { return .failure(error) }
  }

  private func result() throws(ComputeError) -> NumberGrid {
    let input = tensor(request.input)
    if request.operation == "crossentropy" { return try crossEntropy(input) }
    let operation = try operation(input.shape)
    do {
      let shape = try operation.outputShape(for: input.shape)
      guard shape.count <= NumberGrid.limit else {
        throw ComputeError(
          key: "input", message: "the result would have \(shape.count) numbers, \(NumberGrid.limit) at most")
      }
      try check(operation, input.shape)
    } catch let error as ShapeError {
      throw ComputeError(key: "input", message: error.description)
    } catch let error as ComputeError {
      throw error
    } catch {
      throw ComputeError(key: "op", message: "\(error)")
    }
    let parameters = Parameters(weight: request.weight.map { .stored(tensor($0)) }, bias: biasTensor)
    return grid(operation.forward(input, parameters, .inference))
  }

  private func tensor(_ grid: NumberGrid) -> Tensor { Tensor(Shape(grid.shape), grid.numbers.map(Float.init)) }

  private func grid(_ tensor: Tensor) -> NumberGrid {
    NumberGrid(shape: tensor.shape.dimensions, numbers: tensor.data.map(Double.init))
  }

  /// Biases are a vector, however many ones stand before it.
  private var biasTensor: Tensor? {
    request.bias.map { Tensor([$0.numbers.count], $0.numbers.map(Float.init)) }
  }

  /// Whether weight and bias are what the operation needs.
  private func check(_ operation: any Operation, _ input: Shape) throws {
    let expected = try operation.parameterShapes(for: input)
    let found: [(String, Shape?)] = [("weight", request.weight.map { Shape($0.shape) }), ("bias", biasTensor?.shape)]
    for (name, shape) in found {
      let wanted = expected.first { $0.name == name }?.shape
      guard shape != wanted else { continue }
      let what = wanted.map { "must be \($0)" } ?? "is not wanted"
      throw ComputeError(
        key: name, message: "the \(name) of \(request.operation) \(what), not \(shape.map { "\($0)" } ?? "missing")")
    }
  }

  // MARK: Operations

  private func operation(_ input: Shape) throws(ComputeError) -> any Operation {
    switch request.operation {
    case "conv2d":
      try allow(["stride", "padding", "dilation", "groups"])
      guard let weight = request.weight, weight.shape.count == 4, !weight.shape.contains(0) else {
        throw ComputeError(key: "weight", message: "conv2d needs kernels: a grid of at least one number")
      }
      return Convolution(
        outChannels: weight.shape[0], kernel: weight.shape[2], kernelWidth: weight.shape[3],
        stride: try integer("stride", 1, atLeast: 1), padding: try integer("padding", 0, atLeast: 0),
        dilation: try integer("dilation", 1, atLeast: 1), groups: try integer("groups", 1, atLeast: 1),
        hasBias: request.bias != nil)
    case "maxpool2d":
      try allow(["kernel", "stride", "padding", "ceilMode"])
      return MaxPooling(try windows())
    case "avgpool2d":
      try allow(["kernel", "stride", "padding", "ceilMode", "countIncludePad"])
      return AveragePooling(try windows(), countIncludePad: try flag("countIncludePad"))
    case "lrn":
      try allow(["size", "alpha", "beta", "k"])
      return LocalResponseNormalization(
        size: try integer("size", 5, atLeast: 1), alpha: try number("alpha", 1e-4), beta: try number("beta", 0.75),
        k: try number("k", 2))
    case "linear":
      try allow([])
      guard let weight = request.weight, weight.shape.count == 2 else {
        throw ComputeError(key: "weight", message: "linear needs a weight, outputs × inputs")
      }
      return Linear(inputs: weight.shape[1], outputs: weight.shape[0], hasBias: request.bias != nil)
    default: return try activation()
    }
  }

  private func activation() throws(ComputeError) -> any Operation {
    try allow([])
    switch request.operation {
    case "relu": return ReLU()
    case "leakyrelu": return LeakyReLU()
    case "sigmoid": return Sigmoid()
    case "tanh": return Tanh()
    case "softmax": return Softmax()
    default:
      let known = "conv2d, maxpool2d, avgpool2d, lrn, relu, leakyrelu, sigmoid, tanh, linear, softmax, crossentropy"
      throw ComputeError(key: "op", message: "there is no operation \(request.operation); there are \(known)")
    }
  }

  /// The loss of one row of scores; `target` is the right class.
  private func crossEntropy(_ input: Tensor) throws(ComputeError) -> NumberGrid {
    try allow(["target", "reduction"])
    let target = try integer("target", 0, atLeast: 0)
    let targets = Array(repeating: target, count: input.shape.rank == 2 ? input.shape[0] : 1)
    do { try CrossEntropy().check(input.shape, targets: targets) } catch {
      throw ComputeError(key: "target", message: error.description)
    }
    return NumberGrid(shape: [1], numbers: [Double(CrossEntropy().forward(input, targets: targets))])
  }

  // MARK: Options

  private func allow(_ options: [String]) throws(ComputeError) {
    guard let unknown = request.options.keys.sorted().first(where: { !options.contains($0) }) else { return }
    let known = options.isEmpty ? "it takes none" : "it takes \(options.joined(separator: ", "))"
    throw ComputeError(key: unknown, message: "\(request.operation) has no option \(unknown); \(known)")
  }

  private func windows() throws(ComputeError) -> Windows {
    let kernel = try integer("kernel", 0, atLeast: 0)
    guard kernel > 0 else { throw ComputeError(key: "op", message: "\(request.operation) needs a kernel, 1 or more") }
    let padding = try integer("padding", 0, atLeast: 0)
    guard padding <= kernel / 2 else {
      throw ComputeError(key: "padding", message: "a window of \(kernel) takes a padding of \(kernel / 2) at most")
    }
    return Windows(
      kernel: kernel, stride: try integer("stride", kernel, atLeast: 1), padding: padding,
      rounding: try flag("ceilMode") ? .ceil : .floor)
  }

  private func number(_ key: String, _ usual: Float) throws(ComputeError) -> Float {
    guard let option = request.options[key] else { return usual }
    guard case .number(let value) = option, value.isFinite else {
      throw ComputeError(key: key, message: "\(key) is a number")
    }
    return Float(value)
  }

  private func integer(_ key: String, _ usual: Int, atLeast least: Int) throws(ComputeError) -> Int {
    guard let option = request.options[key] else { return usual }
    guard case .number(let value) = option, value == value.rounded(), value >= Double(least), value <= 10_000 else {
      throw ComputeError(key: key, message: "\(key) is a whole number from \(least) to 10000")
    }
    return Int(value)
  }

  private func flag(_ key: String) throws(ComputeError) -> Bool {
    guard let option = request.options[key] else { return false }
    guard case .flag(let value) = option else { throw ComputeError(key: key, message: "\(key) is true or false") }
    return value
  }
}
