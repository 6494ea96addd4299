import Base
import Database

/// Puts the plan of a pack in force.
struct PackInstallation {
    private let plan: PackPlan

    init(_ plan: PackPlan) {
        self.plan = plan
    }

    /// - Returns: the plan's number and whether it is new; nil when nothing had to change.
    func install(in connection: Connection) throws -> (id: Int64, isNew: Bool)? {
        let text = try PlanJSON.text(plan.content)
        if let id = try insert(text, connection) {
            try TaskRows.settle(id, plan.content, in: connection)
            return (id, true)
        }
        let row = try connection.first(
            """
            UPDATE plan SET content = \(text), pack_content = \(text), title = \(plan.content.name),
                document_number = \(plan.content.documentNumber), period_from = \(plan.content.from?.iso),
                period_to = \(plan.content.to?.iso), version = version + 1
            WHERE pack = \(plan.pack) AND state = 'published' AND CAST(pack_content AS TEXT) <> \(text)
                AND CAST(pack_content AS TEXT) = CAST(content AS TEXT)
            RETURNING id
            """)
        guard let id = try row?.int(0) else { return nil }
        try TaskRows.settle(id, plan.content, in: connection)
        return (id, false)
    }

    private func insert(_ text: String, _ connection: Connection) throws -> Int64? {
        let now = Instant.now.iso
        return try connection.first(
            """
            INSERT INTO plan (region, pack, title, document_number, period_from, period_to, state, content, pack_content,
                created_at, created_by, published_at, published_by, version)
            VALUES (\(plan.region.text), \(plan.pack), \(plan.content.name), \(plan.content.documentNumber),
                \(plan.content.from?.iso), \(plan.content.to?.iso), 'published', \(text), \(text),
                \(now), '方案包', \(now), '方案包', 1)
            ON CONFLICT (pack) DO NOTHING RETURNING id
            """)?.int(0)
    }
}
