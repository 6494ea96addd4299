import Base
import FEEL
import Packs

/// Turns a draft into a definition: reads formulas against the fields, resolves code lists, checks that names exist.
struct RegisterBuilder {
    let draft: RegisterDraft
    let codeLists: [String: CodeList]
    let parameters: ParameterBook
    let registers: Set<String>
    /// The roles that the packs define; empty where they define none.
    let roleNames: Set<String>
    let faults: Faults
    private let scope: FormulaScope

    init(
        draft: RegisterDraft, codeLists: [String: CodeList], parameters: ParameterBook, registers: Set<String>,
        roleNames: Set<String>, subject: RegisterDraft?, faults: Faults
    ) {
        self.draft = draft
        self.codeLists = codeLists
        self.parameters = parameters
        self.registers = registers
        self.roleNames = roleNames
        self.faults = faults
        let fields = draft.sections.flatMap(\.fields)
        scope = FormulaScope(
            fields: fields.map { ($0.name, $0.kind) }, hasStates: draft.states != nil,
            computed: fields.compactMap { field in field.computed.map { (field.name, $0.source) } },
            parameters: parameters,
            subject: subject.map(RegisterBuilder.readable) ?? [], hasSpell: draft.spell.count == 2)
    }

    /// The fields of a subject on which formulas may rest.
    private static func readable(_ subject: RegisterDraft) -> [(name: String, kind: FieldKind)] {
        subject.sections.flatMap(\.fields).filter { !$0.isSecret && $0.computed == nil && $0.kind != .rows }.map {
            ($0.name, $0.kind)
        }
    }

    func build() -> RegisterDefinition {
        let fields = draft.sections.flatMap(\.fields).map { field($0, scope: scope) }
        let known = Set(fields.map(\.name))
        let states = draft.states.map(stateMachine)
        let label = named(draft.label, known, "label") ?? "id"
        return RegisterDefinition(
            name: draft.name, title: draft.title, listTitle: draft.listTitle, newTitle: draft.newTitle,
            unit: draft.unit, region: named(draft.region, known, "region"),
            label: label,
            key: draft.key.compactMap { named($0, known, "key") }, subject: named(draft.subject, known, "subject"),
            when: named(draft.when, known, "when"), spell: spell(fields), carries: carries(known),
            returns: returns(), ends: days(draft.ends, "ends", fields), closes: closes(fields),
            caseload: caseload(fields),
            duplicates: draft.duplicates,
            sections: draft.sections.map { .init(title: $0.title, fields: $0.fields.map(\.name)) }, fields: fields,
            checks: draft.checks.compactMap { check($0, known: known) },
            views: views(known, label, states), states: states,
            cites: draft.cites, place: draft.place)
    }

    private func spell(_ fields: [FieldDefinition]) -> RegisterDefinition.Spell? {
        guard !draft.spell.isEmpty else { return nil }
        let days = draft.spell.compactMap { name in fields.first { $0.name == name && $0.kind == .date && $0.isStored }
        }
        guard draft.spell.count == 2, days.count == 2, draft.subject != nil else {
            faults.add(draft.place, "spell 要写两个日期字段：[开始, 结束]，并且登记表要有 subject。")
            return nil
        }
        return .init(from: days[0].name, to: days[1].name)
    }

    private func carries(_ known: Set<String>) -> [String: String] {
        var result: [String: String] = [:]
        for carry in draft.carries {
            if draft.subject == nil { faults.add(carry.place, "没有 subject 的登记表不能写 carries。") }
            if let from = named(carry.from, known, "carries") { result[carry.to] = from }
        }
        return result
    }

    private func returns() -> Set<String> {
        let carried = Set(draft.carries.map(\.to))
        for name in draft.returns where !carried.contains(name) {
            faults.add(draft.place, "returns 里的“\(name)”不在 carries 里。")
        }
        return Set(draft.returns)
    }

    /// Own stored dates.
    private func days(_ names: [String], _ key: String, _ fields: [FieldDefinition]) -> [String] {
        names.filter { name in
            let isDay = fields.contains { $0.name == name && $0.kind == .date && $0.isStored }
            if !isDay { faults.add(draft.place, "\(key) 里的“\(name)”应是本表存下来的日期字段。") }
            return isDay
        }
    }

    private func closes(_ fields: [FieldDefinition]) -> [String] {
        for name in draft.closes where !draft.ends.contains(name) {
            faults.add(draft.place, "closes 里的“\(name)”不在 ends 里。")
        }
        return days(draft.closes.filter(draft.ends.contains), "closes", fields)
    }

    /// Own fields of kind `account`; `register.field` is checked when all registers are read.
    private func caseload(_ fields: [FieldDefinition]) -> [RegisterDefinition.CaseloadLink] {
        draft.caseload.compactMap { written in
            let parts = written.split(separator: ".", maxSplits: 1).map(String.init)
            if parts.count == 2 { return .referred(register: parts[0], field: parts[1]) }
            if fields.contains(where: { $0.name == written && $0.kind == .account && $0.isStored }) {
                return .account(written)
            }
            faults.add(draft.place, "caseload 里的“\(written)”应是本表 account 类型的字段，或“登记表.字段”。")
            return nil
        }
    }

    private func named(_ name: String?, _ known: Set<String>, _ key: String) -> String? {
        guard let name, !name.isEmpty else { return nil }
        if known.contains(name) || (key != "key" && name == "id") { return name }
        faults.add(draft.place, "\(key) 里的“\(name)”不是登记表“\(draft.name)”的字段。")
        return nil
    }

    private func field(_ draft: FieldDraft, scope: FormulaScope) -> FieldDefinition {
        let map = draft.map
        let scale = self.scale(draft)
        let definition = FieldDefinition(
            name: draft.name, title: map.text("title"), kind: draft.kind, aliases: map.texts("aliases"),
            hint: map.optionalText("hint"), section: draft.section, required: map.flag("required"),
            requiredWhen: formula("required_when", map, scope), shownWhen: formula("shown_when", map, scope),
            validWhen: formula("valid_when", map, scope), message: map.optionalText("message"),
            secret: draft.isSecret, unique: map.flag("unique"), max: bound("max", map, scale, draft.kind),
            min: bound("min", map, scale, draft.kind), scale: scale, codes: codes(map, draft.kind),
            target: target(map, draft.kind), roles: roles(map, draft.kind),
            startsWithOwnName: ownName(map, draft.kind), standard: formula("default", map, scope, whenWritten: true),
            derived: formula("derived", map, scope, whenWritten: true), computed: formula("computed", map, scope),
            searchable: searchable(map), columns: draft.columns.map { field($0, scope: scope) },
            regionLevel: level(map), within: draft.within, cites: map.texts("cites"))
        for column in draft.columns where column.kind == .account {
            faults.add(column.map.place, "子表里不能有 account 字段，请写成本表的字段。")
        }
        _ = map.optionalText("note")
        map.finish()
        return definition
    }

    private func ownName(_ map: MapReader, _ kind: FieldKind) -> Bool {
        guard let node = map.node("starts_with") else { return false }
        if kind == .text, node.scalar == "own_name" { return true }
        faults.add(Diagnostic(node.place, found: node.found, expected: "own_name，只用于 text 字段"))
        return false
    }

    private func formula(
        _ key: String, _ map: MapReader, _ scope: FormulaScope, whenWritten: Bool = false
    ) -> Formula? {
        guard let source = map.optionalText(key) else { return nil }
        return scope.formula(
            source, at: map.node(key)?.place ?? map.place, faults: faults, whenWritten: whenWritten)
    }

    private func scale(_ draft: FieldDraft) -> Int {
        let written = draft.map.integer("scale")
        switch draft.kind {
        case .money: return 2
        case .decimal, .percent: return min(max(written ?? 2, 0), 9)
        default:
            if let written { faults.add(draft.map.place, "只有 decimal 和 percent 可以写 scale（这里写了 \(written)）。") }
            return 0
        }
    }

    private func bound(_ key: String, _ map: MapReader, _ scale: Int, _ kind: FieldKind) -> Int64? {
        guard let node = map.node(key) else { return nil }
        let asText = kind == .text || kind == .note
        guard let value = node.scalar.flatMap({ Scaled.read($0, scale: asText ? 0 : scale) }) else {
            faults.add(Diagnostic(node.place, found: node.found, expected: "数"))
            return nil
        }
        return value
    }

    private func codes(_ map: MapReader, _ kind: FieldKind) -> CodeList? {
        let node = map.node("codes")
        guard kind == .choice || kind == .choices else {
            if let node { faults.add(node.place, "只有 choice 和 choices 可以写 codes。") }
            return nil
        }
        guard let node, let name = node.scalar else {
            faults.add(map.place, "\(kind.rawValue) 字段缺少“codes”：编码表的名字。")
            return nil
        }
        guard let list = codeLists[name] else {
            faults.add(node.place, "没有名为“\(name)”的编码表。请在 codes.yaml 里定义它。")
            return nil
        }
        return list
    }

    private func target(_ map: MapReader, _ kind: FieldKind) -> String? {
        let node = map.node("to")
        guard kind == .reference else {
            if let node { faults.add(node.place, "只有 reference 可以写 to。") }
            return nil
        }
        guard let node, let name = node.scalar, registers.contains(name) else {
            faults.add(map.place, "reference 字段的“to”应是一个登记表的名字。")
            return nil
        }
        return name
    }

    private func roles(_ map: MapReader, _ kind: FieldKind) -> [String] {
        guard let node = map.node("roles") else { return [] }
        if kind != .account { faults.add(node.place, "只有 account 可以写 roles。") }
        return known(map.texts("roles"), at: node.place)
    }

    /// Names of roles; what no pack defines is a fault.
    private func known(_ names: [String], at place: Place) -> [String] {
        for name in names where !roleNames.isEmpty && !roleNames.contains(name) {
            faults.add(Diagnostic(place, found: name, expected: "已有的角色：\(roleNames.sorted().joined(separator: "、"))"))
        }
        return names
    }

    private func searchable(_ map: MapReader) -> Bool {
        guard let node = map.node("search") else { return false }
        switch node.scalar {
        case "name", "true": return true
        case "false": return false
        default:
            faults.add(Diagnostic(node.place, found: node.found, expected: "name 或 false"))
            return false
        }
    }

    private func level(_ map: MapReader) -> RegionLevel? {
        guard let node = map.node("region_level") else { return nil }
        let names: [String: RegionLevel] = [
            "province": .province, "city": .city, "county": .county, "town": .town, "village": .village,
        ]
        guard let level = node.scalar.flatMap({ names[$0] }) else {
            faults.add(Diagnostic(node.place, found: node.found, expected: "province、city、county、town 或 village"))
            return nil
        }
        return level
    }

    private func check(_ map: MapReader, known: Set<String>) -> RegisterDefinition.Check? {
        let holds = formula("holds", map, scope, whenWritten: true)
        let level = map.choice("level", RegisterDefinition.Check.Level.self) ?? .error
        let place = map.node("message")?.place ?? map.place
        let message = CheckMessage(map.text("message")) { source in
            scope.formula(source, at: place, faults: faults, whenWritten: true)
        }
        let fields = map.texts("fields").compactMap { named($0, known, "fields") }
        _ = map.texts("cites")
        map.finish()
        guard let holds else {
            if !map.has("holds") { faults.add(map.place, "检查规则缺少“holds”。") }
            return nil
        }
        return .init(holds: holds, fields: fields, level: level, message: message)
    }

    /// The lists that the files define, and that of what is overdue where steps have deadlines.
    private func views(_ known: Set<String>, _ label: String, _ states: StateMachine?) -> [RegisterDefinition.View] {
        let own = draft.views.map { view($0, known: known) }
        guard states?.hasDeadlines == true, !own.contains(where: { $0.name == RegisterDefinition.View.overdueName })
        else { return own }
        let views = own.isEmpty ? [.plain(label: label)] : own
        let columns = views[0].columns.filter { $0 != "state" }
        let overdue = RegisterDefinition.View(
            name: RegisterDefinition.View.overdueName, title: "下一步已逾期",
            columns: (columns.isEmpty ? [label] : columns) + ["state", "state_due"], filters: views[0].filters,
            sort: [.init("state_due")],
            condition: scope.formula("state_due < today()", at: draft.place, faults: faults), isOfPresent: false,
            cites: [])
        return views + [overdue]
    }

    private func view(_ map: MapReader, known: Set<String>) -> RegisterDefinition.View {
        let sort = map.texts("sort").compactMap { written -> RegisterDefinition.SortKey? in
            let descending = written.hasPrefix("-")
            return named(String(descending ? written.dropFirst() : written[...]), known, "sort")
                .map { .init($0, descending: descending) }
        }
        let allowed = draft.states == nil ? known : known.union(["state", "state_due"])
        let personal = Set(
            draft.sections.flatMap(\.fields).filter { $0.kind.isPersonalNumber }.map(\.name))
        for name in map.texts("filters") where personal.contains(name) {
            faults.add(map.place, "“\(name)”是个人的号码，不能作筛选条件（条件会写在网址里）。请去掉，用查找来找。")
        }
        let filterable = allowed.subtracting(["state_due"])
        let view = RegisterDefinition.View(
            name: map.name("name"), title: map.text("title"),
            columns: map.texts("columns").compactMap { named($0, allowed, "columns") },
            filters: map.texts("filters").compactMap { named($0, filterable, "filters") }, sort: sort,
            condition: formula("where", map, scope), isOfPresent: present(map), cites: map.texts("cites"))
        map.finish()
        return view
    }

    private func present(_ map: MapReader) -> Bool {
        let isOfPresent = map.flag("present")
        if isOfPresent, draft.subject == nil { faults.add(map.place, "没有 subject 的登记表，列表不能写 present。") }
        return isOfPresent
    }

    private func stateMachine(_ map: MapReader) -> StateMachine {
        let states = map.list("list").map { node -> StateMachine.State in
            let state = MapReader(node, what: "状态", faults: faults)
            defer { state.finish() }
            return .init(name: state.name("name"), title: state.text("title"))
        }
        let names = Set(states.map(\.name))
        let steps = map.list("transitions").map { MapReader($0, what: "状态转换", faults: faults) }
        let transitions = steps.map { step -> StateMachine.Transition in
            defer { step.finish() }
            let from = step.texts("from")
            let to = step.text("to")
            for state in from + [to] where !names.contains(state) {
                faults.add(step.place, "没有名为“\(state)”的状态。")
            }
            return .init(
                name: step.name("name"), title: step.text("title"), from: from, to: to,
                roles: known(step.texts("roles"), at: step.place),
                guardCondition: formula("guard", step, scope), noteRequired: step.optionalText("note") == "required",
                notBy: step.texts("not_by"), days: step.integer("days"))
        }
        let onward = Set(transitions.flatMap(\.from))
        for (step, transition) in zip(steps, transitions)
        where transition.days != nil && !onward.contains(transition.to) {
            faults.add(step.place, "“\(transition.to)”之后没有下一步，不能写期限“days”。")
        }
        let stepNames = Set(transitions.map(\.name))
        for (step, transition) in zip(steps, transitions) {
            for name in transition.notBy where !stepNames.contains(name) || name == transition.name {
                faults.add(step.place, "“not_by”要写另一个步骤的名字，没有名为“\(name)”的。")
            }
        }
        let initial = map.text("initial")
        if !names.contains(initial) { faults.add(map.place, "没有名为“\(initial)”的状态。") }
        map.finish()
        return StateMachine(initial: initial, states: states, transitions: transitions)
    }
}
