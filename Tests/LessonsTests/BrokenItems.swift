extension BrokenLesson {
  /// Faults of questions, whatever their type.
  static let items: [BrokenLesson] = [
    .quiz("id：q\ntype：number", "8:3: the colon of Chinese text behind “id”"),
    .quiz("id: q\ntype:number\nprompt: p\nanswer: 1\nwhy: w", "9:5: no space behind the colon of “type”"),
    .quiz("just words", "8:1: the item is a single value, not a mapping"),
    .quiz("type: number\nprompt: p\nanswer: 1\nwhy: w", "8:1: the item has no id"),
    .quiz("id: a b\ntype: number\nprompt: p\nanswer: 1\nwhy: w", "8:5: “a b” is no id"),
    .quiz("id: q\nprompt: p\nanswer: 1\nwhy: w", "8:1: the item has no type"),
    .quiz("id: q\ntype: numbr\nprompt: p\nanswer: 1\nwhy: w", "9:7: there is no type “numbr”"),
    .quiz("id: q\ntype: number\nanswer: 1\nwhy: w", "8:1: the item has no prompt"),
    .quiz("id: q\ntype: number\nprompt: p\nanswer: 1", "8:1: the item has no why"),
    .quiz("id: q\ntype: number\nprompt: p\nanswer: 1\nwhy:", "12:1: the item has nothing behind why"),
    .quiz("id: q\ntype: number\nprompt: p\nanswer: 1\nwhy: w\ncolour: red", "13:1: the item has no key “colour”"),
    .quiz("id: q\ntype: number\nprompt: p\nanswer: 1\nwyh: w", "12:1: the item has no key “wyh”"),
    .quiz("id: q\ntype: text\nprompt: p\nmodel: m\nwhy: w\nanswer: 1", "13:1: an item of type text has no answer"),
    .quiz("id: q\ntype: text\nprompt: p\nwhy: w", "8:1: the item has no model"),
    .quiz(
      "id: q\ntype: text\nprompt: p\nmodel: m\nchecklist: one\nwhy: w", "12:12: checklist is a single value, not a list"
    ),
    .number("answer: 1\nhints: [a, b, c, d]", "11:18: more than 3 hints"),
    .number("answer: 1\nhints: [a, b: c]", "11:12: a mapping in hints, where a text should be"),
    .number("answer: 1\nhints:\n  - a\n  - ''", "13:5: an empty text in hints"),
    .number("answer: 1\nlab: sizes", "11:6: there is no lab “sizes”"),
    .number("answer: 1\nlab: convolution --set stride=9", "11:6: lab convolution: there is no setting stride=9"),
    .quiz(
      "id: q\ntype: number\nprompt: \"{{ nix.x }}\"\nanswer: 1\nwhy: w", "10:13: there is no number called “nix.x”"),
    .quiz("id: q\ntype: number\nprompt: p\nanswer: 1\nwhy: 共 {{ nix.x }}", "12:11: there is no number called “nix.x”"),
    .quiz("id: q\ntype: number\nprompt: \"a \\e b\"\nanswer: 1\nwhy: w", "10:9: an escape sequence begins here"),
    .quiz(
      "id: q\ntype: number\nprompt: {{n}} pixels\nanswer: 1\nwhy: w",
      "10:15: a text that begins with a placeholder and has no quotes"),
    .quiz("id: q\ntype: number\nprompt: p\nanswer: &x 1\nwhy: w", "11:9: the YAML anchor “&x”"),
    .quiz("id: q\ntype: number\nprompt: p\nanswer: 1\nwhy: *q", "12:6: the YAML alias “*q”"),
    .quiz(
      "id: q\ntype: number\nprompt: p\nanswer: 1\nwhy: [w",
      "12:6: a bracket that is not closed, or a comma that is missing"),

    .number("compute: n\ndraw: 5", "11:7: draw is a single value, not a mapping"),
    .number("compute: n\ndraw: {n: {from: 1}}", "11:11: draw of n has no to"),
    .number("compute: n\ndraw: {n: {from: 5, to: 1}}", "11:12: draw of n goes from 5 to 1"),
    .number("compute: n\ndraw: {n: {from: 0.5, to: 1}}", "11:18: from is “0.5”"),
    .number("compute: n\ndraw: {n: {of: []}}", "11:12: draw of n has nothing to draw"),
    .number("compute: n\ndraw: {n: {of: [1, one]}}", "11:20: “one” among the numbers to draw"),
    .number("compute: n\ndraw: {n: {of: [1], from: 2}}", "11:12: draw of n has both of and from, to"),
    .number("compute: n\ndraw: {n: {in: [1]}}", "11:12: draw of n has no key “in”"),
    .number("compute: 1\ndraw: {max: {of: [1]}}", "11:8: “max” cannot be drawn"),

    .choice("  - {text: a, correct: true}\n  - {text: b, correct: false}", "14:5: the option has no why"),
    .choice(
      "  - {text: a, correct: false, why: x}\n  - {text: b, correct: false, why: x}", "12:1: no option is right"),
    .choice("  - {text: a, correct: true}\n  - {text: b, correct: true}", "12:1: 2 options of a choice are right"),
    .choice("  - {text: a, correct: true}", "12:1: only one option"),
    .choice("  - {text: a, correct: true}\n  - {text: b, correct: no, why: x}", "14:24: correct is “no”"),
    .choice("  - {text: a, correct: true}\n  - {text: b, why: x}", "14:5: the option has no correct"),
    .choice("  - {text: a, correct: true}\n  - {correct: false, why: x}", "14:5: the option has no text"),
    .choice(
      "  - {text: a, correct: true}\n  - {text: b, or c, correct: false, why: x}", "14:15: the option has no key “or c”"
    ),
    .choice("  - {text: a, correct: true}\n  - b", "14:5: the option is a single value, not a mapping"),
    .choice(
      "  - {text: a, correct: true}\n  - {text: b, corect: false, why: x}", "14:15: the option has no key “corect”"),
    .choice(
      "  - {text: a, correct: true}\n  - {text: b, correct: false, why: x, lab: sizes}",
      "14:44: there is no lab “sizes”"),
    .choice("  a: 1", "13:3: options is a mapping, not a list"),
    .choice("", "12:1: the item has nothing behind options"),

    .quiz("id: q\ntype: order\nprompt: p\nwhy: w\nsteps: [a]", "12:1: nothing to bring into order"),
    .quiz("id: q\ntype: order\nprompt: p\nwhy: w", "8:1: the item has no steps"),
    .quiz("id: q\ntype: order\nprompt: p\nwhy: w\nsteps: [a, []]", "12:12: a group without steps"),
    .quiz("id: q\ntype: order\nprompt: p\nwhy: w\nsteps: [a, [b, [c]]]", "12:16: a list where a step should be"),
    .quiz("id: q\ntype: order\nprompt: p\nwhy: w\nsteps:\n  - a\n  - b: c", "14:5: a mapping where a step should be"),
  ]

  /// Faults of right and mistaken answers.
  static let answers: [BrokenLesson] = [
    .number("tolerance: 1", "8:1: the item has neither answer nor compute"),
    .number("answer:", "10:1: the item has neither answer nor compute"),
    .number("anser: 1", "10:1: the item has no key “anser”"),
    .number("answer: many", "10:9: “many” is no number"), .number("answer: \"34,944\"", "10:9: “34,944” is no number"),
    .number("answer: [1]", "10:9: a list where a number should be"),
    .number("answer: {{ paper.parameters }}", "10:9: a placeholder without quotes"),
    .number("answer: \"{{ nix.x }}\"", "10:13: there is no number called “nix.x”"),
    .number("answer: 5\ncompute: \"2 + 2\"", "10:9: the answer is 5, but compute gives 4"),
    .number(
      "draw: {n: {of: [1, 2]}}\nanswer: 1\ncompute: n", "11:9: the answer is 1, but compute gives 2 (with n = 2)"),
    .number("answer: 5\ntolerance: -1", "11:12: tolerance is “-1”"),
    .number("compute: 2 × 3", "10:12: “×” in an expression"),
    .number("compute: \"(1 + 2\"", "10:17: a parenthesis that is not closed"),
    .number("compute: \"1 / 0\"", "10:13: division by zero"),
    .number("compute: 10^16", "10:12: the number is too large"),
    .number("compute: \"{{ n }}\"", "10:11: braces in an expression"),
    .number("draw: {n: {from: 1, to: 9}}\ncompute: 1 / (n - 7)", "11:12: division by zero (with n = 7)"),
    .number(
      "draw: {n: {from: 3, to: 9}, k: {of: [3, 5]}}\ncompute: size(n, k, 1, 0)",
      "11:10: a kernel of 5 does not fit into 3 (with k = 5, n = 3)"),
    .number("compute: {op: relu, input: [1, 2]}", "10:10: the operation gives 2, not one number"),
    .number("answer: 5\nmistakes: [{answer: 5, says: x}]", "11:21: the mistake is the right answer, 5"),
    .number("answer: 5\nmistakes: [{answer: 6}]", "11:12: the mistake has no says"),
    .number("answer: 5\nmistakes: [{says: x}]", "11:12: the mistake has no answer"),
    .number(
      "answer: 5\nmistakes: [{answer: 6, compute: 7, says: x}]", "11:13: the mistake has both answer and compute"),
    .number("answer: 5\nmistakes: [{answer: six, says: x}]", "11:21: “six” is no number"),
    .number("answer: 5\nmistakes: [{compute: 1 / 0, says: x}]", "11:24: division by zero"),
    .number("answer: 5\nmistakes: {answer: 6, says: x}", "11:11: mistakes is a mapping, not a list"),
    .number(
      "draw: {s: {of: [3, 4]}}\ncompute: s\nlab: convolution --set stride={{s}}",
      "12:6: lab convolution: there is no setting stride=4 (with s = 4)"),

    .grid("answer: [[1, 2], [3]]", "10:18: a row of 1 in a grid whose first row has 2"),
    .grid("answer: [1, 2]", "10:10: a single value where a row of a grid should be"),
    .grid("answer: 1", "10:9: a single value where a grid should be"),
    .grid("answer: [[1, x]]", "10:14: “x” is no number"),
    .grid("compute: n + 1", "10:10: a single value where a grid should be"),
    .grid("compute: {input: [[1]], weight: [[1]]}", "10:10: compute has no op"),
    .grid("compute: {op: relu}", "10:10: compute has no input"),
    .grid("compute: {op: conv3d, input: [[1]]}", "10:15: there is no operation conv3d"),
    .grid("compute: {op: conv2d, input: [[1, 2]], weight: [[1], [1]]}", "10:40: the kernel does not fit the input"),
    .grid("compute: {op: conv2d, input: [[1]], weight: [[1]], strid: 2}", "10:52: conv2d has no option strid"),
    .grid("compute: {op: relu, input: [[1, 2], [3]]}", "10:37: a list of 1 in input where the first has 2"),
    .grid("compute: {op: relu, input: [[1, 2], 3]}", "10:37: a single value in input where a list should be"),
    .grid("compute: {op: relu, input: [1, [2]]}", "10:32: a list of 1 in input where the first has none"),
    .grid("compute: {op: relu, input: [[1, m]]}", "10:33: there is no number called “m”"),
    .grid("compute: {op: relu, input: []}", "10:28: an empty list in input"),
    .grid("compute: {op: relu, input: 5}", "10:28: input is a single value, not a list"),
    .grid("compute: {op: relu, input: [[[[[1]]]]]}", "10:32: input is nested deeper than 4"),
    .grid(
      "compute: {op: relu, input: [[[1], [2]]]}\nanswer: [[1], [3]]",
      "11:9: the answer is [[1], [3]], but compute gives [[1], [2]]"),
    .grid("compute: {op: relu, input: [[[1]], [[2]]]}", "10:10: the operation gives 2×1×1, not rows and columns"),
    .grid(
      "compute: {op: relu, input: [[" + String(repeating: "1,", count: 10_000) + "1]]}",
      "10:20030: more than 10000 numbers in input"),
    .grid(
      "answer: [[" + String(repeating: "1,", count: 10_000) + "1]]", "10:10: a grid of more than 10000 numbers"),
    .quiz("id: q\ntype: shape\nprompt: p\nwhy: w\nanswer: [96, 5.5]", "12:14: a shape with a size of 5.5"),
    .quiz("id: q\ntype: shape\nprompt: p\nwhy: w\nanswer: 96x55x55", "12:9: “96x55x55” is no number"),
    .quiz(
      "id: q\ntype: shape\nprompt: p\nwhy: w\ndraw: {n: {of: [4, 5]}}\ncompute: [3, n / 2]",
      "13:14: a shape with a size of 2.5 (with n = 5)"),
    .quiz("id: q\ntype: shape\nprompt: p\nwhy: w\nanswer: []", "12:9: a shape without sizes"),
  ]
}
