import Base

extension PlanContent {
    /// A plan as the document reader found it, to be corrected by a person.
    public init(_ document: PlanDocument) {
        documentNumber = document.documentNumber
        title = document.title
        planTitle = document.planTitle
        issuer = document.issuer
        printedBy = document.printedBy
        issuedOn = document.issuedOn.flatMap { Day(iso: $0) }
        printedOn = document.printedOn.flatMap { Day(iso: $0) }
        from = document.period.from.flatMap(PlanContent.firstDay)
        to = document.period.to.flatMap(PlanContent.lastDay)
        parents = document.parents.map { Parent(title: $0.title, documentNumber: $0.documentNumber) }
        addressees = document.addressees
        notices = document.notices
        copyTo = document.copyTo
        directories = document.directories.map { Directory(title: $0.title, units: $0.units.map(\.name)) }
        goals = document.goals.map(Goal.init)
        actions = document.actions.map(Action.init)
        duties = document.duties.map(Duty.init)
        annexes = document.annexes.map(Annex.init)
        PlanContent.makePathsUnique(&actions)
    }

    /// The first day of a year `2022`, a month `2022-03` or a day.
    static func firstDay(_ text: String) -> Day? {
        Day(iso: text) ?? Day(iso: text + "-01") ?? Day(iso: text + "-01-01")
    }

    /// The last day of a year `2022`, a month `2022-03` or a day.
    static func lastDay(_ text: String) -> Day? {
        Day(iso: text) ?? Day(iso: text + "-01").map { Month($0).last } ?? Day(iso: text + "-12-31")
    }

    /// A task keeps its progress by its path, so no two measures may share one.
    static func makePathsUnique(_ actions: inout [Action]) {
        var seen: Set<String> = []
        for action in actions.indices {
            for measure in actions[action].measures.indices {
                let path = actions[action].measures[measure].path
                var unique = path
                var number = 2
                while !seen.insert(unique).inserted {
                    unique = "\(path)#\(number)"
                    number += 1
                }
                actions[action].measures[measure].path = unique
            }
        }
    }
}

extension TextPlace {
    init(_ place: PlanDocument.Place) {
        self.init(line: place.line, start: place.start, end: place.end)
    }
}

extension PlanContent.Goal {
    init(_ goal: PlanDocument.Goal) {
        self.init(text: goal.text)
        number = goal.number
        numberTo = goal.numberTo
        unit = goal.unit
        comparison = goal.comparison
        by = goal.by.flatMap(PlanContent.lastDay)
        counted = goal.indicator
        place = TextPlace(goal.place)
    }
}

extension PlanContent.Action {
    init(_ action: PlanDocument.Action) {
        self.init(number: action.number, title: action.title, path: action.path, kind: action.kind)
        section = [action.part, action.section].compactMap { $0 }.joined(separator: "：")
        if section?.isEmpty == true { section = nil }
        measures = action.measures.map(PlanContent.Measure.init)
        place = TextPlace(action.place)
    }
}

extension PlanContent.Measure {
    init(_ measure: PlanDocument.Measure) {
        self.init(path: measure.path, text: measure.text)
        number = measure.number
        title = measure.title
        units = measure.units.map(PlanUnit.init)
        deadlines = measure.deadlines.map(PlanContent.Deadline.init)
        place = TextPlace(measure.place)
    }
}

extension PlanContent.Deadline {
    init(_ deadline: PlanDocument.Deadline) {
        self.init(text: deadline.text, on: deadline.on, kind: deadline.kind)
    }
}

extension PlanUnit {
    init(_ unit: PlanDocument.Unit) {
        self.init(name: unit.name, role: unit.role, asWritten: unit.as_written, group: unit.group)
    }
}

extension PlanContent.Duty {
    init(_ duty: PlanDocument.Duty) {
        self.init(what: duty.what, kind: duty.kind)
        who = duty.who
        to = duty.to
        cadence = duty.cadence
        due = duty.due
        dueAsWritten = duty.due_as_written
        place = TextPlace(duty.place)
    }
}

extension PlanContent.Annex {
    init(_ annex: PlanDocument.Annex) {
        self.init(title: annex.title)
        columns = annex.columns
        rows = annex.rows
        tasks = annex.tasks.map(PlanContent.AnnexTask.init)
        place = TextPlace(annex.place)
    }
}

extension PlanContent.AnnexTask {
    init(_ task: PlanDocument.Task) {
        self.init(text: task.text)
        number = task.number
        units = task.units.map(PlanUnit.init)
        channels = task.channels
        deadlines = task.deadlines.map(PlanContent.Deadline.init)
        place = TextPlace(task.place)
    }
}
