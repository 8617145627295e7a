import Engine
import TextUI

/// The size as a function of the input, rounded down and up: stairs as wide as the stride.
struct SizesStairs {
  let lab: SizesLab
  let view: LabView

  func draw(_ area: Rect, into buffer: inout Buffer) {
    let language = view.language
    let (title, plot) = area.cutTop(1)
    let reach = max(8, min(40, 4 * lab.stride))
    let inputs = max(1, lab.input - reach)...min(512, lab.input + reach)
    buffer.put(
      StyledText(
        language(
          "size for inputs from \(inputs.lowerBound) to \(inputs.upperBound)",
          "输入从 \(inputs.lowerBound) 到 \(inputs.upperBound) 时的尺寸"),
        .muted), in: title)
    func series(_ rounding: SizesRounding, _ style: Style) -> Series {
      var points: [PlotPoint] = []
      for input in inputs {
        var lab = lab
        (lab.input, lab.rounding) = (input, rounding)
        guard lab.windows.count(on: lab.axis) != nil else { continue }
        let size = Float(lab.size)
        // Flat from one input to the next, then a step.
        points.append(PlotPoint(Float(input) - 0.5, size))
        points.append(PlotPoint(Float(input) + 0.5, size))
      }
      return Series(rounding.name(language) + (rounding == .floor ? " floor" : " ceil").onlyIn(language), points, style)
    }
    LinePlot(
      [series(.ceil, Style(.weight)), series(.floor, Style(.output))], marker: Float(lab.input)
    ).draw(plot, into: &buffer)
  }
}

extension String {
  /// In English the name says it already.
  fileprivate func onlyIn(_ language: Language) -> String { language("", self) }
}
