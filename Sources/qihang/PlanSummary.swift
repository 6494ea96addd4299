import Plans

/// A plan as the terminal shows it.
struct PlanSummary {
    let document: PlanDocument

    /// The plan in lines.
    var text: String {
        (head + goals + actions + duties + annexes + doubts).joined(separator: "\n")
    }

    private var head: [String] {
        let period = [document.period.from, document.period.to].compactMap { $0 }.joined(separator: " 至 ")
        let facts: [(String, String?)] = [
            ("文号", document.documentNumber), ("标题", document.title), ("印发单位", document.issuer),
            ("成文日期", document.issuedOn), ("印发日期", document.printedOn), ("实施期", period.isEmpty ? nil : period),
            ("主送", document.addressees.isEmpty ? nil : document.addressees.joined(separator: "、")),
        ]
        let parents = document.parents.map { "上位依据：\($0.title ?? "")\($0.documentNumber.map { "（\($0)）" } ?? "")" }
        return facts.compactMap { name, value in value.map { "\(name)：\($0)" } } + parents
    }

    private var goals: [String] {
        guard !document.goals.isEmpty else { return ["", "没有找到目标。"] }
        return ["", "目标 \(document.goals.count) 条"]
            + document.goals.map { goal in
                let figure = goal.number.map { " ［\(goal.comparison?.rawValue ?? "") \($0)\(goal.unit ?? "")］" } ?? ""
                return "  · \(goal.text)\(figure)"
            }
    }

    private var actions: [String] {
        document.actions.flatMap { action in
            ["", "\(action.number ?? "") \(action.title ?? "")\(units(action.units))"]
                + action.measures.map { measure in
                    let due = measure.deadlines.map(\.text).joined(separator: "、")
                    return "  \(measure.path) \(measure.text.prefix(60))…\(units(measure.units))"
                        + (due.isEmpty ? "" : " ［期限：\(due)］")
                }
        }
    }

    private func units(_ units: [PlanDocument.Unit]) -> String {
        guard !units.isEmpty else { return "" }
        return " （" + units.map { $0.role == .lead ? "牵头：\($0.name)" : $0.name }.joined(separator: "、") + "）"
    }

    private var duties: [String] {
        guard !document.duties.isEmpty else { return [] }
        return ["", "报送和评估 \(document.duties.count) 项"]
            + document.duties.map { duty in
                let parts = [
                    duty.who, duty.to.map { "→ \($0)" }, duty.cadence, duty.due_as_written ?? duty.due, duty.what,
                ]
                return "  · " + parts.compactMap { $0 }.joined(separator: "  ")
            }
    }

    private var annexes: [String] {
        document.annexes.map { "\n附件表“\($0.title ?? "")”：\($0.rows.count) 行，列：\($0.columns.joined(separator: "、"))" }
    }

    private var doubts: [String] {
        guard !document.doubts.isEmpty else { return [] }
        return ["", "不确定的地方 \(document.doubts.count) 处，请对照原文"]
            + document.doubts.map { "  ? 第 \($0.place?.line ?? 0) 行 \($0.what)：\($0.why)" }
    }
}
