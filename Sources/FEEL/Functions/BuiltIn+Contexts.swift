extension BuiltIn {
    /// DMN 1.5, table 78.
    static let contexts: [BuiltIn] = [
        BuiltIn("get value", [[("m", .context([])), ("key", .string)]], .any) { arguments, _ in
            guard let context = arguments[0].context, let key = arguments[1].string else { return .null }
            return context[key] ?? .null(because: "没有“\(key)”这一项")
        },
        BuiltIn("get entries", [[("m", .context([]))]], .list(.any)) { arguments, _ in
            guard let context = arguments[0].context else { return .null }
            return .list(
                context.entries.map { .context(Context([("key", .string($0.name)), ("value", $0.value)])) })
        },
        BuiltIn("context", [[("entries", .list(.any))]], .context([])) { arguments, _ in
            guard let entries = arguments[0].list else { return .null }
            var result = Context()
            for entry in entries {
                guard let pair = entry.context, let key = pair["key"]?.string, let value = pair["value"],
                    result[key] == nil
                else { return .null(because: "每一项应有不重复的 key 和 value") }
                result[key] = value
            }
            return .context(result)
        },
        BuiltIn(
            "context put",
            [
                [("context", .context([])), ("key", .string), ("value", .any)],
                [("context", .context([])), ("keys", .list(.string)), ("value", .any)],
            ], .context([])
        ) { arguments, _ in
            guard arguments.count == 3, let context = arguments[0].context else { return .null }
            switch arguments[1] {
            case .string(let key): return put(context, [key], arguments[2])
            case .list(let keys):
                let names = keys.compactMap(\.string)
                guard !keys.isEmpty, names.count == keys.count else { return .null(because: "keys 应是不空的文字列表") }
                return put(context, names[...], arguments[2])
            default: return .null
            }
        },
        BuiltIn("context merge", [[("contexts", .list(.any))]], .context([])) { arguments, _ in
            guard let list = arguments[0].list else { return .null }
            var result = Context()
            for item in list {
                guard let context = item.context else { return .null }
                for entry in context.entries { result[entry.name] = entry.value }
            }
            return .context(result)
        },
    ]

    /// The context with a value put at the end of a path of keys; null where the path meets something else.
    private static func put(_ context: Context, _ keys: ArraySlice<String>, _ value: Value) -> Value {
        guard let key = keys.first else { return .context(context) }
        var result = context
        let rest = keys.dropFirst()
        if rest.isEmpty {
            result[key] = value
            return .context(result)
        }
        switch context[key] ?? .context(Context()) {
        case .context(let inner):
            let changed = put(inner, rest, value)
            if changed.isNull { return changed }
            result[key] = changed
            return .context(result)
        default: return .null(because: "“\(key)”不是分项数据，不能再往下放")
        }
    }
}
