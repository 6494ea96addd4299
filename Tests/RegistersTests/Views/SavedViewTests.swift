import Access
import Base
import Database
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// Lists that people save for themselves and share with the colleagues of their regions.
@Suite struct SavedViewTests {
    private func content(_ test: TestRegisters, search: String? = nil) throws -> SavedView.Content {
        SavedView.Content(
            view: "unemployed", columns: ["name", "age", "phone"],
            conditions: [.init("work_wish", .same, "wants"), .init("birth_date", .from, "1980-01-01")],
            sort: "-name", search: search, of: try #require(test.store.catalogue.register("person")))
    }

    @Test(arguments: Store.engines)
    func aListIsSavedRenamedSharedAndDeletedByItsOwner(_ engine: Database.Engine) async throws {
        try await withRegisters(engine) { test in
            let officer = try await test.colleague("zhao", roles: ["officer"], in: "990101")
            let below = try await test.colleague("below", roles: ["readonly"], in: "990101001")
            let above = try await test.colleague("above", roles: ["readonly"], in: "9901")
            let nowhere = try await test.colleague("nowhere", roles: ["readonly"])
            let store = test.store
            func titles(_ actor: Actor) async throws -> [String] {
                try await store.savedViews("person", as: actor).map(\.title)
            }
            let content = try content(test)
            let id = try await store.saveView("person", title: " 想工作的 ", content: content, isShared: false, as: officer)
            #expect(try await titles(officer) == ["想工作的"])
            #expect(try await titles(below).isEmpty)
            #expect(try await store.savedView(id, as: below) == nil)
            let own = try #require(try await store.savedView(id, as: officer))
            #expect(own.content == content && own.isOwn && !own.isShared)
            let taken = await #expect(throws: Refusal.self) {
                try await store.saveView("person", title: "想工作的", content: content, isShared: false, as: officer)
            }
            #expect(taken?.faults.first?.field == "title")

            try await store.changeView(id, title: "有意愿", isShared: true, as: officer)
            #expect(try await titles(below) == ["有意愿"])
            #expect(try await titles(above).isEmpty)
            #expect(try await titles(nowhere).isEmpty)
            let shared = try #require(try await store.savedView(id, as: below))
            #expect(!shared.isOwn && shared.isShared && shared.owner == "zhao姓名")
            await #expect(throws: Refusal.self) {
                try await store.changeView(id, title: "我的", isShared: false, as: below)
            }
            await #expect(throws: Refusal.self) { try await store.removeView(id, as: below) }
            // Sharing is for the role to allow.
            await #expect(throws: Refusal.self) {
                try await store.saveView("person", title: "分享", content: content, isShared: true, as: below)
            }
            _ = try await store.saveView("person", title: "有意愿", content: content, isShared: false, as: below)
            #expect(try await titles(below) == ["有意愿", "有意愿"])

            try await store.removeView(id, as: officer)
            #expect(try await titles(officer).isEmpty)
            #expect(try await titles(below) == ["有意愿"])
        }
    }

    @Test func numbersAndSecretsAreNotKept() async throws {
        let register = try #require(try TestRegisters.catalogue.get().register("person"))
        let content = SavedView.Content(
            view: "all", columns: ["name"],
            conditions: [
                .init("phone", .same, "13100000001"), .init("citizen_id", .same, "x"), .init("gender", .same, "1"),
            ],
            sort: nil, search: "9901 0119 8005 01", of: register)
        #expect(content.conditions == [.init("gender", .same, "1")])
        #expect(content.search == nil)
        #expect(
            SavedView.Content(view: "all", columns: [], conditions: [], sort: nil, search: "zxy", of: register).search
                == "zxy")
    }

    @Test func whatTheDefinitionNoLongerKnowsIsSaid() async throws {
        let catalogue = try TestRegisters.catalogue.get()
        let person = try #require(catalogue.register("person"))
        let service = try #require(catalogue.register("service"))
        let content = SavedView.Content(
            view: "unemployed", columns: ["name", "region"], conditions: [.init("work_wish", .same, "wants")],
            sort: "-birth_date", search: nil, of: person)
        #expect(content.missing(in: person).isEmpty)
        // Seen against another definition, everything but the region is gone; it is named as it was called then.
        #expect(
            content.missing(in: service)
                == ["名单“就业年龄段未就业”", "列“姓名”", "条件“就业意愿”", "排序“出生日期”"])
    }
}
