import Hummingbird

/// The desk: what is due today, per person and kind.
struct DeskRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/") { try await DeskPage(visit: $0).answer() }
    }
}
