import Hummingbird
import Kit

/// The pages of rounds: which there are, how far they are village by village, whose turn it is, and the visit itself.
struct RoundRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/rounds") { try await RoundList(visit: $0).answer() }
        routes.post("/rounds") { try await RoundOpeningPages(visit: $0).open() }
        routes.get("/rounds/new") { try RoundOpeningPages(visit: $0).start() }
        routes.get("/rounds/new/check") { try await RoundOpeningPages(visit: $0).check() }
        routes.get("/rounds/:round") { try await RoundBoardPage(visit: $0).answer() }
        routes.get("/rounds/:round/export") { try await RoundBoardPage(visit: $0).export() }
        routes.get("/rounds/:round/members") { try await RoundMembersPage(visit: $0).answer() }
        routes.post("/rounds/:round/members") { try await RoundMembersPage(visit: $0).search() }
        routes.get("/rounds/:round/worksheet") { try await RoundWorksheet(visit: $0).answer() }
        routes.get("/rounds/:round/close") { try await RoundClosingPage(visit: $0).ask() }
        routes.post("/rounds/:round/close") { try await RoundClosingPage(visit: $0).close() }
        routes.get("/rounds/:round/visit/:record") { try await VisitPage(visit: $0).start() }
        routes.post("/rounds/:round/visit/:record") { try await VisitPage(visit: $0).take() }
        routes.get("/rounds/:round/not-done/:record") { try await NotDonePage(visit: $0).start() }
        routes.post("/rounds/:round/not-done/:record") { try await NotDonePage(visit: $0).take() }
        routes.post("/rounds/:round/not-done/:record/undo") { try await NotDonePage(visit: $0).undo() }
    }
}
