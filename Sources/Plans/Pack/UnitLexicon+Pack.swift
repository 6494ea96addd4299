import Base
public import Packs

extension UnitLexicon {
    /// Reads `units.yaml` of every pack; what a later pack brings is added to what stands before it.
    /// - Throws: `Diagnostics` naming file, line and what is wrong.
    public init(library: PackLibrary) throws {
        let faults = Faults()
        self = .empty
        for pack in library.packs {
            guard let file = try pack.file("units.yaml") else { continue }
            let map = MapReader(file, what: "单位名称文件", faults: faults)
            levels += map.texts("levels")
            groups += map.texts("groups")
            tails += map.texts("tails")
            for node in map.list("units") {
                let entry = MapReader(node, what: "单位", faults: faults)
                units.append(
                    Entry(
                        name: entry.text("name"), endings: entry.has("endings") ? entry.texts("endings") : nil,
                        aliases: entry.texts("aliases"), party: entry.flag("party")))
                entry.finish()
            }
            map.finish()
        }
        try faults.throwIfAny()
    }
}
