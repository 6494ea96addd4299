extension BuiltIn {
    /// matches, replace and split (DMN 1.5, table 73).
    static let patterns: [BuiltIn] = [
        BuiltIn("matches", [[("input", .string), ("pattern", .string), ("flags?", .string)]], .boolean) {
            arguments, _ in
            guard let search = Search(arguments, flags: 2) else { return invalid(arguments) }
            return search.run { (search, allowance) throws(Pattern.TooLong) in
                .boolean(try search.pattern.firstMatch(in: search.text, from: 0, &allowance) != nil)
            }
        },
        BuiltIn(
            "replace",
            [[("input", .string), ("pattern", .string), ("replacement", .string), ("flags?", .string)]], .string
        ) { arguments, _ in
            guard let search = Search(arguments, flags: 3), let text = arguments[2].string else {
                return invalid(arguments)
            }
            guard let parts = replacement(text, search.pattern) else {
                return .null(because: "替换文字里的“$”或“\\”写得不对")
            }
            return search.run { (search, allowance) throws(Pattern.TooLong) in
                guard let pieces = try search.pieces(&allowance) else { return .null(because: "模式能匹配空文字，不能用来替换") }
                return replaced(search.text, pieces, parts)
            }
        },
        BuiltIn("split", [[("string", .string), ("delimiter", .string)]], .list(.string)) { arguments, _ in
            guard let search = Search(arguments, flags: nil) else { return invalid(arguments) }
            return search.run { (search, allowance) throws(Pattern.TooLong) in
                guard let pieces = try search.pieces(&allowance) else { return .null(because: "分隔符能匹配空文字，不能用来分开") }
                var result: [Value] = []
                var start = 0
                for piece in pieces {
                    result.append(.string(String(search.text[start..<piece.range.lowerBound])))
                    start = piece.range.upperBound
                }
                return .list(result + [.string(String(search.text[start...]))])
            }
        },
    ]

    private static func invalid(_ arguments: [Value]) -> Value {
        guard arguments.allSatisfy({ !$0.isNull }) else { return .null }
        return .null(because: "“\(arguments[1].string ?? "")”不是正则表达式，或标志不对")
    }

    /// A pattern and the text to search.
    private struct Search {
        let text: [Unicode.Scalar]
        let pattern: Pattern

        init?(_ arguments: [Value], flags place: Int?) {
            guard let text = arguments[0].string, let source = arguments[1].string else { return nil }
            var flags = ""
            if let place, arguments.count > place, !arguments[place].isNull {
                guard let given = arguments[place].string else { return nil }
                flags = given
            }
            guard let pattern = Pattern(source, flags: flags) else { return nil }
            self.text = Array(text.unicodeScalars)
            self.pattern = pattern
        }

        func run(_ body: (Search, inout Int) throws(Pattern.TooLong) -> Value) -> Value {
            var allowance = Pattern.allowance
            do throws(Pattern.TooLong) {
                return try body(self, &allowance)
            } catch {
                return .null(because: "正则表达式在这段文字上要算太久，请写得简单些")
            }
        }

        /// All matches in order; `nil` when the pattern takes nothing at all.
        func pieces(_ allowance: inout Int) throws(Pattern.TooLong) -> [Pattern.Match]? {
            if try pattern.firstMatch(in: [], from: 0, &allowance) != nil { return nil }
            var result: [Pattern.Match] = []
            var place = 0
            while place <= text.count, let match = try pattern.firstMatch(in: text, from: place, &allowance) {
                result.append(match)
                place = max(match.range.upperBound, match.range.lowerBound + 1)
            }
            return result
        }
    }

    private enum Part {
        case text(String)
        case group(Int)
    }

    /// `$1` is a group; `\$` and `\\` are the characters themselves.
    private static func replacement(_ text: String, _ pattern: Pattern) -> [Part]? {
        if pattern.flags.literal { return [.text(text)] }
        var parts: [Part] = []
        var plain = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "\\" {
                guard let next = rest.popFirst(), next == "\\" || next == "$" else { return nil }
                plain.unicodeScalars.append(next)
            } else if scalar == "$" {
                guard let first = rest.popFirst(), first.isDigit else { return nil }
                var number = Int(first.value) - 48
                while let next = rest.first, next.isDigit, number * 10 + Int(next.value) - 48 <= pattern.groups {
                    number = number * 10 + Int(next.value) - 48
                    rest.removeFirst()
                }
                parts += [.text(plain), .group(number)]
                plain = ""
            } else {
                plain.unicodeScalars.append(scalar)
            }
        }
        return parts + [.text(plain)]
    }

    private static func replaced(_ text: [Unicode.Scalar], _ matches: [Pattern.Match], _ parts: [Part]) -> Value {
        var result = ""
        var start = 0
        for match in matches {
            result += String(text[start..<match.range.lowerBound])
            for part in parts {
                switch part {
                case .text(let plain): result += plain
                case .group(0): result += String(text[match.range])
                case .group(let number):
                    if number <= match.groups.count, let range = match.groups[number - 1] {
                        result += String(text[range])
                    }
                }
            }
            start = match.range.upperBound
            guard result.utf8.count <= Run.maximumText else { return .null(because: "文字太长") }
        }
        return .string(result + String(text[start...]))
    }
}

extension String {
    fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
        self = String(String.UnicodeScalarView(scalars))
    }
}
