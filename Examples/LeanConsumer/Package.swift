// swift-tools-version: 6.2
import PackageDescription

// An app that uses the lean products. The `Training` trait is off, so nothing here needs libtorch.
let package = Package(
    name: "LeanConsumer",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(
            url: Context.environment["BITSPIKE_URL"] ?? "file://\(Context.packageDirectory)/../..",
            exact: Version(stringLiteral: Context.environment["BITSPIKE_VERSION"] ?? "0.1.0"), traits: [])
    ],
    targets: [
        .executableTarget(
            name: "LeanConsumer",
            dependencies: [
                .product(name: "SpikeCore", package: "bitspike"), .product(name: "SpikeModel", package: "bitspike"),
            ])
    ]
)
