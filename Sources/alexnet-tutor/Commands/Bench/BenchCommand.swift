import ArgumentParser
import Engine
import Foundation
import Tutor

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures this machine: medians over repeated runs after a warm-up.",
    subcommands: [BenchForward.self, BenchTrain.self, BenchOps.self, BenchFrames.self])
}

/// What every benchmark takes.
struct BenchOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(help: "The form of the result.")
  var format: Format = .text

  @OptionGroup var languageOption: LanguageOption

  var language: Language { languageOption.language }

  func check(batch: Int) throws(Refusal) {
    guard !(1...1024).contains(batch) else { return }
    throw Refusal(language("--batch is \(batch); it can be 1 to 1024", "--batch 是 \(batch)；可以是 1 到 1024"))
  }

  /// What `body` makes, or why there is no memory for it.
  func withMemory<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as OutOfMemory {
      let size = String(format: "%.1f GB", Double(error.bytes) / 1e9)
      throw Refusal(
        language("this needs \(size) of memory, which are not to be had", "这需要 \(size) 内存，现在没有这么多"))
    }
  }

  func report(_ reports: [BenchReport]) throws {
    switch format {
    case .json where reports.count == 1: try printJSON(reports[0], language)
    case .json: try printJSON(reports, language)
    case .text: try printResult(BenchReport.text(reports, language), language)
    }
  }
}

/// Times of repeated runs of one thing.
struct Timings {
  /// Milliseconds, least first.
  let sorted: [Double]

  var median: Double { sorted[sorted.count / 2] }
  var least: Double { sorted[0] }

  /// Runs `body` to warm up, then for about `seconds`, five times at least.
  static func measure(seconds: Double = 1.5, warmUp: Int = 3, _ body: () throws -> Void) rethrows -> Timings {
    for _ in 0..<warmUp { try body() }
    var times: [Double] = []
    let whole = Stopwatch()
    while times.count < 5 || whole.milliseconds < seconds * 1000 {
      let stopwatch = Stopwatch()
      try body()
      times.append(stopwatch.milliseconds)
    }
    return Timings(sorted: times.sorted())
  }
}

extension Kernels {
  var isReference: Bool { if case .reference = self { true } else { false } }
  var threads: Int { if case .fast(let kernels) = self { kernels.threads } else { 1 } }
  var name: String { if case .fast(let kernels) = self { kernels.level.rawValue } else { "reference" } }
}

/// The result of one benchmark, as JSON and for reading.
struct BenchReport: Encodable {
  struct Milliseconds: Encodable {
    let min: Double
    let median: Double
    let max: Double
  }

  let benchmark: String
  let batch: Int?
  let threads: Int
  let kernels: String
  let runs: Int
  let milliseconds: Milliseconds
  /// Pictures, steps, frames or operations a second; nil for what takes no time of its own.
  var perSecond: Double?
  /// What is special about this one: the screen, the operation, its share of the machine's peak.
  var detail: String?

  init(
    _ benchmark: String, batch: Int? = nil, threads: Int, kernels: String, _ timings: Timings, detail: String? = nil
  ) {
    (self.benchmark, self.batch, self.threads, self.kernels, self.detail) = (benchmark, batch, threads, kernels, detail)
    runs = timings.sorted.count
    milliseconds = Milliseconds(
      min: (timings.sorted.first ?? 0).thousandths, median: timings.median.thousandths,
      max: (timings.sorted.last ?? 0).thousandths)
    perSecond = (Double(batch ?? 1) * 1000 / timings.median).thousandths
  }

  static func text(_ reports: [BenchReport], _ language: Language) -> String {
    var table = TextTable([
      language("benchmark", "测试"), language("batch size", "批量大小"), language("threads", "线程"), language("kernels", "核心"),
      language("runs", "次数"), language("min ms", "最小 ms"), language("median ms", "中位 ms"), language("max ms", "最大 ms"),
      language("per second", "每秒"), "",
    ])
    for report in reports {
      func digits(_ value: Double) -> String { String(format: value < 10 ? "%.3f" : "%.2f", value) }
      let times = [report.milliseconds.min, report.milliseconds.median, report.milliseconds.max].map(digits)
      let numbers = report.perSecond.map { times + [String(format: "%.1f", $0)] }
      table.rows.append(
        [report.benchmark, report.batch.map(String.init) ?? "", "\(report.threads)", report.kernels, "\(report.runs)"]
          + (numbers ?? Array(repeating: "–", count: 4)) + [report.detail ?? ""])
    }
    return table.text
  }
}
