/// Signs drawn in eight by eight dots, to see what a mirror makes of their labels.
struct Sign: Sendable {
  let label: String
  let chinese: String
  let rows: [String]

  var mirrored: [String] { rows.map { String($0.reversed()) } }

  /// The sign that the mirror image shows; nil where it is none.
  var image: Sign? { Sign.all.first { $0.rows == mirrored } }
  /// Whether the label is still right.
  var keepsLabel: Bool { image?.label == label }

  func name(_ language: Language) -> String { language(label, chinese) }

  static let all: [Sign] = [
    Sign(
      label: "A", chinese: "A",
      rows: ["...##...", "..#..#..", "..#..#..", ".#....#.", ".######.", ".#....#.", ".#....#.", "........"]),
    Sign(
      label: "face", chinese: "笑脸",
      rows: ["..####..", ".#....#.", "#.#..#.#", "#......#", "#.#..#.#", "#..##..#", ".#....#.", "..####.."]),
    Sign(
      label: "b", chinese: "b",
      rows: [".#......", ".#......", ".#......", ".####...", ".#...#..", ".#...#..", ".####...", "........"]),
    Sign(
      label: "d", chinese: "d",
      rows: ["......#.", "......#.", "......#.", "...####.", "..#...#.", "..#...#.", "...####.", "........"]),
    Sign(
      label: "p", chinese: "p",
      rows: ["........", ".####...", ".#...#..", ".#...#..", ".####...", ".#......", ".#......", ".#......"]),
    Sign(
      label: "q", chinese: "q",
      rows: ["........", "...####.", "..#...#.", "..#...#.", "...####.", "......#.", "......#.", "......#."]),
    Sign(
      label: "2", chinese: "2",
      rows: ["..####..", ".#....#.", "......#.", "....##..", "..##....", ".#......", ".######.", "........"]),
    Sign(
      label: "keep right", chinese: "靠右",
      rows: ["........", "....#...", "....##..", "#######.", "#######.", "....##..", "....#...", "........"]),
    Sign(
      label: "keep left", chinese: "靠左",
      rows: ["........", "...#....", "..##....", ".#######", ".#######", "..##....", "...#....", "........"]),
  ]
}
