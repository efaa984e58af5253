// swift-tools-version: 6.2
import PackageDescription

// What `make fuzz` feeds with inputs that libFuzzer makes up.
let package = Package(
    name: "fuzzing",
    // A library, as the program's beginning is libFuzzer's: `make fuzz` links the two.
    products: [.library(name: "Fuzz", type: .static, targets: ["Entry"])],
    dependencies: [.package(name: "weir", path: "../..")],
    targets: [
        .target(name: "FuzzedReaders", dependencies: [.product(name: "Weir", package: "weir")], path: "Readers"),
        .target(name: "Entry", dependencies: ["FuzzedReaders"], path: "Entry"),
    ],
    swiftLanguageModes: [.v6]
)
