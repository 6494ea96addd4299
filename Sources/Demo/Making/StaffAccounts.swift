import Access
import Base
import House
import Registers

/// The accounts of those who look after people: a liaison in each town, a counsellor in each county. They are there before
/// the people, in whose files they stand. Two can be signed in with; the others wait for a password.
struct StaffAccounts {
    let house: House
    let city: RegionCode
    let actor: Access.Actor

    func make() async throws {
        let own: Set<String> = [Staff.demoLiaisonAccount, Staff.demoCounsellorAccount]
        for account in DemoAccount.all where own.contains(account.name) {
            try await account.make(in: house, as: actor)
        }
        var missing: [AccountDraft] = []
        for draft in drafts {
            if try await house.access.account(named: draft.signInName, actor: actor) == nil { missing.append(draft) }
        }
        if !missing.isEmpty { try await house.access.createAccounts(missing, actor: actor) }
    }

    private var drafts: [AccountDraft] {
        let regions = house.registers.regions.all.map(\.code).filter { city.contains($0) }
        let liaisons = regions.filter { $0.level == .town }.map { town in
            AccountDraft(
                signInName: Staff.liaisonAccount(of: town), name: Staff.liaison(of: town), roles: ["liaison"],
                scope: .within([town]))
        }
        let counsellors = regions.filter { $0.level == .county }.map { county in
            AccountDraft(
                signInName: Staff.counsellorAccount(of: county), name: Staff.counsellor(of: county),
                roles: ["counsellor"], scope: .within([county]))
        }
        return liaisons + counsellors
    }
}
