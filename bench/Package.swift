// swift-tools-version: 6.2
import PackageDescription

// What `make bench` times of ours, apart from the program itself.
let package = Package(
    name: "bench",
    dependencies: [.package(name: "weir", path: "..")],
    targets: [
        .executableTarget(name: "three-stocks", dependencies: [.product(name: "Weir", package: "weir")], path: "Sources/ThreeStocks")
    ],
    swiftLanguageModes: [.v6]
)
