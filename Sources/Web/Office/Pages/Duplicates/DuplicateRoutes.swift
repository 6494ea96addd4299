import Hummingbird
import Kit

/// The desk at which people decide whether two records, or a row of a file and a record, are the same.
struct DuplicateRoutes: Sendable {
    private let work = LongWork()

    func add(to routes: OfficeRoutes) {
        let work = work
        routes.post("/duplicate-sweeps") { try await SweepPage(visit: $0, work: work).start() }
        routes.get("/duplicate-sweeps/:sweep") { try await SweepPage(visit: $0, work: work).answer() }
        routes.post("/duplicate-sweeps/:sweep") { try await SweepPage(visit: $0, work: work).resume() }
        routes.get("/duplicates") { try await DuplicateList(visit: $0).answer() }
        routes.get("/duplicates/:pair") { try await DuplicatePage(visit: $0).answer() }
        routes.post("/duplicates/:pair") { try await DuplicatePage(visit: $0).decide() }
        routes.post("/duplicates/:pair/undo") { try await DuplicatePage(visit: $0).undo() }
    }
}

/// Where the pages of the desk lie.
enum DuplicateAddress {
    /// The pairs that wait; those of one import when its number is given.
    static func list(run: Int64? = nil) -> String {
        PageAddress("/duplicates").with("run", run.map(String.init)).text
    }

    static func pair(_ id: Int64) -> String { "/duplicates/\(id)" }
}
