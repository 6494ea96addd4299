import Database
import Foundation
import Testing

@Suite struct ExportTests {
    /// What a file is, by its first bytes.
    private enum Content: Equatable {
        case workbook
        case utf8
        case other

        init(_ file: String) {
            let start = (FileManager.default.contents(atPath: file) ?? Data()).prefix(3)
            self =
                start.starts(with: Array("PK".utf8)) ? .workbook : start == Data([0xEF, 0xBB, 0xBF]) ? .utf8 : .other
        }
    }

    @Test func theEndingOfTheFileSaysWhatIsWritten() async throws {
        try await withPlace(.sqlite) { place in
            try await place.make(people: 2)
            func export(_ name: String, _ more: [String] = []) async throws -> (Program.Outcome, Content) {
                let file = "\(place.folder)/\(name)"
                let outcome = try await Program.run(["export", "person", file] + more + place.options)
                return (outcome, Content(file))
            }
            for (name, content) in [("名单.csv", Content.utf8), ("名单.xlsx", .workbook), ("名单2.CSV", .utf8)] {
                let (outcome, written) = try await export(name)
                #expect(outcome.code == 0 && written == content, "\(name) \(outcome)")
            }
            let (old, bytes) = try await export("旧.csv", ["--format", "csv-gb18030"])
            #expect(old.code == 0 && bytes == .other)
            let (_, template) = try await export("模板.xlsx", ["--template"])
            #expect(template == .workbook)
        }
    }

    @Test func anEndingThatPromisesSomethingElseIsRefused() async throws {
        try await withPlace(.sqlite) { place in
            try await place.make()
            for (name, more, advice) in [
                ("名单.csv", ["--format", "xlsx"], "名单.xlsx"), ("名单.xlsx", ["--format", "csv"], "名单.csv"),
                ("名单", [], "名单.xlsx"), ("名单.xls", [], "名单.xlsx"),
                ("2026.11 名单", ["--format", "csv"], "2026.11 名单.csv"),
                ("模板.csv", ["--template"], "模板.xlsx"),
            ] {
                let file = "\(place.folder)/\(name)"
                let outcome = try await Program.run(["export", "person", file] + more + place.options)
                #expect(outcome.code == 1 && outcome.errors.contains(advice), "\(name) \(outcome)")
                #expect(!FileManager.default.fileExists(atPath: file), "\(name)")
            }
            let list = place.folder + "/名单.csv"
            try Data("姓名,身份证号\n".utf8).write(to: URL(fileURLWithPath: list))
            let marked = try await Program.run(
                ["import", "person", list, "--annotated", place.folder + "/错误.csv"] + place.options)
            #expect(marked.code == 1 && marked.errors.contains("错误.xlsx"), "\(marked)")
        }
    }
}
