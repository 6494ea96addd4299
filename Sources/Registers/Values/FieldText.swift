public import Base

/// Values as people write and read them.
public enum FieldText {
    /// Reads what a person wrote in a file or a form. Nothing written is `.null`.
    /// - Throws: `FieldFault` naming the field, what was found and what to do.
    public static func read(
        _ written: some StringProtocol, as field: FieldDefinition, regions: RegionTree, within: RegionCode? = nil
    ) throws(FieldFault) -> FieldValue {
        let text = normalised(written)
        if text.isEmpty { return .null }
        // A code list may know “无” as a code of its own.
        if blanks.contains(text), field.codes?.entry(written: text) == nil { return .null }
        switch field.kind {
        case .text, .note: return try plain(written, text, field)
        case .integer, .decimal, .money, .percent, .reference: return try number(text, field)
        case .date: return try date(text, field)
        case .month: return try month(text, field)
        case .boolean: return try flag(text, field)
        case .choice: return .text(try code(text, field))
        case .choices, .attachment: return try codes(text, field)
        case .region: return try region(text, field, regions, within)
        case .citizenID: return try citizenID(text, field)
        case .certificateNumber: return try certificate(text, field)
        case .unifiedCode: return try unifiedCode(text, field)
        case .phone: return try phone(text, field)
        case .bankAccount: return try bankAccount(text, field)
        case .account: return account(text)
        case .rows: throw fault(field, "有子表，不能写在一格里", text)
        }
    }

    /// A value for people: titles of codes, grouped money, a region's full name.
    public static func write(_ value: FieldValue, of field: FieldDefinition, regions: RegionTree) -> String {
        switch value {
        case .null: return ""
        case .text(let text):
            if field.kind == .choice { return field.codes?.title(of: text) ?? text }
            if field.kind == .region { return RegionCode(text).map { regions.fullName(of: $0) } ?? text }
            return text
        case .masked(let text): return text
        case .integer(let number):
            if field.kind == .account { return "账号 \(number)" }
            if field.kind == .money { return Money(fen: number).grouped }
            return Scaled.text(number, scale: field.scale) + (field.kind == .percent ? "%" : "")
        case .boolean(let flag): return flag ? "是" : "否"
        case .day(let day): return day.iso
        case .list(let items): return items.map { field.codes?.title(of: $0) ?? $0 }.joined(separator: "、")
        case .rows(let rows): return "\(rows.count) 行"
        }
    }

    /// What people write where they have nothing to say.
    private static let blanks: Set<String> = ["-", "--", "—", "——", "/", "\\", "无", "空", "N/A", "n/a", "NULL", "null"]

    static func fault(_ field: FieldDefinition, _ message: String, _ value: String) -> FieldFault {
        // What stands in a secret field is not repeated in messages.
        let shown = field.secret ? nil : String(value.prefix(60))
        let text = shown.map { "“\(field.title)”写的是“\($0)”，\(message)。" } ?? "“\(field.title)”\(message)。"
        return FieldFault(field.name, text, value: shown)
    }

    private static func plain(
        _ written: some StringProtocol, _ text: String, _ field: FieldDefinition
    ) throws(FieldFault) -> FieldValue {
        // What must be one record's own, or is found by its hash alone, has one form.
        let hasOneForm = field.unique || field.secret
        let kept = field.kind == .note ? String(written) : hasOneForm ? text : asWritten(written)
        if let max = field.max, kept.count > max { throw fault(field, "超过 \(max) 个字，请写短一些", text) }
        return .text(kept)
    }

    private static func number(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> FieldValue {
        // A file's whole number often arrives as 12.0.
        guard let value = Scaled.read(withoutUnit(text), scale: field.scale) else {
            let expected = field.scale == 0 ? "应是整数" : "应是数，最多 \(field.scale) 位小数"
            throw fault(field, expected, text)
        }
        if let min = field.min, value < min {
            throw fault(field, "不能小于 \(Scaled.text(min, scale: field.scale))", text)
        }
        if let max = field.max, value > max {
            throw fault(field, "不能大于 \(Scaled.text(max, scale: field.scale))", text)
        }
        return .integer(value)
    }

    /// A number as people write it, with its unit behind it, as digits alone; anything else as it is.
    public static func digits(_ written: String) -> String {
        let text = normalised(written)
        let bare = normalised(withoutUnit(text).filter { !",，￥¥元".contains($0) })
        return Scaled.read(withoutUnit(text), scale: 12) == nil ? text : bare
    }

    private static func withoutUnit(_ text: String) -> String {
        // The longer units first: “周岁” ends with “岁”.
        let unit = ["周岁", "个月", "%", "人", "岁", "月", "年"].first { text.hasSuffix($0) }
        return String(text.dropLast(unit?.count ?? 0))
    }

    private static func date(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> FieldValue {
        if field.kind == .date, text == "长期" || text == "永久" || text == "长期有效" { return .null }
        guard let day = WrittenDate.day(text) else {
            throw fault(field, WrittenDate.remedy, text)
        }
        return .day(day)
    }

    private static func month(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> FieldValue {
        guard let month = WrittenDate.month(text) else { throw fault(field, "不是月份。请写明年和月，例如 2026 年 3 月", text) }
        return .text(month)
    }

    private static func flag(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> FieldValue {
        let word = text.lowercased()
        if ["是", "有", "√", "✓", "✔", "y", "yes", "true", "1", "对", "已", "需要", "愿意"].contains(word) {
            return .boolean(true)
        }
        if ["否", "没有", "×", "x", "✗", "n", "no", "false", "0", "不是", "未", "不", "不需要", "不愿意"].contains(word) {
            return .boolean(false)
        }
        throw fault(field, "请写“是”或“否”", text)
    }

    private static func code(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> String {
        guard let codes = field.codes else { return text }
        guard let entry = codes.entry(written: text) else {
            let titles = codes.entries.prefix(12).map(\.title).joined(separator: "、")
            throw fault(field, "不在可选的内容里。可以写：\(titles)\(codes.entries.count > 12 ? "等" : "")", text)
        }
        return entry.code
    }

    private static func codes(_ text: String, _ field: FieldDefinition) throws(FieldFault) -> FieldValue {
        var result: [String] = []
        var parts = text.split(whereSeparator: separators.contains)[...]
        while let first = parts.first {
            // The title of a code may hold a separator itself: “农、林、牧、渔业”.
            let whole = parts.indices.prefix(field.codes?.mostParts ?? 1).reversed().first { last in
                field.codes?.entry(written: text[first.startIndex..<parts[last].endIndex]) != nil
            }
            let last = whole ?? parts.startIndex
            let code = try code(normalised(text[first.startIndex..<parts[last].endIndex]), field)
            if !result.contains(code) { result.append(code) }
            parts = parts[(last + 1)...]
        }
        return .list(result)
    }

    /// What people write between the entries of a list.
    static let separators: Set<Character> = ["、", ",", "，", ";", "；", "/", "|"]

    /// `#12` is an account by its number; anything else is a name, which the store looks up when it is written.
    private static func account(_ text: String) -> FieldValue {
        guard text.hasPrefix("#"), let number = Int64(text.dropFirst()) else { return .text(text) }
        return .integer(number)
    }

    private static func region(
        _ text: String, _ field: FieldDefinition, _ regions: RegionTree, _ within: RegionCode?
    ) throws(FieldFault) -> FieldValue {
        let found = regions.find(written: text, within: within)
        guard let code = found.first else {
            throw fault(field, "没有这个区划，请写全名（如“某镇某村”）或区划代码", text)
        }
        guard found.count == 1 else {
            let names = found.prefix(4).map { regions.fullName(of: $0) }.joined(separator: "、")
            throw fault(field, "有 \(found.count) 个同名的区划（\(names)），请写上它所在的县和乡镇", text)
        }
        return .text(code.text)
    }
}
