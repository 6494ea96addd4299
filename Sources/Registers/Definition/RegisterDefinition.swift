public import Base
import FEEL

/// A register: one definition from which table, form, list, filters, import, export and history follow.
public struct RegisterDefinition: Sendable {
    /// A group of fields on a page.
    public struct Section: Sendable {
        /// What people read above it.
        public let title: String
        /// The names of its fields, in order.
        public let fields: [String]
    }

    /// A rule over several fields.
    public struct Check: Sendable {
        /// Whether a broken rule refuses the record or only asks.
        public enum Level: String, CaseIterable, Sendable {
            /// The record is refused.
            case error
            /// The person is asked whether it is really so.
            case warning
        }

        /// What must hold.
        public let holds: Formula
        /// The fields to which the message belongs.
        public let fields: [String]
        /// Refuse or ask.
        public let level: Level
        /// What to say.
        public let message: CheckMessage
    }

    /// How doubtful pairs are found when the key does not settle it.
    public struct Duplicates: Sendable {
        /// The field with the person's name.
        public let name: String
        /// The field with the date of birth.
        public let birth: String?
        /// The field with the region.
        public let region: String?
    }

    /// By what a record belongs to somebody's caseload.
    public enum CaseloadLink: Sendable, Hashable {
        /// A field of kind `account` names them.
        case account(String)
        /// A record of their caseload refers to it through a field of another register; what nobody refers to yet is open
        /// to all.
        case referred(register: String, field: String)
    }

    /// A saved list.
    public struct View: Sendable {
        /// Its name in addresses.
        public let name: String
        /// What people read.
        public let title: String
        /// The fields shown, in order; the first one links to the record.
        public let columns: [String]
        /// The fields offered for filtering.
        public let filters: [String]
        /// The order.
        public let sort: [SortKey]
        /// Which records it holds; nil for all.
        public let condition: Formula?
        /// Whether it leaves out records of those who have left: see `RegisterDefinition.ends`.
        public let isOfPresent: Bool
        /// Rows of the mission that it serves.
        public let cites: [String]

        /// The name of the list of records whose next step is overdue, which every register with deadlines has.
        public static let overdueName = "step_overdue"

        /// The list of a register that defines none.
        static func plain(label: String) -> View {
            View(
                name: "all", title: "全部", columns: [label], filters: [], sort: [], condition: nil, isOfPresent: false,
                cites: [])
        }
    }

    /// A field by which a list is sorted.
    public struct SortKey: Sendable, Hashable {
        /// The field.
        public let field: String
        /// Whether the greatest comes first.
        public let descending: Bool

        /// A field and its direction.
        public init(_ field: String, descending: Bool = false) {
            self.field = field
            self.descending = descending
        }
    }

    /// The table's name.
    public let name: String
    /// What a record is.
    public let title: String
    /// What the list is called.
    public let listTitle: String
    /// What one does when a record is made, such as “登记一次就业”; it names the form and the links to it.
    public let newTitle: String
    /// What one counts.
    public let unit: String
    /// The field that places a record in space; rows are scoped by it. Nil for registers without a place.
    public let region: String?
    /// The field that names a record on pages.
    public let label: String
    /// The fields by which a file's row finds its record.
    public let key: [String]
    /// The reference to whom the record belongs; nil when it stands for itself.
    public let subject: String?
    /// The date that places the record in a timeline.
    public let when: String?
    /// The days from and to which a record runs, so that two of one subject may overlap.
    let spell: Spell?
    /// Fields of the subject that take the value of a field of this register's newest record: what a visit finds out
    /// becomes what the person's file says.
    public let carries: [String: String]
    /// Those of them that go back to what they were once the record that brought them says so no longer.
    let returns: Set<String>
    /// Its own dates from which on somebody is no longer among those who are served. What other records say of a later day
    /// counts in no figure and does no step.
    public let ends: [String]
    /// Those of them after which nothing more can happen: nothing is registered any longer.
    public let closes: [String]
    /// By what a record belongs to somebody's caseload; empty where its subject decides, or where nobody's does.
    public let caseload: [CaseloadLink]
    /// How doubtful pairs are found.
    public let duplicates: Duplicates?
    /// The sections of a record's page.
    public let sections: [Section]
    /// All fields, in the order of the sections.
    public let fields: [FieldDefinition]
    /// Rules over several fields.
    public let checks: [Check]
    /// Saved lists; the first is the front page.
    public let views: [View]
    /// The states that a record goes through; nil when it has none.
    public let states: StateMachine?
    /// Rows of the mission that it serves.
    public let cites: [String]
    /// Where the definition stands.
    public let place: Place
    /// The fields that a column holds.
    public let storedFields: [FieldDefinition]
    /// The fields that name somebody who may sign in.
    public let accountFields: [FieldDefinition]
    /// The fields of its subject on which something rests that is worked out when a record is written.
    let subjectFields: [String]
    /// Whether such a thing rests on whether spells overlap.
    let restsOnOverlap: Bool
    private let index: [String: Int]

    /// Two date fields.
    struct Spell: Sendable {
        let from: String
        let to: String
    }

    init(
        name: String, title: String, listTitle: String, newTitle: String?, unit: String, region: String?,
        label: String, key: [String], subject: String?, when: String?, spell: Spell?, carries: [String: String],
        returns: Set<String>, ends: [String], closes: [String], caseload: [CaseloadLink], duplicates: Duplicates?,
        sections: [Section],
        fields: [FieldDefinition],
        checks: [Check], views: [View], states: StateMachine?, cites: [String], place: Place
    ) {
        self.name = name
        self.title = title
        self.listTitle = listTitle
        self.newTitle = newTitle ?? "登记\(title)"
        self.unit = unit
        self.region = region
        self.label = label
        self.key = key
        self.subject = subject
        self.when = when
        self.spell = spell
        self.carries = carries
        self.returns = returns
        self.ends = ends
        self.closes = closes
        self.caseload = caseload
        self.duplicates = duplicates
        self.sections = sections
        self.fields = fields
        self.checks = checks
        let written = fields.flatMap { [$0.standard, $0.derived] }.compactMap { $0 }
        let asked = checks.map(\.holds) + checks.flatMap(\.message.formulas)
        let names = Set((written + asked).flatMap(\.expression.referencedNames))
        let prefix = FormulaScope.subjectName("")
        subjectFields = names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
        restsOnOverlap = names.contains(FormulaScope.overlapName)
        self.views = views
        self.states = states
        self.cites = cites
        self.place = place
        storedFields = fields.filter(\.isStored)
        accountFields = fields.filter { $0.kind == .account && $0.isStored }
        index = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The fields of kind `account` by which a record belongs to somebody's caseload.
    public var caseloadFields: [FieldDefinition] {
        caseload.compactMap { link in
            if case .account(let name) = link { field(name) } else { nil }
        }
    }

    /// The columns of a list that say where a record stands: its state, and by when the next step is due.
    public var standingColumns: [String] {
        guard let states else { return [] }
        return states.hasDeadlines ? ["state", "state_due"] : ["state"]
    }

    /// The field of this name.
    public func field(_ name: String) -> FieldDefinition? {
        index[name].map { fields[$0] }
    }

    /// The sets of fields whose values together stand in one live record only: each unique field, and the key.
    public var uniqueSets: [[FieldDefinition]] {
        var sets = fields.filter(\.unique).map { [$0] }
        let key = key.compactMap { field($0) }
        if !key.isEmpty, !sets.contains(where: { $0.map(\.name) == key.map(\.name) }) { sets.append(key) }
        return sets
    }

    /// The view of this name; the first one for nil or a name that is not known.
    public func view(_ name: String?) -> View {
        views.first { $0.name == name } ?? views.first ?? .plain(label: label)
    }
}
