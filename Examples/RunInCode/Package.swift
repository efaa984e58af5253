// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "RunInCode",
    dependencies: [.package(name: "weir", path: "../..")],
    targets: [.executableTarget(name: "RunInCode", dependencies: [.product(name: "Weir", package: "weir")])],
    swiftLanguageModes: [.v6]
)
