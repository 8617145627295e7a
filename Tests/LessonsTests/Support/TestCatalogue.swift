import Lessons

extension Catalogue {
  /// A small world for tests: a few facts, one lab with one setting, and convolution as its definition has it.
  static let test = Catalogue(
    fact: { facts[$0] }, factNames: { Array(facts.keys) }, compute: TestOperations.result,
    labFault: { command in
      let words = command.split(separator: " ")
      guard words.first == "convolution" else { return "there is no lab \(words.first ?? "")" }
      let good = ["--set", "stride=1", "stride=2", "stride=3", "flip=true"]
      return words.dropFirst().first { !good.contains(String($0)) }.map { "there is no setting \($0)" }
    },
    layers: ["input", "conv1", "pool1", "conv2", "fc6"], labs: ["convolution"],
    terms: ["padding", "stride"])

  private static let facts: [String: Fact] = [
    "paper.conv1.parameters": .integer(34_944), "paper.conv1.outputShape": .shape([96, 55, 55]),
    "paper.conv1.outputs": .integer(290_400), "paper.conv2.weightShape": .shape([256, 48, 5, 5]),
    "paper.parameters": .integer(60_965_224), "single-tower.parameters": .integer(62_378_344),
    "paper@224.pool5.outputSize": .integer(5), "paper.fc6.parameters": .integer(37_752_832), "single": .integer(7),
  ]
}

enum TestOperations {
  /// `conv2d` without padding on one channel, `relu`, and nothing else.
  @Sendable static func result(_ request: ComputeRequest) -> Result<NumberGrid, ComputeError> {
    switch request.operation {
    case "relu": .success(NumberGrid(shape: request.input.shape, numbers: request.input.numbers.map { max(0, $0) }))
    case "conv2d": convolution(request)
    default: .failure(ComputeError(key: "op", message: "there is no operation \(request.operation)"))
    }
  }

  private static func convolution(_ request: ComputeRequest) -> Result<NumberGrid, ComputeError> {
    if let unknown = request.options.keys.first(where: { $0 != "stride" }) {
      return .failure(ComputeError(key: unknown, message: "conv2d has no option \(unknown)"))
    }
    guard let weight = request.weight else { return .failure(ComputeError(key: "weight", message: "no kernel")) }
    let (input, step) = (request.input, stride(request))
    guard input.shape.count == 4, weight.shape.count == 4, Array(input.shape.prefix(2)) == [1, 1],
      Array(weight.shape.prefix(2)) == [1, 1], weight.shape[2] <= input.shape[2], weight.shape[3] <= input.shape[3],
      step > 0
    else { return .failure(ComputeError(key: "weight", message: "the kernel does not fit the input")) }
    let rows = (input.shape[2] - weight.shape[2]) / step + 1
    let columns = (input.shape[3] - weight.shape[3]) / step + 1
    var numbers: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = request.bias?.numbers.first ?? 0
        for y in 0..<weight.shape[2] {
          for x in 0..<weight.shape[3] {
            let cell = input.numbers[(row * step + y) * input.shape[3] + column * step + x]
            sum += cell * weight.numbers[y * weight.shape[3] + x]
          }
        }
        numbers.append(sum)
      }
    }
    return .success(NumberGrid(shape: [1, 1, rows, columns], numbers: numbers))
  }

  private static func stride(_ request: ComputeRequest) -> Int {
    guard case .number(let stride)? = request.options["stride"] else { return 1 }
    return Int(exactly: stride) ?? 0
  }
}
