// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "qihang",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "qihang", targets: ["qihang"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .c("CLibPQ", pkgConfig: "libpq", apt: "libpq-dev"),
        .c("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
        .c("CXLSXWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev"),
        .c("CZip", pkgConfig: "libzip", apt: "libzip-dev"),
    ]
        // The ground: values, and what meets the world outside.
        + room("Base")
        + room("Secrets", ["Base", "CSodium"])
        + room("Database", ["Base", "CLibPQ", grdb], tests: ["StoreTesting", "CrashWriter"])
        + room("FEEL", ["Base"])
        + room("Strict", ["FEEL"], tests: ["Database", "StoreTesting"])
        + room("Decisions", ["Base", "FEEL", "Strict"])
        + room("Packs", ["Base", .product(name: "Yams", package: "Yams")])
        + room("Sheets", ["Base", "CXLSXWriter", "CZip"])
        + room("Reasons", ["Base", "FEEL", "Strict", "Decisions", "Packs"])
        // What the mission is about.
        + room("Access", ["Base", "Secrets", "Database", "Packs"], tests: ["StoreTesting"])
        + room("Registers", ["Secrets", "Packs", "FEEL"] + store, tests: stores)
        + room("Rounds", ["Packs", "FEEL", "Registers"] + store, tests: stores)
        + room("Plans", ["Secrets", "Packs", "FEEL", "Sheets", "Registers"] + store, tests: stores)
        + room("Exchange", ["Secrets", "Sheets", "Registers"] + store, tests: stores + ["Packs", "CrashImporter"])
        + room(
            "Quota", ["Packs", "FEEL", "Decisions", "Strict", "Reasons", "Registers"] + store, tests: stores)
        + room("House", rooms, tests: stores)
        + room("Demo", rooms + ["House"], tests: stores)
        // What people see.
        + room("HTML")
        + room("Kit", ["Base", "HTML"], path: "Web/Kit")
        + room(
            "Office",
            rooms + ["House", "HTML", "Kit", log, .product(name: "Hummingbird", package: "hummingbird")] + http,
            path: "Web/Office", tests: stores)
        + [
            .executableTarget(
                name: "qihang",
                dependencies: rooms
                    + [
                        "House", "Office", "Demo", log,
                        .product(name: "ArgumentParser", package: "swift-argument-parser"),
                    ],
                swiftSettings: settings),
            // For tests alone.
            .target(name: "PropertyTesting", swiftSettings: settings),
            .target(name: "FileTesting", swiftSettings: settings),
            .target(name: "StoreTesting", dependencies: ["Database"], swiftSettings: settings),
            .target(
                name: "RegisterTesting",
                dependencies: ["FileTesting", "StoreTesting", "Secrets", "Packs", "Registers"] + store,
                swiftSettings: settings),
            .testTarget(
                name: "CommandTests", dependencies: ["qihang", "House", "Demo", "FileTesting"] + rooms + stores,
                swiftSettings: settings),
            .executableTarget(name: "CrashWriter", dependencies: ["Database"], swiftSettings: settings),
            .executableTarget(
                name: "CrashImporter", dependencies: ["Secrets", "Packs", "Registers", "Exchange"] + store,
                swiftSettings: settings),
        ]
)

var grdb: Target.Dependency { .product(name: "GRDB", package: "GRDB.swift") }
var log: Target.Dependency { .product(name: "Logging", package: "swift-log") }
var http: [Target.Dependency] {
    [
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
    ]
}
/// What every room with tables of its own stands on.
var store: [Target.Dependency] { ["Base", "Database", "Access"] }
/// What the tests of such a room need.
var stores: [Target.Dependency] { ["StoreTesting", "RegisterTesting"] }
/// All rooms of the mission, for those who bring them together.
var rooms: [Target.Dependency] {
    [
        "Secrets", "Packs", "FEEL", "Strict", "Decisions", "Reasons", "Sheets", "Registers", "Rounds", "Plans",
        "Quota", "Exchange",
    ]
        + store
}

/// A room of the house: a target and, beside it, its tests.
@MainActor func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, tests: [Target.Dependency] = []
) -> [Target] {
    [
        .target(name: name, dependencies: dependencies, path: "Sources/\(path ?? name)", swiftSettings: settings),
        .testTarget(
            name: "\(name)Tests",
            dependencies: [.target(name: name), "PropertyTesting", "FileTesting"] + dependencies + tests,
            swiftSettings: settings),
    ]
}

// Computed values: constants declared after `package` are not initialised when it is built.
var settings: [SwiftSetting] {
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}

extension Target {
    /// A C library of the system, found by pkg-config.
    static func c(_ name: String, pkgConfig: String, apt: String) -> Target {
        .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
    }
}
