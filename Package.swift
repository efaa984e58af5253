// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let tests: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("InternalImportsByDefault")]

// The commit that `make` builds, for `simulate --version`; a plain `swift build` doesn't know it. It reaches no result.
let recorded = Context.environment["WEIR_COMMIT"] ?? ""
let commit: [CSetting] = recorded.isEmpty ? [] : [.define("WEIR_COMMIT", to: "\"\(recorded)\"")]

// One direction of flow: a target imports only what stands above it (see docs/architecture.md). Each names all whose types it
// holds: an incremental build compiles a target anew when one that it names has changed, and no other.
let package = Package(
    name: "weir",
    products: [
        .executable(name: "simulate", targets: ["simulate"]),
        .library(name: "Weir", targets: ["Numerics", "ScenarioFormat", "EnforcementModel", "Simulation", "Analysis", "Results"]),
    ],
    targets: [
        .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
        .systemLibrary(name: "CProcessor"),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CCommit"),
        .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "Numerics", dependencies: ["CGSL", "CProcessor"], swiftSettings: strict),
        .target(name: "ScenarioFormat", dependencies: ["Numerics"], swiftSettings: strict),
        .target(name: "EnforcementModel", dependencies: ["Numerics", "ScenarioFormat"], swiftSettings: strict),
        .target(name: "Simulation", dependencies: ["Numerics", "ScenarioFormat", "EnforcementModel"], swiftSettings: strict),
        .target(
            name: "Analysis", dependencies: ["Numerics", "ScenarioFormat", "EnforcementModel", "Simulation"], swiftSettings: strict),
        .target(
            name: "Results",
            dependencies: ["Numerics", "ScenarioFormat", "EnforcementModel", "Simulation", "Analysis", "CLinux", "CXLSXWriter"],
            resources: [
                .embedInCode("Export/Notebooks/charts.ipynb"), .embedInCode("Export/Notebooks/charts.Rmd"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "simulate",
            dependencies: ["Numerics", "ScenarioFormat", "EnforcementModel", "Simulation", "Analysis", "Results", "CCommit"],
            cSettings: commit,
            swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["ScenarioFormat", "EnforcementModel", "Simulation"], path: "Tests/TestSupport",
            swiftSettings: tests),
        // What `make fuzz` compiles again with libFuzzer (Tests/fuzzing/Package.swift).
        .target(
            name: "FuzzedReaders",
            dependencies: ["Numerics", "ScenarioFormat", "EnforcementModel", "Simulation", "Analysis", "Results"],
            path: "Tests/fuzzing/Readers", swiftSettings: tests),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzedReaders"], path: "Tests/fuzzing/Replay", swiftSettings: tests),
        .testTarget(name: "NumericsTests", dependencies: ["Numerics"], swiftSettings: tests),
        .testTarget(name: "ScenarioFormatTests", dependencies: ["ScenarioFormat", "TestSupport"], swiftSettings: tests),
        .testTarget(name: "EnforcementModelTests", dependencies: ["EnforcementModel", "TestSupport"], swiftSettings: tests),
        .testTarget(name: "SimulationTests", dependencies: ["Numerics", "Simulation", "TestSupport"], swiftSettings: tests),
        .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "ScenarioFormat", "TestSupport"], swiftSettings: tests),
        .testTarget(name: "ResultsTests", dependencies: ["Results", "TestSupport"], swiftSettings: tests),
        .testTarget(name: "SimulateTests", dependencies: ["simulate", "TestSupport"], swiftSettings: tests),
    ],
    swiftLanguageModes: [.v6]
)
