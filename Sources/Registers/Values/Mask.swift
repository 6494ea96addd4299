/// What everybody may see of a secret.
public enum Mask {
    /// The text with its middle hidden: the region and the last characters of an id, the ends of a phone number.
    public static func masked(_ text: String, kind: FieldKind) -> String {
        let characters = Array(text)
        let (head, tail) = kept(kind, count: characters.count)
        guard characters.count > head + tail else { return String(repeating: "*", count: characters.count) }
        let hidden = String(repeating: "*", count: characters.count - head - tail)
        return String(characters.prefix(head)) + hidden + String(characters.suffix(tail))
    }

    private static func kept(_ kind: FieldKind, count: Int) -> (Int, Int) {
        switch kind {
        case .citizenID, .certificateNumber: (4, 4)
        case .phone: (3, 4)
        case .bankAccount: (0, 4)
        default: (count > 2 ? 1 : 0, 0)
        }
    }
}
