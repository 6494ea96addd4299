/// Who is signed in, as the header shows it.
public struct Viewer: Sendable, Equatable {
    /// The person's name.
    public var name: String
    /// Role and place in words, such as “专职委员 · 临江镇”.
    public var role: String
    /// Where the sign-out form is sent.
    public var signOut: String
    /// The token that proves a form came from our own page.
    public var csrf: String

    /// A signed-in person.
    public init(name: String, role: String, signOut: String, csrf: String) {
        self.name = name
        self.role = role
        self.signOut = signOut
        self.csrf = csrf
    }
}
