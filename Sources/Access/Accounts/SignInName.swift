import Base

/// The name with which a person signs in.
struct SignInName: Hashable, Sendable {
    /// As written, made comparable.
    let text: String
    /// The form in which no two accounts agree: case does not count.
    let key: String

    /// Reads a name for an account.
    /// - Throws: `AccessError.signInNameForm`.
    init(_ written: String) throws(AccessError) {
        text = normalised(written)
        key = SignInName.key(written)
        guard (2...32).contains(text.count), text.allSatisfy(SignInName.isAllowed) else { throw .signInNameForm }
    }

    /// The comparable form of whatever somebody typed.
    static func key(_ written: String) -> String {
        normalised(written).lowercased()
    }

    private static func isAllowed(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || [".", "-", "_"].contains(character)
    }
}
