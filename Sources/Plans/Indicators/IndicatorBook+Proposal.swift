public import Base

extension IndicatorBook {
    /// The indicator that a goal names in its own words: of the goal's unit, with all signs of its title in their order in
    /// one clause of the goal. Of several the longest title; nil where two are as long, for a goal without a number, and for
    /// one that has its indicator already. It is a proposal: a person decides.
    public func proposal(for goal: PlanContent.Goal, in region: RegionCode?) -> IndicatorDefinition? {
        guard goal.indicator == nil, goal.number != nil, let unit = goal.unit else { return nil }
        let clauses = [goal.counted ?? "", goal.text].flatMap { words in
            words.split { "，。；：、".contains($0) }.map { normalised($0) }
        }
        let named = definitions(in: region).compactMap { definition -> (IndicatorDefinition, length: Int)? in
            guard unit == definition.unit || unit == "万" + definition.unit else { return nil }
            let title = IndicatorBook.signs(of: definition.title)
            guard title.count >= IndicatorBook.fewestSigns, clauses.contains(where: { $0.holds(inOrder: title) }) else {
                return nil
            }
            return (definition, title.count)
        }
        guard let most = named.map(\.length).max() else { return nil }
        let longest = named.filter { $0.length == most }
        return longest.count == 1 ? longest[0].0 : nil
    }

    /// A shorter title stands in too many sentences by chance.
    private static let fewestSigns = 6

    /// The signs of a title that tell what it counts: without what stands in brackets, and without 的.
    private static func signs(of title: String) -> [Character] {
        var depth = 0
        return normalised(title).filter { sign in
            if sign == "(" { depth += 1 }
            defer { if sign == ")" { depth -= 1 } }
            return depth == 0 && (sign.isLetter || sign.isNumber) && sign != "的"
        }
    }
}

extension String {
    /// Whether these signs stand in it one after the other, whatever stands between.
    fileprivate func holds(inOrder signs: [Character]) -> Bool {
        var rest = signs[...]
        for character in self where character == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}
