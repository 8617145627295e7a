import Engine
import Formats
import Foundation
import Testing

/// Pictures from files, the usual and the odd ones.
@Suite struct PictureFileTests {
  @Test(arguments: [(1, 1), (1, 300), (640, 427), (227, 227)])
  func picturesOfAnySizeAreTaken(_ width: Int, _ height: Int) throws {
    let folder = try Program.Folder()
    let path = try folder.write(SmallPictures.png(width: width, height: height), "one.png")
    let outcome = try Program.run("forward", path, "--network", "mini", "--save-activations", folder.path)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let input = try Npy.tensor(Array(Data(contentsOf: URL(fileURLWithPath: folder.file("input.npy")))))
    // One colour stays one colour, whatever the resizing.
    for (channel, value) in [Float(200), 100, 50].enumerated() {
      let plane = input.data[channel * 1024..<(channel + 1) * 1024]
      #expect(plane.allSatisfy { abs($0 - (value / 255 - 0.5)) < 1e-6 })
    }
  }

  @Test func jpegIsRead() throws {
    let folder = try Program.Folder()
    let path = try folder.write(SmallPictures.jpeg, "grey.jpg")
    let outcome = try Program.run("forward", path, "--network", "lenet-5", "--save-activations", folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let input = try Npy.tensor(Array(Data(contentsOf: URL(fileURLWithPath: folder.file("input.npy")))))
    #expect(input.data.allSatisfy { abs($0 - (128 / Float(255) - 0.1307) / 0.3081) < 1e-5 })
  }

  @Test func rawPreprocessingIsThePapersRange() throws {
    let cut = try #require(Samples.picture("cat", size: 227))
    let raw = Preprocessing.raw(crop: 227).tensor(of: cut)
    let pixel = cut[100, 50]
    #expect(abs(raw[[0, 0, 50, 100]] - (Float(pixel.red) - 123.68)) < 1e-4)
    #expect(abs(raw[[0, 2, 50, 100]] - (Float(pixel.blue) - 103.94)) < 1e-4)
  }
}
