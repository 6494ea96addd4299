import Hummingbird

/// The trail: who signed in, changed, took out, looked at secrets.
struct TrailRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/trail") { try await TrailList(visit: $0).answer() }
    }
}
