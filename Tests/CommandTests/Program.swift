import Foundation
import StoreTesting
import Testing

/// The program `qihang`, run as a process of its own, as an operator does. What it says goes into files, so that nobody
/// waits for a pipe.
struct Program: Sendable {
    /// How it ended and what it said.
    struct Outcome: Sendable {
        let code: Int32
        let output: String
        let errors: String
    }

    private let id: pid_t
    private let folder: String

    /// Starts it.
    /// - Parameter environment: besides that of the tests.
    static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Program {
        let folder = FileManager.default.temporaryDirectory.path + "/program-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let (output, errors) = (folder + "/output", folder + "/errors")
        for file in [output, errors] { try Data().write(to: URL(fileURLWithPath: file)) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try BuiltProgram("qihang").path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        let program = try Program(running: process, folder: folder)
        return program
    }

    /// Runs it to its end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], within limit: Duration = .seconds(180)
    ) async throws -> Outcome {
        try await start(arguments, environment: environment).ended(within: limit)
    }

    private init(running process: Process, folder: String) throws {
        self.folder = folder
        let marker = folder + "/ended"
        process.terminationHandler = { process in
            let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
            _ = FileManager.default.createFile(atPath: marker, contents: Data("\(code)".utf8))
        }
        try process.run()
        id = process.processIdentifier
    }

    /// What it has said so far.
    var output: String { text("output") }
    var errors: String { text("errors") }

    /// Waits until it has said something, on either way.
    /// - Throws: an expectation that failed when it ended or the time ran out before.
    func says(_ part: String, within limit: Duration = .seconds(180)) async throws {
        let end = ContinuousClock.now + limit
        while !output.contains(part), !errors.contains(part) {
            let goesOn = code == nil && ContinuousClock.now < end
            try #require(goesOn, "never said “\(part)”, but: \(output)\(errors)")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Sends a signal.
    func signal(_ number: Int32) { kill(id, number) }

    /// Waits for its end; kills it when the time runs out.
    func ended(within limit: Duration = .seconds(180)) async throws -> Outcome {
        let end = ContinuousClock.now + limit
        while code == nil {
            if ContinuousClock.now >= end { signal(SIGKILL) }
            try await Task.sleep(for: .milliseconds(20))
        }
        return Outcome(code: code ?? 0, output: output, errors: errors)
    }

    /// The exit code, or a signal's number below zero; nil while it runs.
    private var code: Int32? { Int32(text("ended")) }

    private func text(_ name: String) -> String {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
