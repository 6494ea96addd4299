/// Says how far long work is, how fast it goes and how long it will take.
public struct Pace: Sendable {
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private let from: Int
    private let title: String
    private let unit: String

    /// Work that starts now.
    /// - Parameters:
    ///   - title: what is done: 写入人.
    ///   - unit: what one counts: 人.
    ///   - from: how much was done before this run.
    public init(_ title: String, unit: String, from: Int = 0) {
        self.title = title
        self.unit = unit
        self.from = from
        start = clock.now
    }

    /// `写入人 4000/20000，每秒 850 人，约剩 19 秒`; without what cannot be told yet.
    public func text(_ done: Int, of all: Int) -> String {
        text(done, of: all, after: start.duration(to: clock.now))
    }

    /// The same after a time.
    func text(_ done: Int, of all: Int, after elapsed: Duration) -> String {
        let milliseconds = max(1, elapsed / .milliseconds(1))
        let rate = Double(done - from) * 1_000 / milliseconds
        let counted = all > 0 ? "\(title) \(done)/\(all)" : "\(title) \(done)"
        guard rate > 0 else { return counted }
        let paced = "\(counted)，每秒 \(rate < 1 ? "不到 1" : String(Int(rate))) \(unit)"
        guard all >= done, all > 0 else { return paced }
        return paced + "，约剩 \(Pace.words(seconds: Int(Double(all - done) / rate + 0.5)))"
    }

    /// `90 秒`, `12 分钟`, `3 小时 5 分钟`.
    public static func words(seconds: Int) -> String {
        if seconds < 120 { return "\(max(0, seconds)) 秒" }
        let minutes = (seconds + 59) / 60
        return minutes < 120 ? "\(minutes) 分钟" : "\(minutes / 60) 小时 \(minutes % 60) 分钟"
    }
}
