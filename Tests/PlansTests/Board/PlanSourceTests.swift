import Access
import Base
import Database
import Plans
import RegisterTesting
import Registers
import StoreTesting
import Testing

@Suite struct PlanSourceTests {
    /// “方案” in GB18030.
    private static let gb18030: [UInt8] = [0xB7, 0xBD, 0xB0, 0xB8]
    private static let word = StoredZip.pack([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")])

    @Test(
        arguments: Store.engines,
        [
            ("方案.docx", word, AttachmentKind.docx), ("方案.html", Array("<p>方案</p>".utf8), .txt),
            ("方案.md", Array("# 方案".utf8), .txt), ("方案.txt", gb18030, .foreignText),
            ("方案.pdf", Array("%PDF-1.7 方案".utf8), .pdf),
        ])
    func theFileComesBackAsItWasHandedIn(
        _ engine: Database.Engine, _ sample: (name: String, bytes: [UInt8], kind: AttachmentKind)
    ) async throws {
        try await withPlans(engine) { test in
            let officer = test.person("officer", "9901")
            let draft = try await test.draft(try PlanFile(name: sample.name, bytes: sample.bytes), as: officer)
            let published = try await test.plans.publish(draft.id, version: draft.version, as: officer)
            let revision = try await test.plans.createDraft(revising: published.id, as: officer)
            let same = try await test.draft(try PlanFile(name: "另一份.txt", bytes: sample.bytes), as: officer)
            for (id, name) in [(published.id, sample.name), (revision.id, sample.name), (same.id, "另一份.txt")] {
                let file = try #require(try await test.plans.sourceFile(of: id, as: officer))
                #expect(file.bytes == sample.bytes)
                #expect(file.file.name == name)
                #expect(file.file.kind == sample.kind)
                #expect(try await test.plans.source(of: id, as: officer).file == file.file)
            }
            let kept = try await test.registers.database.read {
                try $0.first("SELECT COUNT(*) FROM attachment")?.int(0)
            }
            #expect(kept == 1)
            // Whoever may not see the draft does not get its file.
            let unit = test.person("unit", "9901", unit: "市教育局")
            #expect(try await test.plans.sourceFile(of: published.id, as: unit)?.bytes == sample.bytes)
            await #expect(throws: Refusal.self) { try await test.plans.sourceFile(of: revision.id, as: unit) }
        }
    }

    @Test(arguments: Store.engines)
    func theSameDocumentIsKnownAgainButNotItsOwnCorrection(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let officer = test.person("officer", "9901")
            func same(_ plan: Plan) async throws -> [Int64] {
                try await test.plans.sameDocument(as: plan.id, for: officer).map(\.id)
            }
            let file = try PlanFile(name: "方案.md", bytes: Array("# 方案".utf8))
            let first = try await test.draft(file, as: officer)
            #expect(try await same(first).isEmpty)
            let published = try await test.plans.publish(first.id, version: first.version, as: officer)
            let revision = try await test.plans.createDraft(revising: published.id, as: officer)
            #expect(try await same(revision).isEmpty)
            #expect(try await same(published).isEmpty)
            let again = try await test.draft(file, as: officer)
            #expect(try await Set(same(again)) == [published.id, revision.id])
            _ = try await test.plans.withdraw(revision.id, version: revision.version, reason: "不改了", as: officer)
            #expect(try await same(again) == [published.id])
        }
    }

    @Test func whatIsNoDocumentIsRefusedWithARemedy() throws {
        let macros = StoredZip.pack([
            ("[Content_Types].xml", ""), ("word/document.xml", ""), ("word/vbaProject.bin", ""),
        ])
        let samples: [(String, [UInt8])] = [
            ("方案.docx", macros), ("方案.jpg", [0xFF, 0xD8, 0xFF, 0xE0]), ("方案.exe", [0x4D, 0x5A, 0x90, 0x00]),
            ("方案.txt", []), ("方案.md", Array(repeating: 0x41, count: AttachmentStore.limit + 1)),
            ("方案.txt", Array(repeating: 0xB0, count: AttachmentStore.limit + 1)),
        ]
        for (name, bytes) in samples {
            let refusal = #expect(throws: Refusal.self, "\(name)") { try PlanFile(name: name, bytes: bytes) }
            #expect(refusal?.faults.first?.field == "file")
            #expect(refusal?.faults.first?.message.contains("。请") == true)
        }
    }

    @Test(arguments: Store.engines)
    func aDoubtStandsUntilSomebodyHasDealtWithIt(_ engine: Database.Engine) async throws {
        try await withPlans(engine) { test in
            let officer = test.person("officer", "9901")
            var draft = try await test.draft(nil, as: officer)
            try await test.plans.prepare()
            let colleague = test.person("committee", "9901")
            let all = ["文号", "文件", "目标", "措施一", "措施二", "目录"]
            #expect(try await test.doubts(draft, as: colleague) == all)

            var content = draft.content
            content.documentNumber = "云政办〔2030〕1号"
            draft = try await test.update(draft, content, checked: .heading, as: officer)
            #expect(try await test.doubts(draft, as: colleague) == ["文件", "目标", "措施一", "措施二", "目录"])

            // Found right and saved as it was: dealt with all the same. The sentence of the goal lies within the measure's.
            let goal = try #require(draft.content.goals[0].place)
            draft = try await test.update(draft, draft.content, checked: .item(goal), as: officer)
            #expect(try await test.doubts(draft, as: colleague) == ["文件", "措施一", "措施二", "目录"])

            content = draft.content
            content.actions[0].measures.removeLast()
            draft = try await test.update(draft, content, checked: nil, as: officer)
            #expect(try await test.doubts(draft, as: colleague) == ["文件", "措施一", "目录"])

            for _ in 1...2 { try await test.plans.settle(doubt: 6, of: draft.id, as: colleague) }
            #expect(try await test.doubts(draft, as: officer) == ["文件", "措施一"])
            #expect(try await test.plans.plan(draft.id, as: officer).version == draft.version)
            #expect(try await test.traces(of: draft, containing: "核对读入时的提示：目录") == 1)
            await #expect(throws: Refusal.self) {
                try await test.plans.settle(doubt: 7, of: draft.id, as: officer)
            }
            await #expect(throws: AccessError.self) {
                try await test.plans.settle(doubt: 2, of: draft.id, as: test.person("readonly", "9901"))
            }

            // What was not dealt with goes over into the correction of the plan.
            let published = try await test.plans.publish(draft.id, version: draft.version, as: officer)
            let revision = try await test.plans.createDraft(revising: published.id, as: officer)
            #expect(try await test.doubts(revision, as: officer) == ["文件", "措施一"])
            await #expect(throws: Refusal.self) {
                try await test.plans.settle(doubt: 2, of: published.id, as: officer)
            }
        }
    }

    @Test(arguments: Store.engines)
    func aDraftFromBeforeStillOpens(_ engine: Database.Engine) async throws {
        try await withRegisters(engine, migrations: Array(PlanStore.migrations.prefix(1))) { registers in
            let text = "云河市助残就业方案\n一、工作任务\n做好助残就业工作。（责任单位：市某某奇怪中心）"
            try await registers.database.write { connection in
                try connection.run(
                    """
                    INSERT INTO plan (region, title, state, content, source_text, source_name, created_at, created_by, version)
                    VALUES ('9901', '云河市助残就业方案', 'draft', \(emptyContent), \(text), '旧.txt',
                        '2026-11-01T00:00:00.000Z', '测试', 1)
                    """)
            }
            _ = try await registers.database.migrate(
                AccessStore.migrations + RegisterStore.migrations + PlanStore.migrations)
            let plans = try PlanStore(store: registers.store, trail: Trail(keyring: registers.keyring))
            for _ in 1...2 { try await plans.prepare() }
            let draft = try #require(try await plans.plans(as: registers.actor).first { $0.state == .draft })
            let source = try await plans.source(of: draft.id, as: registers.actor)
            #expect(source.text == text)
            #expect(source.file == nil)
            #expect(try await plans.sourceFile(of: draft.id, as: registers.actor) == nil)
            let read = PlanReader.read(SourceText(plainText: text), options: plans.units.reading)
            #expect(!read.doubts.isEmpty)
            #expect(try await plans.doubts(of: draft.id, as: registers.actor).map(\.why) == read.doubts.map(\.why))
        }
    }
}

/// The JSON of a plan that says nothing, as any earlier version wrote it.
private let emptyContent = """
    {"actions":[],"addressees":[],"annexes":[],"cites":[],"copyTo":[],"directories":[],"duties":[],"goals":[],\
    "notices":[],"parents":[]}
    """

extension PlanFixture {
    /// A draft of a document whose reader was not sure of its number, its file, its goal, both measures and a list.
    fileprivate func draft(_ file: PlanFile?, as actor: Access.Actor) async throws -> Plan {
        var read = document("2030")
        func place(_ start: Int, _ end: Int) -> PlanDocument.Place { .init(start: start, end: end, line: 1) }
        read.goals[0].place = place(10, 20)
        read.actions[0].place = place(4, 60)
        read.actions[0].measures[0].place = place(8, 40)
        read.actions[0].measures[1].path = "2.1.2"
        read.actions[0].measures[1].place = place(40, 60)
        read.doubts = [
            .init(what: "文号", why: "没有找到。", place: nil), .init(what: "文件", why: "编码没有认出。", place: nil),
            .init(what: "目标", why: "没有单位。", place: place(12, 14)),
            .init(what: "措施一", why: "请核对。", place: place(25, 26)),
            .init(what: "措施二", why: "请核对。", place: place(41, 42)), .init(what: "目录", why: "请核对。", place: place(80, 81)),
        ]
        let city = try region("9901")
        return try await plans.createDraft(document: read, sourceText: "云河市某某方案", file: file, region: city, as: actor)
    }

    fileprivate func doubts(_ plan: Plan, as actor: Access.Actor) async throws -> [String] {
        try await plans.doubts(of: plan.id, as: actor).map(\.what)
    }

    fileprivate func update(
        _ plan: Plan, _ content: PlanContent, checked: PlanPart?, as actor: Access.Actor
    ) async throws -> Plan {
        try await plans.update(plan.id, version: plan.version, content: content, checked: checked, as: actor)
    }

    fileprivate func traces(of plan: Plan, containing words: String) async throws -> Int {
        try await registers.database.read { connection in
            try connection.rows(
                "SELECT detail FROM trail WHERE kind = 'plan_changed' AND record = \(String(plan.id))"
            ).filter { try $0.text(0).contains(words) }.count
        }
    }
}
