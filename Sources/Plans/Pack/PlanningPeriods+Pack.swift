import Base
public import Packs

extension PlanningPeriods {
    /// Reads `periods.yaml` of every pack.
    /// - Throws: `Diagnostics` naming file, line and what is wrong.
    public init(library: PackLibrary) throws {
        let faults = Faults()
        self = .none
        for pack in library.packs {
            guard let file = try pack.file("periods.yaml") else { continue }
            let map = MapReader(file, what: "规划期文件", faults: faults)
            for node in map.list("periods") {
                let entry = MapReader(node, what: "规划期", faults: faults)
                let name = entry.text("name")
                let from = entry.integer("from")
                let to = entry.integer("to")
                entry.finish()
                guard let from, let to, from <= to else {
                    faults.add(node.place, "规划期“\(name)”要写明起止年份，如 from: 2021, to: 2025。")
                    continue
                }
                entries.append(Entry(name: name, from: from, to: to))
            }
            map.finish()
        }
        try faults.throwIfAny()
        // 十三五 before 三五: the longest name wins.
        entries.sort { $0.name.unicodeScalars.count > $1.name.unicodeScalars.count }
    }
}

extension PlanReader.Options {
    /// Everything that packs tell the reader.
    /// - Throws: `Diagnostics` naming file, line and what is wrong.
    public init(library: PackLibrary) throws {
        self.init(
            lexicon: try UnitLexicon(library: library), periods: try PlanningPeriods(library: library))
    }
}
