// swift-tools-version: 6.1
import PackageDescription

/// The inner loops are C and are always compiled with optimisation: a debug build of them is some ninety times slower,
/// and tests push whole networks through them.
let kernelSettings: [CSetting] = [
  .unsafeFlags(["-O3", "-ffp-contract=fast", "-fno-math-errno", "-Wall", "-Wno-psabi"])
]

let package = Package(
  name: "alexnet-tutor",
  products: [.executable(name: "alexnet-tutor", targets: ["alexnet-tutor"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(name: "CKernels", cSettings: kernelSettings),
    .target(name: "Engine", dependencies: ["CKernels"]),
    .target(name: "CMapping", cSettings: [.unsafeFlags(["-Wall"])]),
    .target(name: "CStb", cSettings: [.unsafeFlags(["-O2"])]),
    .target(name: "Formats", dependencies: ["CMapping", "CStb", "Engine"]),

    .target(name: "TextUI"),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo", .when(platforms: [.linux]))]),
    .target(name: "CursesTerminal", dependencies: ["TextUI", "CNcurses"]),

    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "Lessons", dependencies: ["CMarkGFM", .product(name: "Yams", package: "Yams")]),

    .target(name: "Tutor", dependencies: ["Engine", "Lessons", "TextUI"]),
    .executableTarget(
      name: "alexnet-tutor",
      dependencies: [
        "CursesTerminal", "Engine", "Formats", "Lessons", "TextUI", "Tutor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),

    // Shows what the terminal tells it: the driver is tested through it, free of the tutor.
    .executableTarget(
      name: "terminal-probe", dependencies: ["CursesTerminal", "FuzzSupport", "TextUI"], path: "Tests/TerminalProbe"),
    .systemLibrary(name: "CVTerm", path: "Tests/CVTerm", pkgConfig: "vterm", providers: [.apt(["libvterm-dev"])]),
    .testTarget(name: "EngineTests", dependencies: ["Engine", "Formats"], exclude: ["Golden"]),
    .target(name: "FuzzSupport", path: "Tests/FuzzSupport"),
    // The whole tutor under random actions, in processes that a trap may end; the tests run a little of it,
    // script/fuzz-screens as much as one likes.
    .target(
      name: "ScreenFuzz", dependencies: ["Engine", "FuzzSupport", "Lessons", "TextUI", "Tutor"],
      path: "Tests/ScreenFuzz"),
    .executableTarget(name: "fuzz-screens", dependencies: ["ScreenFuzz"], path: "Tests/FuzzScreens"),
    // What the readers of files do with damaged ones; the tests run a little of it, script/fuzz as much as one likes.
    .target(name: "ReaderFuzz", dependencies: ["Engine", "Formats", "FuzzSupport"], path: "Tests/ReaderFuzz"),
    .executableTarget(name: "fuzz-readers", dependencies: ["ReaderFuzz"], path: "Tests/FuzzReaders"),
    // Words that neither the program nor the course uses.
    .target(name: "ForbiddenWords", path: "Tests/ForbiddenWords"),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Engine", "ReaderFuzz"]),
    .testTarget(name: "LessonsTests", dependencies: ["Lessons"], exclude: ["Fixtures"]),
    .testTarget(name: "TextUITests", dependencies: ["TextUI"]),
    .testTarget(
      name: "TutorTests", dependencies: ["ForbiddenWords", "Tutor", "Engine", "Lessons", "ScreenFuzz", "TextUI"],
      exclude: ["Screens"]),
    .testTarget(
      name: "CommandTests", dependencies: ["alexnet-tutor", "Engine", "ForbiddenWords", "Formats", "FuzzSupport"]),
    .testTarget(
      name: "TerminalTests",
      dependencies: [
        "CVTerm", "CursesTerminal", "Engine", "Formats", "FuzzSupport", "alexnet-tutor", "terminal-probe",
      ],
      exclude: ["Course"]),
  ],
  swiftLanguageModes: [.v6]
)
