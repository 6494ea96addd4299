import HTML
import Kit
import Plans

/// Which tasks of a plan are wanted, as the address says.
struct TaskFilter {
    static let names = ["unit", "state", "late"]
    let unit: String?
    let state: TaskState?
    let late: Bool

    init(_ address: PageAddress) {
        unit = address.value("unit").flatMap { $0.isEmpty ? nil : $0 }
        state = address.value("state").flatMap { TaskState(rawValue: $0) }
        late = address.value("late") == "yes"
    }

    /// How many conditions hold.
    var count: Int { (unit == nil ? 0 : 1) + (state == nil ? 0 : 1) + (late ? 1 : 0) }

    func fits(_ task: PlanTask) -> Bool {
        if let unit, !task.units.contains(where: { $0.name == unit }) { return false }
        if let state, task.state != state { return false }
        return !late || task.late
    }

    func panel(at address: PageAddress, units: [String]) -> HTML {
        filterPanel(at: address, names: TaskFilter.names, active: count) {
            if !units.isEmpty {
                selectField(
                    Field("unit", "责任单位", value: unit ?? ""), units.map { Choice($0, $0) }, empty: "全部单位")
            }
            selectField(
                Field("state", "状态", value: state?.rawValue ?? ""),
                TaskState.allCases.map { Choice($0.rawValue, $0.title) }, empty: "全部状态")
            checkbox(Field("late", "只看逾期的", value: late ? "yes" : ""))
        }
    }

    func conditions(at address: PageAddress) -> [Chip] {
        var conditions: [Chip] = []
        if let unit { conditions.append(Chip("责任单位：\(unit)", removeHref: address.without("unit").text)) }
        if let state { conditions.append(Chip("状态：\(state.title)", removeHref: address.without("state").text)) }
        if late { conditions.append(Chip("只看逾期的", removeHref: address.without("late").text)) }
        return conditions
    }
}
