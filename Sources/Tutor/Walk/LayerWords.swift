/// What the walk says about a stage: what it does, why, and one thing that surprises.
///
/// The sentences are templates. `{out}`, `{kernel}`, `{share}` … stand for the numbers of the layer that is shown, so that
/// one text is true of every network that has a layer of this name; what holds for the network of 2012 alone is said of
/// "the paper". The caller fills them in: `in` and `out` are shapes, `inputs` and `outputs` counts of numbers, `channels`
/// and `size` those of the output, `share` the layer's part of all parameters in per cent; further `kernel`, `stride`,
/// `padding`, `groups`, `parameters`, `macs`, `receptiveField`, `jump`.
package enum LayerWords {
  /// Three or four sentences: those of the layer if it has its own, otherwise those of its kind.
  package static func text(layer: String, kind: String, language: Language) -> String {
    let words = words(layer: layer, kind: kind)
    return language(words.english, words.chinese)
  }

  /// One sentence, for windows of 80 columns.
  package static func short(layer: String, kind: String, language: Language) -> String {
    let words = words(layer: layer, kind: kind)
    return language(words.shortEnglish, words.shortChinese)
  }

  /// The names that a template may use between braces.
  package static let keys = [
    "in", "out", "kernel", "stride", "padding", "groups", "parameters", "macs", "channels", "size", "inputs", "outputs",
    "receptiveField", "jump", "share",
  ]

  private static func words(layer: String, kind: String) -> StageSentences {
    paperConvolutions[layer] ?? paperActivations[layer] ?? paperClassifier[layer] ?? otherLayers[layer] ?? kinds[kind]
      ?? StageSentences(
        "{in} goes in, {out} comes out.", "输入 {in}，输出 {out}。", short: "{in} goes in, {out} comes out.",
        "输入 {in}，输出 {out}。")
  }
}

/// The templates of one stage in both languages.
struct StageSentences: Sendable {
  let english: String
  let chinese: String
  let shortEnglish: String
  let shortChinese: String

  init(_ english: String, _ chinese: String, short shortEnglish: String, _ shortChinese: String) {
    self.english = english
    self.chinese = chinese
    self.shortEnglish = shortEnglish
    self.shortChinese = shortChinese
  }
}
