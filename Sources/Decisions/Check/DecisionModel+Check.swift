public import Base
public import FEEL

extension DecisionModel {
    /// What gives null whatever the inputs are: names that nothing has, operands that cannot fit. The standard lets such
    /// models run; a person who wrote one wants to know.
    public func checkExpressions() -> [Diagnostic] {
        let linker = Linker([definitions] + imports, mode: .checked)
        _ = linker.program()
        return linker.faults.filter { !faults.contains($0) }
    }

    /// Sweeps every decision table of the model and its imports for gaps, overlaps and rows that never give the result.
    ///
    /// - Parameter values: values of inputs, such as parameters, for cells that name them.
    /// - Returns: the findings with the names of the decisions or functions in which the tables stand.
    public func checkTables(knowing values: [String: Value] = [:]) -> [(name: String, finding: TableFinding)] {
        var findings: [(name: String, finding: TableFinding)] = []
        for decision in program.decisions {
            let known = program.known(values, to: decision)
            for table in decision.logic.tables {
                findings += TableSweep.findings(table, knowing: known).map { (decision.name, $0) }
            }
        }
        for function in program.functions {
            guard case .knowledge(_, _, let logic) = function.kind else { continue }
            for table in logic.body.tables { findings += TableSweep.findings(table).map { (function.name, $0) } }
        }
        return findings
    }
}

extension Program {
    /// Those of the values that a decision sees under the names of the inputs.
    fileprivate func known(_ values: [String: Value], to decision: DecisionUnit) -> [String: Value] {
        var known: [String: Value] = [:]
        for (name, source) in zip(decision.names, decision.sources) {
            if case .input(let place) = source { known[name] = values[inputs[place].name] }
        }
        return known
    }
}

extension Logic {
    /// The decision tables within it.
    var tables: [TableLogic] {
        switch kind {
        case .table(let table): [table]
        case .constant, .expression: []
        case .checked(let logic): logic.tables
        case .context(let entries, let result): entries.flatMap(\.value.tables) + (result?.tables ?? [])
        case .list(let items): items.flatMap(\.tables)
        case .relation(_, let rows): rows.joined().flatMap(\.tables)
        case .invocation(let function, let bindings):
            function.tables + bindings.flatMap { $0.value?.tables ?? [] }
        case .function(let function): function.body.tables
        case .conditional(let a, let b, let c): a.tables + b.tables + c.tables
        case .filter(let source, _, _): source.tables
        case .filterEach(let source, _, _, let match): source.tables + match.tables
        case .iteration(let source, _, _, let body): source.tables + body.tables
        case .quantified(_, let source, _, let condition): source.tables + condition.tables
        }
    }
}
