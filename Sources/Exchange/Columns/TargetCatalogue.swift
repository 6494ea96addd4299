import Base
import Registers

/// What the columns of a file may stand for in one register, and the headings under which files write it.
struct TargetCatalogue {
    /// One thing that a column may stand for.
    struct Entry {
        let target: ColumnTarget
        let title: String
        let aliases: [String]
        let section: String
        let isRequired: Bool
        /// Lower goes first when two want the same heading: own fields before those of a record referred to.
        let rank: Int
    }

    let register: RegisterDefinition
    let entries: [Entry]
    /// Headings of values that the system works out itself.
    let computed: Set<String>
    /// Headings of fields that hold files.
    let attachments: Set<String>
    private let byTarget: [ColumnTarget: Int]

    init(_ register: RegisterDefinition, catalogue: Catalogue) {
        self.register = register
        var entries: [Entry] = []
        for field in register.fields where TargetCatalogue.canBeRead(field) {
            entries += TargetCatalogue.entries(field, register: register, catalogue: catalogue)
        }
        entries.append(
            Entry(
                target: .number, title: TargetCatalogue.numberHeading, aliases: ["系统编号"], section: "其他",
                isRequired: false, rank: 0))
        if register.fields.contains(where: { $0.kind == .rows }) {
            entries.append(
                Entry(
                    target: .line, title: TargetCatalogue.lineHeading, aliases: [], section: "其他", isRequired: false,
                    rank: 0))
        }
        self.entries = entries
        computed = Set(
            register.fields.filter { !$0.isEntered }.flatMap { [$0.title] + $0.aliases }.map(HeadingForm.folded))
        attachments = Set(
            register.fields.filter { $0.kind == .attachment }.flatMap { [$0.title] + $0.aliases }
                .map(HeadingForm.folded))
        byTarget = Dictionary(
            entries.enumerated().map { ($1.target, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The heading of the column that carries the record's own number.
    static let numberHeading = "系统编号（请勿改动）"

    /// The heading of the column by which child rows name a line of the main sheet.
    static let lineHeading = "序号"

    func entry(_ target: ColumnTarget) -> Entry? { byTarget[target].map { entries[$0] } }

    /// For the choice on a page.
    var choices: [TargetChoice] {
        entries.map {
            TargetChoice(target: $0.target, title: $0.title, section: $0.section, isRequired: $0.isRequired)
        }
    }

    /// The fields of the register that a reference leads to, by which a file can name the record.
    static func handles(of field: FieldDefinition, catalogue: Catalogue) -> [FieldDefinition] {
        guard let name = field.target, let target = catalogue.register(name) else { return [] }
        let keys = target.key.compactMap { target.field($0) }
        let unique = target.fields.filter { $0.unique && !target.key.contains($0.name) }
        let label = target.field(target.label).map { [$0] } ?? []
        var seen: Set<String> = []
        return (keys + unique + label).filter { seen.insert($0.name).inserted && $0.isStored }
    }

    private static func canBeRead(_ field: FieldDefinition) -> Bool {
        field.isEntered && (field.isStored || field.kind == .rows) && field.kind != .attachment
    }

    private static func entries(
        _ field: FieldDefinition, register: RegisterDefinition, catalogue: Catalogue
    ) -> [Entry] {
        guard field.kind == .reference else {
            let parts = field.name == register.region ? regionParts : []
            return [
                Entry(
                    target: ColumnTarget(field.name), title: field.title, aliases: field.aliases + parts,
                    section: field.section, isRequired: field.required, rank: 0)
            ]
        }
        let isSubject = field.name == register.subject
        let owner = field.target.flatMap { catalogue.register($0) }
        let all = handles(of: field, catalogue: catalogue)
        // A definition may name both 姓名 and 身份证号 as headings of the reference: each belongs to its own handle.
        let claimed = Set(all.filter { $0.name != owner?.label }.flatMap { [$0.title] + $0.aliases })
        let found = all.map { handle in
            let joined = [field.title + handle.title, field.title + "的" + handle.title]
            // Only the subject's own headings stand alone: 姓名 in a list of services is the person's name.
            let own = isSubject ? [handle.title] + handle.aliases : []
            let label =
                handle.name == owner?.label ? ([field.title] + field.aliases).filter { !claimed.contains($0) } : []
            return Entry(
                target: ColumnTarget(field.name, by: handle.name), title: "\(field.title)：\(handle.title)",
                aliases: joined + own + label, section: field.section,
                isRequired: field.required && handle.name == owner?.key.first, rank: isSubject ? 1 : 2)
        }
        let number = Entry(
            target: ColumnTarget(field.name, by: "#id"), title: "\(field.title)：系统编号",
            aliases: ["\(field.title)编号", "\(field.title)系统编号"], section: field.section, isRequired: false, rank: 3)
        return found + [number]
    }

    /// The headings of columns that each hold one level of the region.
    static let regionParts = [
        "省", "省份", "市", "地市", "城市", "县", "区县", "县区", "县(市、区)", "区", "市县", "乡镇", "镇", "街道", "镇街", "乡镇街道", "乡镇(街道)",
        "镇(街道)", "所在镇街", "所在乡镇", "所属乡镇", "所属镇街", "所属街道", "村", "社区", "村社区", "村(社区)", "村居", "行政村", "村委会", "居委会",
    ]
}
