public import Base
import Packs
public import Registers

/// The rounds that the packs define.
public struct RoundBook: Sendable {
    /// All definitions, those of core first.
    public let definitions: [RoundDefinition]

    /// Reads the rounds of every pack.
    /// - Throws: `Diagnostics` with all that is wrong, each with file and line.
    public init(_ catalogue: Catalogue) throws {
        let faults = Faults()
        var definitions: [RoundDefinition] = []
        for pack in catalogue.library.packs {
            for file in try pack.files(in: "rounds") {
                let map = MapReader(file, what: "轮次", faults: faults)
                if let round = RoundBook.round(map, region: pack.region, catalogue: catalogue) {
                    definitions.append(round)
                }
            }
        }
        try faults.throwIfAny()
        self.definitions = definitions
    }

    /// The definition of a name that holds in a region: the nearest one above it.
    public func definition(_ name: String, in region: RegionCode?) -> RoundDefinition? {
        definitions.filter { definition in
            definition.name == name
                && (definition.region.map { own in region.map(own.contains) ?? false } ?? true)
        }.max { ($0.region?.text.utf8.count ?? 0) < ($1.region?.text.utf8.count ?? 0) }
    }

    /// The definitions that may be opened in a region, one of each name.
    public func definitions(in region: RegionCode?) -> [RoundDefinition] {
        var names: [String] = []
        for definition in definitions where !names.contains(definition.name) { names.append(definition.name) }
        return names.compactMap { definition($0, in: region) }
    }

    private static func round(_ map: MapReader, region: RegionCode?, catalogue: Catalogue) -> RoundDefinition? {
        let name = map.name("round")
        let title = map.text("title")
        let registerName = map.text("register")
        let cadence = map.choice("cadence", RoundDefinition.Cadence.self) ?? .yearly
        let reentry = map.flag("reentry")
        let cites = map.texts("cites")
        let notDone = codes(map, catalogue)
        guard let register = catalogue.register(registerName) else {
            map.faults.add(map.node("register")?.place ?? map.place, "没有名为“\(registerName)”的台账。")
            return nil
        }
        let population = formula("population", map, register, catalogue)
        let steps = map.list("steps").compactMap { node in
            step(MapReader(node, what: "步骤", faults: map.faults), member: register, catalogue)
        }
        let leaves = map.list("leaves").compactMap { node in
            departure(MapReader(node, what: "离开的人", faults: map.faults), member: register, notDone, catalogue)
        }
        map.finish()
        guard let population else {
            if !map.has("population") { map.faults.add(map.place, "轮次缺少“population”：哪些人进入这一轮。") }
            return nil
        }
        return RoundDefinition(
            name: name, title: title, register: registerName, population: population, cadence: cadence,
            reentry: reentry, steps: steps, notDone: notDone, leaves: leaves, region: region, cites: cites)
    }

    private static func step(
        _ map: MapReader, member: RegisterDefinition, _ catalogue: Catalogue
    ) -> RoundDefinition.Step? {
        let name = map.name("name")
        let title = map.text("title")
        let times = map.integer("times") ?? 1
        let when = formula("when", map, member, catalogue)
        let doneBy = map.text("done_by")
        let due = due(map)
        let cites = map.texts("cites")
        guard let register = catalogue.register(doneBy) else {
            map.faults.add(map.node("done_by")?.place ?? map.place, "没有名为“\(doneBy)”的台账。")
            return nil
        }
        if register.subject.flatMap({ register.field($0)?.target }) != member.name || register.when == nil {
            map.faults.add(map.place, "“\(doneBy)”要有指向“\(member.name)”的 subject 和日期字段 when，才能完成这一步。")
        }
        let counts = formula("counts", map, register, catalogue)
        map.finish()
        return .init(
            name: name, title: title, times: max(1, times), when: when, doneBy: doneBy, counts: counts, due: due,
            cites: cites)
    }

    private static func departure(
        _ map: MapReader, member: RegisterDefinition, _ notDone: CodeList?, _ catalogue: Catalogue
    ) -> RoundDefinition.Departure? {
        let when = formula("when", map, member, catalogue)
        let reason = map.text("reason")
        map.finish()
        if notDone?[reason] == nil {
            map.faults.add(map.node("reason")?.place ?? map.place, "“\(reason)”不在这一轮“not_done”的编码表里。")
        }
        guard let when else {
            if !map.has("when") { map.faults.add(map.place, "离开的人缺少“when”：什么情况下不再列入待办。") }
            return nil
        }
        return .init(when: when, reason: reason)
    }

    private static func due(_ map: MapReader) -> RoundDefinition.Step.Due? {
        guard let node = map.node("due") else { return nil }
        let due = MapReader(node, what: "期限", faults: map.faults)
        defer { due.finish() }
        if let days = due.integer("days") { return .days(days) }
        guard let month = due.integer("month"), let day = due.integer("day"),
            Day(year: 2024, month: month, day: day) != nil
        else {
            map.faults.add(Diagnostic(node.place, found: node.found, expected: "{month: 6, day: 30} 或 {days: 90}"))
            return nil
        }
        return .date(month: month, day: day)
    }

    private static func codes(_ map: MapReader, _ catalogue: Catalogue) -> CodeList? {
        guard let name = map.optionalText("not_done") else { return nil }
        if let list = catalogue.codeLists[name] { return list }
        map.faults.add(map.node("not_done")?.place ?? map.place, "没有名为“\(name)”的编码表。")
        return nil
    }

    private static func formula(
        _ key: String, _ map: MapReader, _ register: RegisterDefinition, _ catalogue: Catalogue
    ) -> Formula? {
        guard let source = map.optionalText(key) else { return nil }
        let place = map.node(key)?.place ?? map.place
        return catalogue.condition(source, over: register, at: place, faults: map.faults)
    }
}
