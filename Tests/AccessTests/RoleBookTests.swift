import Access
import Base
import Packs
import Testing

struct RoleBookTests {
    private func book(_ yaml: String) throws -> RoleBook {
        try RoleBook([try YAMLFile.parse(yaml, name: "roles.yaml")])
    }

    private func actor(_ roles: [String], _ book: RoleBook) -> Actor {
        .person(account: 1, signInName: "a", name: "甲", roles: roles, scope: .within([]), book: book)
    }

    @Test func theCorePackHasTheRolesOfTheHouse() throws {
        let book = try AccessFixture.coreRoles()
        let names = ["system", "officer", "liaison", "counsellor", "committee", "unit", "auditor", "readonly"]
        #expect(book.roles.map(\.name) == names)

        let officer = actor(["officer"], book)
        #expect(officer.can(.write, "person") && officer.can(.rounds, "open") && officer.secrets == .reveal)
        #expect(!officer.can(.admin, "keys") && !officer.ownCaseloadOnly(.write, "person"))

        let liaison = actor(["liaison"], book)
        #expect(liaison.can(.write, "case_step") && liaison.ownCaseloadOnly(.write, "case_step"))
        #expect(!liaison.can(.export, "person") && !liaison.can(.rounds, "open") && liaison.secrets == .masked)

        let system = actor(["system"], book)
        #expect(system.can(.admin, "keys") && !system.canAny(.read) && system.secrets == .none)

        let readonly = actor(["readonly"], book)
        #expect(readonly.can(.read, "person") && !readonly.canAny(.write) && !readonly.canAny(.export))

        #expect(actor(["auditor"], book).can(.read, "person"))
        #expect(!actor(["auditor"], book).canAny(.write))
        #expect(book.conflict(among: ["officer", "auditor"])?.because.isEmpty == false)
        #expect(book.conflict(among: ["officer", "liaison"]) == nil)
    }

    @Test func rolesAddUpButEachKeepsItsOwnLimit() throws {
        let book = try book(
            """
            roles:
              - {name: visitor, title: 访, read: "case_*", write: [case_step], own_caseload: true, secrets: reveal}
              - {name: clerk, title: 员, read: [case_plan, person], secrets: masked}
            """)
        let both = actor(["visitor", "clerk", "unknown"], book)
        #expect(both.can(.read, "case_step") && both.can(.read, "person") && !both.can(.write, "person"))
        #expect(both.ownCaseloadOnly(.read, "case_step"))
        #expect(!both.ownCaseloadOnly(.read, "case_plan"))
        #expect(both.ownCaseloadOnly(.write, "case_step"))
        #expect(!both.ownCaseloadOnly(.write, "person"))
        #expect(both.secrets == .reveal)
        #expect(throws: AccessError.notAllowed(.write, "person")) { try both.require(.write, "person") }
    }

    @Test func theSystemMayDoAllAndAStrangerNothing() {
        let system = Actor.system(reason: "每日检查")
        let stranger = Actor.stranger(address: "10.0.0.1")
        for verb in Verb.allCases {
            #expect(system.can(verb, "anything"))
            #expect(!stranger.can(verb, "anything") && !stranger.canAny(verb))
        }
        #expect(system.name.contains("每日检查"))
        #expect(system.scope == .everywhere && stranger.scope == .within([]))
    }

    @Test func everyFaultNamesItsLine() throws {
        let yaml = """
            roles:
              - name: Clerk
                title: 员
                reed: "*"
              - name: clerk
                title: 员
                rounds: [open, dance]
                secrets: maybe
              - name: clerk
                title: 员
                write: ["a*b"]
            incompatible:
              - roles: [clerk, nobody]
                because: 不行
            """
        let faults = #expect(throws: Diagnostics.self) { _ = try book(yaml) }
        let lines = try #require(faults).list.map { $0.place.line ?? 0 }
        for line in [2, 4, 7, 8, 9, 11, 13] { #expect(lines.contains(line), "line \(line)") }
        #expect(faults?.description.contains("dance") == true)
        #expect(faults?.description.contains("是不是“read”") == true)
    }

    @Test func aLaterPackOverridesARole() throws {
        let core = try YAMLFile.parse("roles: [{name: clerk, title: 员, read: [person]}]", name: "core")
        let city = try YAMLFile.parse("roles: [{name: clerk, title: 办事员, read: \"*\"}]", name: "city")
        let book = try RoleBook([core, city])
        #expect(book.roles.map(\.title) == ["办事员"])
        #expect(book.role("clerk")?.allows(.read, "employer") == true)
    }
}
