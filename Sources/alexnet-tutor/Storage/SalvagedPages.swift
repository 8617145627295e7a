import Foundation
import GRDB

/// Reads the rows of a damaged SQLite file page by page, without the tree that held them together: what stands in a page that
/// is whole is found, whatever became of the rest.
///
/// <https://www.sqlite.org/fileformat2.html>: a page that begins with 13 is a leaf of a table; it holds cells, each with the
/// number of a row and its record, whose end may stand on a chain of overflow pages.
struct SalvagedPages {
  private let handle: FileHandle
  private let pageSize: Int
  private let usable: Int
  private let pages: Int
  /// A record is not longer than that.
  private static let limit = 16 << 20

  init?(_ path: String) {
    guard let handle = FileHandle(forReadingAtPath: path), let size = try? handle.seekToEnd() else { return nil }
    self.handle = handle
    let header = SalvagedPages.bytes(handle, at: 0, 100)
    let isHeader = header.starts(with: Array("SQLite format 3\0".utf8)) && header.count == 100
    let stated = isHeader ? Int(header[16]) << 8 | Int(header[17]) : 0
    pageSize = stated == 1 ? 65_536 : stated >= 512 && stated & (stated - 1) == 0 ? stated : 4096
    usable = pageSize - (isHeader && header[20] < 32 ? Int(header[20]) : 0)
    pages = Int(size) / pageSize + (Int(size) % pageSize == 0 ? 0 : 1)
  }

  /// Hands over the values of every row that can be read.
  func rows(_ body: ([DatabaseValue]) -> Void) {
    for number in 0..<max(0, pages) {
      let page = SalvagedPages.bytes(handle, at: number * pageSize, pageSize)
      let start = number == 0 ? 100 : 0
      guard page.count >= start + 8, page[start] == 13 else { continue }
      let cells = page.bigEndian(start + 3, 2) ?? 0
      for cell in 0..<cells {
        guard let place = page.bigEndian(start + 8 + 2 * cell, 2) else { break }
        if let record = record(in: page, at: place), let values = SalvagedRecord(record).values { body(values) }
      }
    }
  }

  /// The bytes of a cell's record, with what stands on its overflow pages.
  private func record(in page: [UInt8], at place: Int) -> [UInt8]? {
    guard let (length, first) = page.varint(place), let (_, start) = page.varint(first), length > 0,
      length <= SalvagedPages.limit
    else { return nil }
    let most = usable - 35
    let least = (usable - 12) * 32 / 255 - 23
    var local = length
    if length > most {
      let fitting = least + (length - least) % (usable - 4)
      local = fitting <= most ? fitting : least
    }
    guard start + local <= page.count else { return nil }
    var record = Array(page[start..<start + local])
    guard local < length else { return record }
    var next = page.bigEndian(start + local, 4) ?? 0
    while record.count < length, next > 1, next <= pages {
      let part = SalvagedPages.bytes(handle, at: (next - 1) * pageSize, pageSize)
      guard part.count > 4 else { return nil }
      record += part[4..<min(part.count, usable)].prefix(length - record.count)
      next = part.bigEndian(0, 4) ?? 0
    }
    return record.count == length ? record : nil
  }

  private static func bytes(_ handle: FileHandle, at offset: Int, _ count: Int) -> [UInt8] {
    guard offset >= 0, (try? handle.seek(toOffset: UInt64(offset))) != nil,
      let data = try? handle.read(upToCount: count)
    else { return [] }
    return Array(data)
  }
}

/// One row as SQLite writes it: the kinds of its values, then the values.
struct SalvagedRecord {
  private let bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Nil where the bytes are no record.
  var values: [DatabaseValue]? {
    guard let (header, start) = bytes.varint(0), header <= bytes.count else { return nil }
    var (values, kindAt, place): ([DatabaseValue], Int, Int) = ([], start, header)
    while kindAt < header {
      guard let (kind, next) = bytes.varint(kindAt), let (value, length) = value(kind, at: place) else { return nil }
      values.append(value)
      (kindAt, place) = (next, place + length)
    }
    return values
  }

  private func value(_ kind: Int, at place: Int) -> (DatabaseValue, length: Int)? {
    switch kind {
    case 0: return (.null, 0)
    case 1...6:
      let length = [1, 2, 3, 4, 6, 8][kind - 1]
      return bytes.signed(place, length).map { ($0.databaseValue, length) }
    case 7: return bytes.signed(place, 8).map { (Double(bitPattern: UInt64(bitPattern: $0)).databaseValue, 8) }
    case 8, 9: return (Int64(kind - 8).databaseValue, 0)
    case 12...:
      let length = (kind - 12) / 2
      guard length <= bytes.count - place else { return nil }
      let part = bytes[place..<place + length]
      // The even kinds are bytes, the odd ones text.
      guard kind % 2 == 1 else { return (Data(part).databaseValue, length) }
      return String(validating: part, as: UTF8.self).map { ($0.databaseValue, length) }
    default: return nil
    }
  }
}

extension [UInt8] {
  /// A number of 1 to 9 bytes, seven bits in each but the last, and where it ends; nil if it is cut off or does not fit.
  fileprivate func varint(_ place: Int) -> (value: Int, next: Int)? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard indices.contains(place + index) else { return nil }
      let byte = self[place + index]
      if index == 8 {
        value = value << 8 | UInt64(byte)
        return Int(exactly: value).map { ($0, place + 9) }
      }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { return Int(exactly: value).map { ($0, place + index + 1) } }
    }
    return nil
  }

  fileprivate func bigEndian(_ place: Int, _ count: Int) -> Int? {
    guard place >= 0, place + count <= self.count else { return nil }
    return self[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
  }

  fileprivate func signed(_ place: Int, _ count: Int) -> Int64? {
    guard place >= 0, place + count <= self.count, let first = self[place..<place + count].first else { return nil }
    return self[place..<place + count].reduce(first >= 0x80 ? -1 : 0) { $0 << 8 | Int64($1) }
  }
}
