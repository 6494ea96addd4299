import Access
import Base
import Kit
import Registers

/// The regions that one may choose from in a list: the tops of one's scope and two levels below them.
enum RegionChoices {
    private static let limit = 400

    static func choices(_ visit: Visit, levels: Int = 2) -> [Choice] {
        var choices: [Choice] = []
        for root in roots(visit) { add(root, visit, depth: 0, levels: levels, to: &choices) }
        return choices
    }

    /// The tops of the scope; for everywhere the regions that have none above them.
    static func roots(_ visit: Visit) -> [RegionCode] {
        visit.actor.scope.roots ?? visit.regions.children(of: nil).map(\.code)
    }

    private static func add(_ code: RegionCode, _ visit: Visit, depth: Int, levels: Int, to choices: inout [Choice]) {
        guard choices.count < limit else { return }
        let name = depth == 0 ? visit.regions.fullName(of: code) : visit.regions.name(of: code) ?? code.text
        choices.append(Choice(code.text, String(repeating: "　", count: depth) + name))
        guard depth < levels else { return }
        for child in visit.regions.children(of: code) {
            add(child.code, visit, depth: depth + 1, levels: levels, to: &choices)
        }
    }
}
