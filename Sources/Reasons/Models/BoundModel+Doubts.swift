import Base
import Decisions

extension BoundModel {
    /// What is doubtful about the model, with its place: gaps, overlaps and dead rows of its tables, and what it writes
    /// down and does not use.
    public var doubts: [String] {
        let tables = model.checkTables().map { name, finding in
            "\(Place(file: definitions.file, line: finding.origin.line))：“\(name)”的决策表\(finding.message)"
        }
        return tables + (model.checkExpressions() + model.checkUnused()).map(\.description)
    }
}
