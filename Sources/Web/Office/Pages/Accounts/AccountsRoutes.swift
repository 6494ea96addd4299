import Hummingbird

/// Managing accounts: who may sign in, with which roles, in which regions.
struct AccountsRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/accounts") { try await AccountList(visit: $0).answer() }
        routes.post("/accounts") { try await AccountList(visit: $0).search() }
        routes.get("/accounts/new") { try await AccountForm(visit: $0).startNew() }
        routes.post("/accounts/new") { try await AccountForm(visit: $0).create() }
        routes.get("/accounts/:id") { try await AccountForm(visit: $0).startEdit() }
        routes.post("/accounts/:id") { try await AccountForm(visit: $0).update() }
        routes.get("/accounts/:id/password") { try await AccountState(visit: $0).askReset() }
        routes.post("/accounts/:id/password") { try await AccountState(visit: $0).reset() }
        routes.get("/accounts/:id/state") { try await AccountState(visit: $0).askState() }
        routes.post("/accounts/:id/state") { try await AccountState(visit: $0).setState() }
    }
}
