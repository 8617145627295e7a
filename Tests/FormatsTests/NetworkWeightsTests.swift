import Engine
import Foundation
import ReaderFuzz
import Testing

@testable import Formats

/// From a network to a file and back.
@Suite struct NetworkWeightsTests {
  static let kernels = FastKernels(level: .baseline, threads: 2)

  private func network(_ name: String, seed: UInt64 = 5) throws -> Network {
    .seeded(try #require(Architecture.named(name)), seed: seed)
  }

  private func read(_ bytes: [UInt8], as name: String) throws -> Network {
    try Safetensors(HeapBytes(bytes)).network(try #require(Architecture.named(name)), named: "some.safetensors")
  }

  @Test(arguments: ["lenet-5", "mini"])
  func whatIsWrittenIsRead(_ name: String) throws {
    let written = try network(name)
    let bytes = Safetensors.bytes(written)
    let found = try read(bytes, as: name)
    for (own, other) in zip(found.parameters, written.parameters) {
      #expect(own.weight?.tensor == other.weight?.tensor && own.bias == other.bias)
    }
    try found.checkNumbers(Self.kernels)
    #expect(found.weights == "some.safetensors" && found.isTrained && !written.isTrained)
    #expect(!String(decoding: bytes.prefix(200), as: UTF8.self).contains(#""fc8"#), "layer order")
  }

  @Test func weightsStayInTheFile() throws {
    for weight in try read(Safetensors.bytes(try network("mini")), as: "mini").parameters.compactMap(\.weight) {
      guard case .mapped = weight else {
        Issue.record("\(weight.shape) was copied")
        continue
      }
    }
  }

  // MARK: What does not fit

  /// The tensors of a network of ours as a header and a body, to be changed.
  private struct Parts {
    var tensors: [(name: String, shape: [Int], numbers: [Float])]

    init(_ network: Network) {
      tensors = network.architecture.parameterTensors.map { tensor in
        let own = network.parameters[tensor.layer]
        let numbers = (tensor.isWeight ? own.weight?.tensor : own.bias)?.data ?? []
        return (tensor.name, tensor.shape.dimensions, numbers)
      }
    }

    var bytes: [UInt8] {
      var (entries, body): ([String], [UInt8]) = ([], [])
      for tensor in tensors {
        let end = body.count + 4 * tensor.numbers.count
        entries.append(
          #""\#(tensor.name)":{"dtype":"F32","shape":\#(tensor.shape),"data_offsets":[\#(body.count),\#(end)]}"#)
        body += FormatsTests.bytes(tensor.numbers)
      }
      return safetensors("{" + entries.joined(separator: ",") + "}", body: body)
    }
  }

  private func complaint(_ parts: Parts, as name: String = "lenet-5") throws -> String {
    let error = #expect(throws: FormatError.self) { try read(parts.bytes, as: name).checkNumbers(Self.kernels) }
    #expect(error?.chinese.isEmpty == false)
    return error?.english ?? ""
  }

  @Test func aWrongShapeIsNamedWithTheOneThatIsExpected() throws {
    var parts = Parts(try network("lenet-5"))
    parts.tensors[2].shape = [6, 16, 5, 5]
    #expect(try complaint(parts) == "'C3.weight' has the shape 6×16×5×5, lenet-5 expects 16×6×5×5")
  }

  @Test func aMissingTensorIsNamed() throws {
    var parts = Parts(try network("lenet-5"))
    parts.tensors.removeLast()
    #expect(try complaint(parts) == "'out.bias' (10) is missing")
    parts.tensors.append(("module.out.bias", [10], [Float](repeating: 0, count: 10)))
    #expect(try complaint(parts) == "'out.bias' (10) is missing; what is 'module.out.bias'?")
  }

  @Test func aSurplusTensorIsNamed() throws {
    var parts = Parts(try network("lenet-5"))
    parts.tensors.append(("step", [], [7]))
    #expect(try complaint(parts) == "'step' () is no tensor of lenet-5; leave it out")
  }

  @Test func anotherNetworksWeightsAreRecognised() throws {
    let complaint = try complaint(Parts(try network("lenet-5")), as: "mini")
    #expect(complaint == "these are weights of lenet-5, not of mini; use --network lenet-5")
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity], [0, 3, 7, 8])
  func numbersThatAreNoneAreFoundWhereverTheyAre(_ value: Float, _ tensor: Int) throws {
    var parts = Parts(try network("lenet-5"))
    let last = parts.tensors[tensor].numbers.count - 1
    parts.tensors[tensor].numbers[last] = value
    let at = parts.tensors[tensor].shape.map { $0 - 1 }
    #expect(try complaint(parts) == "'\(parts.tensors[tensor].name)' is \(value) at \(at), expected finite numbers")
  }

  // MARK: torchvision's own names

  @Test func torchvisionCountsItsLayersInTwoLists() throws {
    let names = try #require(Architecture.named("torchvision")).torchvisionNames
    let layers = ["features.0", "features.3", "features.6", "features.8", "features.10"]
    let heads = ["classifier.1", "classifier.4", "classifier.6"]
    let ours = ["conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8"]
    let pairs = zip(layers + heads, ours).flatMap { [("\($0).weight", "\($1).weight"), ("\($0).bias", "\($1).bias")] }
    #expect(names == Dictionary(uniqueKeysWithValues: pairs))
    #expect(try #require(Architecture.named("paper")).torchvisionNames.isEmpty)
  }
}
