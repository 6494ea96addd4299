import Registers
import Sheets

/// Under which column of the file a field stands, for naming the cell of a fault.
struct ColumnIndex: Sendable {
    private let columns: [ColumnTarget: ImportColumn]
    private let register: RegisterDefinition

    init(_ columns: [ImportColumn], register: RegisterDefinition) {
        self.register = register
        var index: [ColumnTarget: ImportColumn] = [:]
        for column in columns {
            // The last of several columns for one field (county, town, village) is the nearest.
            if let target = column.target { index[target] = column }
        }
        self.columns = index
    }

    /// A fault of a field in a row; the cell is named where the file has a column for the field.
    func fault(
        _ field: String?, by: String? = nil, row: Int, _ message: String, isError: Bool = true, value: String? = nil
    ) -> RowFault {
        let column = field.flatMap { columns[ColumnTarget($0, by: by)] ?? anyColumn(of: $0) }
        let title = column?.heading ?? field.flatMap { register.field($0)?.title } ?? "整行"
        return RowFault(
            column: column?.column, cell: column.map { CellReference.text(row: row, column: $0.column) }, field: field,
            title: title, value: value, message: message, isError: isError)
    }

    private func anyColumn(of field: String) -> ImportColumn? {
        columns.filter { $0.key.field == field }.min { $0.value.column < $1.value.column }?.value
    }
}
