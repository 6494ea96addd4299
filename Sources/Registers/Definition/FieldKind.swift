/// What a field holds; the words of the definition language.
public enum FieldKind: String, CaseIterable, Sendable {
    /// One line of text.
    case text
    /// Text of several lines.
    case note
    /// A whole number.
    case integer
    /// A decimal number with a fixed number of decimals, kept exactly as a scaled integer.
    case decimal
    /// An amount of money, kept in fen.
    case money
    /// A percentage with a fixed number of decimals, kept as a scaled integer.
    case percent
    /// A civil date.
    case date
    /// A month, `yyyy-MM`.
    case month
    /// Yes or no.
    case boolean
    /// One code of a code list.
    case choice
    /// Several codes of a code list.
    case choices
    /// A region's code.
    case region
    /// A record of a register, by its number.
    case reference
    /// Somebody who may sign in, by the account's number.
    case account
    /// A resident identity number (GB 11643).
    case citizenID = "citizen-id"
    /// A disability certificate's number.
    case certificateNumber = "certificate-number"
    /// A unified social credit code (GB 32100).
    case unifiedCode = "unified-code"
    /// A telephone number.
    case phone
    /// A bank account's number.
    case bankAccount = "bank-account"
    /// Files.
    case attachment
    /// Child rows with columns of their own.
    case rows

    /// Whether the value is kept as an integer.
    public var isInteger: Bool {
        switch self {
        case .integer, .decimal, .money, .percent, .reference, .account: true
        default: false
        }
    }

    /// Whether the value is a number to people.
    public var isNumber: Bool { isInteger && self != .reference && self != .account }

    /// Whether the value is a text that identifies something and must keep its leading zeros and all its digits.
    public var isIdentifier: Bool {
        switch self {
        case .citizenID, .certificateNumber, .unifiedCode, .phone, .bankAccount, .region: true
        default: false
        }
    }

    /// Whether the value is a number that belongs to one person and must not stand in an address or a log.
    public var isPersonalNumber: Bool {
        switch self {
        case .citizenID, .certificateNumber, .phone, .bankAccount: true
        default: false
        }
    }
}
