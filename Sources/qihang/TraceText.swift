import Decisions
import FEEL

/// What happened on the way to a result, as lines for a terminal.
struct TraceText {
    private let file: String

    init(_ model: DecisionModel) { file = model.definitions.file }

    func text(of steps: [TraceStep]) -> String {
        steps.flatMap { lines($0, indent: 0) }.joined(separator: "\n")
    }

    private func lines(_ step: TraceStep, indent: Int) -> [String] {
        let space = String(repeating: "  ", count: indent)
        var lines = ["\(space)\(title(step))（第 \(step.origin.line) 行）"]
        for input in step.inputs where !input.name.isEmpty { lines.append("\(space)  \(input.name) = \(input.value)") }
        if step.kind == .table {
            lines.append("\(space)  各列：\(step.inputs.map(\.value.description).joined(separator: "，"))")
            for (number, row) in step.rows.enumerated() { lines.append("\(space)  第 \(number + 1) 行：\(words(row))") }
        }
        for inner in step.steps { lines += self.lines(inner, indent: indent + 1) }
        lines.append("\(space)  → \(step.result)\(step.result.reason.map { "（\($0.message)）" } ?? "")")
        return lines
    }

    private func title(_ step: TraceStep) -> String {
        switch step.kind {
        case .decision: "决策 \(step.name)"
        case .table: "决策表"
        case .knowledge: "业务知识 \(step.name)"
        case .service: "决策服务 \(step.name)"
        }
    }

    private func words(_ row: TraceStep.Row) -> String {
        switch row {
        case .fired: "符合"
        case .failed(let column): "第 \(column + 1) 列不符"
        }
    }
}
