/// Names of sheets: at most 31 UTF-16 units, none of `[]:*?/\`, no apostrophe at either end, unique without letter case.
enum SheetName {
    static func clean(_ name: String, taken: Set<String>) -> String {
        var base = String(name.map { "[]:*?/\\\u{0}\n\r\t".contains($0) ? "_" : $0 })
        while base.hasPrefix("'") { base.removeFirst() }
        while base.hasSuffix("'") { base.removeLast() }
        // Excel keeps “History” for itself.
        if base.isEmpty || base.lowercased() == "history" { base = "表" }
        var candidate = cut(base, to: 31)
        var number = 2
        while taken.contains(candidate.lowercased()) {
            let suffix = "(\(number))"
            candidate = cut(base, to: 31 - suffix.utf16.count) + suffix
            number += 1
        }
        return candidate
    }

    /// The name as it stands in a formula.
    static func quoted(_ name: String) -> String {
        "'" + name.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
    }

    private static func cut(_ name: String, to count: Int) -> String {
        var result = name
        while result.utf16.count > count { result.removeLast() }
        return result
    }
}
