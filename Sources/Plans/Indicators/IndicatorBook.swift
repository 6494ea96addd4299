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
                let reader = IndicatorReader(
                    node, catalogue, region: pack.region, known: definitions, faults: faults)
                guard let definition = reader.read() else { continue }
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
        IndicatorBook.nearest(name, in: region, among: definitions)
    }

    fileprivate static func nearest(
        _ name: String, in region: RegionCode?, among definitions: [IndicatorDefinition]
    ) -> IndicatorDefinition? {
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
    /// What stands before it: a ratio is taken of one of these.
    let known: [IndicatorDefinition]

    init(
        _ node: Node, _ catalogue: Catalogue, region: RegionCode?, known: [IndicatorDefinition], faults: Faults
    ) {
        self.known = known
        map = MapReader(node, what: "指标", faults: faults)
        self.catalogue = catalogue
        self.region = region
    }

    func read() -> IndicatorDefinition? {
        let name = map.name("name")
        let title = map.text("title")
        let unit = map.text("unit")
        if map.has("of") { return ratio(name: name, title: title, unit: unit) }
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
        let (words, cites) = (map.optionalText("words"), map.texts("cites"))
        if sum != nil, distinct != nil {
            map.faults.add(map.place, "“sum”和“distinct”不能同时写：求和时每条记录都要计入。")
        }
        map.finish()
        return IndicatorDefinition(
            name: name, title: title, unit: unit, register: registerName, condition: condition,
            distinct: distinct?.name, sum: sum?.name, scale: sum?.scale ?? 0, date: date?.name, region: place?.name,
            ratio: nil, words: words, cites: cites, packRegion: region, place: map.place)
    }

    // MARK: - Ratios

    /// `of:` another indicator; within are those for whom `where:` holds, or those whom the indicator of `with:` counts.
    private func ratio(name: String, title: String, unit: String) -> IndicatorDefinition? {
        let whole = indicator("of")
        let counted = indicator("with")
        let register = whole.flatMap { catalogue.register($0.register) }
        let condition = map.optionalText("where").flatMap { source in
            register.flatMap {
                catalogue.formula(source, over: $0, at: map.node("where")?.place ?? map.place, faults: map.faults)
            }
        }
        let (words, cites) = (map.optionalText("words"), map.texts("cites"))
        if unit != "%" {
            map.faults.add(Diagnostic(map.node("unit")?.place ?? map.place, found: unit, expected: "比例指标的单位“%”"))
        }
        if map.has("where") == map.has("with") {
            map.faults.add(map.place, "比例指标“\(name)”要写明谁算在内：用“where”写条件，或用“with”写另一个指标，只写一个。")
        }
        if let whole, whole.sum != nil || whole.ratio != nil {
            map.faults.add(map.place, "比例指标要以计数的指标为分母，“\(whole.name)”不是计数。")
        }
        if let whole, let counted, subject(counted) == nil || subject(counted) != subject(whole) ?? whole.register {
            map.faults.add(
                map.node("with")?.place ?? map.place, "“\(counted.name)”和“\(whole.name)”数的不是同一种对象，不能算比例。")
        }
        map.finish()
        guard let whole else { return nil }
        return IndicatorDefinition(
            name: name, title: title, unit: unit, register: whole.register, condition: whole.condition,
            distinct: whole.distinct, sum: nil, scale: 1, date: whole.date, region: whole.region,
            ratio: .init(whole: whole.name, unit: whole.unit, condition: condition, counted: counted?.name),
            words: words, cites: cites, packRegion: region, place: map.place)
    }

    /// The indicator that a key names.
    private func indicator(_ key: String) -> IndicatorDefinition? {
        guard let name = map.optionalText(key) else { return nil }
        if let found = IndicatorBook.nearest(name, in: region, among: known) { return found }
        map.faults.add(map.node(key)?.place ?? map.place, "没有名为“\(name)”的指标，或者它写在后面。请写在这个指标前面。")
        return nil
    }

    /// The register whose records an indicator counts once each, by a field that refers to it.
    private func subject(_ definition: IndicatorDefinition) -> String? {
        definition.distinct.flatMap { catalogue.register(definition.register)?.field($0)?.target }
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
