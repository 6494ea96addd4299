import Base
import Hummingbird

/// The pages of towns and villages.
struct RegionRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/regions") { try RegionPages(visit: $0).start() }
        routes.upload("/regions") { try await RegionPages(visit: $0).take() }
        routes.get("/regions/of/:code") { try RegionPlacePage(visit: $0).show() }
        routes.post("/regions/of/:code/remove") { try await RegionPlacePage(visit: $0).remove() }
        routes.get("/regions/:upload") { try await RegionPages(visit: $0).difference() }
        routes.post("/regions/:upload") { try await RegionPages(visit: $0).apply() }
    }
}

/// Where the pages of towns and villages lie.
enum RegionAddress {
    static let start = "/regions"

    static func place(_ code: RegionCode) -> String { "/regions/of/\(code.text)" }

    static func upload(_ id: Int64) -> String { "/regions/\(id)" }
}
