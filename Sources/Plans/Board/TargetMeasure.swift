import Base

/// A figure held against a goal: exactly, in whole numbers.
struct TargetMeasure {
    let goal: PlanContent.Goal
    let figure: Figure
    let plan: PlanContent
    let day: Day
    /// Whether the figure grows over the plan's time; what is so on one day is not spread over it.
    let grows: Bool

    /// The goal's number in units of the figure's last digit; nil when it has none or does not fit.
    private var number: Int64? { goal.number.flatMap(scaled) }
    private var upper: Int64? { goal.numberTo.flatMap(scaled) }
    private var comparison: PlanDocument.Comparison { goal.comparison ?? .equal }

    /// The share reached, in tenths of a percent.
    var permille: Int? {
        // A share of a share says nothing.
        guard figure.share == nil, let number, comparison != .atMost, comparison != .below else { return nil }
        guard number > 0 else { return figure.value == 0 ? 1_000 : nil }
        let (product, overflow) = figure.value.multipliedReportingOverflow(by: 1_000)
        return overflow ? nil : Int(product / number)
    }

    /// Whether the goal is met.
    var standing: TargetStanding? {
        guard let number, let order = order(to: number) else { return nil }
        switch comparison {
        case .atLeast: return order >= 0 ? .reached : below
        case .above: return order > 0 ? .reached : below
        case .atMost: return order <= 0 ? .reached : .over
        case .below: return order < 0 ? .reached : .over
        case .equal:
            if order < 0 { return below }
            return self.order(to: upper ?? number).map { $0 <= 0 ? .reached : .over }
        }
    }

    /// Below 0 when the figure is less than a number, 0 when equal, above when more: exactly, a ratio before its rounding.
    /// Nil for a ratio of nobody.
    private func order(to number: Int64) -> Int? {
        guard figure.isMeasured else { return nil }
        guard let share = figure.share else { return figure.value == number ? 0 : figure.value < number ? -1 : 1 }
        let (left, leftOver) = share.part.multipliedReportingOverflow(by: 1_000)
        let (right, rightOver) = number.multipliedReportingOverflow(by: share.whole)
        guard !leftOver, !rightOver else { return nil }
        return left == right ? 0 : left < right ? -1 : 1
    }

    private var below: TargetStanding {
        guard let expected, (goal.by ?? plan.to).map({ day <= $0 }) ?? true else { return .behind }
        return figure.value >= expected.value ? .onTrack : .behind
    }

    /// What should be reached by the day.
    var expected: Figure? {
        guard grows, let number, comparison != .atMost, comparison != .below else { return nil }
        let shares = goal.byYear.sorted { $0.year < $1.year }.compactMap { share in
            scaled(share.number).map { (share.year, $0) }
        }
        let value = shares.isEmpty ? linear(number) : spread(shares)
        return value.map { Figure($0, scale: figure.scale, unit: figure.unit) }
    }

    private func linear(_ number: Int64) -> Int64? {
        guard let from = plan.from, let to = goal.by ?? plan.to else { return nil }
        return TargetMeasure.part(of: number, from: from, to: to, on: day)
    }

    private func spread(_ shares: [(year: Int, number: Int64)]) -> Int64? {
        var sum: Int64 = 0
        for share in shares {
            guard let first = Day(year: share.year, month: 1, day: 1),
                let last = Day(year: share.year, month: 12, day: 31)
            else { return nil }
            let from = plan.from.map { max($0, first) } ?? first
            sum += TargetMeasure.part(of: share.number, from: from, to: last, on: day) ?? 0
        }
        return sum
    }

    /// The part of a number that falls to the days from the first to the one asked about.
    static func part(of number: Int64, from: Day, to: Day, on day: Day) -> Int64? {
        guard from <= to else { return nil }
        let whole = Int64(to.number - from.number + 1)
        let passed = min(whole, max(0, Int64(day.number - from.number + 1)))
        let (product, overflow) = number.multipliedReportingOverflow(by: passed)
        return overflow ? nil : product / whole
    }

    /// A number of the plan in units of the figure's last digit; 万 is ten thousand.
    private func scaled(_ number: PlanNumber) -> Int64? {
        let parts = number.description.split(separator: ".")
        var fraction = parts.count > 1 ? String(parts[1]) : ""
        var digits = String(parts[0])
        let shift = figure.scale + (goal.unit?.hasPrefix("万") == true && !figure.unit.hasPrefix("万") ? 4 : 0)
        while fraction.count < shift { fraction += "0" }
        // Digits beyond the figure's last one cannot be compared exactly.
        guard fraction.dropFirst(shift).allSatisfy({ $0 == "0" }) else { return nil }
        digits += fraction.prefix(shift)
        return Int64(digits)
    }
}
