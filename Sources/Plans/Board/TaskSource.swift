import Base

/// A task as the plan's content gives it, before it has a number and a state.
struct TaskSource {
    let path: String
    let number: String?
    let title: String?
    let text: String
    let actionTitle: String?
    let units: [PlanUnit]
    let channels: [String]
    let due: DueDate?
    let dueText: String?
    let place: TextPlace?
    let cites: [String]

    /// The tasks of one line of action or one annex, with its heading.
    struct Line {
        let number: String?
        let title: String?
        let section: String?
        let kind: PlanDocument.Action.Kind?
        let tasks: [TaskSource]
    }

    /// All lines of a plan that hold tasks, in its order.
    static func lines(_ content: PlanContent) -> [Line] {
        let actions = content.actions.map { action in
            Line(
                number: action.number, title: action.title, section: action.section, kind: action.kind,
                tasks: action.measures.map { TaskSource($0, of: action, content) })
        }
        let annexes = content.annexes.enumerated().map { index, annex in
            Line(
                number: nil, title: annex.title ?? "附件", section: nil, kind: nil,
                tasks: annex.tasks.enumerated().map { row, task in
                    TaskSource(task, path: "附件\(index + 1)-\(row + 1)", of: annex, content)
                })
        }
        return (actions + annexes).filter { !$0.tasks.isEmpty }
    }

    private init(_ measure: PlanContent.Measure, of action: PlanContent.Action, _ content: PlanContent) {
        let (due, words) = DueDate.of(measure.deadlines, planEnd: content.to)
        self.init(
            path: measure.path, number: measure.number, title: measure.title, text: measure.text,
            actionTitle: action.title, units: measure.units, channels: [], due: due, dueText: words,
            place: measure.place, cites: measure.cites)
    }

    private init(_ task: PlanContent.AnnexTask, path: String, of annex: PlanContent.Annex, _ content: PlanContent) {
        let (due, words) = DueDate.of(task.deadlines, planEnd: content.to)
        self.init(
            path: path, number: task.number, title: nil, text: task.text, actionTitle: annex.title, units: task.units,
            channels: task.channels, due: due, dueText: words, place: task.place, cites: task.cites)
    }

    private init(
        path: String, number: String?, title: String?, text: String, actionTitle: String?, units: [PlanUnit],
        channels: [String], due: DueDate?, dueText: String?, place: TextPlace?, cites: [String]
    ) {
        self.path = path
        self.number = number
        self.title = title
        self.text = text
        self.actionTitle = actionTitle
        self.units = units
        self.channels = channels
        self.due = due
        self.dueText = dueText
        self.place = place
        self.cites = cites
    }

    /// The task's one day, for those who read the table; nil for what comes again.
    var dueDay: Day? {
        if case .day(let day)? = due { return day }
        return nil
    }
}
