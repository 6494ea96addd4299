public import FEEL

/// The inputs of one decision, in whole units: 10^-scale for numbers, 0 and 1, days since 1970-01-01, codes of texts.
public struct StrictRow: Sendable {
    /// What stands for a value that is not there.
    public static let missing = Int64.min

    /// The values, one for each of the program's inputs; those of child tables are not looked at.
    public var values: [Int64]
    /// For each child table its rows, each with one value for each of the table's inputs.
    public var children: [[[Int64]]]

    /// A row of these values.
    public init(values: [Int64], children: [[[Int64]]] = []) {
        self.values = values
        self.children = children
    }

    /// The row of a program from FEEL values by name; what is not there or does not fit its type is missing.
    public init(_ program: StrictProgram, reading values: [String: Value]) {
        self.values = program.inputs.map { input in
            guard input.table == nil else { return Self.missing }
            return Self.units(Self.value(at: input.path.split(separator: "."), in: values), input.type, program)
        }
        children = program.tables.map { table in
            guard case .list(let rows) = Self.value(at: table.name.split(separator: "."), in: values) else { return [] }
            let depth = table.name.split(separator: ".").count
            return rows.map { row in
                table.inputs.map { index in
                    let input = program.inputs[index]
                    let steps = input.path.split(separator: ".").dropFirst(depth)
                    return Self.units(Self.value(at: steps, in: row), input.type, program)
                }
            }
        }
    }

    private static func value(at path: [Substring], in values: [String: Value]) -> Value {
        guard let first = path.first else { return .null }
        return value(at: path.dropFirst(), in: values[String(first)] ?? .null)
    }

    private static func value(at path: ArraySlice<Substring>, in value: Value) -> Value {
        path.reduce(value) { value, step in value.context?[String(step)] ?? .null }
    }

    /// A value in whole units; `missing` where it does not fit its type.
    static func units(_ value: Value, _ type: StrictType, _ program: StrictProgram) -> Int64 {
        switch (type, value) {
        case (.number(let scale, _), .number(let number)): number.scaled(by: scale).map(Int64.init) ?? missing
        case (.boolean, .boolean(let boolean)): boolean ? 1 : 0
        case (.date, .date(let date)): Int64(date.dayNumber)
        case (.text, .string(let text)): program.code(of: text)
        default: missing
        }
    }
}
