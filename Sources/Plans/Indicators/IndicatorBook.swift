public import Base
import Packs
public import Registers

/// The indicators that the packs define.
public struct IndicatorBook: Sendable {
    /// All definitions, those of core first.
    public let definitions: [IndicatorDefinition]

    /// Reads `indicators.yaml` of every pack.
    /// - Throws: `Diagnostics` with all that is wrong, each with file and line.
    public init(_ catalogue: Catalogue) throws {
        let faults = Faults()
        var definitions: [IndicatorDefinition] = []
        for pack in catalogue.library.packs {
            guard let file = try pack.file("indicators.yaml") else { continue }
            let map = MapReader(file, what: "指标文件", faults: faults)
            var seen: Set<String> = []
            for node in map.list("indicators") {
                guard let definition = IndicatorReader(node, catalogue, region: pack.region, faults: faults).read()
                else { continue }
                if seen.insert(definition.name).inserted {
                    definitions.append(definition)
                } else {
                    faults.add(node.place, "指标“\(definition.name)”在这个文件里写了两次。请删去一处。")
                }
            }
            map.finish()
        }
        try faults.throwIfAny()
        self.definitions = definitions
    }

    /// The definition of a name that holds in a region: the nearest one above it.
    public func definition(_ name: String, in region: RegionCode?) -> IndicatorDefinition? {
        definitions.filter { definition in
            definition.name == name
                && (definition.packRegion.map { own in region.map(own.contains) ?? false } ?? true)
        }.max { ($0.packRegion?.text.utf8.count ?? 0) < ($1.packRegion?.text.utf8.count ?? 0) }
    }

    /// The definitions that hold in a region, one of each name, in the order of the packs.
    public func definitions(in region: RegionCode?) -> [IndicatorDefinition] {
        var seen: Set<String> = []
        return definitions.filter { seen.insert($0.name).inserted }.compactMap { definition($0.name, in: region) }
    }
}

/// Reads one indicator and checks it against its register.
private struct IndicatorReader {
    let map: MapReader
    let catalogue: Catalogue
    let region: RegionCode?

    init(_ node: Node, _ catalogue: Catalogue, region: RegionCode?, faults: Faults) {
        map = MapReader(node, what: "指标", faults: faults)
        self.catalogue = catalogue
        self.region = region
    }

    func read() -> IndicatorDefinition? {
        let name = map.name("name")
        let title = map.text("title")
        let unit = map.text("unit")
        let registerName = map.text("register")
        guard let register = catalogue.register(registerName) else {
            if !registerName.isEmpty {
                map.faults.add(map.node("register")?.place ?? map.place, "没有名为“\(registerName)”的台账。")
            }
            return nil
        }
        let condition = map.optionalText("where").flatMap { source in
            catalogue.condition(
                source, over: register, at: map.node("where")?.place ?? map.place, faults: map.faults)
        }
        let sum = field("sum", register, expected: "整数、小数或金额") { $0.kind.isInteger && $0.target == nil }
        let distinct = field("distinct", register, expected: "不是保密的字段") { !$0.secret && $0.kind != .rows }
        let date = field("date", register, expected: "日期") { $0.kind == .date }
        let place = field("region", register, expected: "区划") { $0.kind == .region }
        let cites = map.texts("cites")
        if sum != nil, distinct != nil {
            map.faults.add(map.place, "“sum”和“distinct”不能同时写：求和时每条记录都要计入。")
        }
        map.finish()
        return IndicatorDefinition(
            name: name, title: title, unit: unit, register: registerName, condition: condition,
            distinct: distinct?.name, sum: sum?.name, scale: sum?.scale ?? 0, date: date?.name, region: place?.name,
            cites: cites, packRegion: region, place: map.place)
    }

    private func field(
        _ key: String, _ register: RegisterDefinition, expected: String, _ fits: (FieldDefinition) -> Bool
    ) -> FieldDefinition? {
        guard let name = map.optionalText(key) else { return nil }
        let place = map.node(key)?.place ?? map.place
        guard let field = register.field(name), field.isStored else {
            map.faults.add(place, "台账“\(register.name)”里没有存储的字段“\(name)”。")
            return nil
        }
        guard fits(field) else {
            map.faults.add(Diagnostic(place, found: name, expected: "台账“\(register.name)”里的字段：\(expected)"))
            return nil
        }
        return field
    }
}
