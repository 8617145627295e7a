import Testing

@testable import Engine

@Suite struct WindowsTests {
  @Test(arguments: [(227, 0, 55), (224, 0, 54), (224, 2, 55), (228, 0, 55), (231, 3, 57)])
  func conv1CountsItsWindows(_ n: Int, _ padding: Int, _ expected: Int) {
    #expect(Windows(kernel: 11, stride: 4, padding: padding).count(on: n) == expected)
  }

  @Test func roundingUpLaysAnOverhangingWindow() {
    #expect(Windows(kernel: 11, stride: 4, rounding: .ceil).count(on: 224) == 55)
    #expect(Windows(kernel: 2, stride: 2, rounding: .ceil).count(on: 5) == 3)
  }

  /// The last window would begin in the far padding.
  @Test func aWindowOfPaddingAloneIsNotLaid() {
    #expect(Windows(kernel: 2, stride: 3, padding: 1, rounding: .ceil).count(on: 2) == 1)
  }

  @Test(arguments: 1...9, 1...4)
  func tapsAreTheCellsInsideTheAxis(_ n: Int, _ kernel: Int) {
    for (stride, padding, dilation) in [(1, 0, 1), (2, 1, 1), (3, 4, 2), (1, 3, 3), (2, 9, 2)] {
      for rounding in [Windows.Rounding.floor, .ceil] {
        let windows = Windows(kernel: kernel, stride: stride, padding: padding, dilation: dilation, rounding: rounding)
        for index in 0..<(windows.count(on: n) ?? 0) {
          let all = (0..<kernel).map { index * stride - padding + $0 * dilation }
          #expect(Array(windows.cells(ofWindow: index, on: n)) == all.filter { $0 >= 0 && $0 < n })
        }
      }
    }
  }

  @Test func kernelsWithoutRoomHaveNoWindow() {
    #expect(Windows(kernel: 3).count(on: 2) == nil)
    #expect(Windows(kernel: 3, dilation: 2).count(on: 4) == nil)
    #expect(Windows(kernel: .max, padding: .max, dilation: .max).count(on: .max) == nil)
  }
}
