public import FEEL

/// Brings FEEL expressions into one strict program, refusing what the strict profile cannot say.
///
/// Strict means: every name and type is known, nothing is null, a division by zero or a choice without an answer is a
/// reason and not a value, and all arithmetic is exact.
public struct StrictBuilder: Sendable {
    var core: StrictCore
    private var names: [(name: String, meaning: Meaning)] = []

    /// A builder whose expressions may use these inputs.
    public init(_ fields: [StrictType.Field]) {
        core = StrictCore()
        for field in fields { names.append((field.name, core.declare(field, path: field.name))) }
        core.declareLimits()
    }

    /// The names that an expression may use now.
    public var scope: Scope { Scope(names.map { FEELType.Field($0.name, $0.meaning.feelType(core.graph)) }) }

    /// Gives a name to the value of an expression.
    ///
    /// - Throws: `ExpressionFault` with the place and the reason why this is not FEEL or cannot be strict.
    public mutating func define(_ name: String, _ source: String) throws(ExpressionFault) {
        names.append((name, try meaning(of: source, origin: name)))
    }

    mutating func bind(_ name: String, _ meaning: Meaning) { names.append((name, meaning)) }

    /// Forgets the names that were bound after there were `count` of them.
    mutating func forget(to count: Int) { names.removeSubrange(count...) }

    var nameCount: Int { names.count }

    mutating func meaning(of source: String, origin: String) throws(ExpressionFault) -> Meaning {
        try lower(try Expression.parse(source, scope: scope), origin: origin)
    }

    mutating func lower(_ expression: Expression, origin: String, subject: Meaning? = nil) throws(ExpressionFault)
        -> Meaning
    {
        var slots: [Int: Meaning] = [:]
        for (slot, name) in zip(expression.inputSlots, expression.referencedNames) {
            if name == "?", let subject {
                slots[slot] = subject
            } else if let known = names.last(where: { $0.name == name }) {
                slots[slot] = known.meaning
            }
        }
        var lowering = Lowering(core: core, slots: slots, origin: origin)
        let meaning = try lowering.meaning(expression.root)
        core = lowering.core
        return meaning
    }

    /// The program whose outputs are these names; a name that stands for parts gives one output for each part
    /// (`档次.比例`).
    ///
    /// - Throws: `ExpressionFault` when a name is not there or stands for no single value.
    public func program(outputs wanted: [String]) throws(ExpressionFault) -> StrictProgram {
        var outputs: [StrictOutput] = []
        for name in wanted {
            guard let known = names.last(where: { $0.name == name }) else {
                throw ExpressionFault(.start, "没有叫“\(name)”的决策")
            }
            try collect(known.meaning, name, &outputs)
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
                throw ExpressionFault(.start, "“\(name)”是子行的值，要先用 sum、count、min 或 max 汇总")
            }
            outputs.append(StrictOutput(name: name, kind: core.graph.kind(id), term: id))
        case .record(let entries):
            for entry in entries { try collect(entry.meaning, "\(name).\(entry.name)", &outputs) }
        default: throw ExpressionFault(.start, "“\(name)”是\(meaning.chinese)，不能作为严格决策的结果")
        }
    }
}
