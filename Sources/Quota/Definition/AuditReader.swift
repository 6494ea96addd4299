import Base
import FEEL
import Packs
import Reasons
import Registers

/// Reads one audit of a pack and holds it against the registers and decisions that it names.
struct AuditReader {
    let map: MapReader
    let catalogue: Catalogue
    let decisions: DecisionBook

    /// The audit; nil when something that it cannot do without is missing, which then is among the faults.
    func audit() -> AuditDefinition? {
        defer { map.finish() }
        let (name, title, cites) = (map.name("audit"), map.text("title"), map.texts("cites"))
        let (opens, closes) = window()
        guard let declaration = register("declaration"), let placement = register("placement"),
            let employer = owner(of: declaration), let months = rows("months", of: placement)
        else { return nil }
        if owner(of: placement)?.name != employer.name { fault("placement", "安置和申报要属于（subject）同一个台账。") }
        let month = named("month", months.columns.map(\.name), "“\(months.name)”的列")
        let year = named("year", declaration.fields.map(\.name), "申报的字段")
        let person = named("person", placement.fields.map(\.name), "安置的字段")
        if placement.field(year) == nil { fault("year", "安置的台账没有字段“\(year)”。") }
        let kind = named("kind", employer.fields.filter { $0.kind == .choice }.map(\.name), "单位的选择项")
        let expected = catalogue.condition(
            map.text("expected"), over: employer, at: map.node("expected")?.place ?? map.place, faults: map.faults)
        let (counts, rule, perMonth) = monthDecision(placement, months)
        let levy = asked(
            reader("levy_decision"),
            Scope([
                .init("declaration", declaration.contextType), .init("employer", employer.contextType),
                .init("placed", .number),
            ]))
        let simulator = simulator(employer, declaration)
        guard let expected, let perMonth, let levy, let opens, let closes else { return nil }
        return AuditDefinition(
            name: name, title: title, declaration: declaration.name, placement: placement.name, months: months.name,
            month: month, year: year, person: person, expected: expected, kind: kind, monthDecision: perMonth,
            counts: counts, rule: rule,
            levyDecision: levy, simulator: simulator, opens: opens, closes: closes, cites: cites)
    }

    private func monthDecision(
        _ placement: RegisterDefinition, _ months: FieldDefinition
    ) -> (counts: String, rule: String, AuditDefinition.Asked?) {
        let map = reader("month_decision")
        let (counts, rule) = (map.text("counts"), map.text("rule"))
        let scope = Scope([.init("placement", placement.contextType), .init("months", months.rowType)])
        return (counts, rule, asked(map, scope))
    }

    private func window() -> (AuditDefinition.YearDay?, AuditDefinition.YearDay?) {
        let window = reader("window")
        defer { window.finish() }
        return (yearDay("from", window), yearDay("to", window))
    }

    private func yearDay(_ key: String, _ map: MapReader) -> AuditDefinition.YearDay? {
        guard let node = map.node(key) else {
            map.faults.add(map.place, "申报时间缺少“\(key)”。")
            return nil
        }
        let parts = MapReader(node, what: "日子", faults: map.faults)
        defer { parts.finish() }
        guard let month = parts.integer("month"), let day = parts.integer("day"),
            Day(year: 2024, month: month, day: day) != nil
        else {
            map.faults.add(Diagnostic(node.place, found: node.found, expected: "{month: 3, day: 1}"))
            return nil
        }
        return .init(month: month, day: day)
    }

    private func simulator(
        _ employer: RegisterDefinition, _ declaration: RegisterDefinition
    ) -> AuditDefinition.Simulator? {
        guard map.node("simulator") != nil else { return nil }
        let map = reader("simulator")
        defer { map.finish() }
        func names(_ key: String, _ register: RegisterDefinition) -> [String] {
            let names = map.texts(key)
            for name in names where register.field(name)?.isStored != true {
                map.faults.add(map.node(key)?.place ?? map.place, "台账“\(register.name)”没有字段“\(name)”。")
            }
            return names
        }
        let additions = map.list("additions").compactMap { node -> AuditDefinition.Simulator.Addition? in
            let part = MapReader(node, what: "试算", faults: map.faults)
            defer { part.finish() }
            let (title, placed) = (part.text("title"), part.text("placed"))
            if let number = Scaled.read(placed, scale: 4) { return .init(title: title, placed: number) }
            map.faults.add(node.place, "“placed”应为人数，最多四位小数。")
            return nil
        }
        return .init(
            employer: names("employer", employer), declaration: names("declaration", declaration),
            additions: additions)
    }

    // MARK: Decisions

    private func asked(_ map: MapReader, _ scope: Scope) -> AuditDefinition.Asked? {
        defer { map.finish() }
        let name = map.text("decision")
        guard let entry = decisions.entries.first(where: { $0.name == name }) else {
            map.faults.add(map.node("decision")?.place ?? map.place, "没有名为“\(name)”的决策。")
            return nil
        }
        let facts = map.list("facts").compactMap { fact(MapReader($0, what: "事实", faults: map.faults), scope) }
        let given = Set(facts.map { $0.path.joined(separator: ".") })
        let wanted = entry.model.fields.map { $0.path.joined(separator: ".") }
        for path in wanted where !given.contains(path) { map.faults.add(map.place, "没有给出决策的输入“\(path)”。") }
        for path in given.subtracting(wanted).sorted() { map.faults.add(map.place, "决策没有名为“\(path)”的输入。") }
        if !entry.model.isStrict { map.faults.add(map.place, "决策“\(name)”不是严格的，不能认定钱和权利。") }
        return .init(decision: name, facts: facts)
    }

    private func fact(_ map: MapReader, _ scope: Scope) -> AuditDefinition.Fact? {
        defer { map.finish() }
        let (input, source) = (map.text("input"), map.text("is"))
        do throws(ExpressionFault) {
            let expression = try FEEL.Expression.parse(source, scope: scope)
            return .init(path: input.split(separator: ".").map(String.init), expression: expression)
        } catch {
            map.faults.add(map.node("is")?.place ?? map.place, "“\(source)”\(error)。")
            return nil
        }
    }

    // MARK: Names

    private func reader(_ key: String) -> MapReader {
        MapReader(map.node(key) ?? Node(.empty, at: map.place), what: "“\(key)”", faults: map.faults)
    }

    private func register(_ key: String) -> RegisterDefinition? {
        let name = map.text(key)
        if let register = catalogue.register(name) { return register }
        fault(key, "没有名为“\(name)”的台账。")
        return nil
    }

    private func owner(of register: RegisterDefinition) -> RegisterDefinition? {
        if let owner = register.subject.flatMap({ register.field($0)?.target }).flatMap(catalogue.register) {
            return owner
        }
        map.faults.add(map.place, "台账“\(register.name)”要写明属于谁（subject）。")
        return nil
    }

    private func rows(_ key: String, of register: RegisterDefinition) -> FieldDefinition? {
        let name = map.text(key)
        if let field = register.field(name), field.kind == .rows { return field }
        fault(key, "台账“\(register.name)”没有名为“\(name)”的子表。")
        return nil
    }

    private func named(_ key: String, _ known: [String], _ what: String) -> String {
        let name = map.text(key)
        if !known.contains(name) { fault(key, "没有\(what)“\(name)”。") }
        return name
    }

    private func fault(_ key: String, _ message: String) {
        map.faults.add(map.node(key)?.place ?? map.place, message)
    }
}
