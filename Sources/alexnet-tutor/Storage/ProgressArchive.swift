import Foundation
import Lessons
import Tutor

/// Everything that the learner has answered as one JSON object, to be carried to another machine:
///
/// `{"format": "alexnet-tutor progress", "version": 2, "place": "walk paper conv1", "attempts": [{"key", "time", "item",
/// "lesson", "answer", "seed", "correct", "confidence", "mistake", "misconception"}]}`
///
/// `key` is unique to one answer, so that importing twice adds nothing; `time` is in seconds since 1970; `seed`, which
/// names the numbers that were asked, is a text because it has up to 20 digits; `confidence` is 1 guess, 2 fairly sure,
/// 3 certain; `mistake` is the name of the typical mistake within its item; `misconception` has its words where a file of
/// version 1, which knew no names, had them. What there is not is left out.
struct ProgressArchive: Equatable {
  static let format = "alexnet-tutor progress"
  static let version = 2
  /// Larger files are not read.
  static let limit = 64 << 20

  var attempts: [TimedAttempt]
  var place: Place?

  private struct Head: Decodable {
    let format: String?
    let version: Int?
  }

  private struct Body: Codable {
    let format: String
    let version: Int
    let place: String?
    let attempts: [AnswerEntry]
  }

  init(attempts: [TimedAttempt], place: Place?) { (self.attempts, self.place) = (attempts, place) }

  // MARK: Writing

  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let body = Body(
        format: ProgressArchive.format, version: ProgressArchive.version, place: place?.line,
        attempts: attempts.map(AnswerEntry.init))
      return Array(try encoder.encode(body)) + [0x0A]
    }
  }

  // MARK: Reading

  /// - Throws: what is wrong with the file at `path`, one sentence. Nothing hidden in its texts is taken over: they are shown.
  init(_ bytes: [UInt8], path: String, _ language: Language) throws(Refusal) {
    let data = Data(bytes)
    guard let head = try? JSONDecoder().decode(Head.self, from: data), head.format == ProgressArchive.format else {
      throw Refusal(
        language(
          "\(path) is no progress file; 'alexnet-tutor progress export FILE' writes one",
          "\(path) 不是进度文件；可用“alexnet-tutor progress export FILE”导出"))
    }
    guard let version = head.version, version <= ProgressArchive.version else {
      let version = head.version ?? 0
      throw Refusal(
        language(
          "\(path) was written by a newer version of this program (version \(version) of the file, this one reads "
            + "\(ProgressArchive.version)): update alexnet-tutor; nothing was imported",
          "\(path) 由更新版本的程序写成（文件版本 \(version)，本程序能读 \(ProgressArchive.version)）：请升级 alexnet-tutor；没有导入任何内容"))
    }
    let body: Body
    do { body = try JSONDecoder().decode(Body.self, from: data) } catch {
      throw ProgressArchive.damaged(path, ProgressArchive.reason(error, language), language)
    }
    var attempts: [TimedAttempt] = []
    for (number, entry) in body.attempts.enumerated() {
      switch entry.answered {
      case .success(let timed): attempts.append(timed)
      case .failure(let fault):
        let place = language("answer \(number + 1) ", "第 \(number + 1) 个回答") + fault.words(language)
        throw ProgressArchive.damaged(path, place, language)
      }
    }
    self.init(attempts: attempts.sorted { $0.time < $1.time }, place: body.place.flatMap(Place.init(line:)))
  }

  /// Whether there are mistakes of which only the words are known.
  var hasUnnamed: Bool { attempts.contains { $0.attempt.mistake == nil && $0.attempt.remark != nil } }

  /// The same with names for the mistakes of which the file has only the words, as far as the course says them.
  func named(by course: CourseShelf) -> ProgressArchive {
    var names = MistakeNames(course)
    var archive = self
    for index in archive.attempts.indices { archive.attempts[index].attempt = names.named(attempts[index].attempt) }
    return archive
  }

  private static func damaged(_ path: String, _ reason: String, _ language: Language) -> Refusal {
    Refusal(
      language(
        "\(path) cannot be imported: \(reason); export it again, nothing was imported",
        "无法导入 \(path)：\(reason)；请重新导出，没有导入任何内容"))
  }

  private static func reason(_ error: any Error, _ language: Language) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map { "[\($0)]" } ?? "." + $0.stringValue }.joined().drop { $0 == "." }.description
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      let path = place(context.codingPath + [key])
      return language("\(path) is missing", "缺少 \(path)")
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let path = place(context.codingPath)
      return language("\(path) has a value of the wrong kind", "\(path) 的值类型不对")
    default: return language("it is no JSON", "不是 JSON")
    }
  }
}
