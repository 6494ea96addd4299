import Base
import Database

/// What an actor may do to accounts.
struct AccountRules {
    let actor: Actor
    let book: RoleBook

    /// The condition that an account lies in the actor's scope, over `a`.
    func condition() -> SQL {
        guard actor.scope != .everywhere else { return "TRUE" }
        return """
            (NOT a.everywhere AND EXISTS (SELECT 1 FROM account_region r WHERE r.account = a.id)
                AND NOT EXISTS (SELECT 1 FROM account_region r WHERE r.account = a.id
                    AND NOT \(actor.scope.condition(column: "r.region"))))
            """
    }

    /// Refuses an account that the actor does not manage: outside the scope, with roles above the actor's, or their own.
    func requireManaging(_ account: Account, butOwn: Bool = true) throws(AccessError) {
        guard actor.scope == .everywhere || account.scope.roots?.isEmpty == false, actor.scope.contains(account.scope)
        else { throw .noAccount }
        if butOwn, actor.account == account.id { throw .ownAccount }
        for role in account.roles { try requireGranting(role) }
    }

    /// Refuses what cannot stand in an account, or what the actor may not give.
    func check(_ draft: AccountDraft) throws(AccessError) {
        guard (1...40).contains(normalised(draft.name).count) else { throw .nameForm }
        for role in draft.roles {
            guard let definition = book.role(role) else { throw .noRole(role) }
            try requireGranting(role)
            if definition.needsUnit, normalised(draft.unit ?? "").isEmpty { throw .unitMissing(role: definition.title) }
        }
        if let conflict = book.conflict(among: draft.roles) {
            let titles = draft.roles.filter(conflict.roles.contains).map { book.role($0)?.title ?? $0 }
            throw .rolesConflict(titles, because: conflict.because)
        }
        switch draft.scope {
        case .everywhere:
            guard actor.scope == .everywhere else { throw .outOfScope(nil) }
        case .within(let regions):
            for region in regions { try actor.require(region: region) }
        }
    }

    private func requireGranting(_ role: String) throws(AccessError) {
        guard actor.mayGrant(role) else { throw .roleNotGrantable(book.role(role)?.title ?? role) }
    }
}
