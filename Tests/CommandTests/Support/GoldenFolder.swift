import Foundation

/// The reference cases, which lie with the engine's tests.
let goldenFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("EngineTests/Golden")
