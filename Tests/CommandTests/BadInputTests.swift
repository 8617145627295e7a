import Engine
import Formats
import Foundation
import Testing

/// What is wrong is said in one sentence, with exit status 1, and nothing is left behind.
@Suite struct BadInputTests {
  /// Arguments in which `@name` stands for a file of ``files()``, and words that the sentence must contain.
  struct Mistake: CustomTestStringConvertible {
    let arguments: String
    let reason: String

    init(_ arguments: String, _ reason: String) { (self.arguments, self.reason) = (arguments, reason) }

    var testDescription: String { arguments }
  }

  static let mistakes = [
    Mistake("forward @text.png", "not a PNG or JPEG picture"),
    Mistake("forward @empty", "not a PNG or JPEG picture"),
    Mistake("forward @cut.png", "damaged or cut off"),
    Mistake("forward @cut.jpg", "damaged or cut off"),
    Mistake("forward @huge.png", "20000×20000"),
    Mistake("forward @missing.png", "no such file"),
    Mistake("forward @", "a folder"),
    Mistake("explain conv1 --at 0,0,0 --image @text.png", "not a PNG or JPEG picture"),
    Mistake("forward --network mini --input @wrong-type.npy", "'<f8', expected little-endian float32"),
    Mistake("forward --network mini --input @lying.npy", "needs 800 bytes"),
    Mistake("forward --network mini --input @text.png", "no .npy file"),
    Mistake("forward --network mini --input @vector.npy", "3×32×32"),
    Mistake("forward --network mini --top 0", "--top is 0"),
    Mistake("forward --network mini --top -3", "--top is -3"),
    Mistake("explain conv9 --at 0,0,0", "did you mean conv"),
    Mistake("explain conv1 --at 96,0,0", "0…95,0…54,0…54"),
    Mistake("explain conv1 --at -1,0,0", "0…95"),
    Mistake("explain conv1 --at 1,2", "3 whole numbers"),
    Mistake("explain fc8 --at one", "one whole number"),
    Mistake("explain fc8 --at 99999999999999999999", "one whole number"),
    Mistake("summary --input-size 0", "1 to 65536"),
    Mistake("summary --input-size -224", "1 to 65536"),
    Mistake("summary --input-size 5 --format csv", "conv1"),
    Mistake("op relu --input @missing.npy --output @y.npy", "no such file"),
    Mistake("op relu --input @wrong-type.npy --output @y.npy", "float32"),
    Mistake("op relu --input @maps.npy --output @no/such/folder/y.npy", "no such file or folder"),
    Mistake("op relu --input @maps.npy --output @", "a folder"),
    Mistake("op conv2d --input @maps.npy --weight @vector.npy --output @y.npy", "O×C/G×KH×KW"),
    Mistake("op conv2d --input @maps.npy --weight @kernel.npy --output @y.npy --groups 2", "groups"),
    Mistake("op conv2d --input @maps.npy --weight @kernel.npy --output @y.npy --stride 0", "--stride is 0"),
    Mistake("op conv2d --input @maps.npy --weight @kernel.npy --output @y.npy --padding -5", "--padding is -5"),
    Mistake("op conv2d --input @maps.npy --weight @kernel.npy --output @y.npy --padding 1000000", "large"),
    Mistake("op conv2d --input @maps.npy --weight @kernel.npy --output @y.npy --dilation 9", "does not fit"),
    Mistake("op conv2d --input @maps.npy --weight @kernel.npy --bias @vector.npy --output @y.npy", "bias"),
    Mistake("op conv2d --input @vector.npy --weight @kernel.npy --output @y.npy", "vector.npy"),
    Mistake("op maxpool2d --input @maps.npy --kernel 9 --output @y.npy", "does not fit"),
    Mistake("op maxpool2d --input @maps.npy --kernel 2 --padding 2 --output @y.npy", "padding"),
    Mistake("op avgpool2d --input @maps.npy --kernel 0 --output @y.npy", "--kernel is 0"),
    Mistake("op lrn --input @maps.npy --size 0 --output @y.npy", "--size is 0"),
    Mistake("op lrn --input @maps.npy --alpha nan --output @y.npy", "--alpha"),
    Mistake("op linear --input @maps.npy --weight @matrix.npy --output @y.npy", "linear"),
    Mistake("op softmax --input @vector.npy --output @y.npy", "softmax"),
    Mistake("op crossentropy --input @matrix.npy --target @vector.npy --output @y.npy", "int64"),
    Mistake("op crossentropy --input @matrix.npy --target @classes.npy --output @y.npy", "classes.npy"),
  ]

  @Test(arguments: mistakes)
  func everyMistakeIsOneSentence(_ mistake: Mistake) throws {
    let folder = try Program.Folder()
    let names = try files(in: folder)
    let arguments = mistake.arguments.split(separator: " ").map { word in
      word.hasPrefix("@") ? folder.file(String(word.dropFirst())) : String(word)
    }
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 1)
    let complaint = try #require(outcome.complaint, "\(outcome.errors)")
    #expect(complaint.contains(mistake.reason), "\(complaint)")
    #expect(folder.contents == names, "something was left behind")
  }

  private func files(in folder: Program.Folder) throws -> [String] {
    let picture = SmallPictures.png(width: 40, height: 40)
    try folder.write(Array("this is text\n".utf8), "text.png")
    try folder.write([], "empty")
    try folder.write(Array(picture.prefix(picture.count / 2)), "cut.png")
    try folder.write(Array(SmallPictures.jpeg.dropLast(2)), "cut.jpg")
    try folder.write(SmallPictures.png(width: 20_000, height: 20_000, body: []), "huge.png")
    try folder.write(Npy.bytes(Tensor(zeros: [2, 3, 5, 5])), "maps.npy")
    try folder.write(Npy.bytes(Tensor(zeros: [4, 3, 3, 3])), "kernel.npy")
    try folder.write(Npy.bytes(Tensor(zeros: [2, 10])), "matrix.npy")
    try folder.write(Npy.bytes(Tensor(zeros: [7])), "vector.npy")
    try folder.write(array("'<f8'", "(2,)", [UInt8](repeating: 0, count: 16)), "wrong-type.npy")
    try folder.write(array("'<f4'", "(2, 100)", [UInt8](repeating: 0, count: 16)), "lying.npy")
    try folder.write(array("'<i8'", "(2,)", [9, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0]), "classes.npy")
    return folder.contents
  }

  private func array(_ type: String, _ shape: String, _ body: [UInt8]) -> [UInt8] {
    let header = Array("{'descr': \(type), 'fortran_order': False, 'shape': \(shape), }\n".utf8)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count), 0] + header + body
  }

  @Test(arguments: ["summary papr", "forward --network papr", "forward --top many", "explain conv1", "nonsense", "op"])
  func wrongUsageHasItsOwnStatus(_ arguments: String) throws {
    let outcome = try Program.run(arguments.split(separator: " ").map(String.init))
    #expect(outcome.status == (arguments == "op" ? 0 : 64))
  }

  @Test func sentencesComeInChineseToo() throws {
    let outcome = try Program.run("forward", "/nowhere.png", "--language", "zh-Hans")
    #expect(outcome.status == 1 && outcome.errors.contains("没有这个文件"))
  }

  @Test func aFullDiskIsSaid() throws {
    let outcome = try Program.run(["summary"], outputTo: "/dev/full")
    #expect(outcome.status == 1 && outcome.errors.contains("full"))
  }

  @Test func theVersionIsPrinted() throws {
    let outcome = try Program.run("--version")
    #expect(outcome.status == 0 && outcome.output == "0.1.0\n")
  }
}
