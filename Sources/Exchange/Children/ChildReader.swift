import Base
import Registers
import Sheets

/// Turns lines of child sheets into child rows, and what cannot be read into faults with sheet, cell and remedy.
struct ChildReader: Sendable {
    let register: RegisterDefinition
    let regions: RegionTree

    /// Sets the child rows of a draft; a field without lines is left alone.
    func read(_ lines: [WrittenChild], into draft: inout RowDraft) {
        draft.children = lines
        for field in register.fields where field.kind == .rows {
            let own = lines.filter { $0.field == field.name }
            guard !own.isEmpty else { continue }
            var rows: [FieldValues] = []
            for line in own { rows.append(read(line, field, into: &draft)) }
            draft.values[field.name] = .rows(rows)
        }
    }

    private func read(_ line: WrittenChild, _ field: FieldDefinition, into draft: inout RowDraft) -> FieldValues {
        var row = FieldValues(uniqueKeysWithValues: field.columns.map { ($0.name, .null) })
        for cell in line.cells {
            guard let column = field.columns.first(where: { $0.name == cell.name }) else { continue }
            if let damage = cell.damage {
                draft.faults.append(fault(cell, line, field, damage + "。"))
                continue
            }
            do throws(FieldFault) {
                row[column.name] = try FieldText.read(cell.text, as: column, regions: regions)
            } catch {
                draft.faults.append(fault(cell, line, field, error.message))
            }
        }
        return row
    }

    private func fault(
        _ cell: WrittenChild.Cell, _ line: WrittenChild, _ field: FieldDefinition, _ message: String
    ) -> RowFault {
        let place = CellReference.text(row: line.row, column: cell.column)
        return RowFault(
            column: cell.column, cell: "\(line.sheetName) \(place)", field: field.name,
            title: "\(field.title)：\(cell.heading)", value: String(cell.text.prefix(60)), message: message,
            isError: true,
            sheet: line.sheet, sheetRow: line.row)
    }
}
