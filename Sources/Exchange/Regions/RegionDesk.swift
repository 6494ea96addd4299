public import Access
public import Base
import Database
public import Registers
import Sheets

/// Takes lists of towns and villages in: uploaded, shown as a difference, applied.
public struct RegionDesk: Sendable {
    let store: RegisterStore
    let trail: Trail

    private static let sizeLimit = 16 << 20

    /// A desk over a store; what was applied is entered in the trail.
    public init(store: RegisterStore, trail: Trail) {
        self.store = store
        self.trail = trail
    }

    /// Reads a file and keeps what it says until somebody applies it. Changes nothing.
    /// - Throws: `SheetError` when it is no table, `ImportError` when it holds no region, `AccessError`.
    public func upload(bytes: [UInt8], fileName: String, as actor: Actor) async throws -> Int64 {
        try actor.require(.admin, "regions")
        guard bytes.count <= RegionDesk.sizeLimit else {
            throw ImportError(.tooLarge, "文件超过 \(RegionDesk.sizeLimit >> 20) MB。请只留代码、名称、类型几栏，或拆成几个文件。")
        }
        let source = try SheetSource.open(bytes: bytes, fileName: fileName)
        let list = try RegionImport(source, known: store.regions, within: actor.scope)
        guard !list.entries.isEmpty else {
            let first = list.faults.first.map { "其中\($0)" } ?? "每行要有一个区划代码（2、4、6、9 或 12 位数字）和名称。"
            throw ImportError(.headings, "“\(fileName)”里没有可以收的区划。\(first)")
        }
        let rows = try JSONText.encode(list.entries.map { Kept(code: $0.code.text, name: $0.name, kind: $0.kind) })
        let faults = try JSONText.encode(Array(list.faults.prefix(RegionUpload.mostFaults)))
        let count = list.faults.count
        return try await store.database.write { connection in
            let row = try connection.first(
                """
                INSERT INTO region_upload (file_name, account, actor, entries, faults, fault_count, created_at)
                VALUES (\(fileName), \(actor.account), \(actor.name), \(rows), \(faults), \(count), \(Instant.now.iso))
                RETURNING id
                """)
            return try row?.int(0) ?? 0
        }
    }

    /// A list and what it would change of the regions as they are now.
    /// - Throws: `ImportError.notFound` when there is none or somebody else uploaded it.
    public func upload(_ id: Int64, as actor: Actor) async throws -> RegionUpload {
        try actor.require(.admin, "regions")
        let regions = store.regions
        let found = try await store.database.read { connection -> RegionUpload? in
            let row = try connection.first(
                """
                SELECT id, file_name, actor, entries, faults, fault_count, created_at, applied_at, added, renamed,
                    account FROM region_upload WHERE id = \(id)
                """)
            guard let row, try row.intOrNil(10) == actor.account else { return nil }
            let kept = try JSONText.decode([Kept].self, try row.text(3)).compactMap(\.entry)
            return RegionUpload(
                id: try row.int(0), fileName: try row.text(1), actorName: try row.text(2), entries: kept,
                faults: try JSONText.decode([String].self, try row.text(4)), faultCount: Int(try row.int(5)),
                difference: RegionDifference(kept, against: regions),
                createdAt: Instant(iso: try row.text(6)) ?? Instant(milliseconds: 0),
                appliedAt: try row.textOrNil(7).flatMap { Instant(iso: $0) },
                added: Int(try row.intOrNil(8) ?? 0), renamed: Int(try row.intOrNil(9) ?? 0))
        }
        guard let found else { throw ImportError(.notFound, "没有第 \(id) 号区划名单，或者它不是您上传的。") }
        return found
    }

    /// Puts a list's regions in, all or none. A second time changes nothing.
    /// - Throws: `AccessError` when a region lies outside the actor's scope.
    public func apply(_ id: Int64, as actor: Actor) async throws -> RegionUpload {
        let known = try await upload(id, as: actor)
        guard known.appliedAt == nil else { return known }
        let (added, renamed) = (known.difference.added.count, known.difference.renamed.count)
        let trail = trail
        try await store.write(as: actor) { writing in
            try writing.addRegions(known.entries)
            try writing.connection.run(
                """
                UPDATE region_upload SET applied_at = \(Instant.now.iso), added = \(added), renamed = \(renamed)
                WHERE id = \(id) AND applied_at IS NULL
                """)
            let detail = "区划名单“\(known.fileName)”：新增 \(added) 个，改名 \(renamed) 个"
            try trail.append(
                TrailEntry(.configurationChanged, actor: actor, record: "regions/\(id)", detail: detail),
                in: writing.connection)
        }
        try await store.refreshRegions()
        return try await upload(id, as: actor)
    }

    /// Takes out a region that was added by mistake.
    /// - Parameter reason: kept in the trail.
    /// - Throws: `Refusal` when something stands under it, or no reason is given; `AccessError`.
    public func remove(_ code: RegionCode, reason: String, as actor: Actor) async throws -> RegionEntry {
        let words = normalised(reason)
        guard !words.isEmpty else { throw Refusal([FieldFault("reason", "请写明为什么删除。")]) }
        let trail = trail
        let removed = try await store.write(as: actor) { writing in
            if try AccountRegions.isUsed(code, in: writing.connection) {
                throw Refusal([FieldFault(nil, "还有账号的数据权限是这个区划。请先改这些账号。")])
            }
            let entry = try writing.removeRegion(code)
            try trail.append(
                TrailEntry(
                    .configurationChanged, actor: actor, record: code.text, reason: words,
                    detail: "删除区划：\(entry.name)（\(code.text)）"), in: writing.connection)
            return entry
        }
        try await store.refreshRegions()
        return removed
    }

    private struct Kept: Codable {
        let code: String
        let name: String
        let kind: String?

        var entry: RegionEntry? { RegionCode(code).map { RegionEntry(code: $0, name: name, kind: kind) } }
    }
}

/// A list of regions that somebody uploaded.
public struct RegionUpload: Sendable {
    /// Its number.
    public let id: Int64
    /// The file's name.
    public let fileName: String
    /// Who uploaded it.
    public let actorName: String
    /// The regions that it holds, by code.
    public let entries: [RegionEntry]
    /// What is wrong in its rows, in Chinese; the first ones.
    public let faults: [String]
    /// In how many rows something is wrong.
    public let faultCount: Int
    /// What it would change now.
    public let difference: RegionDifference
    /// When it was uploaded.
    public let createdAt: Instant
    /// When it was applied.
    public let appliedAt: Instant?
    /// How many regions were new when it was applied.
    public let added: Int
    /// How many took another name when it was applied.
    public let renamed: Int

    static let mostFaults = 200
}
