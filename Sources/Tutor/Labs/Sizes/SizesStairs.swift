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
    let first = max(1, lab.input - reach)
    let last = min(512, lab.input + reach)
    // The axis names the middle: it is to be a whole number too.
    let inputs = first...max(first, (first + last) % 2 == 0 ? last : last - 1)
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
        points.append(PlotPoint(max(Float(inputs.lowerBound), Float(input) - 0.5), size))
        points.append(PlotPoint(min(Float(inputs.upperBound), Float(input) + 0.5), size))
      }
      return Series(rounding.name(language) + (rounding == .floor ? " floor" : " ceil").onlyIn(language), points, style)
    }
    let lines = [series(.ceil, Style(.weight)), series(.floor, Style(.output))]
    let sizes = lines.flatMap(\.points).map { Int($0.y) }
    guard let low = sizes.min(), let high = sizes.max(), inputs.count > 1 else { return }
    // The axis names a value every three rows: as many steps as give whole sizes there.
    let most = max(1, (plot.height - 2) / 3)
    let stride = (max(1, high - low) + most - 1) / most
    let steps = (max(1, high - low) + stride - 1) / stride
    let height = min(plot.height, 3 * steps + 2)
    LinePlot(
      lines, x: Float(inputs.lowerBound)...Float(inputs.upperBound), y: Float(low)...Float(low + steps * stride),
      marker: Float(lab.input)
    ).draw(plot.cutTop(height).top, into: &buffer)
  }
}

extension String {
  /// In English the name says it already.
  fileprivate func onlyIn(_ language: Language) -> String { language("", self) }
}
