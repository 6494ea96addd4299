import Access
import Base
import House
import Hummingbird
import Kit
import Quota
import Registers

/// The pages of yearly audits.
struct AuditRoutes: Sendable {
    private let work = LongWork()

    func add(to routes: OfficeRoutes) {
        let work = work
        routes.get("/audits") { try AuditIndex(visit: $0).answer() }
        routes.get("/audits/:audit") { try await AuditBoardPage(visit: $0).latest() }
        routes.get("/audits/:audit/:year") { try await AuditBoardPage(visit: $0).answer() }
        routes.get("/audits/:audit/:year/list") { try await AuditListPage(visit: $0).answer() }
        routes.post("/audits/:audit/:year/runs") { try await AuditRunPage(visit: $0, work: work).start() }
        routes.get("/audit-runs/:run") { try await AuditRunPage(visit: $0, work: work).answer() }
        routes.post("/audit-runs/:run") { try await AuditRunPage(visit: $0, work: work).resume() }
    }
}

/// Where the pages of yearly audits lie.
enum AuditAddress {
    static let index = "/audits"

    static func audit(_ name: String) -> String { "/audits/\(name)" }

    static func board(_ name: String, _ year: Int) -> String { "/audits/\(name)/\(year)" }

    static func runs(_ name: String, _ year: Int) -> String { "/audits/\(name)/\(year)/runs" }

    static func run(_ id: Int64) -> String { "/audit-runs/\(id)" }

    static func list(_ name: String, _ year: Int, _ asked: AuditList.Asked) -> PageAddress {
        PageAddress("/audits/\(name)/\(year)/list").with("kind", asked.kind?.rawValue)
            .with("region", asked.region?.text).with("employer", asked.employerKind).with("state", asked.state)
    }
}

extension Visit {
    /// The audit that the address names, of those that the person may see.
    func audit() throws -> AuditDefinition {
        let name = try part("audit")
        guard let audit = house.audits.book.definitions.first(where: { $0.name == name }) else { throw NotFound() }
        try actor.require(.read, audit.declaration)
        return audit
    }

    /// The year that the address names.
    func auditYear() throws -> Int {
        guard let year = Int(try part("year")), (1_000...9_999).contains(year) else { throw NotFound() }
        return year
    }

    /// The audits that the person may see.
    var audits: [AuditDefinition] {
        house.audits.book.definitions.filter { actor.can(.read, $0.declaration) }
    }
}
