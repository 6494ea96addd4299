/// Steps with their bounds; what is known beforehand is left out.
extension WholeGraph {
    mutating func sum(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        if constant(a) == 0 { return b }
        if constant(b) == 0 { return a }
        let (x, y) = (bounds(a), bounds(b))
        return try add(.add(a, b), (x.lowerBound + y.lowerBound)...(x.upperBound + y.upperBound))
    }

    mutating func difference(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        if constant(b) == 0 { return a }
        if a == b { return try constant(0) }
        let (x, y) = (bounds(a), bounds(b))
        return try add(.subtract(a, b), (x.lowerBound - y.upperBound)...(x.upperBound - y.lowerBound))
    }

    mutating func product(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        if constant(a) == 1 { return b }
        if constant(b) == 1 { return a }
        // (x × 3) × 4 is x × 12.
        if let factor = constant(b), case .multiply(let inner, let other) = self[a], let known = constant(other) {
            let (joined, overflow) = known.multipliedReportingOverflow(by: factor)
            if overflow { throw TooWide() }
            return try product(inner, try constant(joined))
        }
        if constant(a) != nil { return constant(b) == nil ? try product(b, a) : try multiplied(a, b) }
        return try multiplied(a, b)
    }

    private mutating func multiplied(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        let (x, y) = (bounds(a), bounds(b))
        var ends: [Int128] = []
        for left in [x.lowerBound, x.upperBound] {
            for right in [y.lowerBound, y.upperBound] {
                let (end, overflow) = left.multipliedReportingOverflow(by: right)
                if overflow { throw TooWide() }
                ends.append(end)
            }
        }
        return try add(.multiply(a, b), (ends.min() ?? 0)...(ends.max() ?? 0))
    }

    /// The whole part of a / b, for a not below and b above zero.
    mutating func quotient(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        if constant(b) == 1 { return a }
        let (x, y) = (bounds(a), bounds(b))
        precondition(x.lowerBound >= 0 && y.lowerBound > 0, "whole division is planned for sizes alone")
        return try add(.divide(a, b), (x.lowerBound / y.upperBound)...(x.upperBound / y.lowerBound))
    }

    mutating func least(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        let (x, y) = (bounds(a), bounds(b))
        if x.upperBound <= y.lowerBound { return a }
        if y.upperBound <= x.lowerBound { return b }
        let low = min(x.lowerBound, y.lowerBound)
        return try add(.least(a, b), low...min(x.upperBound, y.upperBound))
    }

    mutating func greatest(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        let (x, y) = (bounds(a), bounds(b))
        if x.lowerBound >= y.upperBound { return a }
        if y.lowerBound >= x.upperBound { return b }
        let low = max(x.lowerBound, y.lowerBound)
        return try add(.greatest(a, b), low...max(x.upperBound, y.upperBound))
    }

    /// A step that is known to lie between bounds, whatever its parts alone would allow.
    mutating func within(_ bounds: ClosedRange<Int128>, _ step: Whole) throws(TooWide) -> WholeID {
        let id = try add(step, bounds)
        let low = try greatest(id, try constant(bounds.lowerBound))
        return try least(low, try constant(bounds.upperBound))
    }

    mutating func less(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        let (x, y) = (bounds(a), bounds(b))
        if x.upperBound < y.lowerBound { return try constant(1) }
        if x.lowerBound >= y.upperBound { return try constant(0) }
        return try add(.less(a, b), 0...1)
    }

    mutating func lessOrEqual(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        let (x, y) = (bounds(a), bounds(b))
        if x.upperBound <= y.lowerBound { return try constant(1) }
        if x.lowerBound > y.upperBound { return try constant(0) }
        return try add(.lessOrEqual(a, b), 0...1)
    }

    mutating func equal(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        if a == b { return try constant(1) }
        if !bounds(a).overlaps(bounds(b)) { return try constant(0) }
        return try add(.equal(a, b), 0...1)
    }

    mutating func both(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        if let known = constant(a) { return known == 0 ? a : b }
        if let known = constant(b) { return known == 0 ? b : a }
        return a == b ? a : try add(.both(a, b), 0...1)
    }

    mutating func either(_ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        if let known = constant(a) { return known == 0 ? b : a }
        if let known = constant(b) { return known == 0 ? a : b }
        return a == b ? a : try add(.either(a, b), 0...1)
    }

    mutating func opposite(_ a: WholeID) throws(TooWide) -> WholeID {
        if let known = constant(a) { return try constant(1 - known) }
        if case .opposite(let inner) = self[a] { return inner }
        return try add(.opposite(a), 0...1)
    }

    mutating func choose(_ test: WholeID, _ a: WholeID, _ b: WholeID) throws(TooWide) -> WholeID {
        if let known = constant(test) { return known == 0 ? b : a }
        if a == b { return a }
        if case .opposite(let inner) = self[test] { return try choose(inner, b, a) }
        let (x, y) = (bounds(a), bounds(b))
        return try add(
            .choose(test, a, b), min(x.lowerBound, y.lowerBound)...max(x.upperBound, y.upperBound))
    }
}
