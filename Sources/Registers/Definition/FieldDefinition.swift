public import Base

/// A field of a register. A class, as it is handed around for every value of every record and never changes.
public final class FieldDefinition: Sendable {
    /// The column's name.
    public let name: String
    /// What people read.
    public let title: String
    /// What it holds.
    public let kind: FieldKind
    /// Other headings under which files hold it.
    public let aliases: [String]
    /// One sentence that helps to fill it in.
    public let hint: String?
    /// The section in which it stands on pages.
    public let section: String
    /// Whether a record needs it.
    public let required: Bool
    /// When a record needs it, beyond `required`.
    public let requiredWhen: Formula?
    /// When it is shown; nil for always.
    public let shownWhen: Formula?
    /// What must hold of it; nil for anything of its kind.
    public let validWhen: Formula?
    /// What to say when `validWhen` does not hold.
    public let message: String?
    /// Whether it is encrypted, masked and found by its exact value only.
    public let secret: Bool
    /// Whether no two live records may have the same value.
    public let unique: Bool
    /// The longest text, in characters, or the greatest number, as stored.
    public let max: Int64?
    /// The least number, as stored.
    public let min: Int64?
    /// How many decimals a `decimal`, `percent` or `money` keeps; 0 for other kinds.
    public let scale: Int
    /// The codes of a `choice` or `choices`.
    public let codes: CodeList?
    /// The register to which a `reference` leads.
    public let target: String?
    /// One of which an `account` must hold; empty for any account.
    public let roles: [String]
    /// Whether the page of a new record begins with the name of who fills it in. Only there: a file speaks for others, too.
    public let startsWithOwnName: Bool
    /// Worked out when the field is left empty.
    public let standard: Formula?
    /// Worked out at every write; nobody types it.
    public let derived: Formula?
    /// Worked out when read; no column holds it.
    public let computed: Formula?
    /// Whether it is found by characters, pinyin and initials.
    public let searchable: Bool
    /// The columns of `rows`.
    public let columns: [FieldDefinition]
    /// The lowest level that a `region` asks for.
    public let regionLevel: RegionLevel?
    /// The region in which the field is used; nil for everywhere.
    public let within: RegionCode?
    /// Rows of the mission that it serves.
    public let cites: [String]

    init(
        name: String,
        title: String,
        kind: FieldKind,
        aliases: [String],
        hint: String?,
        section: String,
        required: Bool,
        requiredWhen: Formula?,
        shownWhen: Formula?,
        validWhen: Formula?,
        message: String?,
        secret: Bool,
        unique: Bool,
        max: Int64?,
        min: Int64?,
        scale: Int,
        codes: CodeList?,
        target: String?,
        roles: [String],
        startsWithOwnName: Bool,
        standard: Formula?,
        derived: Formula?,
        computed: Formula?,
        searchable: Bool,
        columns: [FieldDefinition],
        regionLevel: RegionLevel?,
        within: RegionCode?,
        cites: [String]
    ) {
        self.name = name
        self.title = title
        self.kind = kind
        self.aliases = aliases
        self.hint = hint
        self.section = section
        self.required = required
        self.requiredWhen = requiredWhen
        self.shownWhen = shownWhen
        self.validWhen = validWhen
        self.message = message
        self.secret = secret
        self.unique = unique
        self.max = max
        self.min = min
        self.scale = scale
        self.codes = codes
        self.target = target
        self.roles = roles
        self.startsWithOwnName = startsWithOwnName
        self.standard = standard
        self.derived = derived
        self.computed = computed
        self.searchable = searchable
        self.columns = columns
        self.regionLevel = regionLevel
        self.within = within
        self.cites = cites
    }

    /// Whether a column holds it.
    public var isStored: Bool { computed == nil && kind != .rows }

    /// Whether people type it.
    public var isEntered: Bool { derived == nil && computed == nil }

    /// Whether it holds text in the form in which it was written, so that two forms of one text may stand in two records.
    public var isKeptAsWritten: Bool { (kind == .text || kind == .note) && !secret && !unique }

    /// The column that holds the keyed hash of a secret.
    public var hashColumn: String { name + "_hash" }

    /// Whether the field is used for a record of this region.
    public func applies(in region: RegionCode?) -> Bool {
        guard let within else { return true }
        return region.map { within.contains($0) } ?? true
    }
}
