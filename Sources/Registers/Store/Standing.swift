import Base

/// Where a record stands, beside its values, as formulas see it.
struct Standing {
    /// Its number; nil for one that is yet to be created.
    var id: Int64?
    /// Its state.
    var state: String?
    /// By when its next step is due.
    var due: Day?

    init(id: Int64? = nil, state: String?, due: Day? = nil) {
        (self.id, self.state, self.due) = (id, state, due)
    }

    init(_ record: Record) {
        self.init(id: record.id, state: record.state, due: record.due)
    }
}
