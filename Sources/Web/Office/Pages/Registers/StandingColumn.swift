import Base
import HTML
import Kit
import Registers

/// What a list shows of where its records stand, beside their fields.
struct StandingColumn: Sendable {
    private enum Content {
        case state(StateMachine)
        case due(on: Day)
    }

    let title: String
    private let content: Content

    /// Those of a list's columns, in their order.
    static func columns(_ names: [String], of register: RegisterDefinition, on today: Day) -> [StandingColumn] {
        guard let states = register.states else { return [] }
        return names.compactMap { name in
            switch name {
            case "state": StandingColumn(title: "状态", content: .state(states))
            case "state_due": StandingColumn(title: "下一步期限", content: .due(on: today))
            default: nil
            }
        }
    }

    func cell(_ record: Record) -> HTML {
        switch content {
        case .state(let states): HTML(record.state.map { states.title(of: $0) } ?? "")
        case .due(let today): record.due.map { StandingColumn.cell($0, today) } ?? .empty
        }
    }

    private static func cell(_ due: Day, _ today: Day) -> HTML {
        let words = RoundWords.due(due, on: today)
        guard due < today else { return HTML("\(due.chinese)，\(words)") }
        return HTML {
            "\(due.chinese)，"
            tag(words, .problem)
        }
    }
}
