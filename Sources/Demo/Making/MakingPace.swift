/// Says how far long work is, how fast it goes and how long it will take.
struct MakingPace {
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private let from: Int
    private let total: Int
    private let title: String

    /// - Parameter from: how much was done before this run.
    init(_ title: String, from: Int, total: Int) {
        self.title = title
        self.from = from
        self.total = total
        start = clock.now
    }

    /// “写入人 4000/20000，每秒 850 人，还要 19 秒”
    func text(_ done: Int) -> String {
        let milliseconds = max(1, start.duration(to: clock.now) / .milliseconds(1))
        let rate = Double(done - from) * 1_000 / milliseconds
        guard rate > 0 else { return "\(title) \(done)/\(total)" }
        let left = Int(Double(total - done) / rate + 0.5)
        let time = left >= 120 ? "\(left / 60) 分钟" : "\(left) 秒"
        return "\(title) \(done)/\(total)，每秒 \(Int(rate)) 人，还要 \(time)"
    }
}
