import CXLSXWriter

/// The cell formats of one workbook, each made once.
final class FormatBook {
    struct Key: Hashable {
        var style: CellStyle = .plain
        var numberFormat: String?
        var unlocked = false
        var wraps = false
        var link = false
    }

    private let book: UnsafeMutablePointer<lxw_workbook>
    private var formats: [Key: UnsafeMutablePointer<lxw_format>] = [:]

    init(_ book: UnsafeMutablePointer<lxw_workbook>) { self.book = book }

    func format(_ key: Key) -> UnsafeMutablePointer<lxw_format>? {
        if key == Key() { return nil }
        if let known = formats[key] { return known }
        guard let format = workbook_add_format(book) else { return nil }
        if let code = key.numberFormat { format_set_num_format(format, code) }
        if key.unlocked { format_set_unlocked(format) }
        if key.wraps { format_set_text_wrap(format) }
        if key.link {
            format_set_font_color(format, 0x1F4E9E)
            format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
        }
        dress(format, key.style)
        formats[key] = format
        return format
    }

    private func dress(_ format: UnsafeMutablePointer<lxw_format>, _ style: CellStyle) {
        switch style {
        case .plain: break
        case .header:
            format_set_bold(format)
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
            fill(format, 0xDDE7F3)
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        case .title:
            format_set_bold(format)
            format_set_font_size(format, 16)
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        case .error:
            fill(format, 0xFFC7CE)
            format_set_font_color(format, 0x7A0010)
        case .warning:
            fill(format, 0xFFEB9C)
            format_set_font_color(format, 0x5C4400)
        case .faint:
            format_set_font_color(format, 0x595959)
        }
    }

    private func fill(_ format: UnsafeMutablePointer<lxw_format>, _ color: UInt32) {
        format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
        format_set_bg_color(format, color)
    }
}
