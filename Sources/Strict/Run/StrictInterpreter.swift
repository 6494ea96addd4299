import FEEL

/// Works a strict decision out row by row with exact fractions: the reference that columns and SQL are held to.
///
/// It keeps its working space between rows and so belongs to one thread.
public final class StrictInterpreter {
    /// Why there is no value: the place of a reason.
    struct Halt: Error { let site: Int }

    let program: StrictProgram
    private let terms: [Term]
    private let isChild: [Bool]
    private var values: [Exact]
    private var stamps: [UInt64]
    private var rowStamp: UInt64 = 0
    private var childStamp: UInt64 = 0
    private var lastStamp: UInt64 = 0
    private var row = StrictRow(values: [])
    private var child: [Int64] = []
    private let childPlaces: [Int]
    private let units: [Int128]

    /// An interpreter of a program.
    public init(_ program: StrictProgram) {
        self.program = program
        terms = program.graph.terms
        isChild = program.graph.levels.map { if case .child = $0 { true } else { false } }
        values = Array(repeating: .zero, count: terms.count)
        stamps = Array(repeating: 0, count: terms.count)
        childPlaces = program.inputs.enumerated().map { index, input in
            input.table.flatMap { program.tables[$0].inputs.firstIndex(of: index) } ?? index
        }
        units = program.inputs.map { Exact.powerOfTen($0.type.scale) }
    }

    /// The outcome for one row.
    public func run(_ row: StrictRow) -> StrictOutcome {
        self.row = row
        lastStamp += 1
        rowStamp = lastStamp
        do throws(Halt) {
            try check()
            var results: [StrictValue] = []
            results.reserveCapacity(program.outputs.count)
            for output in program.outputs {
                if output.isNote {
                    results.append(StrictValue((try? value(output.term)) ?? .zero, output.kind))
                } else {
                    results.append(StrictValue(try value(output.term), output.kind))
                }
            }
            return .values(results)
        } catch {
            return .refused(error.site)
        }
    }

    /// The first input that is missing or out of bounds, and tables that are too long.
    private func check() throws(Halt) {
        var worst = Int.max
        for (index, input) in program.inputs.enumerated() where input.table == nil && input.constant == nil {
            if !input.type.bounds.contains(row.values[index]) { worst = min(worst, index) }
        }
        for (table, description) in program.tables.enumerated() where table < row.children.count {
            for child in row.children[table] {
                for (place, index) in description.inputs.enumerated()
                where !program.inputs[index].type.bounds.contains(child[place]) {
                    worst = min(worst, index)
                }
            }
            if row.children[table].count > description.limit { worst = min(worst, program.limitSite(table)) }
        }
        if worst != Int.max { throw Halt(site: worst) }
    }

    private func known(_ id: TermID) -> Exact? {
        let stamp = isChild[id.index] ? childStamp : rowStamp
        return stamps[id.index] == stamp ? values[id.index] : nil
    }

    private func note(_ value: Exact, _ id: TermID) {
        values[id.index] = value
        stamps[id.index] = isChild[id.index] ? childStamp : rowStamp
    }

    private func value(_ id: TermID) throws(Halt) -> Exact {
        if let value = known(id) { return value }
        // The last part of a choice, of `and` and of `or` is its value: going on to it keeps long tables flat.
        var last = id
        var result: Exact?
        while result == nil {
            switch terms[last.index] {
            case .choose(let test, let a, let b): last = try isTrue(test) ? a : b
            case .both(let a, let b): if try isTrue(a) { last = b } else { result = .zero }
            case .either(let a, let b): if try isTrue(a) { result = .one } else { last = b }
            default: result = try worked(last)
            }
            if result == nil { result = known(last) }
        }
        let value = result ?? .zero
        note(value, last)
        note(value, id)
        return value
    }

    private func worked(_ id: TermID) throws(Halt) -> Exact {
        do {
            return try evaluate(terms[id.index])
        } catch let halt as Halt {
            throw halt
        } catch {
            throw Halt(site: program.tooLargeSite)
        }
    }

    private func evaluate(_ term: Term) throws -> Exact {
        switch term {
        case .constant(let value): return value
        case .input(let index):
            let raw = program.inputs[index].table == nil ? row.values[index] : child[childPlaces[index]]
            return Exact(Int128(raw), over: units[index])
        case .aggregate(let index): return try aggregate(program.graph.aggregates[index])
        case .sum(let a, let b): return try value(a).adding(try value(b))
        case .difference(let a, let b): return try value(a).subtracting(try value(b))
        case .product(let a, let b): return try value(a).multiplied(by: try value(b))
        case .quotient(let a, let b, let site):
            let (dividend, divisor) = (try value(a), try value(b))
            guard divisor.numerator != 0 else { throw Halt(site: site) }
            return try dividend.multiplied(by: divisor.inverse)
        case .least(let a, let b):
            let (x, y) = (try value(a), try value(b))
            return try Exact.order(x, y) <= 0 ? x : y
        case .greatest(let a, let b):
            let (x, y) = (try value(a), try value(b))
            return try Exact.order(x, y) >= 0 ? x : y
        case .rounded(let a, let scale, let rounding): return try value(a).rounded(scale: scale, rounding)
        case .compare(let comparison, let a, let b):
            let (x, y) = (try value(a), try value(b))
            return comparison.holds(try Exact.order(x, y)) ? .one : .zero
        case .both(let a, let b): return try isTrue(a) && isTrue(b) ? .one : .zero
        case .either(let a, let b): return try isTrue(a) || isTrue(b) ? .one : .zero
        case .opposite(let a): return try isTrue(a) ? .zero : .one
        case .choose(let test, let a, let b): return try isTrue(test) ? value(a) : value(b)
        case .month(let a): return Exact(MonthCount.month(ofDay: try countable(a)))
        case .monthStart(let a): return Exact(MonthCount.firstDay(ofMonth: try countable(a)))
        case .fail(let site): throw Halt(site: site)
        }
    }

    /// A whole number of days or months that calendars count with.
    private func countable(_ id: TermID) throws -> Int128 {
        let whole = try value(id).floor
        guard whole.magnitude < 1 << 60 else { throw Exact.TooLarge() }
        return whole
    }

    private func isTrue(_ id: TermID) throws(Halt) -> Bool { try value(id).numerator != 0 }

    private func aggregate(_ aggregate: Aggregate) throws -> Exact {
        var count = 0
        var result = Exact.zero
        if aggregate.table < row.children.count {
            for row in row.children[aggregate.table] {
                child = row
                lastStamp += 1
                childStamp = lastStamp
                if let filter = aggregate.filter, try !isTrue(filter) { continue }
                count += 1
                guard let term = aggregate.value else { continue }
                let value = try value(term)
                switch aggregate.kind {
                case .sum: result = try result.adding(value)
                case .least: if try count == 1 || Exact.order(value, result) < 0 { result = value }
                case .greatest: if try count == 1 || Exact.order(value, result) > 0 { result = value }
                case .count: break
                }
            }
        }
        if let site = aggregate.emptySite, count == 0 { throw Halt(site: site) }
        return aggregate.kind == .count ? Exact(Int128(count)) : result
    }
}
