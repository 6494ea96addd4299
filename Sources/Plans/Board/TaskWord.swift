/// The report that says where a task stands: state, percent and words are of one voice.
public struct TaskWord: Sendable {
    /// What was reported.
    public let report: Progress
    /// Whether a unit said it that leads the task or is its only one; any other is to be named beside its words.
    public let isLeads: Bool
    /// Whether the report decides for the whole task, so that its percent is the task's.
    let isWhole: Bool

    /// - Parameters:
    ///   - reports: newest first, at least the last of every unit and the last that decides.
    ///   - decided: the state of the whole task.
    init?(_ reports: [Progress], _ decided: TaskState, _ voices: TaskVoices) {
        guard let last = reports.first else { return nil }
        let deciding = reports.first { voices.decides($0) && $0.turn == last.turn }
        let isWhole = deciding?.state == decided
        let ofState = reports.first { $0.state == decided && $0.turn == last.turn }
        report = (isWhole ? deciding : ofState) ?? last
        isLeads = voices.leads(report.unit)
        self.isWhole = isWhole
    }
}

/// The units of a task whose word decides where it stands: those that lead, or the only one that is named.
struct TaskVoices {
    let deciding: [PlanUnit]
    /// The units that are asked by name, whether they lead or not.
    let asked: [PlanUnit]
    private let matcher: UnitMatcher

    init(_ units: [PlanUnit], _ matcher: UnitMatcher) {
        let named = units.filter { !$0.group }
        let leads = named.filter { $0.role == .lead }
        deciding = leads.isEmpty && units.count == 1 ? named : leads
        asked = leads.isEmpty ? named : leads
        self.matcher = matcher
    }

    func leads(_ unit: String) -> Bool {
        let identity = matcher.identity(unit)
        return deciding.contains { matcher.means($0, identity) }
    }

    /// Whether a report decides. Of those that came in before this was kept, the unit tells.
    func decides(_ report: Progress) -> Bool { report.decides ?? leads(report.unit) }
}
