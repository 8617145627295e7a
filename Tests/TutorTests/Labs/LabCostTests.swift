import Foundation
import Testing
import TextUI

@testable import Tutor

/// What a lab keeps and how long a key takes: neither grows with what a network computes for it.
@Suite struct LabCostTests {
  @Test func `what follows from the settings is not kept for steps back, and comes again with one`() throws {
    var field = LabScreen<ReceptiveFieldLab>(
      try ReceptiveFieldLab(LabSettings([LabSetting("view", "effective")], options: ReceptiveFieldLab.options)))
    let before = field.lab
    for _ in 0..<3 { _ = field.steer(.left, .english) }
    #expect(field.past.count == 3 && field.past.allSatisfy { $0.lab.effective == nil })
    for _ in 0..<3 { _ = field.back(.english) }
    #expect(field.lab == before && field.lab.effective != nil)

    var draw = LabScreen<DrawLab>(
      try DrawLab(LabSettings([LabSetting("view", "saliency"), LabSetting("pen", "true")], options: DrawLab.options)))
    let reading = draw.lab.reading
    _ = draw.steer(.left, .english)
    #expect(draw.past.allSatisfy { $0.lab.reading.levels.isEmpty && $0.lab.reading.gradient.isEmpty })
    #expect(draw.lab.reading.scores != reading.scores)
    _ = draw.back(.english)
    #expect(draw.lab.reading.scores == reading.scores && draw.lab.reading.gradient == reading.gradient)

    var ten = LabScreen<AugmentationLab>(
      try AugmentationLab(LabSettings([LabSetting("view", "ten")], options: AugmentationLab.options)))
    let votes = ten.lab.votes
    _ = ten.steer(.right, .english)
    #expect(ten.past.allSatisfy { $0.lab.votes.isEmpty } && ten.lab.votes == votes)
    _ = ten.back(.english)
    #expect(ten.lab.votes == votes && votes.count == 10)
  }

  /// Two hundred passes through a network at one key would stop everything else for a tenth of a second and more.
  @Test func `covering every place comes piece by piece, whatever asked for it`() throws {
    let settings = try LabCommandLine("draw --set view=occlusion --set patch=4 --set slid=225").settings
    var screen = try LabScreen<DrawLab>(settings: settings)
    var pieces: [Int] = [screen.lab.covered.count]
    while screen.wantsTicks(Context()) {
      let before = screen.lab.covered.count
      _ = screen.tick(Context())
      pieces.append(screen.lab.covered.count - before)
    }
    #expect(screen.lab.covered.count == 225 && pieces.allSatisfy { (1...8).contains($0) })
    // Another class asks for all of them again.
    _ = screen.change(.english) { lab throws(LabError) in try lab.change("class", by: 1) }
    #expect(screen.isUnfinished && screen.lab.covered.count <= 8)
    screen.finish()
    #expect(screen.lab.covered.count == 225)
  }

  /// Every key in every view: the networks that labs ask take less than a frame. Only an optimised build can say so.
  @Test(.enabled(if: LabCostTests.isOptimised), arguments: LabTests.names)
  func `no key of a lab takes long`(_ name: String) throws {
    let lab = try #require(LabRegistry.lab(name))
    for option in lab.options where option.values.contains("|") {
      for value in option.values.split(separator: "|") {
        guard let screen = try? lab.open([LabSetting(option.key, String(value))]) else { continue }
        var app = App(screen, context: Context(size: Size(80, 24)), size: Size(80, 24))
        let keys: [Key] = [.tab, .right, .left, .backtab, .right, .left] + [".", "x", ","].map { .character($0) }
        for key in keys {
          // What the thread itself takes, the fastest of a few: other tests run beside this one.
          let times = (0..<5).map { _ in
            var copy = app
            let start = LabCostTests.processorMilliseconds
            copy.press(key)
            return LabCostTests.processorMilliseconds - start
          }
          #expect(times.min() ?? 0 < 20, "\(name) \(option.key)=\(value) \(key): \(times)")
          app.press(key)
        }
      }
    }
  }

  private static var processorMilliseconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }

  private static var isOptimised: Bool { share(8) == 8 }
}
