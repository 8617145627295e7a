import TextUI

/// A lab as a live figure inside a text: its picture and its arithmetic, without controls.
package struct LabFigure: Sendable {
  /// As it stands in the lesson: `lab convolution --set kernel=3`.
  package let commandLine: String
  private let screen: any LabShowing

  /// Nil where the line opens no lab; ``LabRegistry/check(commandLine:_:)`` says why.
  package init?(commandLine: String) {
    guard var screen = try? LabRegistry.open(commandLine: commandLine) else { return nil }
    screen.finish()
    (self.commandLine, self.screen) = (commandLine, screen)
  }

  /// The whole lab in this state.
  package var opened: any LabShowing { screen }

  package func height(width: Int, _ language: Language = .english) -> Int {
    screen.figureHeight(width: width, language)
  }

  /// The figure in words, for whoever reads lines.
  package func words(width: Int, _ language: Language) -> [String] { screen.figureWords(language, width: width) }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ language: Language) {
    screen.drawFigure(into: &buffer, area.intersection(buffer.bounds), language)
  }
}

extension LabScreen {
  private static var figureSumRows: Int { 4 }

  private func figureView(_ language: Language) -> LabView {
    var view = view(language, isFocused: false)
    view.isFigure = true
    return view
  }

  package func figureHeight(width: Int, _ language: Language) -> Int {
    let view = figureView(language)
    return lab.height(width: width, view) + 1
      + lab.arithmetic(width: width, rows: LabScreen.figureSumRows, view).count
  }

  package func drawFigure(into buffer: inout Buffer, _ area: Rect, _ language: Language) {
    let view = figureView(language)
    let (sum, above) = area.cutBottom(lab.arithmetic(width: area.width, rows: LabScreen.figureSumRows, view).count)
    Prose.draw(lab.arithmetic(width: area.width, rows: sum.height, view), sum, into: &buffer)
    lab.draw(into: &buffer, above.cutBottom(1).rest, view)
  }
}
