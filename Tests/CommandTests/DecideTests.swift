import Foundation
import Testing

/// Decision models at the terminal.
@Suite struct DecideTests {
    private static let model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="分档" namespace="urn:tiers">
        <inputData id="i" name="比例"><variable name="比例" typeRef="number"/></inputData>
        <decision id="d" name="档次"><variable name="档次" typeRef="string"/>
        <informationRequirement><requiredInput href="#i"/></informationRequirement>
        <decisionTable hitPolicy="UNIQUE"><input><inputExpression typeRef="number"><text>比例</text></inputExpression></input>
        <output/>
        <rule><inputEntry><text>&gt; 0.01</text></inputEntry><outputEntry><text>"减按50%"</text></outputEntry></rule>
        <rule><inputEntry><text>&lt; 0.01</text></inputEntry><outputEntry><text>"减按90%"</text></outputEntry></rule>
        </decisionTable></decision></definitions>
        """

    private func withModel(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("decide-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(Self.model.utf8).write(to: folder.appendingPathComponent("分档.dmn"))
        try Data(#"{"比例": 0.005}"#.utf8).write(to: folder.appendingPathComponent("一.json"))
        try Data("比例\n0.02\n0.01\n".utf8).write(to: folder.appendingPathComponent("多.csv"))
        try await body(folder.path)
    }

    @Test func runsOnceAndRowByRow() async throws {
        try await withModel { folder in
            let run = ["decide", "run", "\(folder)/分档.dmn", "--decision", "档次", "--input"]
            let once = try await Program.run(run + ["\(folder)/一.json", "--trace"])
            #expect(once.code == 0, "\(once)")
            for part in ["决策 档次", "比例 = 0.005", "第 1 行：第 1 列不符", "第 2 行：符合", "\"减按90%\""] {
                #expect(once.output.contains(part), "\(once.output)")
            }
            let rows = try await Program.run(run + ["\(folder)/多.csv"])
            #expect(rows.output == "2\t\"减按50%\"\n3\tnull\t没有一行符合\n", "\(rows)")
            try Data("{\"比例\": 0.02}\n\n{\"比例\": 0.01}\n".utf8).write(
                to: URL(fileURLWithPath: "\(folder)/多.jsonl"))
            let lines = try await Program.run(run + ["\(folder)/多.jsonl"])
            #expect(lines.output == "1\t\"减按50%\"\n3\tnull\t没有一行符合\n" && lines.errors.contains("2 次"), "\(lines)")
            try Data("{\"比例\": 0.02}\n[1]\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/坏.jsonl"))
            let broken = try await Program.run(run + ["\(folder)/坏.jsonl"])
            #expect(broken.code == 1 && broken.errors.contains("第 2 行"), "\(broken)")
            let wrong = try await Program.run(
                ["decide", "run", "\(folder)/分档.dmn", "--decision", "税", "--input", "\(folder)/一.json"])
            #expect(wrong.code == 1 && wrong.errors.contains("有的是：档次"), "\(wrong)")
        }
    }

    @Test func convertsToMarkdownAndBackAndAsks() async throws {
        try await withModel { folder in
            let markdown = try await Program.run(
                ["decide", "convert", "\(folder)/分档.dmn", "--to", "md", "--output", "\(folder)/分档.md"])
            #expect(markdown.code == 0, "\(markdown)")
            let back = try await Program.run(["decide", "convert", "\(folder)/分档.md", "--to", "dmn"])
            #expect(back.output.contains("<inputExpression typeRef=\"number\">"), "\(back)")
            // Every command takes either form.
            let check = try await Program.run(["decide", "check", "\(folder)/分档.md"])
            #expect(check.code == 1 && check.output.contains("比例 = 0.01时没有一行符合"), "\(check)")
            let ask = ["decide", "ask", "\(folder)/分档.md", "--decision", "档次"]
            let question = try await Program.run(ask)
            #expect(question.code == 0 && question.output.contains("还要问：“比例”是什么（数字）？"), "\(question)")
            let answer = try await Program.run(ask + ["--input", "\(folder)/一.json"])
            #expect(answer.output == "\"减按90%\"\n", "\(answer)")
            let wrong = try await Program.run(["decide", "convert", "\(folder)/一.json", "--to", "md"])
            #expect(wrong.code == 1 && wrong.errors.contains("一.json:1"), "\(wrong)")
        }
    }

    @Test func checkShowsTheGap() async throws {
        try await withModel { folder in
            let check = try await Program.run(["decide", "check", "\(folder)/分档.dmn"])
            #expect(check.code == 1)
            #expect(check.output.contains("比例 = 0.01时没有一行符合"), "\(check.output)")
        }
    }
}
