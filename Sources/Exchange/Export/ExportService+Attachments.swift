public import Access
import Base
import Database
import Foundation
public import Registers
import Sheets

/// An export that cannot be made. Nothing was written.
public struct ExportRefused: Error, Sendable, CustomStringConvertible {
    /// What is wrong and what to do, in Chinese.
    public let description: String
}

/// What an export of attachments came to.
public struct AttachmentSummary: Sendable, Hashable {
    /// How many files it holds.
    public let files: Int
    /// Of how many records.
    public let records: Int
    /// The name under which it is handed out.
    public let fileName: String
}

extension ExportService {
    /// How much one package of attachments may hold.
    public struct AttachmentLimits: Sendable {
        /// The most files.
        public var files: Int
        /// The most bytes.
        public var bytes: Int

        /// Limits; those that hold when left out keep a package below what a USB stick and a mail server take.
        public init(files: Int = 5_000, bytes: Int = 500 << 20) {
            self.files = files
            self.bytes = bytes
        }
    }

    /// Writes the attachments of every record that a question finds as a ZIP package, a folder for each record, and
    /// enters it in the trail. Secret fields are left out. The file is there only when all of it is.
    /// - Throws: `AccessError`, `SheetError`, `ExportRefused` when there are none or more than the limits allow.
    @discardableResult
    public func attachments(
        _ query: ListQuery, limits: AttachmentLimits = AttachmentLimits(), to path: String, as actor: Actor
    ) async throws -> AttachmentSummary {
        try actor.require(.export, query.register)
        guard let register = store.catalogue.register(query.register) else {
            throw ImportError(.unsupported, "没有名为“\(query.register)”的台账。")
        }
        let fields = ExportService.attachmentFields(of: register)
        guard !fields.isEmpty else { throw ExportRefused(description: "“\(register.listTitle)”没有附件这一栏。") }
        var query = query
        query.verb = .export
        let holds = "(" + fields.map { "\(name: "r.\($0.name)") IS NOT NULL" }.joined(separator: " OR ") + SQL(")")
        query.extra = query.extra.map { "(" + $0 + SQL(") AND ") + holds } ?? holds
        let (files, records, bytes) = try await store.read(as: actor) { [query] reading in
            let package = try AttachmentPackage(query, register, fields, limits: limits, reading)
            try package.write(to: path, reading.connection)
            return (package.files.count, package.records, package.bytes)
        }
        do {
            let detail =
                "\(register.listTitle)“\(register.view(query.view).title)”的附件，\(records) 条记录，\(files) 个文件，\(max(1, bytes >> 10)) KB"
            let entry = TrailEntry(.exported, actor: actor, register: register.name, detail: detail)
            let trail = trail
            try await store.database.write { try trail.append(entry, in: $0) }
        } catch {
            // What is not in the trail is not handed out.
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
        return AttachmentSummary(
            files: files, records: records, fileName: "\(register.listTitle)-附件-\(store.today.iso).zip")
    }

    /// The fields whose files go out.
    public static func attachmentFields(of register: RegisterDefinition) -> [FieldDefinition] {
        register.storedFields.filter { $0.kind == .attachment && !$0.secret }
    }
}

/// The attachments of the records that a question finds, each with its place in a package.
struct AttachmentPackage {
    /// A file and where it goes.
    struct File {
        let path: String
        let digest: String
        let size: Int
    }

    private(set) var files: [File] = []
    private(set) var records = 0
    private(set) var bytes = 0

    private static let batch = 500

    /// - Throws: `ExportRefused` when there are none or more than the limits allow.
    init(
        _ query: ListQuery, _ register: RegisterDefinition, _ fields: [FieldDefinition],
        limits: ExportService.AttachmentLimits, _ reading: RegisterReading
    ) throws {
        var folders = SafeNames()
        var waiting: [Record] = []
        func flush(_ package: inout AttachmentPackage) throws {
            try package.add(waiting, register, fields, &folders, reading)
            try package.check(limits)
            waiting.removeAll(keepingCapacity: true)
        }
        try reading.each(query) { record in
            waiting.append(record)
            if waiting.count == AttachmentPackage.batch { try flush(&self) }
        }
        try flush(&self)
        guard !files.isEmpty else { throw ExportRefused(description: "这份名单里的记录都没有附件。") }
    }

    private mutating func add(
        _ batch: [Record], _ register: RegisterDefinition, _ fields: [FieldDefinition], _ folders: inout SafeNames,
        _ reading: RegisterReading
    ) throws {
        let digests = batch.flatMap { record in fields.flatMap { record[$0.name].list ?? [] } }
        let known = try AttachmentStore().infos(Array(Set(digests)), in: reading.connection)
        for record in batch {
            var names = SafeNames()
            var folder: String?
            for field in fields {
                for file in (record[field.name].list ?? []).compactMap({ known[$0] }) {
                    let place = folder ?? folders.name(for: AttachmentPackage.title(record, register, reading.regions))
                    folder = place
                    let name = fields.count > 1 ? "\(field.title)-\(file.name)" : file.name
                    files.append(
                        File(path: "\(place)/\(names.name(for: name))", digest: file.digest, size: file.size))
                    bytes += file.size
                }
            }
            if folder != nil { records += 1 }
        }
    }

    private func check(_ limits: ExportService.AttachmentLimits) throws {
        guard files.count > limits.files || bytes > limits.bytes else { return }
        throw ExportRefused(
            description: "这份名单的附件超过一次能下载的量：最多 \(limits.files) 个文件，\(limits.bytes >> 20) MB。请用筛选条件把名单分小，分几次下载。")
    }

    private static func title(_ record: Record, _ register: RegisterDefinition, _ regions: RegionTree) -> String {
        let label = register.field(register.label).map {
            FieldText.write(record[register.label], of: $0, regions: regions)
        }
        return "\(label.flatMap { $0.isEmpty ? nil : $0 } ?? register.title)-\(record.id)"
    }

    func write(to path: String, _ connection: Connection) throws {
        let package = try ZipWriter(path: path)
        for file in files {
            try package.add(file.path, size: file.size) {
                guard let bytes = try AttachmentStore().bytes(file.digest, in: connection) else {
                    throw ExportRefused(description: "附件“\(file.path)”的内容读不出来。请联系管理员运行 qihang doctor。")
                }
                return bytes
            }
        }
        try package.close()
    }
}
