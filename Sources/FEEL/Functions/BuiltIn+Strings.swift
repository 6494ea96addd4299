extension BuiltIn {
    /// DMN 1.5, table 73.
    static let strings: [BuiltIn] = [
        BuiltIn("substring", [[("string", .string), ("start position", .number), ("length?", .number)]], .string) {
            arguments, _ in
            guard let text = arguments[0].string, let start = arguments[1].number?.rounded(scale: 0, .down)?.integer
            else { return .null }
            guard arguments.count == 3 else { return substring(text, start, nil) }
            guard let length = arguments[2].number?.rounded(scale: 0, .down)?.integer else { return .null }
            return substring(text, start, length)
        },
        BuiltIn("string length", [[("string", .string)]], .number) { arguments, _ in
            arguments[0].string.map { .number($0.unicodeScalars.count) } ?? .null
        },
        BuiltIn("upper case", [[("string", .string)]], .string) { arguments, _ in
            arguments[0].string.map { .string($0.uppercased()) } ?? .null
        },
        BuiltIn("lower case", [[("string", .string)]], .string) { arguments, _ in
            arguments[0].string.map { .string($0.lowercased()) } ?? .null
        },
        BuiltIn("substring before", [[("string", .string), ("match", .string)]], .string) { arguments, _ in
            guard let text = arguments[0].string, let match = arguments[1].string else { return .null }
            guard let found = TextSearch.first(match, in: text) else { return .string("") }
            return .string(String(text.unicodeScalars.prefix(found)))
        },
        BuiltIn("substring after", [[("string", .string), ("match", .string)]], .string) { arguments, _ in
            guard let text = arguments[0].string, let match = arguments[1].string else { return .null }
            guard let found = TextSearch.first(match, in: text) else { return .string("") }
            return .string(String(text.unicodeScalars.dropFirst(found + match.unicodeScalars.count)))
        },
        BuiltIn("contains", [[("string", .string), ("match", .string)]], .boolean) { arguments, _ in
            guard let text = arguments[0].string, let match = arguments[1].string else { return .null }
            return .boolean(TextSearch.first(match, in: text) != nil)
        },
        BuiltIn("starts with", [[("string", .string), ("match", .string)]], .boolean) { arguments, _ in
            guard let text = arguments[0].string, let match = arguments[1].string else { return .null }
            return .boolean(text.utf8.starts(with: match.utf8))
        },
        BuiltIn("ends with", [[("string", .string), ("match", .string)]], .boolean) { arguments, _ in
            guard let text = arguments[0].string, let match = arguments[1].string else { return .null }
            return .boolean(text.utf8.reversed().starts(with: match.utf8.reversed()))
        },
        BuiltIn("string join", [[("list", .list(.any)), ("delimiter?", .string)]], .string) { arguments, _ in
            guard let items = arguments[0].list else { return .null }
            let delimiter = arguments.count > 1 ? arguments[1].string ?? "" : ""
            var parts: [String] = []
            var length = 0
            for item in items where !item.isNull {
                guard let text = item.string else { return .null(because: "列表里应都是文字，却有\(item.type.chinese)") }
                length += text.utf8.count + delimiter.utf8.count
                guard length <= Run.maximumText else { return .null(because: "文字太长") }
                parts.append(text)
            }
            return .string(parts.joined(separator: delimiter))
        },
    ]

    private static func substring(_ text: String, _ start: Int, _ length: Int?) -> Value {
        let scalars = text.unicodeScalars
        guard start != 0 else { return .null(because: "位置从 1 数起，不能是 0") }
        if let length, length < 1 { return .null(because: "长度应大于 0") }
        let count = scalars.count
        let from = start > 0 ? start - 1 : count + start
        guard from >= 0, from < count || (from == 0 && count == 0) else { return .string("") }
        return .string(String(String.UnicodeScalarView(scalars.dropFirst(from).prefix(length ?? count))))
    }
}
