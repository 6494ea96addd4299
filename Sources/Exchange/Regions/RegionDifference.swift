import Base
public import Registers

/// What a list of regions would change.
public struct RegionDifference: Sendable {
    /// One region that is new or would be called otherwise.
    public struct Change: Sendable, Hashable {
        /// What the file says.
        public let entry: RegionEntry
        /// What the system says; nil for a region that is new.
        public let before: RegionEntry?
    }

    /// Regions that are new, by code.
    public let added: [Change]
    /// Regions that would take another name or kind, by code.
    public let renamed: [Change]
    /// How many regions are as they are.
    public let same: Int
    /// Regions of the system that the file does not name although it names their neighbours. They stay.
    public let absent: [RegionEntry]

    /// Whether applying it would change anything.
    public var isEmpty: Bool { added.isEmpty && renamed.isEmpty }

    init(_ entries: [RegionEntry], against known: RegionTree) {
        var (added, renamed): ([Change], [Change]) = ([], [])
        var same = 0
        for entry in entries {
            switch known[entry.code] {
            case nil: added.append(Change(entry: entry, before: nil))
            case .some(let before) where before.kind == entry.kind && before.isNamed(entry.name): same += 1
            case .some(let before): renamed.append(Change(entry: entry, before: before))
            }
        }
        let named = Set(entries.map(\.code))
        let parents = Set(entries.compactMap(\.code.parent)).sorted()
        self.added = added
        self.renamed = renamed
        self.same = same
        absent = parents.flatMap { known.children(of: $0) }.filter { !named.contains($0.code) }
    }
}
