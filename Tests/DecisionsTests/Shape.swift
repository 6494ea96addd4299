/// What a value is made of, part by part, without the places in the file from which it was read: two models with one
/// shape say the same.
enum Shape {
    static func of(_ value: Any, ignoring ignored: Set<String> = ["line", "column", "file"]) -> String {
        var text = ""
        write(value, &text, ignored)
        return text
    }

    private static func write(_ value: Any, _ text: inout String, _ ignored: Set<String>) {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle != nil else {
            text += "\(value)".debugDescription
            return
        }
        // The bare name of an enum's case stands for it; a case with parts is its one child.
        if mirror.displayStyle == .enum, mirror.children.isEmpty { text += "\(value)" }
        text += "("
        for child in mirror.children {
            if let label = child.label, ignored.contains(label) { continue }
            text += "\(child.label ?? ""):"
            write(child.value, &text, ignored)
            text += "\n"
        }
        text += ")"
    }
}
