/// Brings the files of a description into the columns of a batch.
public struct BatchReader: Sendable {
    let program: StrictProgram
    private let description: BatchDescription
    private let folder: String
    private let threads: Int

    /// A reader; files are looked for in `folder`.
    public init(_ program: StrictProgram, _ description: BatchDescription, folder: String, threads: Int) {
        (self.program, self.description, self.folder, self.threads) = (program, description, folder, threads)
    }

    /// Reads the files.
    ///
    /// - Throws: `BatchFault` naming the file and column at fault.
    public func read() throws(BatchFault) -> ColumnBatch {
        let file = try ColumnFile("\(folder)/\(description.rows.file)")
        let lookups = description.lookups ?? []
        var readings = [FieldReading(keyAt: try file.column(description.rows.key))]
        for lookup in lookups { readings.append(FieldReading(keyAt: try file.column(lookup.of))) }
        let (own, places) = try self.readings(description.inputs, file)
        let columns = try file.read(readings + own, threads: threads)
        try check(columns[0], description.rows.file, description.rows.key)
        var inputs: [Int: ColumnBinding] = [:]
        for (index, place) in places.enumerated() { inputs[place] = .column(columns[readings.count + index]) }
        for (index, lookup) in lookups.enumerated() {
            try inputs.merge(self.lookup(lookup, columns[index + 1])) { first, _ in first }
        }
        var children: [ChildBatch] = []
        for table in program.tables { children.append(try child(table)) }
        for (index, input) in program.inputs.enumerated()
        where input.table == nil && input.constant == nil && inputs[index] == nil {
            throw BatchFault("没有写明“\(input.path)”是哪一列")
        }
        return ColumnBatch(count: columns[0].count, keys: columns[0], inputs: inputs, children: children)
    }

    private func readings(
        _ sources: [String: BatchDescription.Source], _ file: ColumnFile
    ) throws(BatchFault) -> ([FieldReading], [Int]) {
        var (readings, places): ([FieldReading], [Int]) = ([], [])
        for (path, source) in sources.sorted(by: { $0.key < $1.key }) {
            guard let index = program.inputs.firstIndex(where: { $0.path == path }) else {
                let known = program.inputs.map(\.path).joined(separator: "、")
                throw BatchFault("决策没有叫“\(path)”的输入，有的是：\(known)")
            }
            readings.append(
                FieldReading(
                    program.inputs[index].type, counted: source.counted, texts: program.texts,
                    column: try file.column(source.column)))
            places.append(index)
        }
        return (readings, places)
    }

    private func check(_ keys: Column, _ file: String, _ title: String) throws(BatchFault) {
        if keys.extent?.lowerBound == .min { throw BatchFault("“\(file)”的“\(title)”有不是整数的，请改正后再算") }
    }

    private func child(_ table: StrictTable) throws(BatchFault) -> ChildBatch {
        guard let source = description.children?[table.name] else {
            throw BatchFault("没有写明“\(table.name)”在哪个文件")
        }
        let file = try ColumnFile("\(folder)/\(source.file)")
        let key = FieldReading(keyAt: try file.column(source.parent))
        let (own, places) = try readings(source.inputs, file)
        let columns = try file.read([key] + own, threads: threads)
        try check(columns[0], source.file, source.parent)
        var inputs: [Int: ColumnBinding] = [:]
        for (index, place) in places.enumerated() { inputs[place] = .column(columns[index + 1]) }
        for index in table.inputs where inputs[index] == nil {
            throw BatchFault("没有写明“\(program.inputs[index].path)”是哪一列")
        }
        return ChildBatch(keys: columns[0], inputs: inputs)
    }

    private func lookup(
        _ lookup: BatchDescription.Lookup, _ keys: Column
    ) throws(BatchFault) -> [Int: ColumnBinding] {
        let file = try ColumnFile("\(folder)/\(lookup.file)")
        var readings = [FieldReading(keyAt: try file.column(lookup.key))]
        for title in [lookup.from, lookup.to].compactMap({ $0 }) {
            readings.append(FieldReading(keyAt: try file.column(title), isDate: true))
        }
        let (own, places) = try self.readings(lookup.inputs, file)
        let columns = try file.read(readings + own, threads: 1)
        guard columns[0].count > 0 else { throw BatchFault("“\(lookup.file)”没有行") }
        let rows = try LookupRows(lookup, columns)
        let indices = rows.places(of: keys)
        var inputs: [Int: ColumnBinding] = [:]
        for (index, place) in places.enumerated() {
            // One row more, for rows that point at nothing.
            let values = columns[readings.count + index]
            let missing = own[index].missing
            let column = Column(count: values.count + 1, width: values.width)
            for row in 0..<values.count { column[row] = rows.inForce.contains(row) ? values[row] : values[0] }
            column[values.count] = missing
            if !rows.misses { column[values.count] = values[rows.inForce.first ?? 0] }
            inputs[place] = .gathered(column, by: indices)
        }
        return inputs
    }
}
