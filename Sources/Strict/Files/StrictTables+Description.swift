import FEEL

extension StrictTables {
    /// The tables of a description, for a database that has each file as a table named as the file without its ending.
    ///
    /// - Throws: `BatchFault` for an input that the description does not name.
    public init(_ description: BatchDescription, _ program: StrictProgram) throws(BatchFault) {
        func columns(_ sources: [String: BatchDescription.Source], _ prefix: String) -> [Int: String] {
            var columns: [Int: String] = [:]
            for (index, input) in program.inputs.enumerated() {
                if let source = sources[input.path] { columns[index] = prefix + source.column }
            }
            return columns
        }
        func table(_ file: String) -> String { file.split(separator: ".").first.map(String.init) ?? file }
        var all = columns(description.inputs, "")
        var joins = ""
        var select = "e.*"
        for (index, lookup) in (description.lookups ?? []).enumerated() {
            joins += " LEFT JOIN \(table(lookup.file)) t\(index) ON t\(index).\(lookup.key) = e.\(lookup.of)"
            if let on = lookup.on {
                if let from = lookup.from { joins += " AND t\(index).\(from) <= DATE '\(on)'" }
                if let to = lookup.to { joins += " AND (t\(index).\(to) IS NULL OR t\(index).\(to) >= DATE '\(on)')" }
            }
            for (place, column) in columns(lookup.inputs, "") {
                all[place] = "t\(index)_\(column)"
                select += ", t\(index).\(column) AS t\(index)_\(column)"
            }
        }
        var sources = description.inputs
        for lookup in description.lookups ?? [] { sources.merge(lookup.inputs) { first, _ in first } }
        for child in (description.children ?? [:]).values { sources.merge(child.inputs) { first, _ in first } }
        for input in program.inputs where input.constant == nil {
            guard let source = sources[input.path] else { throw BatchFault("没有写明“\(input.path)”是哪一列") }
            if input.type.scale != source.counted ?? 0 {
                throw BatchFault("“\(input.path)”在表里要按 10 的负 \(input.type.scale) 次方计数（counted）")
            }
        }
        var children: [Child] = []
        for table in program.tables {
            guard let child = description.children?[table.name] else {
                throw BatchFault("没有写明“\(table.name)”在哪个文件")
            }
            children.append(
                Child(
                    source: String(child.file.split(separator: ".").first ?? ""), parent: child.parent,
                    columns: columns(child.inputs, "")))
        }
        self.init(
            source: "(SELECT \(select) FROM \(table(description.rows.file)) e\(joins))", key: description.rows.key,
            columns: all, children: children)
    }
}
