import CursesTerminal
import TextUI
import Tutor

/// What the terminal is, and what it can show.
struct TerminalCheckup {
  private let language: Language
  private let report = TerminalReport()

  init(_ language: Language) { self.language = language }

  var findings: [Finding] { [terminal, size, locale, colours, glyphs, escape] }

  private var terminal: Finding {
    let name = language("terminal", "终端")
    let value = report.name ?? language("TERM is not set", "没有设置 TERM")
    guard report.inputIsTerminal, report.outputIsTerminal else {
      return Finding(
        name,
        value + language(", and input or output is no terminal: the tutor runs in plain lines", "；输入或输出不是终端：以纯文本方式运行"))
    }
    guard report.isKnown, report.name != "dumb" else {
      return Finding(
        name, value + language(": no full screen, plain lines instead", "：没有全屏，改用纯文本"),
        mend: language(
          "set TERM to what the terminal is (xterm-256color, most often); its entry comes with Debian's ncurses-term",
          "把 TERM 设为终端的类型（多半是 xterm-256color）；条目在 Debian 的 ncurses-term 包里"))
    }
    return Finding(name, value)
  }

  private var size: Finding {
    let name = language("window", "窗口")
    guard let size = report.size else { return Finding(name, language("has no size here", "这里没有尺寸")) }
    let least = App.smallest
    let value = "\(size.columns)x\(size.rows)"
    guard size.columns < least.columns || size.rows < least.rows else { return Finding(name, value) }
    return Finding(
      name, value,
      mend: language(
        "the screens need \(least.columns)x\(least.rows): make the window larger or the font smaller",
        "界面需要 \(least.columns)x\(least.rows)：请放大窗口或缩小字体"))
  }

  private var locale: Finding {
    let name = language("locale", "区域设置")
    let value = report.locale.map { "\($0.variable)=\($0.value)" } ?? language("none is set", "没有设置")
    guard report.glyphs == .ascii else { return Finding(name, value + ", UTF-8") }
    return Finding(
      name, value + language(": ASCII glyphs", "：使用 ASCII 字形"),
      mend: language(
        "for lines, bars and Chinese set LANG=C.UTF-8", "要显示线条、色块和中文，请设置 LANG=C.UTF-8"))
  }

  private var colours: Finding {
    let name = language("colours", "颜色")
    let value = report.hasDirectColour ? language("direct", "真彩色") : "\(report.colours)"
    if Folders().environment["NO_COLOR"].map({ !$0.isEmpty }) ?? false {
      return Finding(name, value + language(", but NO_COLOR is set: none are used", "，但设置了 NO_COLOR：不用颜色"))
    }
    guard report.isKnown, report.colours < 256, !report.hasDirectColour else { return Finding(name, value) }
    return Finding(
      name, value,
      mend: language(
        "maps are easier to read in 256 colours: try TERM=\(report.name ?? "xterm")-256color",
        "256 色下特征图更易读：可试 TERM=\(report.name ?? "xterm")-256color"))
  }

  /// One of each kind that the screens use.
  private static let sample = "A│╭▀▄█▁▆⣿▸✓✗●○→↑⏎⇥×·−∞卷积，。（"

  private var glyphs: Finding {
    let name = language("glyph widths", "字形宽度")
    guard report.glyphs == .unicode else { return Finding(name, language("ASCII only", "仅 ASCII")) }
    let library = report.disagreements(among: TerminalCheckup.sample)
    if !library.isEmpty {
      return Finding(
        name, language("the C library measures \(String(library)) otherwise", "C 库对 \(String(library)) 的宽度有不同看法"),
        mend: language("these glyphs are shown as ?: install a newer C library", "这些字形显示为 ?：请更新 C 库"))
    }
    guard let found = GlyphProbe.disagreements(among: TerminalCheckup.sample) else {
      return Finding(name, language("the C library agrees; no terminal was asked", "与 C 库一致；没有可询问的终端"))
    }
    guard !found.isEmpty else { return Finding(name, language("the terminal agrees", "与终端一致")) }
    let list = found.map { "\($0.glyph) (\($0.cells))" }.joined(separator: " ")
    return Finding(
      name, language("the terminal gives other widths to \(list)", "终端给出不同的宽度：\(list)"),
      mend: language(
        "switch “ambiguous characters are wide” off in the terminal, or set LANG=C for ASCII glyphs",
        "请在终端中关闭“歧义字符为宽字符”，或设置 LANG=C 改用 ASCII 字形"))
  }

  private var escape: Finding {
    let name = language("escape delay", "Esc 延迟")
    guard let delay = Int(report.escapeDelay), delay > 100 else { return Finding(name, report.escapeDelay + " ms") }
    return Finding(
      name, report.escapeDelay + " ms",
      mend: language("Esc answers late: unset ESCDELAY, or set it to 25", "Esc 反应会慢：请取消 ESCDELAY，或设为 25"))
  }
}
