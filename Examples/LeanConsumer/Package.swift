// swift-tools-version: 6.2
import PackageDescription

/// bitspike from this checkout, or a version of it from a repository. The `Training` trait is off, so nothing here needs libtorch.
let bitspike: Package.Dependency =
    if let url = Context.environment["BITSPIKE_URL"], let version = Context.environment["BITSPIKE_VERSION"] {
        .package(url: url, exact: Version(stringLiteral: version), traits: [])
    } else {
        .package(name: "bitspike", path: "../..", traits: [])
    }

// An app that classifies sentences with a packed model.
let package = Package(
    name: "LeanConsumer",
    platforms: [.macOS(.v15)],
    dependencies: [bitspike],
    targets: [
        .executableTarget(
            name: "LeanConsumer",
            dependencies: ["SpikeFormats", "SpikeRuntime", "SpikeText"].map { .product(name: $0, package: "bitspike") })
    ]
)
