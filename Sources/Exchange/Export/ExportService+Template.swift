public import Access
import Registers

extension ExportService {
    /// Writes the empty template of a register: headings, drop-downs, notes, protected headings.
    /// - Throws: `AccessError`, `SheetError`.
    public func template(register: String, to path: String, as actor: Actor) async throws {
        try actor.require(.import, register)
        guard let definition = store.catalogue.register(register) else {
            throw ImportError(.unsupported, "没有名为“\(register)”的台账。")
        }
        let plain = TemplateColumn.columns(of: definition, catalogue: store.catalogue)
        let columns = try await store.read(as: actor) { try TemplateColumn.offering(plain, $0) }
        try TemplateWriter(register: definition, columns: columns, regions: store.regions).write(to: path)
    }
}
