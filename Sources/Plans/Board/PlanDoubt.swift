/// Something that the document reader was not sure of, kept with a draft until somebody has dealt with it.
public struct PlanDoubt: Sendable, Hashable, Identifiable {
    /// Its number among the doubts of its plan, from 1.
    public let id: Int
    /// What was found, as written.
    public let what: String
    /// Why it is doubtful and what to check, in Chinese.
    public let why: String
    /// Where in the text; nil when it is about the whole document.
    public let place: TextPlace?

    /// A doubt.
    public init(id: Int, what: String, why: String, place: TextPlace?) {
        self.id = id
        self.what = what
        self.why = why
        self.place = place
    }
}

/// A part of a plan that a person corrects by itself.
public enum PlanPart: Sendable, Hashable {
    /// Title, number, issuer, period.
    case heading
    /// A goal, action, measure, duty, annex or task of an annex, by where it stands in the text.
    case item(TextPlace)
}

extension PlanContent {
    /// The part in which a doubt is dealt with: the smallest item in whose text it stands. Nil when it stands in none of
    /// them, or is about the file itself.
    public func part(of doubt: PlanDoubt) -> PlanPart? {
        guard let place = doubt.place else {
            return PlanReader.wholeDocument.contains(doubt.what) ? nil : .heading
        }
        guard let start = place.start else { return nil }
        let around = places.filter { item in
            guard let first = item.start, let end = item.end else { return false }
            return first <= start && start < end
        }
        return around.min { PlanContent.length($0) < PlanContent.length($1) }.map(PlanPart.item)
    }

    /// Where all its items stand.
    var places: [TextPlace] {
        let goals = goals.map(\.place)
        let actions = actions.flatMap { [$0.place] + $0.measures.map(\.place) }
        let annexes = annexes.flatMap { [$0.place] + $0.tasks.map(\.place) }
        return (goals + actions + duties.map(\.place) + annexes).compactMap { $0 }
    }

    private static func length(_ place: TextPlace) -> Int { (place.end ?? 0) - (place.start ?? 0) }
}
