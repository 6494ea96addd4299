/// A time as the text says it.
struct TimeExpression {
    var range: Range<Int>
    var kind: PlanDocument.Deadline.Kind
    /// The last day it can mean; year nil when it is not said.
    var last: CalendarDate?
    /// The first year or day of a span.
    var first: CalendarDate?
    /// 每年, 每季度 and so on.
    var cadence: String?
    /// A span after the issue of the document.
    var span: Span?
    /// 方案实施期间: the plan's own period.
    var isPlanPeriod = false

    enum Span: Equatable {
        case days(Int)
        case months(Int)
    }

    /// Whether it names a day or a year rather than only how often.
    var isDated: Bool { last != nil || span != nil || isPlanPeriod }
}
