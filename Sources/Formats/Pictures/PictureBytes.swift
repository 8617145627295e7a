import CStb
import Engine

/// Pictures in the bytes of PNG and JPEG files.
package enum PictureBytes {
  /// More pixels than any camera's picture that is worth shrinking to 256.
  private static let mostPixels = 100_000_000

  /// - Parameter mostPixels: a picture of more is refused by its header, before any memory is taken for it.
  package static func picture(_ bytes: [UInt8], mostPixels: Int = mostPixels) throws(FormatError) -> Picture {
    var width: Int32 = 0
    var height: Int32 = 0
    guard cstb_size(bytes, bytes.count, &width, &height) != 0 else {
      throw FormatError(
        "not a PNG or JPEG picture that can be read; convert it to one of them", "不是可以读取的 PNG 或 JPEG 图片；请先转换格式")
    }
    guard Int(width) * Int(height) <= mostPixels else {
      throw FormatError(
        "\(width)×\(height) pixels are more than \(mostPixels / 1_000_000) million; make the picture smaller first",
        "\(width)×\(height) 个像素超过 \(mostPixels / 1_000_000) 百万；请先缩小图片")
    }
    guard !isCutOff(bytes), let pixels = cstb_decode(bytes, bytes.count, &width, &height) else {
      throw FormatError(
        "damaged or cut off: its \(width)×\(height) pixels cannot all be decoded; get the file again",
        "已损坏或不完整：\(width)×\(height) 个像素无法全部解码；请重新获取文件")
    }
    defer { cstb_free(pixels) }
    let count = 3 * Int(width) * Int(height)
    return Picture(
      width: Int(width), height: Int(height), pixels: Array(UnsafeBufferPointer(start: pixels, count: count)))
  }

  /// Whether a JPEG ends before its end marker: the decoder would paint the rest grey and say nothing.
  private static func isCutOff(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return false }
    for position in stride(from: bytes.count - 2, through: 2, by: -1) where bytes[position] == 0xFF {
      if bytes[position + 1] == 0xD9 { return false }
      if bytes[position + 1] == 0xDA { return true }
    }
    return true
  }
}
