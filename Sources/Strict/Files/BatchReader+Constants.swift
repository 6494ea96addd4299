import FEEL

extension BatchReader {
    /// The constants as columns of one number each, to which all rows point.
    func fixed(count: Int) throws(BatchFault) -> [Int: ColumnBinding] {
        guard !constants.isEmpty else { return [:] }
        let first = Column(count: count, width: 4)
        var bindings: [Int: ColumnBinding] = [:]
        for (index, input) in program.inputs.enumerated() where input.table == nil {
            guard let value = constants[input.path] else { continue }
            let units = StrictRow.units(value, input.type, program)
            guard input.type.bounds.contains(units) else {
                throw BatchFault("“\(input.path)”的值 \(value) 不在决策允许的范围里")
            }
            bindings[index] = .gathered(Column([units]), by: first)
        }
        return bindings
    }
}
