public import FEEL

extension StrictProgram {
    /// The same decision with values put in that are the same for every row, such as the parameters of one day and
    /// region. Rows no longer give these inputs, and every step has the narrower bounds that follow.
    ///
    /// - Parameter values: by the path of the input; inputs that are not named stay open.
    /// - Throws: `BatchFault` for a value that the input's type does not allow.
    public func binding(_ values: [String: Value]) throws(BatchFault) -> StrictProgram {
        var inputs = inputs
        var fixed: [Int: Exact] = [:]
        for (index, input) in inputs.enumerated() where input.table == nil {
            guard let value = values[input.path] else { continue }
            let units = StrictRow.units(value, input.type, self)
            guard input.type.bounds.contains(units) else {
                throw BatchFault("“\(input.path)”的值 \(value) 不在决策允许的范围里")
            }
            inputs[index].constant = units
            fixed[index] = Exact(Int128(units), over: Exact.powerOfTen(input.type.scale))
        }
        let (graph, moved) = graph.binding(fixed)
        let outputs = outputs.map { output in
            StrictOutput(name: output.name, kind: output.kind, isNote: output.isNote, term: moved[output.term.index])
        }
        return StrictProgram(
            inputs: inputs, tables: tables, outputs: outputs, texts: texts, reasons: reasons, graph: graph)
    }
}
