import Base
import Packs

/// Reads a `plan.yaml`: what the document reader gives, with indicators, shares by year and rows of the mission added.
struct PlanFileReader {
    let faults: Faults
    let indicators: IndicatorBook
    let region: RegionCode

    func content(_ file: Node) -> PlanContent {
        let map = MapReader(file, what: "方案", faults: faults)
        var content = PlanContent()
        content.documentNumber = map.optionalText("documentNumber")
        content.title = map.optionalText("title")
        content.planTitle = map.optionalText("planTitle")
        content.issuer = map.optionalText("issuer")
        content.printedBy = map.optionalText("printedBy")
        content.issuedOn = map.day("issuedOn")
        content.printedOn = map.day("printedOn")
        if let node = map.node("period") {
            let period = MapReader(node, what: "实施期", faults: faults)
            content.from = time(period, "from", PlanContent.firstDay)
            content.to = time(period, "to", PlanContent.lastDay)
            period.finish()
        }
        content.parents = list(map, "parents", "上位文件") {
            .init(title: $0.optionalText("title"), documentNumber: $0.optionalText("documentNumber"))
        }
        content.addressees = map.texts("addressees")
        content.notices = map.texts("notices")
        content.copyTo = map.texts("copyTo")
        content.directories = list(map, "directories", "单位名单", directory)
        content.goals = list(map, "goals", "目标", goal)
        content.actions = list(map, "actions", "行动", action)
        content.duties = list(map, "duties", "报送事项", duty)
        content.annexes = list(map, "annexes", "附件", annex)
        content.cites = map.texts("cites")
        if content.title == nil, content.planTitle == nil { faults.add(map.place, "方案缺少“title”。") }
        map.finish()
        checkPaths(content, at: map.node("actions")?.place ?? map.place)
        return content
    }

    private func list<Item>(
        _ map: MapReader, _ key: String, _ what: String, _ read: (MapReader) -> Item
    ) -> [Item] {
        map.list(key).map { node in
            let item = MapReader(node, what: what, faults: faults)
            defer { item.finish() }
            return read(item)
        }
    }

    private func directory(_ map: MapReader) -> PlanContent.Directory {
        let units = map.list("units").map { node -> String in
            if let name = node.scalar { return name }
            let unit = MapReader(node, what: "单位", faults: faults)
            defer { unit.finish() }
            _ = unit.has("as_written")
            return unit.text("name")
        }
        return .init(title: map.text("title"), units: units, cites: map.texts("cites"))
    }

    private func goal(_ map: MapReader) -> PlanContent.Goal {
        var goal = PlanContent.Goal(text: map.text("text"))
        goal.name = map.optionalText("name")
        goal.number = number(map, "number")
        goal.numberTo = number(map, "numberTo")
        goal.unit = map.optionalText("unit")
        goal.comparison = word(map, "comparison", PlanDocument.Comparison.init(rawValue:), "=、>=、<=、>、<")
        goal.by = time(map, "by", PlanContent.lastDay)
        goal.indicator = map.optionalText("indicator")
        if let name = goal.indicator, indicators.definition(name, in: region) == nil {
            faults.add(map.node("indicator")?.place ?? map.place, "没有名为“\(name)”的指标，请检查 indicators.yaml。")
        }
        goal.byYear = map.map("by_year").compactMap { pair in
            guard let year = pair.key.scalar.flatMap({ Int($0) }),
                let number = pair.value.scalar.flatMap({ PlanNumber($0) })
            else {
                faults.add(Diagnostic(pair.key.place, found: pair.value.found, expected: "年份和数字，如 2026: 700"))
                return nil
            }
            return .init(year: year, number: number)
        }
        goal.place = place(map)
        goal.cites = map.texts("cites")
        return goal
    }

    private func action(_ map: MapReader) -> PlanContent.Action {
        let kind = word(map, "kind", PlanDocument.Action.Kind.init(rawValue:), "task、safeguard") ?? .task
        var action = PlanContent.Action(
            number: map.optionalText("number"), title: map.optionalText("title"), path: map.text("path"), kind: kind)
        action.section = map.optionalText("section")
        action.measures = list(map, "measures", "措施", measure)
        action.place = place(map)
        action.cites = map.texts("cites")
        return action
    }

    private func measure(_ map: MapReader) -> PlanContent.Measure {
        var measure = PlanContent.Measure(path: map.text("path"), text: map.text("text"))
        measure.number = map.optionalText("number")
        measure.title = map.optionalText("title")
        measure.units = units(map)
        measure.deadlines = deadlines(map)
        measure.place = place(map)
        measure.cites = map.texts("cites")
        return measure
    }

    private func units(_ map: MapReader) -> [PlanUnit] {
        list(map, "units", "责任单位") { unit in
            let role = word(unit, "role", PlanDocument.Role.init(rawValue:), "lead、joint") ?? .joint
            return PlanUnit(
                name: unit.text("name"), role: role, asWritten: unit.optionalText("as_written"),
                group: unit.flag("group"))
        }
    }

    private func deadlines(_ map: MapReader) -> [PlanContent.Deadline] {
        list(map, "deadlines", "时限") { deadline in
            let kinds = "by、in、period、within、recurring、ongoing"
            let kind = word(deadline, "kind", PlanDocument.Deadline.Kind.init(rawValue:), kinds) ?? .by
            return .init(text: deadline.text("text"), on: date(deadline, "on"), kind: kind)
        }
    }

    private func duty(_ map: MapReader) -> PlanContent.Duty {
        let kinds = "report、file、evaluate、hear、publish、draw"
        let kind = word(map, "kind", PlanDocument.Duty.Kind.init(rawValue:), kinds) ?? .report
        var duty = PlanContent.Duty(what: map.text("what"), kind: kind)
        duty.who = map.optionalText("who")
        duty.to = map.optionalText("to")
        duty.cadence = map.optionalText("cadence")
        duty.due = date(map, "due")
        duty.dueAsWritten = map.optionalText("due_as_written")
        duty.place = place(map)
        duty.cites = map.texts("cites")
        return duty
    }

    private func annex(_ map: MapReader) -> PlanContent.Annex {
        var annex = PlanContent.Annex(title: map.optionalText("title"))
        annex.columns = map.texts("columns")
        annex.rows = map.list("rows").map { row in (row.items ?? []).map { $0.scalar ?? "" } }
        annex.tasks = list(map, "tasks", "附件任务") { item in
            var task = PlanContent.AnnexTask(text: item.text("text"))
            task.number = item.optionalText("number")
            task.units = units(item)
            task.channels = item.texts("channels")
            task.deadlines = deadlines(item)
            task.place = place(item)
            task.cites = item.texts("cites")
            return task
        }
        annex.place = place(map)
        annex.cites = map.texts("cites")
        return annex
    }

    // MARK: Values

    private func place(_ map: MapReader) -> TextPlace? {
        map.integer("line").map { TextPlace(line: $0) }
    }

    private func number(_ map: MapReader, _ key: String) -> PlanNumber? {
        guard let node = map.node(key) else { return nil }
        if let number = node.scalar.flatMap({ PlanNumber($0) }) { return number }
        faults.add(Diagnostic(node.place, found: node.found, expected: "数字，如 600 或 4.66"))
        return nil
    }

    private func time(_ map: MapReader, _ key: String, _ read: (String) -> Day?) -> Day? {
        guard let node = map.node(key) else { return nil }
        if let day = node.scalar.flatMap(read) { return day }
        faults.add(Diagnostic(node.place, found: node.found, expected: "年份或日期，如 2024 或 2024-10-31"))
        return nil
    }

    /// A day, or a day of every year.
    private func date(_ map: MapReader, _ key: String) -> String? {
        guard let node = map.node(key) else { return nil }
        if let text = node.scalar, DueDate(text) != nil { return text }
        faults.add(Diagnostic(node.place, found: node.found, expected: "日期 2024-10-31，或每年的日期 --10-31"))
        return nil
    }

    private func word<Word>(
        _ map: MapReader, _ key: String, _ read: (String) -> Word?, _ known: String
    ) -> Word? {
        guard let node = map.node(key) else { return nil }
        if let word = node.scalar.flatMap(read) { return word }
        faults.add(Diagnostic(node.place, found: node.found, expected: "以下之一：\(known)"))
        return nil
    }

    private func checkPaths(_ content: PlanContent, at place: Place) {
        var seen: Set<String> = []
        for path in content.actions.flatMap(\.measures).map(\.path) where !seen.insert(path).inserted {
            faults.add(place, "措施的 path“\(path)”写了两次。进展按它记在任务上，请各用各的。")
        }
    }
}
