import Access
import Base
import Database
import Registers
import Synchronization

/// The figures last worked out. One holds as long as nothing changed in the registers from which it follows.
final class FigureCache: Sendable {
    /// Everything on which a figure depends beside the records.
    struct Key: Hashable, Sendable {
        let question: FigureQuestion
        let day: Day
        /// Which values of parameters.
        let parameters: Int64
        /// Which of the registers' rows the asker sees.
        let scopes: [ScopeKey]
    }

    private struct Entry {
        let heads: [Int64]
        let cells: FigureCells
        var used: UInt64
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var clock: UInt64 = 0
    }

    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter limit: how many figures are kept; those longest unused go first.
    init(limit: Int = 256) {
        self.limit = limit
    }

    /// The cells of a question: those kept, or worked out in the reading's snapshot and kept.
    func cells(_ query: IndicatorQuery) throws -> FigureCells {
        var question = query.question
        question.part = nil
        question.month = nil
        question.side = nil
        let key = Key(
            question: question, day: query.reading.day, parameters: query.reading.parameterStamp, scopes: query.scopes)
        // Whose people somebody's own are can change without a change in the register that is counted.
        if key.scopes.contains(where: { $0.account != nil }) {
            return FigureCells(definition: query.asked, cells: try query.cells())
        }
        let heads = try FigureCache.heads(query)
        if let kept = kept(key, heads) { return kept }
        let cells = FigureCells(definition: query.asked, cells: try query.cells())
        keep(cells, key, heads)
        return cells
    }

    private func kept(_ key: Key, _ heads: [Int64]) -> FigureCells? {
        state.withLock { state in
            guard let entry = state.entries[key], entry.heads == heads else { return nil }
            state.clock += 1
            state.entries[key]?.used = state.clock
            return entry.cells
        }
    }

    private func keep(_ cells: FigureCells, _ key: Key, _ heads: [Int64]) {
        state.withLock { state in
            state.clock += 1
            state.entries[key] = Entry(heads: heads, cells: cells, used: state.clock)
            if state.entries.count > limit, let oldest = state.entries.min(by: { $0.value.used < $1.value.used }) {
                state.entries[oldest.key] = nil
            }
        }
    }

    /// How far the histories of the registers are on which the figure rests, and how many merges were done and undone: a merge of
    /// two people moves their records without a change of these.
    private static func heads(_ query: IndicatorQuery) throws -> [Int64] {
        let row = try query.reading.connection.first(
            """
            SELECT COALESCE((SELECT CAST(SUM(seq) AS BIGINT) FROM change_head WHERE \(SQL.oneOf("register", query.registers))), 0),
                (SELECT COUNT(*) FROM record_merge), (SELECT COUNT(undone_at) FROM record_merge)
            """)
        return try row.map { [try $0.int(0), try $0.int(1), try $0.int(2)] } ?? []
    }
}
