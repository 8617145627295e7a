import Engine
import Testing

@testable import Tutor

@Suite struct LayerWordsTests {
  static let paper = [
    "input", "conv1", "relu1", "lrn1", "pool1", "conv2", "relu2", "lrn2", "pool2", "conv3", "relu3", "conv4", "relu4",
    "conv5", "relu5", "pool5", "flatten", "fc6", "relu6", "drop6", "fc7", "relu7", "drop7", "fc8", "softmax",
  ]
  static let collections = [
    LayerWords.paperConvolutions, LayerWords.paperActivations, LayerWords.paperClassifier, LayerWords.otherLayers,
    LayerWords.kinds,
  ]

  /// The names between braces.
  static func keys(in template: String) -> Set<String> {
    let pieces = template.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
    return Set(pieces.compactMap { $0.split(separator: "}").first.map(String.init) })
  }

  @Test func `every stage of the network of 2012 has words of its own`() {
    let texts = Self.paper.map { LayerWords.text(layer: $0, kind: "", language: .english) }
    #expect(Set(texts).count == Self.paper.count)
    #expect(!texts.contains(LayerWords.text(layer: "", kind: "", language: .english)))
  }

  @Test func `templates name only numbers that a layer has, the same in both languages`() {
    for (name, words) in Self.collections.joined() {
      let (english, chinese) = (Self.keys(in: words.english), Self.keys(in: words.chinese))
      #expect(english == chinese, "\(name)")
      #expect(Self.keys(in: words.shortEnglish) == Self.keys(in: words.shortChinese), "\(name)")
      #expect(english.union(Self.keys(in: words.shortEnglish)).isSubset(of: LayerWords.keys), "\(name)")
    }
  }

  @Test func `words fit in four lines of 98 columns, the short form in two of 78`() {
    for (name, words) in Self.collections.joined() {
      #expect(words.english.count <= 345, "\(name): \(words.english.count)")
      #expect(words.chinese.count <= 172, "\(name): \(words.chinese.count)")
      #expect(words.shortEnglish.count <= 125, "\(name): \(words.shortEnglish.count)")
      #expect(words.shortChinese.count <= 75, "\(name): \(words.shortChinese.count)")
    }
  }

  @Test func `words name a number only where the layer has it`() throws {
    for name in Architecture.names {
      for layer in try #require(Architecture.named(name)).summaries {
        let values = [
          "kernel": layer.kernel, "stride": layer.stride, "padding": layer.padding, "groups": layer.groups,
          "receptiveField": layer.receptiveField, "jump": layer.jump,
        ]
        let missing = Set(values.filter { $0.value == nil }.keys)
        let text = LayerWords.text(layer: layer.name, kind: layer.kind.rawValue, language: .english)
        let short = LayerWords.short(layer: layer.name, kind: layer.kind.rawValue, language: .english)
        #expect(Self.keys(in: text + short).isDisjoint(with: missing), "\(name) \(layer.name)")
        #expect(text != LayerWords.text(layer: "", kind: "", language: .english), "\(name) \(layer.name)")
      }
    }
  }

  @Test func `a layer without words of its own gets those of its kind`() {
    #expect(LayerWords.text(layer: "tanh3", kind: "tanh", language: .chinese).hasPrefix("tanh 把每个数"))
    #expect(LayerWords.short(layer: "S4", kind: "averagePooling", language: .english).hasPrefix("The mean of each"))
  }
}
