/// A record as a box of a form shows it: its name, and its number, as names may be alike.
struct WrittenReference {
    let name: String
    let id: Int64

    private static let mark = "（编号 "

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        guard text.hasSuffix("）"), let mark = text.ranges(of: WrittenReference.mark).last,
            let id = Int64(text[mark.upperBound...].dropLast())
        else { return nil }
        self.id = id
        name = String(text[..<mark.lowerBound])
    }

    /// A name and a number as one text.
    static func text(_ name: String, _ id: Int64) -> String { "\(name)\(mark)\(id)）" }
}
