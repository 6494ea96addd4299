import Hummingbird

/// The pages of the packs' decisions.
struct DecisionRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/decisions") { try DecisionList(visit: $0).answer() }
        routes.get("/decisions/:name") { try DecisionPage(visit: $0).answer() }
        // Only asks, too: rows are too long for an address.
        routes.post("/decisions/:name") { try DecisionPage(visit: $0).answer() }
    }
}

/// Where the pages of decisions lie.
enum DecisionAddress {
    static let list = "/decisions"

    static func decision(_ name: String) -> String { "/decisions/\(name)" }
}
