import Base
import Plans

/// Something of a plan that cites rows of the mission, with all that a row may say of it.
struct CitedEntry {
    let place: String
    let text: String
    var number: PlanNumber?
    var numberTo: PlanNumber?
    var comparison: PlanDocument.Comparison?
    var units: [PlanUnit] = []
    var channels: [String] = []
    /// Days and days of every year, `yyyy-MM-dd` and `--MM-dd`.
    var days: [String] = []
    /// Words for times.
    var times: [String] = []
    /// How many things it lists.
    var count: Int?

    /// All entries of a plan, by the rows that they cite.
    static func all(of plan: PlanContent) -> [String: [CitedEntry]] {
        var entries: [String: [CitedEntry]] = [:]
        func add(_ cites: [String], _ entry: CitedEntry) {
            for cite in cites { entries[cite, default: []].append(entry) }
        }
        add(plan.cites, heading(plan))
        for list in plan.directories {
            add(
                list.cites,
                CitedEntry(place: "directory", text: list.units.joined(separator: "、"), count: list.units.count))
        }
        for goal in plan.goals {
            add(
                goal.cites,
                CitedEntry(
                    place: "goal", text: goal.text, number: goal.number, numberTo: goal.numberTo,
                    comparison: goal.comparison, days: [goal.by?.iso].compactMap { $0 }))
        }
        for measure in plan.actions.flatMap(\.measures) {
            add(
                measure.cites,
                CitedEntry(
                    place: "measure \(measure.path)", text: measure.text, units: measure.units,
                    days: measure.deadlines.compactMap(\.on), times: measure.deadlines.map(\.text)))
        }
        for duty in plan.duties {
            let text = [duty.who, duty.to, duty.what].compactMap { $0 }.joined(separator: " ")
            add(
                duty.cites,
                CitedEntry(
                    place: "duty", text: text, days: [duty.due].compactMap { $0 },
                    times: [duty.cadence, duty.dueAsWritten].compactMap { $0 }))
        }
        for task in plan.annexes.flatMap(\.tasks) {
            add(
                task.cites,
                CitedEntry(
                    place: "annex row", text: "\(task.number ?? "") \(task.text)", units: task.units,
                    channels: task.channels, days: task.deadlines.compactMap(\.on), times: task.deadlines.map(\.text)))
        }
        return entries
    }

    private static func heading(_ plan: PlanContent) -> CitedEntry {
        let parents = plan.parents.flatMap { [$0.title, $0.documentNumber] }
        let texts = [plan.documentNumber, plan.title, plan.planTitle, plan.issuer, plan.printedBy] + parents
        let lists = plan.addressees + plan.notices + plan.copyTo
        let days = [plan.issuedOn, plan.printedOn, plan.from, plan.to].compactMap { $0?.iso }
        return CitedEntry(
            place: "heading", text: (texts.compactMap { $0 } + lists + days).joined(separator: " "), days: days,
            count: plan.parents.count)
    }
}
