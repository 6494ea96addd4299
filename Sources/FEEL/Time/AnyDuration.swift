/// A duration of either kind, as it is written.
enum AnyDuration {
    case daysTime(DaysTimeDuration)
    case yearsMonths(YearsMonthsDuration)

    init?(_ text: some StringProtocol) {
        var reader = TemporalReader(text)
        guard let duration = reader.duration(), reader.isAtEnd else { return nil }
        self = duration
    }
}
