public import FEEL

/// Brings FEEL expressions into one strict program, refusing what the strict profile cannot say.
///
/// Strict means: every name and type is known, nothing is null, a division by zero or a choice without an answer is a
/// reason and not a value, and all arithmetic is exact.
public struct StrictBuilder: Sendable {
    /// How deep the work for an output may go.
    static let maximumDepth = 1_000

    var core: StrictCore
    private var names: [Meaning.Entry] = []
    private var knownScope: Scope?
    /// The boxed functions that are being put in.
    var open: [String] = []
    /// How many lines of the file stand before the text that is being read.
    var linesBefore = 0
    /// For each decision that is one table the number of the row that fired.
    private(set) var firedRows: [String: TermID] = [:]

    /// A builder whose expressions may use these inputs.
    public init(_ fields: [StrictType.Field]) {
        core = StrictCore()
        for field in fields { bind(field.name, core.declare(field, path: field.name)) }
        core.declareLimits()
    }

    init(_ core: StrictCore, names: [Meaning.Entry], open: [String]) {
        (self.core, self.names, self.open) = (core, names, open)
    }

    /// The names that an expression may use now.
    mutating func scope() -> Scope {
        if let knownScope { return knownScope }
        let scope = Scope(names.map { FEELType.Field($0.name, $0.meaning.feelType(core.graph)) })
        knownScope = scope
        return scope
    }

    /// Gives a name to the value of an expression.
    ///
    /// - Throws: `ExpressionFault` with the place and the reason why this is not FEEL or cannot be strict.
    public mutating func define(_ name: String, _ source: String) throws(ExpressionFault) {
        bind(name, try meaning(of: source, origin: name))
    }

    mutating func bind(_ name: String, _ meaning: Meaning) {
        names.append(Meaning.Entry(name: name, meaning: meaning))
        knownScope = nil
    }

    mutating func noteFired(_ decision: String, _ row: TermID) { firedRows[decision] = row }

    /// Forgets the names that were bound after there were `count` of them.
    mutating func forget(to count: Int) {
        if count < names.count { knownScope = nil }
        names.removeSubrange(count...)
    }

    var nameCount: Int { names.count }

    /// Whether a name stands for a list or a function, which other decisions may use and no result can be.
    package func isHelper(_ name: String) -> Bool {
        switch known(name) {
        case .list, .function, .range: true
        default: false
        }
    }

    var allNames: [Meaning.Entry] { names }

    func known(_ name: String) -> Meaning? { names.last { $0.name == name }?.meaning }

    /// The names that these are, as far as they are known.
    func names(_ wanted: [String]) -> [Meaning.Entry] {
        wanted.compactMap { name in known(name).map { Meaning.Entry(name: name, meaning: $0) } }
    }

    mutating func meaning(of source: String, origin: String) throws(ExpressionFault) -> Meaning {
        try lower(try Expression.parse(source, scope: scope()), origin: origin)
    }

    mutating func lower(_ expression: Expression, origin: String, subject: Meaning? = nil) throws(ExpressionFault)
        -> Meaning
    {
        var slots: [Int: Meaning] = [:]
        for (slot, name) in zip(expression.inputSlots, expression.referencedNames) {
            if name == "?", let subject {
                slots[slot] = subject
            } else if let known = known(name) {
                slots[slot] = known
            }
        }
        return try lowering(origin, slots) { (lowering) throws(ExpressionFault) in
            try lowering.meaning(expression.root)
        }
    }

    /// Runs a step of lowering. What has been gathered is handed over and back, so that it is never copied.
    mutating func lowering<Result>(
        _ origin: String, _ slots: [Int: Meaning] = [:],
        _ body: (inout Lowering) throws(ExpressionFault) -> Result
    ) throws(ExpressionFault) -> Result {
        var gathered = StrictCore()
        swap(&core, &gathered)
        var lowering = Lowering(core: gathered, slots: slots, origin: origin, open: open, linesBefore: linesBefore)
        gathered = StrictCore()
        defer { swap(&core, &lowering.core) }
        return try body(&lowering)
    }

    /// The program whose outputs are these names; a name that stands for parts gives one output for each part
    /// (`档次.比例`).
    ///
    /// - Parameter firedRows: whether each decision among them that is one table also gives the number of the row that
    ///   fired, from 1, as `档次 行号`; 0 where none did.
    /// - Throws: `ExpressionFault` when a name is not there or stands for no single value.
    public func program(outputs wanted: [String], firedRows: Bool = false) throws(ExpressionFault) -> StrictProgram {
        var outputs: [StrictOutput] = []
        for name in wanted {
            guard let known = known(name) else { throw ExpressionFault(.start, "没有叫“\(name)”的决策") }
            try collect(known, name, &outputs)
        }
        if firedRows {
            for (name, row) in self.firedRows.sorted(by: { $0.value.index < $1.value.index }) {
                outputs.append(StrictOutput(name: "\(name) 行号", kind: .number, isNote: true, term: row))
            }
        }
        return StrictProgram(
            inputs: core.inputs, tables: core.tables, outputs: outputs, texts: core.texts, reasons: core.reasons,
            graph: core.graph)
    }

    private func collect(
        _ meaning: Meaning, _ name: String, _ outputs: inout [StrictOutput]
    ) throws(ExpressionFault) {
        switch meaning {
        case .term(let id):
            if case .child = core.graph.level(id) {
                throw ExpressionFault(.start, "“\(name)”是子行的值，要先用 sum、count、min、max 或 mean 汇总")
            }
            guard core.graph.depth(id) <= Self.maximumDepth else {
                throw ExpressionFault(.start, "“\(name)”的算式套得超过 \(Self.maximumDepth) 层，请拆开或改成决策表")
            }
            outputs.append(StrictOutput(name: name, kind: core.graph.kind(id), isNote: false, term: id))
        case .record(let entries):
            for entry in entries { try collect(entry.meaning, "\(name).\(entry.name)", &outputs) }
        default: throw ExpressionFault(.start, "“\(name)”是\(meaning.chinese)，不能作为严格决策的结果")
        }
    }
}
