import Engine
import Formats
import Tutor

/// Pictures from PNG and JPEG files.
enum PictureFile {
  static func read(_ path: String, _ language: Language) throws(Refusal) -> Picture {
    let bytes = try FileAccess(language).read(path, limit: 256 << 20)
    do { return try PictureBytes.picture(bytes) } catch { throw Refusal(path, error, language) }
  }
}
