/// Turns times of the text into deadlines with a day.
struct DeadlineMaker {
    let text: PlanText
    let scanner: TimeScanner
    let issued: CalendarDate?
    let planEnd: CalendarDate?
    /// The year of a plan for one year.
    var planYear: Int?

    /// Deadlines in order; with `dated` only times that are due, not every year that is named.
    func deadlines(_ range: Range<Int>, dated: Bool = true) -> [PlanDocument.Deadline] {
        expressions(range).compactMap { time in
            guard time.isDated, !(dated && time.kind == .in && !opensClause(time.range)) else { return nil }
            return deadline(time)
        }
    }

    /// How often, where no day is said: 每年, 每季度, 定期, 持续.
    func cadences(_ range: Range<Int>) -> [PlanDocument.Deadline] {
        expressions(range).filter { $0.cadence != nil && !$0.isDated }.map(deadline)
    }

    /// Times sentence by sentence: 每年…，年底前… is the end of every year.
    private func expressions(_ range: Range<Int>) -> [TimeExpression] {
        SentenceCutter.sentences(text.slice(range), at: "。\n").flatMap { sentence in
            var isYearly = false
            return scanner.scan(sentence).map { time in
                var time = time
                if time.cadence == "每年" { isYearly = true }
                if isYearly, time.kind == .by, time.last?.year == nil { time.kind = .recurring }
                return time
            }
        }
    }

    private func deadline(_ time: TimeExpression) -> PlanDocument.Deadline {
        PlanDocument.Deadline(
            text: text.text(time.range), on: day(time), kind: time.kind, place: text.place(time.range))
    }

    /// 2024年，选取…: a year that opens a clause says when; 2023年培训计划 does not.
    private func opensClause(_ range: Range<Int>) -> Bool {
        let before = text.slice(max(0, range.lowerBound - 1)..<range.lowerBound)
        let after = text.slice(range.upperBound..<range.upperBound + 2)
        if after.hasAnyPrefix(["的", "版", "度", "计划", "培训", "是", "《", "“"]) != nil || after.dropFirst().first == "《" {
            return false
        }
        // 不高于2017年 compares.
        if text.slice(max(0, range.lowerBound - 2)..<range.lowerBound).hasAnySuffix(["高于", "低于", "等于", "早于", "晚于"])
            != nil
        {
            return false
        }
        guard let sign = before.first else { return true }
        return "。;,:\n(在于力争、自从".unicodeScalars.contains(sign)
    }

    func day(_ time: TimeExpression) -> String? {
        if time.isPlanPeriod { return planEnd?.iso }
        if let span = time.span {
            guard let issued else { return nil }
            return (span.months.map(issued.adding(months:)) ?? issued.adding(days: span.days ?? 0)).iso
        }
        guard var last = time.last else { return nil }
        if last.year == nil, time.kind == .by || time.kind == .period { last.year = planYear ?? issued?.year }
        return last.iso
    }
}
