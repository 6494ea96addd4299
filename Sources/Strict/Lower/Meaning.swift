import FEEL

/// What an expression stands for while it is being brought into strict form. Only terms are left in the end.
indirect enum Meaning: Sendable {
    case term(TermID)
    case record([Entry])
    case list([Item])
    case range(Interval)
    case rows(Rows)
    case function(Function)

    struct Entry: Sendable {
        let name: String
        let meaning: Meaning
    }

    /// One item of a list that is written in the model; with a test it is only there where that holds.
    struct Item: Sendable {
        var test: TermID?
        var meaning: Meaning
    }

    /// An interval; an end that is not there is open.
    struct Interval: Sendable {
        var low: (term: TermID, isIncluded: Bool)?
        var high: (term: TermID, isIncluded: Bool)?
        /// Written as `!= x`.
        var excluded: TermID?
    }

    /// Child rows for which the filter holds, each standing for `item`.
    struct Rows: Sendable {
        let table: Int
        var filter: TermID?
        var item: Meaning
        /// Values put beside the rows by append().
        var extras: [TermID] = []
    }

    /// A function, put in where it is called.
    enum Function: Sendable {
        /// Written in FEEL.
        case literal(FunctionNode, captured: [Int: Meaning])
        /// Written in boxes, with the names that it may use.
        case boxed(StrictForm.Function, names: [Entry])
    }

    /// Items that are there in any case.
    static func list(of meanings: [Meaning]) -> Meaning { .list(meanings.map { Item(meaning: $0) }) }

    /// What it is, for messages.
    var chinese: String {
        switch self {
        case .term: "值"
        case .record: "分项数据"
        case .list: "列表"
        case .range: "区间"
        case .rows: "子行"
        case .function: "函数"
        }
    }

    func feelType(_ graph: TermGraph) -> FEELType {
        switch self {
        case .term(let id):
            switch graph.kind(id) {
            case .number: .number
            case .boolean: .boolean
            case .text: .string
            case .date: .date
            case .days: .daysTime
            case .months: .yearsMonths
            }
        case .record(let entries): .context(entries.map { FEELType.Field($0.name, $0.meaning.feelType(graph)) })
        case .rows(let rows): .list(rows.item.feelType(graph))
        case .list(let items): .list(items.first?.meaning.feelType(graph) ?? .any)
        case .range(let interval):
            .range(
                (interval.low?.term ?? interval.high?.term ?? interval.excluded).map {
                    Meaning.term($0).feelType(graph)
                } ?? .any)
        case .function(.literal(let node, _)): .function(node.parameters.map(\.type), node.body.type)
        case .function(.boxed(let function, _)): .function(function.parameters.map { _ in .any }, .any)
        }
    }
}
