import Plans

/// What was read of a document, a line for every fact, so that a whole reading is compared at once.
enum ReadingDigest {
    static func lines(_ document: PlanDocument) -> [String] {
        heading(document) + document.goals.map(goal) + document.actions.flatMap(action) + document.duties.map(duty)
            + document.annexes.flatMap(annex) + document.doubts.map { "doubt \($0.what.prefix(30))" }
    }

    private static func heading(_ document: PlanDocument) -> [String] {
        let parents = document.parents.map { "parent \($0.title ?? "-") \($0.documentNumber ?? "-")" }
        return [
            "number \(document.documentNumber ?? "-")", "title \(document.title ?? "-")",
            "plan \(document.planTitle ?? "-")", "issuer \(document.issuer ?? "-")",
            "issued \(document.issuedOn ?? "-") printed \(document.printedOn ?? "-")",
            "period \(document.period.from ?? "-") \(document.period.to ?? "-")",
        ] + document.addressees.map { "to \($0)" } + parents + document.copyTo.map { "copy \($0)" }
            + document.notices.map { "notice \($0)" }
    }

    private static func goal(_ goal: PlanDocument.Goal) -> String {
        let to = goal.numberTo.map { "-\($0)" } ?? ""
        let figure = goal.number.map { "\(goal.comparison?.rawValue ?? "")\($0)\(to)\(goal.unit ?? "")" } ?? "words"
        return "goal \(figure) by \(goal.by ?? "-"): \(goal.indicator ?? brief(goal.text))"
    }

    private static func action(_ action: PlanDocument.Action) -> [String] {
        let part = action.part.map { " in \($0)" } ?? ""
        return ["action \(action.path) \(action.kind.rawValue) \(action.title ?? "-")\(part)"]
            + action.measures.map { measure in
                let units = measure.units.map(unit).joined(separator: " ")
                let times = measure.deadlines.map { "\($0.text)=\($0.on ?? "?")" } + measure.cadences.map(\.text)
                return "  \(measure.path) \(brief(measure.text)) [\(units)]"
                    + (times.isEmpty ? "" : " {\(times.joined(separator: " "))}")
            }
    }

    private static func duty(_ duty: PlanDocument.Duty) -> String {
        "duty \(duty.kind.rawValue) \(duty.who ?? "-") → \(duty.to ?? "-"): \(brief(duty.what)) "
            + "{\(duty.cadence ?? "-") \(duty.due ?? "-") \(duty.due_as_written ?? "-")}"
    }

    private static func annex(_ annex: PlanDocument.Annex) -> [String] {
        ["annex \(annex.title ?? "-") \(annex.rows.count)×\(annex.columns.joined(separator: ","))"]
            + annex.tasks.map { task in
                let times = task.deadlines.map { "\($0.text)=\($0.on ?? "?")" }.joined(separator: " ")
                return
                    "  task \(task.number ?? "-") \(brief(task.text)) [\(task.units.map(unit).joined(separator: " "))] {\(times)}"
            }
    }

    private static func unit(_ unit: PlanDocument.Unit) -> String {
        (unit.role == .lead ? "*" : "") + unit.name + (unit.group ? "+" : "")
    }

    private static func brief(_ text: String) -> String {
        text.count <= 24
            ? text.replacing("\n", with: "⏎") : "\(text.prefix(16))…\(text.suffix(6))".replacing("\n", with: "⏎")
    }
}
