// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

// One direction of flow: a target imports only what stands above it (see docs/architecture.md).
let package = Package(
    name: "weir",
    products: [
        .executable(name: "simulate", targets: ["simulate"]),
        .library(name: "Weir", targets: ["ScenarioFormat", "EnforcementModel", "Simulation", "Results"]),
    ],
    targets: [
        .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
        .systemLibrary(name: "CLinux"),
        .target(name: "Numerics", dependencies: ["CGSL"], swiftSettings: strict),
        .target(name: "ScenarioFormat", dependencies: ["Numerics"], swiftSettings: strict),
        .target(name: "EnforcementModel", dependencies: ["Numerics", "ScenarioFormat"], swiftSettings: strict),
        .target(name: "Simulation", dependencies: ["EnforcementModel"], swiftSettings: strict),
        .target(name: "Results", dependencies: ["Simulation", "CLinux"], swiftSettings: strict),
        .executableTarget(
            name: "simulate",
            dependencies: ["ScenarioFormat", "EnforcementModel", "Simulation", "Results"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
