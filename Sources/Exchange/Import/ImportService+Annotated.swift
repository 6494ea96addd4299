public import Access
import Database
import Registers
import Sheets

extension ImportService {
    /// Writes the uploaded workbook again with the cells at fault marked, a column that says what to do, and a list. The
    /// person mends it and uploads it as it is: the column is known and left out.
    /// - Throws: `SheetError` when the file cannot be written.
    public func annotated(_ run: Int64, to path: String, as actor: Actor) async throws {
        let known = try await self.run(run, as: actor)
        let source = try known.options.open(bytes: try await bytes(of: known), fileName: known.fileName)
        let sheet = known.header?.sheet ?? 0
        let rowTable = rowTable
        let marks = try await store.database.read { connection in
            var marks: [SheetMark] = []
            var after = 0
            while true {
                let condition = SQL(
                    """
                    row_number > \(after)
                    AND (warned OR \(SQL.oneOf("outcome", [RowOutcome.refused, .doubtful])))
                    """)
                let entries = try rowTable.entries(run, condition, limit: 1_000, in: connection)
                for entry in entries {
                    marks += ImportService.marks(try rowTable.row(entry, run: run), sheet: sheet)
                }
                guard entries.count == 1_000, let last = entries.last else { break }
                after = last.row
            }
            return marks
        }
        let headers = known.header.map { [$0.sheet: $0.last] } ?? [:]
        try AnnotatedWorkbook.write(source, marks: marks, headerRows: headers, to: path)
    }

    private static func marks(_ row: ImportRow, sheet: Int) -> [SheetMark] {
        // What a row that waits misses the record may have: that is no fault of the row yet.
        let faults = row.outcome == .doubtful ? row.faults.filter { !$0.isError } : row.faults
        var marks = faults.map { fault in
            SheetMark(
                sheet: fault.sheet ?? sheet, row: fault.sheetRow ?? row.row, column: fault.column,
                message: fault.message,
                severity: fault.isError ? .error : .warning)
        }
        if row.outcome == .doubtful {
            let reasons = row.candidates.first.map { "（\($0.reasons.joined(separator: "，"))）" } ?? ""
            marks.append(
                SheetMark(
                    sheet: sheet, row: row.row, message: "可能是台账里已有的人\(reasons)，请在“疑似重复”里确认，不用改这一行。",
                    severity: .warning))
        }
        return marks
    }
}
