import Base

/// Where a record stands, beside its values, as formulas see it.
struct Standing {
    /// Its number; nil for one that is yet to be created.
    var id: Int64?
    /// Its state.
    var state: String?
    /// By when its next step is due.
    var due: Day?
    /// To whom it belongs; read only where formulas rest on it.
    var subject: FieldValues?
    /// Whether an earlier record of the same subject runs on when it begins; nil where nobody asked.
    var overlaps: Bool?

    init(id: Int64? = nil, state: String?, due: Day? = nil) {
        (self.id, self.state, self.due) = (id, state, due)
    }

    init(_ record: Record) {
        self.init(id: record.id, state: record.state, due: record.due)
    }
}
