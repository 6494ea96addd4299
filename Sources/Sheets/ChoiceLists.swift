import CXLSXWriter

/// Drop-down lists too long to stand in the validation itself: columns of a hidden sheet with defined names.
struct ChoiceLists {
    private var lists: [[String]] = []

    var isEmpty: Bool { lists.isEmpty }

    /// The defined name of a list; equal lists share one.
    mutating func name(for choices: [String]) -> String {
        if let known = lists.firstIndex(of: choices) { return Self.name(known) }
        lists.append(choices)
        return Self.name(lists.count - 1)
    }

    /// Writes the lists as columns and defines their names.
    func write(
        to sheet: UnsafeMutablePointer<lxw_worksheet>, in book: UnsafeMutablePointer<lxw_workbook>, sheetName: String
    ) {
        let longest = lists.map(\.count).max() ?? 0
        for row in 0..<longest {
            for (column, list) in lists.enumerated() where row < list.count {
                _ = worksheet_write_string(sheet, UInt32(row), UInt16(column), CellText.clean(list[row]), nil)
            }
        }
        for (column, list) in lists.enumerated() {
            let letters = CellReference.letters(column)
            let range = "=\(SheetName.quoted(sheetName))!$\(letters)$1:$\(letters)$\(max(list.count, 1))"
            _ = workbook_define_name(book, Self.name(column), range)
        }
    }

    private static func name(_ index: Int) -> String { "choices_\(index + 1)" }
}
