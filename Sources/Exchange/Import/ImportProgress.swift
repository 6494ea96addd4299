import Base

/// Called now and then while an import goes on; from any thread.
public typealias ImportProgressSink = @Sendable (ImportProgress) -> Void

/// How an import is getting on.
public struct ImportProgress: Sendable {
    /// What is being done.
    public enum Step: Sendable {
        /// The dry run.
        case checking
        /// Writing.
        case applying
    }

    /// What is being done.
    public let step: Step
    /// Rows dealt with in this step so far.
    public let rows: Int
    /// How much is done, in thousandths.
    public let permille: Int
    /// Rows a second since the step was started or gone on with.
    public let rowsPerSecond: Int
    /// How many seconds it may still take; nil when that cannot be told yet.
    public let secondsLeft: Int?
    /// What the rows became so far.
    public let counts: ImportCounts

    /// `已核对 12000 行，每秒 3400 行，约剩 20 秒`.
    public var text: String {
        let verb = step == .checking ? "已核对" : "已导入"
        let left = secondsLeft.map { "，约剩 \(ImportProgress.words($0))" } ?? ""
        return "\(verb) \(rows) 行，每秒 \(rowsPerSecond) 行\(left)"
    }

    private static func words(_ seconds: Int) -> String {
        seconds < 100 ? "\(seconds) 秒" : "\((seconds + 59) / 60) 分钟"
    }
}

/// Works out rate and time left of one step.
struct ProgressMeter {
    private let step: ImportProgress.Step
    private let start = ContinuousClock.now
    private let startPermille: Int
    private let before: Int
    private var done = 0

    /// A meter for a step that goes on where an earlier one was interrupted, if it was.
    init(_ step: ImportProgress.Step, of run: ImportRun) {
        self.step = step
        startPermille = run.donePermille
        before = step == .checking ? run.counts.total : run.counts.applied
    }

    /// After a chunk.
    mutating func progress(adding rows: Int, permille: Int, counts: ImportCounts) -> ImportProgress {
        done += rows
        let parts = (ContinuousClock.now - start).components
        let milliseconds = max(1, Int(parts.seconds) * 1_000 + Int(parts.attoseconds / 1_000_000_000_000_000))
        let advanced = permille - startPermille
        let left = advanced > 10 ? milliseconds * (1_000 - permille) / advanced / 1_000 : nil
        return ImportProgress(
            step: step, rows: before + done, permille: permille, rowsPerSecond: done * 1_000 / milliseconds,
            secondsLeft: left, counts: counts)
    }
}
