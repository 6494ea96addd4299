import Access
import Base
import Database
import Foundation
import RegisterTesting
import Registers
import Sheets
import StoreTesting
import Testing

@testable import Exchange

/// The attachments of a list, as a package.
@Suite struct AttachmentExportTests {
    /// Makes a consent of a new person with files of these names.
    private static func consent(
        _ test: ImportTesting, _ name: String, _ serial: Int, region: String, files: [(name: String, text: String)]
    ) async throws -> Int64 {
        try await test.test.store.write(as: test.actor) { writing in
            let person = try writing.create(
                "person",
                [
                    "name": .text(name), "citizen_id": .text(Nobody.id("1980-02-03", serial)), "region": .text(region),
                ], source: .page)
            let digests = try files.map {
                try AttachmentStore().put(Array($0.text.utf8), name: $0.name, as: test.actor, in: writing.connection)
                    .digest
            }
            let register = try #require(writing.catalogue.register("consent"))
            let field = try #require(ExportService.attachmentFields(of: register).first)
            var values: FieldValues = ["person": .integer(person), field.name: .list(digests)]
            for field in register.fields where field.required && values[field.name] == nil {
                values[field.name] = AttachmentExportTests.sample(field, writing.day)
            }
            return try writing.create("consent", values, source: .page)
        }
    }

    /// Something that fits a field.
    private static func sample(_ field: FieldDefinition, _ day: Day) -> FieldValue {
        switch field.kind {
        case .date: .day(day)
        case .choice: .text(field.codes?.entries.first?.code ?? "")
        case .choices: .list([field.codes?.entries.first?.code ?? ""])
        case .boolean: .boolean(true)
        default: .text("某某")
        }
    }

    @Test(arguments: Store.engines)
    func theFilesOfAListGoOutByRecord(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let first = try await AttachmentExportTests.consent(
                test, "柯一", 1, region: "990101001001",
                files: [("同意书.txt", "甲"), ("同意书.TXT", "乙"), ("../../etc/pass:wd.txt", "丙")])
            let other = try await AttachmentExportTests.consent(
                test, "柯二", 2, region: "990101002001", files: [("同意书.txt", "丁")])
            _ = try await AttachmentExportTests.consent(test, "柯三", 3, region: "990101001001", files: [])
            let query = ListQuery(register: "consent")
            let path = test.path("files.zip")
            let summary = try await test.exports.attachments(query, to: path, as: test.actor)
            #expect(summary.files == 4 && summary.records == 2 && summary.fileName.hasSuffix(".zip"))
            let archive = try ZipArchive(path: path)
            let folders = Set(archive.entries.map { String($0.name.prefix { $0 != "/" }) })
            #expect(folders.count == 2)
            #expect(folders.contains { $0.hasSuffix("-\(first)") } && folders.contains { $0.hasSuffix("-\(other)") })
            let own = archive.entries.map(\.name).filter { $0.contains("-\(first)/") }
            #expect(Set(own.map { $0.lowercased() }).count == 3)
            #expect(own.allSatisfy { $0.split(separator: "/").count == 2 && !$0.contains("..") && !$0.contains(":") })
            #expect(try Set(own.map { String(decoding: try archive.read($0), as: UTF8.self) }) == ["甲", "乙", "丙"])

            // Who sees one village gets its files alone.
            let narrow = try test.officer("990101001")
            let part = try await test.exports.attachments(query, to: path, as: narrow)
            #expect(part.files == 3 && part.records == 1)

            var trail = TrailQuery()
            trail.kinds = [.exported]
            let entries = try await test.test.access().trailPage(trail, actor: test.actor).rows.map(\.entry)
            #expect(entries.count == 2 && entries.allSatisfy { $0.register == "consent" })
            #expect(entries.last?.detail?.contains("2 条记录，4 个文件") == true)
        }
    }

    @Test(arguments: Store.engines)
    func whatIsTooLargeOrEmptyIsRefusedAndLeavesNothing(_ engine: Database.Engine) async throws {
        try await withImports(engine) { test in
            let path = test.path("files.zip")
            let query = ListQuery(register: "consent")
            let empty = await #expect(throws: ExportRefused.self) {
                try await test.exports.attachments(query, to: path, as: test.actor)
            }
            #expect(empty?.description.contains("都没有附件") == true)
            _ = try await AttachmentExportTests.consent(
                test, "柯一", 1, region: "990101001001", files: [("一.txt", "甲"), ("二.txt", "乙")])
            for limits in [ExportService.AttachmentLimits(files: 1), .init(bytes: 5)] {
                let refused = await #expect(throws: ExportRefused.self) {
                    try await test.exports.attachments(query, limits: limits, to: path, as: test.actor)
                }
                #expect(refused?.description.contains("筛选") == true)
            }
            await #expect(throws: ExportRefused.self) {
                try await test.exports.attachments(ListQuery(register: "person"), to: path, as: test.actor)
            }
            let liaison = try await test.test.colleague("li", roles: ["liaison"], in: "990101")
            await #expect(throws: AccessError.self) {
                try await test.exports.attachments(query, to: path, as: liaison)
            }
            #expect(!FileManager.default.fileExists(atPath: path))
            var trail = TrailQuery()
            trail.kinds = [.exported]
            #expect(try await test.test.access().trailPage(trail, actor: test.actor).rows.isEmpty)
        }
    }

    @Test func namesAreSafeOnEverySystem() {
        for (written, safe) in [
            ("a/b\\c", "a_b_c"), ("..", "未命名"), (" 证 . ", "证"), ("con.txt", "_con.txt"),
            ("x\u{202E}fdp.exe", "x_fdp.exe"),
            ("行\n尾", "行_尾"), (".env", "env"),
            (String(repeating: "长", count: 200) + ".pdf", String(repeating: "长", count: 80) + ".pdf"),
        ] {
            #expect(SafeNames.safe(written) == safe)
        }
        var names = SafeNames()
        #expect(["照片.jpg", "照片.JPG", "照片.jpg"].map { names.name(for: $0) } == ["照片.jpg", "照片（2）.JPG", "照片（3）.jpg"])
    }
}
