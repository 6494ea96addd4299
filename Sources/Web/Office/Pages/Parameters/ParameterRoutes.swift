import Hummingbird

/// The pages of dated values from laws and plans.
struct ParameterRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/parameters") { try await ParameterList(visit: $0).answer() }
        routes.get("/parameters/:name") { try await ParameterPage(visit: $0).answer() }
        routes.post("/parameters/:name") { try await ParameterPage(visit: $0).propose() }
        routes.get("/parameters/:name/amendments/:id") { try await AmendmentPage(visit: $0).answer() }
        routes.post("/parameters/:name/amendments/:id") { try await AmendmentPage(visit: $0).decide() }
    }
}

/// Where the pages of parameters lie.
enum ParameterAddress {
    static let list = "/parameters"

    static func parameter(_ name: String) -> String { "/parameters/\(name)" }

    static func amendment(_ name: String, _ id: Int64) -> String { "/parameters/\(name)/amendments/\(id)" }
}
