extension PlanContent.Goal {
    /// Why the numbers of its years do not go with its total, in Chinese without a full stop; nil where they do, or where
    /// they are no parts of it: shares, ranges, fractions.
    public var sumDoubt: String? {
        guard let number, numberTo == nil, unit?.contains("%") != true, unit?.contains("百分") != true else { return nil }
        return SumCheck.doubt(ofYears: byYear.map(\.number), total: number)
    }
}
