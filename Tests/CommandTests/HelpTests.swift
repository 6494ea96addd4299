import Foundation
import Testing

/// What a stranger at the terminal is told.
@Suite struct HelpTests {
    @Test func everyCommandShowsAnExampleInChinese() async throws {
        var waiting: [[String]] = [[]]
        var seen: [[String]] = []
        while !waiting.isEmpty {
            let command = waiting.removeFirst()
            seen.append(command)
            let help = try await Program.run(command + ["--help"])
            #expect(help.code == 0)
            #expect(help.output.contains("例子"), "qihang \(command.joined(separator: " "))")
            #expect(help.output.contains("qihang \(command.first ?? "run")"))
            waiting += Self.subcommands(help.output).map { command + [$0] }
        }
        #expect(
            seen.contains(["keys", "rotate"]) && seen.contains(["user", "add"]) && seen.contains(["plan", "read"]))
        #expect(seen.count >= 18)
    }

    @Test(arguments: [
        (["run", "--people", "0"], "1 到 1000000"), (["serve", "--port", "70000"], "1 到 65535"),
        (["export", "person", "x", "--format", "pdf"], "xlsx"),
    ])
    func aWrongOptionIsExplained(_ arguments: [String], _ part: String) async throws {
        let outcome = try await Program.run(arguments)
        #expect(outcome.code == 64)
        #expect(outcome.errors.contains(part), "\(outcome)")
    }

    private static func subcommands(_ help: String) -> [String] {
        guard let start = help.range(of: "SUBCOMMANDS:\n") else { return [] }
        return help[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { $0.hasPrefix("  ") }
            .compactMap { line in
                guard !line.hasPrefix("   ") else { return nil }
                return line.split(separator: " ").first.map(String.init)
            }
    }
}
