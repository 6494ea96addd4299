import Access
import HTML
import House
import Kit
import Registers

/// Who deals with their own people only and has none yet: they see nobody until somebody gives them people.
struct Caseloads {
    let visit: Visit

    /// The saved list of a register that holds what is given to nobody.
    static let openView = "unassigned"

    /// A register of which nothing is given to an account.
    struct Lack: Sendable {
        let register: RegisterDefinition

        /// How records are given to somebody.
        @HTMLBuilder func way(_ visit: Visit) -> HTML {
            if visit.actor.can(.write, register.name), !visit.actor.ownCaseloadOnly(.write, register.name) {
                p("分人：打开\(register.title)的档案，在“\(fields)”里选这个账号；也可以用表格导入，一次分许多人。")
                linkLine("去分人", address)
            } else {
                p("请管这个区划的经办来分。")
            }
        }

        private var fields: String { register.caseloadFields.map(\.title).joined(separator: "”或“") }

        private var address: String {
            let list = RegisterAddress.list(register.name)
            let hasView = register.views.contains { $0.name == Caseloads.openView }
            return hasView ? list.with(ListState.viewName, Caseloads.openView).text : list.text
        }
    }

    private var registers: [RegisterDefinition] {
        visit.catalogue.registers.filter { !$0.caseloadFields.isEmpty }
    }

    /// The register of which an account needs records and has none.
    func lacking(_ account: Account) async throws -> Lack? {
        let roles = account.roles.compactMap { visit.house.access.roles.role($0) }
        let needed = registers.filter { register in
            let reading = roles.filter { $0.allows(.read, register.name) }
            return !reading.isEmpty && reading.allSatisfy(\.ownCaseload)
        }
        let empty = try await visit.house.registers.read(as: .system(reason: "看账号有没有分到人")) { reading in
            try needed.first { try reading.withoutCaseload([account.id], $0) == [account.id] }
        }
        return empty.map { Lack(register: $0) }
    }

    /// What whoever is signed in lacks themselves.
    func lackingOwn() async throws -> Lack? {
        guard let own = visit.actor.account else { return nil }
        let needed = registers.filter { visit.actor.ownCaseloadOnly(.read, $0.name) }
        guard !needed.isEmpty else { return nil }
        let empty = try await visit.house.registers.read(as: visit.actor) { reading in
            try needed.first { try reading.withoutCaseload([own], $0) == [own] }
        }
        return empty.map { Lack(register: $0) }
    }

    /// The accounts of the person's regions to whom nobody is given yet, for those who give people to others.
    func idle() async throws -> [(lack: Lack, accounts: [AccountCard])] {
        let actor = visit.actor
        guard actor.can(.admin, "accounts") else { return [] }
        let given = registers.filter { actor.can(.write, $0.name) && !actor.ownCaseloadOnly(.write, $0.name) }
        return try await visit.house.registers.read(as: actor) { reading in
            try given.compactMap { register in
                let idle = try reading.idleAccounts(register)
                return idle.isEmpty ? nil : (Lack(register: register), idle)
            }
        }
    }
}
