import FEEL

@testable import Strict

/// Works a strict decision out with fractions of whole numbers of any size: it cannot overflow, and shares no arithmetic
/// and no calendar with what it is held against.
struct BigReference {
    struct Fraction {
        var upper: BigWhole
        var lower: BigWhole

        init(_ upper: BigWhole, over lower: BigWhole = BigWhole(1)) {
            (self.upper, self.lower) = lower.sign < 0 ? (-upper, -lower) : (upper, lower)
        }

        init(_ value: Exact) { self.init(BigWhole(value.numerator), over: BigWhole(value.denominator)) }

        static let zero = Fraction(BigWhole(0))
        static let one = Fraction(BigWhole(1))
        var isTrue: Bool { !upper.isZero }

        static func order(_ a: Fraction, _ b: Fraction) -> Int { (a.upper * b.lower - b.upper * a.lower).sign }

        /// The whole number at or below it.
        var floor: BigWhole {
            let (quotient, rest) = upper.divided(by: lower)
            return rest.sign < 0 ? quotient - BigWhole(1) : quotient
        }

        func rounded(_ scale: Int, _ rounding: Rounding) -> Fraction {
            var unit = BigWhole(1)
            for _ in 0..<scale.magnitude { unit = unit * BigWhole(10) }
            let shifted = scale < 0 ? Fraction(upper, over: lower * unit) : Fraction(upper * unit, over: lower)
            let low = shifted.floor
            let twice = Fraction(shifted.upper * BigWhole(2) - low * BigWhole(2) * shifted.lower, over: shifted.lower)
            let half = Fraction.order(twice, .one)
            let isWhole = twice.upper.isZero
            let isNegative = upper.sign < 0
            let isOdd = !low.divided(by: BigWhole(2)).rest.isZero
            let goesUp: Bool =
                switch rounding {
                case .floor: false
                case .ceiling: !isWhole
                case .down: !isWhole && isNegative
                case .up: !isWhole && !isNegative
                case .halfUp: half > 0 || (half == 0 && !isNegative)
                case .halfDown: half > 0 || (half == 0 && isNegative)
                case .halfEven: half > 0 || (half == 0 && isOdd)
                }
            let whole = goesUp ? low + BigWhole(1) : low
            return scale < 0 ? Fraction(whole * unit) : Fraction(whole, over: unit)
        }
    }

    struct Halt: Error { let site: Int }

    let program: StrictProgram
    private var row = StrictRow(values: [])
    private var child: [Int64]?
    private var known: [Int: Fraction] = [:]

    init(_ program: StrictProgram) { self.program = program }

    /// The outcome, where the numbers of the result fit 128 bits; nil where they do not.
    mutating func run(_ row: StrictRow) -> StrictOutcome? {
        self.row = row
        known = [:]
        child = nil
        if let site = unfit() { return .refused(site) }
        var values: [StrictValue] = []
        for output in program.outputs {
            do throws(Halt) {
                let value = try value(output.term)
                guard let exact = Self.exact(value) else { return nil }
                values.append(StrictValue(exact, output.kind))
            } catch {
                if !output.isNote { return .refused(error.site) }
                values.append(StrictValue(.zero, output.kind))
            }
        }
        return .values(values)
    }

    private static func exact(_ value: Fraction) -> Exact? {
        var (a, b) = (value.upper.magnitude, value.lower)
        while !b.isZero { (a, b) = (b, a.divided(by: b).rest) }
        guard let upper = value.upper.divided(by: a).quotient.int128,
            let lower = value.lower.divided(by: a).quotient.int128
        else { return nil }
        return Exact(upper, over: lower)
    }

    private func unfit() -> Int? {
        var sites: [Int] = []
        for (index, input) in program.inputs.enumerated() {
            let values: [Int64] =
                if let table = input.table {
                    row.children[table].map { $0[program.tables[table].inputs.firstIndex(of: index) ?? 0] }
                } else { [row.values[index]] }
            if values.contains(where: { !input.type.bounds.contains($0) }) { sites.append(index) }
        }
        for (table, rows) in row.children.enumerated() where rows.count > program.tables[table].limit {
            sites.append(program.inputs.count + table)
        }
        return sites.min()
    }

    private mutating func value(_ id: TermID) throws(Halt) -> Fraction {
        if child == nil, let value = known[id.index] { return value }
        let value = try work(program.graph[id])
        if child == nil { known[id.index] = value }
        return value
    }

    private mutating func work(_ term: Term) throws(Halt) -> Fraction {
        switch term {
        case .constant(let value): return Fraction(value)
        case .input(let index):
            let type = program.inputs[index].type
            var raw = row.values[index]
            if let table = program.inputs[index].table, let child {
                raw = child[program.tables[table].inputs.firstIndex(of: index) ?? 0]
            }
            return Fraction(BigWhole(Int128(raw)), over: BigWhole(Exact.powerOfTen(type.scale)))
        case .aggregate(let index): return try aggregate(program.graph.aggregates[index])
        case .sum(let a, let b): return add(try value(a), try value(b))
        case .difference(let a, let b):
            let (x, y) = (try value(a), try value(b))
            return add(x, Fraction(-y.upper, over: y.lower))
        case .product(let a, let b):
            let (x, y) = (try value(a), try value(b))
            return Fraction(x.upper * y.upper, over: x.lower * y.lower)
        case .quotient(let a, let b, let site):
            let (x, y) = (try value(a), try value(b))
            guard y.isTrue else { throw Halt(site: site) }
            return Fraction(x.upper * y.lower, over: x.lower * y.upper)
        case .least(let a, let b):
            let (x, y) = (try value(a), try value(b))
            return Fraction.order(x, y) <= 0 ? x : y
        case .greatest(let a, let b):
            let (x, y) = (try value(a), try value(b))
            return Fraction.order(x, y) >= 0 ? x : y
        case .rounded(let a, let scale, let rounding): return try value(a).rounded(scale, rounding)
        case .compare(let comparison, let a, let b):
            let order = Fraction.order(try value(a), try value(b))
            let holds =
                switch comparison {
                case .equal: order == 0
                case .notEqual: order != 0
                case .less: order < 0
                case .lessOrEqual: order <= 0
                case .greater: order > 0
                case .greaterOrEqual: order >= 0
                }
            return holds ? .one : .zero
        case .both(let a, let b): return try value(a).isTrue ? value(b) : .zero
        case .either(let a, let b): return try value(a).isTrue ? .one : value(b)
        case .opposite(let a): return try value(a).isTrue ? .zero : .one
        case .choose(let test, let a, let b): return try value(test).isTrue ? value(a) : value(b)
        case .month(let a):
            let day = try value(a).floor.int128.flatMap { CivilDate(dayNumber: Int($0)) }
            return Fraction(BigWhole(Int128((day?.year ?? 0) * 12 + (day?.month ?? 1) - 1)))
        case .monthStart(let a):
            let month = Int(try value(a).floor.int128 ?? 0)
            let year = month >= 0 ? month / 12 : (month - 11) / 12
            let first = CivilDate(year: year, month: month - year * 12 + 1, day: 1)
            return Fraction(BigWhole(Int128(first?.dayNumber ?? 0)))
        case .fail(let site): throw Halt(site: site)
        }
    }

    private func add(_ a: Fraction, _ b: Fraction) -> Fraction {
        Fraction(a.upper * b.lower + b.upper * a.lower, over: a.lower * b.lower)
    }

    private mutating func aggregate(_ aggregate: Aggregate) throws(Halt) -> Fraction {
        var (count, result) = (0, Fraction.zero)
        let outer = child
        defer { child = outer }
        for row in row.children[aggregate.table] {
            child = row
            if let filter = aggregate.filter, try !value(filter).isTrue { continue }
            count += 1
            guard let term = aggregate.value else { continue }
            let value = try value(term)
            switch aggregate.kind {
            case .sum, .count: result = add(result, value)
            case .least: if count == 1 || Fraction.order(value, result) < 0 { result = value }
            case .greatest: if count == 1 || Fraction.order(value, result) > 0 { result = value }
            }
        }
        if let site = aggregate.emptySite, count == 0 { throw Halt(site: site) }
        return aggregate.kind == .count ? Fraction(BigWhole(Int128(count))) : result
    }
}
