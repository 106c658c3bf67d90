// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses bitspike builds its benchmarks. Run them with scripts/bench.
let package = Package(
    name: "bitspike-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "bitspike", path: "..", traits: [])],
    targets: [
        .target(name: "CPeaks"),
        .executableTarget(
            name: "bitspike-bench",
            dependencies: ["CPeaks"]
                + ["SpikeCore", "SpikeModel", "SpikeFormats", "SpikeQuantization", "SpikeKernels", "SpikeRuntime"].map {
                    .product(name: $0, package: "bitspike")
                },
            swiftSettings: [.swiftLanguageMode(.v6)]),
    ]
)
