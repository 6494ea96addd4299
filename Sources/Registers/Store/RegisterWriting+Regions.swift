import Access
public import Base
import Database

extension RegisterWriting {
    /// Adds regions, or gives those that are there a new name.
    /// - Throws: `AccessError` when the actor may not change regions, or one of these lies outside the actor's scope.
    public func addRegions(_ entries: [RegionEntry]) throws {
        try actor.require(.admin, "regions")
        if let outside = entries.first(where: { !actor.scope.contains($0.code) }) {
            throw AccessError.outOfScope(outside.name)
        }
        try RegionRows.add(entries, source: "file", in: connection)
    }

    /// Takes out a region that a file brought and that nothing stands under: no region, no record, removed ones counted.
    /// - Returns: the region as it was.
    /// - Throws: `Refusal` that says what stands in the way; `AccessError`.
    public func removeRegion(_ code: RegionCode) throws -> RegionEntry {
        try actor.require(.admin, "regions")
        try actor.require(region: code)
        guard let entry = try RegionRows.all(in: connection).first(where: { $0.code == code }) else {
            throw Refusal([FieldFault(nil, "没有代码为 \(code.text) 的区划。")])
        }
        let name = "“\(entry.name)”"
        guard try RegionRows.isFromFile(code, in: connection) else {
            throw Refusal([FieldFault(nil, "\(name)来自方案包，不能在这里删除。请改方案包里的 regions.csv。")])
        }
        let below = try RegionRows.all(in: connection).count { code.contains($0.code) && $0.code != code }
        guard below == 0 else { throw Refusal([FieldFault(nil, "\(name)下面还有 \(below) 个区划。请先删除它们。")]) }
        for register in catalogue.registers {
            let fields = register.fields.filter { $0.kind == .region && $0.isStored }
            for field in fields where try connection.exists(register, field, code) {
                throw Refusal([
                    FieldFault(nil, "\(register.listTitle)里还有\(field.title)是\(name)的记录，撤下的也算。请先把它们转到别的区划。")
                ])
            }
        }
        try RegionRows.remove(code, in: connection)
        return entry
    }
}

extension Connection {
    fileprivate func exists(_ register: RegisterDefinition, _ field: FieldDefinition, _ code: RegionCode) throws -> Bool
    {
        try first("SELECT 1 FROM \(name: register.name) WHERE \(name: field.name) = \(code.text) LIMIT 1") != nil
    }
}
