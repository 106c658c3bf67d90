// swift-tools-version: 6.2
import PackageDescription

// The folder list is the architecture (ARCHITECTURE.md). `LayeringTests` holds every import against the same table.

/// libtorch: `$LIBTORCH` (a folder with include/ and lib/), else the pinned copy that scripts/setup makes.
let libtorch =
    Context.environment["LIBTORCH"] ?? Context.packageDirectory + "/.deps/libtorch-2.11.0/site/torch"

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]
let training: TargetDependencyCondition? = .when(traits: ["Training"])
let trainingSetting: BuildSettingCondition = .when(traits: ["Training"])

let package = Package(
    name: "bitspike",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "bitspike", targets: ["bitspike"]),
        .library(name: "SpikeCore", targets: ["SpikeCore"]),
        .library(name: "SpikeModel", targets: ["SpikeModel"]),
        .library(name: "SpikeKernels", targets: ["SpikeKernels"]),
        .library(name: "SpikeText", targets: ["SpikeText"]),
        .library(name: "SpikeFormats", targets: ["SpikeFormats"]),
        .library(name: "SpikeReference", targets: ["SpikeReference"]),
        .library(name: "SpikeQuantization", targets: ["SpikeQuantization"]),
        .library(name: "SpikeRuntime", targets: ["SpikeRuntime"]),
        .library(name: "SpikeEvaluation", targets: ["SpikeEvaluation"]),
        .library(name: "SpikeReport", targets: ["SpikeReport"]),
        .library(name: "SpikeDistillation", targets: ["SpikeDistillation"]),
    ],
    traits: [
        .trait(
            name: "Training",
            description: "Teacher, distillation and the training engine; needs libtorch. Off: the lean products only."),
        .default(enabledTraits: ["Training"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Used under the trait `Training` only, so lean consumers never fetch it.
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    ],
    targets: [
        // L0 ground
        .target(name: "SpikeCore", swiftSettings: strict),
        .target(name: "CSpikeKernels"),
        .target(
            name: "CTorchShim",
            cxxSettings: [
                .define("BITSPIKE_TRAINING", trainingSetting),
                .unsafeFlags(
                    [
                        "-isystem", libtorch + "/include",
                        "-isystem", libtorch + "/include/torch/csrc/api/include",
                    ], trainingSetting),
            ],
            linkerSettings: [
                .linkedLibrary("torch_cpu", trainingSetting),
                .linkedLibrary("c10", trainingSetting),
                .unsafeFlags(
                    ["-L" + libtorch + "/lib", "-Xlinker", "-rpath", "-Xlinker", libtorch + "/lib"],
                    trainingSetting),
            ]),
        // L1 meaning
        .target(name: "SpikeModel", dependencies: ["SpikeCore"], swiftSettings: strict),
        .target(name: "SpikeReference", dependencies: ["SpikeCore", "SpikeModel"], swiftSettings: strict),
        .target(name: "SpikeText", dependencies: ["SpikeCore"], swiftSettings: strict),
        .target(name: "SpikeFormats", dependencies: ["SpikeCore", "SpikeModel"], swiftSettings: strict),
        // L2 machinery
        .target(name: "SpikeKernels", dependencies: ["SpikeCore", "CSpikeKernels"], swiftSettings: strict),
        .target(
            name: "SpikeQuantization", dependencies: ["SpikeCore", "SpikeModel", "SpikeFormats"],
            swiftSettings: strict),
        .target(name: "SpikeEngine", dependencies: ["SpikeCore", "CTorchShim"], swiftSettings: strict),
        // L3 uses
        .target(
            name: "SpikeRuntime",
            dependencies: ["SpikeCore", "SpikeModel", "SpikeText", "SpikeFormats", "SpikeKernels"],
            swiftSettings: strict),
        .target(
            name: "SpikeEvaluation", dependencies: ["SpikeCore", "SpikeModel", "SpikeText"],
            swiftSettings: strict),
        .target(
            name: "SpikeReport", dependencies: ["SpikeCore", "SpikeModel", "SpikeFormats", "SpikeEvaluation"],
            swiftSettings: strict),
        .target(
            name: "SpikeTraining",
            dependencies: [
                "SpikeEngine", "SpikeCore", "SpikeModel", "SpikeText", "SpikeFormats", "SpikeQuantization",
            ],
            swiftSettings: strict),
        .target(
            name: "SpikeDistillation",
            dependencies: ["SpikeTraining", "SpikeEngine", "SpikeCore", "SpikeModel", "SpikeText", "SpikeFormats"],
            swiftSettings: strict),
        .target(
            name: "SpikeLedger",
            dependencies: [
                "SpikeCore", .product(name: "GRDB", package: "GRDB.swift", condition: training),
            ],
            swiftSettings: strict),
        .target(
            name: "SpikeDashboard",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird", condition: training),
                .product(name: "Logging", package: "swift-log", condition: training),
                .product(name: "NIOCore", package: "swift-nio", condition: training),
            ],
            swiftSettings: strict),
        // L4 entry
        .target(
            name: "SpikeCommands",
            dependencies: [
                "SpikeCore", "SpikeModel", "SpikeReference", "SpikeText", "SpikeFormats", "SpikeKernels",
                "SpikeQuantization", "SpikeRuntime", "SpikeEvaluation", "SpikeReport",
                .target(name: "SpikeEngine", condition: training),
                .target(name: "SpikeTraining", condition: training),
                .target(name: "SpikeDistillation", condition: training),
                .target(name: "SpikeLedger", condition: training),
                .target(name: "SpikeDashboard", condition: training),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(name: "bitspike", dependencies: ["SpikeCommands"], swiftSettings: strict),
        // Tests
        .target(
            name: "SpikeTestSupport", dependencies: ["SpikeCore"], path: "Tests/SpikeTestSupport",
            swiftSettings: strict),
        .target(
            name: "SpikeTinyModels",
            dependencies: ["SpikeCore", "SpikeModel", "SpikeFormats", "SpikeQuantization", "SpikeTestSupport"],
            path: "Tests/SpikeTinyModels", swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)

/// Test targets, each with the libraries it may use.
let tests: [(name: String, uses: [Target.Dependency])] = [
    ("SpikeCoreTests", ["SpikeCore"]),
    ("SpikeModelTests", ["SpikeModel", "SpikeCore"]),
    ("SpikeTextTests", ["SpikeText", "SpikeCore"]),
    ("SpikeFormatsTests", ["SpikeFormats", "SpikeModel", "SpikeCore"]),
    ("SpikeQuantizationTests", ["SpikeQuantization", "SpikeFormats", "SpikeModel", "SpikeCore"]),
    ("SpikeReferenceTests", ["SpikeReference", "SpikeModel", "SpikeCore"]),
    ("SpikeKernelsTests", ["SpikeKernels", "CSpikeKernels", "SpikeCore", "SpikeModel", "SpikeReference"]),
    (
        "SpikeRuntimeTests",
        [
            "SpikeRuntime", "SpikeTinyModels", "SpikeReference", "SpikeFormats", "SpikeModel", "SpikeCore", "SpikeText",
            "SpikeKernels",
        ]
    ),
    (
        "SpikeEvaluationTests",
        [
            "SpikeEvaluation", "SpikeTinyModels", "SpikeQuantization", "SpikeRuntime", "SpikeReference", "SpikeModel",
            "SpikeText", "SpikeCore",
        ]
    ),
    (
        "SpikeReportTests",
        [
            "SpikeReport", "SpikeEvaluation", "SpikeTinyModels", "SpikeRuntime", "SpikeModel", "SpikeText", "SpikeCore",
        ]
    ),
    (
        "SpikeEngineTests",
        [.target(name: "SpikeEngine", condition: training), "SpikeReference", "SpikeModel", "SpikeCore"]
    ),
    (
        "SpikeTrainingTests",
        [
            .target(name: "SpikeTraining", condition: training), .target(name: "SpikeEngine", condition: training),
            "SpikeTinyModels", "SpikeRuntime", "SpikeReference", "SpikeQuantization", "SpikeFormats", "SpikeModel",
            "SpikeText", "SpikeCore",
        ]
    ),
    (
        "SpikeDistillationTests",
        [
            .target(name: "SpikeDistillation", condition: training),
            .target(name: "SpikeTraining", condition: training), .target(name: "SpikeEngine", condition: training),
            "SpikeTinyModels", "SpikeQuantization", "SpikeFormats", "SpikeModel", "SpikeText", "SpikeCore",
        ]
    ),
    (
        "SpikeCommandsTests",
        [
            "SpikeCommands", "SpikeEvaluation", "SpikeTinyModels", "SpikeFormats", "SpikeKernels", "SpikeModel",
            "SpikeCore", .product(name: "GRDB", package: "GRDB.swift", condition: training),
        ]
    ),
    (
        "SpikeLedgerTests",
        [
            .target(name: "SpikeLedger", condition: training), "SpikeCore",
            .product(name: "GRDB", package: "GRDB.swift", condition: training),
        ]
    ),
    ("SpikeDashboardTests", [.target(name: "SpikeDashboard", condition: training)]),
    ("LayeringTests", []),
]
/// Test targets with a Goldens folder, which tests find by their own path.
let testsWithGoldens: Set<String> = [
    "SpikeCoreTests", "SpikeDistillationTests", "SpikeEngineTests", "SpikeEvaluationTests", "SpikeFormatsTests",
    "SpikeQuantizationTests", "SpikeReferenceTests", "SpikeTextTests", "SpikeTrainingTests",
]
package.targets += tests.map {
    .testTarget(
        name: $0.name, dependencies: $0.uses + ["SpikeTestSupport"],
        exclude: testsWithGoldens.contains($0.name) ? ["Goldens"] : [], swiftSettings: strict)
}
