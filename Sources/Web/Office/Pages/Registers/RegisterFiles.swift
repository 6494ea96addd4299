import House
import Exchange
import Foundation
import Registers

/// Files of a register: exports, templates, attachments.
struct RegisterFiles {
    let visit: Visit
    private let register: RegisterDefinition

    /// The formats in which a list is given out.
    static let formats: [ExportFormat] = [.xlsx, .csv, .csvGB18030]

    init(visit: Visit) throws {
        self.visit = visit
        register = try visit.register(try visit.part("register"))
    }

    /// The list that the address asks for, as a file. Secrets are masked; the export stands in the trail.
    func export() async throws -> Answer {
        if let answer = NumberSearch(visit: visit, name: ListState.searchName).withoutNumber { return answer }
        let format = visit.query("format").flatMap { ExportFormat(rawValue: $0) } ?? .xlsx
        let state = ListState(register, address: visit.address, regions: visit.regions)
        let path = RegisterFiles.temporaryPath()
        let summary = try await visit.house.exports.export(
            state.query, columns: state.columns, format: format, to: path, as: visit.actor)
        return .file(path: path, name: summary.fileName, mediaType: format.mediaType)
    }

    /// The attachments of the records that the address asks for, as a ZIP package.
    func attachments() async throws -> Answer {
        if let answer = NumberSearch(visit: visit, name: ListState.searchName).withoutNumber { return answer }
        let state = ListState(register, address: visit.address, regions: visit.regions)
        let path = RegisterFiles.temporaryPath()
        let summary = try await visit.house.exports.attachments(state.query, to: path, as: visit.actor)
        return .file(path: path, name: summary.fileName, mediaType: "application/zip")
    }

    /// The empty form of a register.
    func template() async throws -> Answer {
        let path = RegisterFiles.temporaryPath()
        try await visit.house.exports.template(register: register.name, to: path, as: visit.actor)
        return .file(path: path, name: "\(register.listTitle)-登记表.xlsx", mediaType: ExportFormat.xlsx.mediaType)
    }

    /// A file of a record, for those who may see the record.
    func attachment() async throws -> Answer {
        let (id, digest, register) = (try visit.number("id"), try visit.part("digest"), register)
        let file = try await visit.house.registers.read(as: visit.actor) { reading -> (Attachment, [UInt8])? in
            let record = try reading.record(register.name, id)
            let isHeld = register.fields.contains { field in
                field.kind == .attachment && record?[field.name].list?.contains(digest) == true
            }
            guard isHeld, let info = try AttachmentStore().info(digest, in: reading.connection),
                let bytes = try AttachmentStore().bytes(digest, in: reading.connection)
            else { return nil }
            return (info, bytes)
        }
        guard let (info, bytes) = file else { throw NotFound() }
        return .bytes(bytes, name: info.name, mediaType: info.kind.mediaType)
    }

    /// Where a file is written before it is sent.
    static func temporaryPath() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("qihang-\(UUID().uuidString)").path
    }
}
