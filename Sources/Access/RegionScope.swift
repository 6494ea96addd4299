public import Base
public import Database

/// The regions whose records someone may deal with.
public enum RegionScope: Sendable, Equatable {
    /// All, and records without a region.
    case everywhere
    /// These regions with all that lies in them; none at all when empty.
    case within([RegionCode])

    /// The regions at the top of the scope; nil for everywhere.
    public var roots: [RegionCode]? {
        guard case .within(let regions) = self else { return nil }
        return regions
    }

    /// Whether a region lies in the scope. What has no region lies only in `everywhere`.
    public func contains(_ region: RegionCode?) -> Bool {
        switch self {
        case .everywhere: true
        case .within(let regions): region.map { region in regions.contains { $0.contains(region) } } ?? false
        }
    }

    /// Whether a whole scope lies in this one.
    public func contains(_ other: RegionScope) -> Bool {
        switch other {
        case .everywhere: self == .everywhere
        case .within(let regions): regions.allSatisfy { contains($0) }
        }
    }

    /// The condition that a row lies in the scope, over a column of region codes: TRUE, FALSE or ranges, for which
    /// an index on the column serves.
    /// - Parameter column: the column, `"\(name: "p.region")"`.
    public func condition(column: SQL) -> SQL {
        switch self {
        case .everywhere:
            return "TRUE"
        case .within(let regions):
            let ranges = RegionScope.outermost(regions).map { region -> SQL in
                "(\(column) >= \(region.text) AND \(column) < \(region.rangeEnd))"
            }
            return ranges.isEmpty ? "FALSE" : "(\(ranges.joined(separator: " OR ")))"
        }
    }

    /// The part of the scope within a region, such as a filter that a person chose.
    public func narrowed(to region: RegionCode) -> RegionScope {
        switch self {
        case .everywhere: .within([region])
        case .within(let regions):
            contains(region) ? .within([region]) : .within(regions.filter { region.contains($0) })
        }
    }

    /// Regions that lie in another of the list are left out; the rest is sorted.
    public static func outermost(_ regions: [RegionCode]) -> [RegionCode] {
        var kept: [RegionCode] = []
        for region in regions.sorted() where !(kept.last?.contains(region) ?? false) { kept.append(region) }
        return kept
    }
}
