import Access
import House

extension Visit {
    /// Notes in the trail that figures were taken out as a file.
    func noteExport(_ detail: String) async throws {
        try await house.access.record(TrailEntry(.exported, actor: actor, detail: detail))
    }
}
