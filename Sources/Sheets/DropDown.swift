import CXLSXWriter
import Glibc

/// A drop-down on cells, with a hint.
struct DropDown {
    let choices: [String]
    let isStrict: Bool
    let prompt: String?

    func add(
        to sheet: UnsafeMutablePointer<lxw_worksheet>, rows: ClosedRange<Int>, column: Int, _ lists: inout ChoiceLists
    ) {
        guard rows.lowerBound >= 1, rows.upperBound <= 1_048_576, (0..<16_384).contains(column) else { return }
        var rule = lxw_data_validation()
        rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.error_type = UInt8(
            isStrict ? LXW_VALIDATION_ERROR_TYPE_STOP.rawValue : LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
        var owned: [UnsafeMutablePointer<CChar>?] = []
        defer { owned.forEach { free($0) } }
        func keep(_ text: String) -> UnsafeMutablePointer<CChar>? {
            owned.append(strdup(text))
            return owned.last ?? nil
        }
        if let prompt { rule.input_message = keep(Self.cut(CellText.clean(prompt), to: 255)) }
        rule.error_title = keep(isStrict ? "只能从列表中选择" : "不在列表中")
        rule.error_message = keep("请从下拉列表中选择一项")
        if choices.isEmpty {
            rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
            apply(&rule, to: sheet, rows, column)
        } else if fitsInline {
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            var items = choices.map { keep($0) } + [nil]
            items.withUnsafeMutableBufferPointer { buffer in
                rule.value_list = buffer.baseAddress
                apply(&rule, to: sheet, rows, column)
            }
        } else {
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            rule.value_formula = keep("=" + lists.name(for: choices))
            apply(&rule, to: sheet, rows, column)
        }
    }

    /// Excel keeps at most 255 characters in the validation itself, with commas between the items.
    private var fitsInline: Bool {
        choices.reduce(0) { $0 + $1.utf8.count + 1 } <= 255
            && choices.allSatisfy { item in
                !item.isEmpty && !item.contains { ",\"\n".contains($0) } && !item.hasPrefix("=") && !item.hasPrefix(" ")
            }
    }

    private func apply(
        _ rule: inout lxw_data_validation, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ rows: ClosedRange<Int>,
        _ column: Int
    ) {
        _ = worksheet_data_validation_range(
            sheet, UInt32(rows.lowerBound - 1), UInt16(column), UInt32(rows.upperBound - 1), UInt16(column), &rule)
    }

    private static func cut(_ text: String, to count: Int) -> String {
        var result = text
        while result.utf8.count > count { result.removeLast() }
        return result
    }
}
