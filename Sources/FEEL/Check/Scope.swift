/// The names that an expression may use, with their types.
public struct Scope: Sendable {
    /// How much is settled before an expression runs.
    public enum Mode: Sendable {
        /// Unknown names and operands that cannot fit are faults. For packs.
        case checked
        /// They give null when it runs, as the standard says. For models of others.
        case standard
    }

    /// The names and their types.
    public let fields: [FEELType.Field]
    /// How much is settled beforehand.
    public let mode: Mode
    /// Names of types, beside those of the language.
    public let types: [String: FEELType]
    let names: KnownNames
    /// The fields by their names in usual form.
    let known: [String: FEELType.Field]

    /// A scope of these names; of two with one name the later stands.
    ///
    /// `types` are names that stand for types after `instance of` and in function literals.
    public init(_ fields: [FEELType.Field], types: [String: FEELType] = [:], mode: Mode = .checked) {
        self.fields = fields
        self.types = types
        self.mode = mode
        var names = KnownNames.standard
        var known: [String: FEELType.Field] = [:]
        for field in fields {
            names.insert(field.name)
            names.insert(field.type)
            known[KnownNames.normal(field.name)] = field
        }
        self.names = names
        self.known = known
    }

    /// A scope of these names, in no order that matters.
    public init(_ types: [String: FEELType], mode: Mode = .checked) {
        self.init(types.sorted { $0.key < $1.key }.map { FEELType.Field($0.key, $0.value) }, mode: mode)
    }

    /// A scope with more names.
    public func adding(_ more: [FEELType.Field]) -> Scope { Scope(fields + more, types: types, mode: mode) }

    /// A scope without names.
    public static let empty = Scope([FEELType.Field]())
}
