import Plans

/// One thing of a plan that can be corrected by itself; a number from 1, nil for a new one.
enum ItemKey: Sendable, Hashable {
    case heading
    case goal(Int?)
    case action(Int?)
    case measure(Int, Int?)
    case duty(Int?)
    case annex(Int?)
    case annexTask(Int, Int?)

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "-").map(String.init)
        let numbers = parts.dropFirst().map { $0 == "new" ? 0 : Int($0) ?? -1 }
        guard let kind = parts.first, numbers.dropLast().allSatisfy({ $0 > 0 }), numbers.last.map({ $0 >= 0 }) ?? true
        else { return nil }
        let last = numbers.last.flatMap { $0 == 0 ? nil : $0 }
        switch (kind, numbers.count) {
        case ("heading", 0): self = .heading
        case ("goal", 1): self = .goal(last)
        case ("action", 1): self = .action(last)
        case ("measure", 2): self = .measure(numbers[0], last)
        case ("duty", 1): self = .duty(last)
        case ("annex", 1): self = .annex(last)
        case ("task", 2): self = .annexTask(numbers[0], last)
        default: return nil
        }
    }

    /// What stands for it in an address; also the place on the page of the draft.
    var text: String {
        switch self {
        case .heading: "heading"
        case .goal(let number): "goal-\(ItemKey.number(number))"
        case .action(let number): "action-\(ItemKey.number(number))"
        case .measure(let action, let number): "measure-\(action)-\(ItemKey.number(number))"
        case .duty(let number): "duty-\(ItemKey.number(number))"
        case .annex(let number): "annex-\(ItemKey.number(number))"
        case .annexTask(let annex, let number): "task-\(annex)-\(ItemKey.number(number))"
        }
    }

    /// What people call it.
    var title: String {
        switch self {
        case .heading: "文件信息"
        case .goal(let number): "目标" + ItemKey.words(number)
        case .action(let number): "行动" + ItemKey.words(number)
        case .measure(let action, let number): "措施" + (number.map { " \(action)-\($0)" } ?? "")
        case .duty(let number): "报送要求" + ItemKey.words(number)
        case .annex(let number): "附件" + ItemKey.words(number)
        case .annexTask(let annex, let number): "附件任务" + (number.map { " \(annex)-\($0)" } ?? "")
        }
    }

    /// Whether it is still to be added.
    var isNew: Bool { text.hasSuffix("-new") }

    /// Whether the plan holds it, or that to which it is to be added.
    func exists(in content: PlanContent) -> Bool {
        func holds(_ number: Int?, _ count: Int) -> Bool { number.map { $0 <= count } ?? true }
        switch self {
        case .heading: return true
        case .goal(let number): return holds(number, content.goals.count)
        case .action(let number): return holds(number, content.actions.count)
        case .measure(let action, let number):
            return action <= content.actions.count && holds(number, content.actions[action - 1].measures.count)
        case .duty(let number): return holds(number, content.duties.count)
        case .annex(let number): return holds(number, content.annexes.count)
        case .annexTask(let annex, let number):
            return annex <= content.annexes.count && holds(number, content.annexes[annex - 1].tasks.count)
        }
    }

    /// Where it stands in the text.
    func place(in content: PlanContent) -> TextPlace? {
        switch self {
        case .goal(let number?): content.goals[number - 1].place
        case .action(let number?): content.actions[number - 1].place
        case .measure(let action, let number?): content.actions[action - 1].measures[number - 1].place
        case .duty(let number?): content.duties[number - 1].place
        case .annex(let number?): content.annexes[number - 1].place
        case .annexTask(let annex, let number?): content.annexes[annex - 1].tasks[number - 1].place
        default: nil
        }
    }

    /// Which part of a plan it is; nil for one that is still to be added, or has no place in the text.
    func part(in content: PlanContent) -> PlanPart? {
        self == .heading ? .heading : place(in: content).map(PlanPart.item)
    }

    /// The items of a plan by the part that each is; of two in the same place the first.
    static func byPart(_ content: PlanContent) -> [PlanPart: ItemKey] {
        let keys = [ItemKey.heading] + ReviewItem.all(content, indicator: { _ in "" }).map(\.key)
        let known = keys.compactMap { key in key.part(in: content).map { ($0, key) } }
        return Dictionary(known, uniquingKeysWith: { first, _ in first })
    }

    /// Takes it out of a plan.
    func remove(from content: inout PlanContent) {
        switch self {
        case .goal(let number?): content.goals.remove(at: number - 1)
        case .action(let number?): content.actions.remove(at: number - 1)
        case .measure(let action, let number?): content.actions[action - 1].measures.remove(at: number - 1)
        case .duty(let number?): content.duties.remove(at: number - 1)
        case .annex(let number?): content.annexes.remove(at: number - 1)
        case .annexTask(let annex, let number?): content.annexes[annex - 1].tasks.remove(at: number - 1)
        default: break
        }
    }

    private static func number(_ number: Int?) -> String { number.map(String.init) ?? "new" }
    private static func words(_ number: Int?) -> String { number.map { " \($0)" } ?? "" }
}
