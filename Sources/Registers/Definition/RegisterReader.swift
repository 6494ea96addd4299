import Access
import Base
import Packs

/// Reads the registers of all packs: those of core, with what the cities add.
enum RegisterReader {
    static func registers(
        _ library: PackLibrary, codeLists: [String: CodeList], parameters: ParameterBook, taken: Set<String>,
        faults: Faults
    ) throws -> [RegisterDefinition] {
        var drafts: [RegisterDraft] = []
        for pack in library.packs {
            for file in try pack.files(in: "registers") {
                let map = MapReader(file, what: "登记表", faults: faults)
                if map.has("extends") {
                    let name = map.name("extends")
                    guard let index = drafts.firstIndex(where: { $0.name == name }) else {
                        faults.add(map.place, "要补充的登记表“\(name)”不存在。")
                        continue
                    }
                    drafts[index].extend(map, pack: pack)
                } else {
                    let draft = RegisterDraft(map, pack: pack)
                    if drafts.contains(where: { $0.name == draft.name }) {
                        faults.add(map.place, "登记表“\(draft.name)”已经有了；补充它请用 extends。")
                    } else {
                        drafts.append(draft)
                    }
                }
                map.finish()
            }
        }
        drafts = ordered(drafts, library, faults)
        NameCheck(taken: taken, faults: faults).check(drafts)
        let names = Set(drafts.map(\.name))
        let roleNames = Set(try RoleBook(packs: library.packs).roles.map(\.name))
        let conditions = ConditionCheck(parameters: parameters, faults: faults)
        let registers = drafts.map { draft in
            let subject = subject(of: draft, among: drafts)
            let builder = RegisterBuilder(
                draft: draft, codeLists: codeLists, parameters: parameters, registers: names, roleNames: roleNames,
                subject: subject, faults: faults)
            let register = builder.build()
            conditions.check(register)
            return register
        }
        checkCaseloads(registers, faults: faults)
        return registers
    }

    /// The register to which the subject's reference leads.
    private static func subject(of draft: RegisterDraft, among drafts: [RegisterDraft]) -> RegisterDraft? {
        let field = draft.sections.flatMap(\.fields).first { $0.name == draft.subject }
        return field?.target.flatMap { target in drafts.first { $0.name == target } }
    }

    /// Those that a pack puts in order first, the others as they were read.
    private static func ordered(_ drafts: [RegisterDraft], _ library: PackLibrary, _ faults: Faults) -> [RegisterDraft]
    {
        for pack in library.packs {
            for name in pack.registerOrder where !drafts.contains(where: { $0.name == name }) {
                let place = Place(file: "packs/\(pack.name)/pack.yaml", line: 1)
                faults.add(Diagnostic(place, found: name, expected: "已有的登记表的名称（registers 里的顺序）"))
            }
        }
        let order = library.packs.flatMap(\.registerOrder)
        return order.compactMap { name in drafts.first { $0.name == name } }
            + drafts.filter { !order.contains($0.name) }
    }

    /// A record may belong to a caseload because a record of another register refers to it.
    private static func checkCaseloads(_ registers: [RegisterDefinition], faults: Faults) {
        for register in registers {
            for case .referred(let other, let field) in register.caseload {
                let holder = registers.first { $0.name == other }
                guard let found = holder?.field(field), found.target == register.name, found.isStored else {
                    faults.add(
                        register.place, "caseload 里的“\(other).\(field)”应是指向“\(register.name)”的 reference 字段。")
                    continue
                }
            }
        }
    }
}

/// A register as its files say it, before its formulas are read against its fields.
struct RegisterDraft {
    let name: String
    let title: String
    let listTitle: String
    let newTitle: String?
    let unit: String
    let region: String?
    let label: String
    let key: [String]
    let subject: String?
    let when: String?
    let spell: [String]
    let carries: [(to: String, from: String, place: Place)]
    let returns: [String]
    let ends: [String]
    let closes: [String]
    let caseload: [String]
    let duplicates: RegisterDefinition.Duplicates?
    let states: MapReader?
    let place: Place
    let namePlace: Place
    var cites: [String]
    var sections: [(title: String, fields: [FieldDraft])] = []
    var checks: [MapReader] = []
    var views: [MapReader] = []

    init(_ map: MapReader, pack: Pack) {
        name = map.name("register")
        title = map.text("title")
        listTitle = map.optionalText("list_title") ?? title
        newTitle = map.optionalText("new_title")
        unit = map.optionalText("unit") ?? "条"
        region = map.optionalText("region")
        label = map.text("label")
        key = map.texts("key")
        subject = map.optionalText("subject")
        when = map.optionalText("when")
        spell = map.texts("spell")
        carries = map.map("carries").compactMap { key, value in
            guard let to = key.scalar, let from = value.scalar else { return nil }
            return (to, from, key.place)
        }
        returns = map.texts("returns")
        ends = map.texts("ends")
        closes = map.texts("closes")
        caseload = map.texts("caseload")
        duplicates = map.node("duplicates").map { node in
            let inner = MapReader(node, what: "查重规则", faults: map.faults)
            defer { inner.finish() }
            return .init(
                name: inner.text("name"), birth: inner.optionalText("birth"), region: inner.optionalText("region"))
        }
        states = map.node("states").map { MapReader($0, what: "状态", faults: map.faults) }
        place = map.place
        namePlace = map.node("register")?.place ?? map.place
        cites = map.texts("cites")
        addContents(map, pack: pack)
    }

    mutating func extend(_ map: MapReader, pack: Pack) {
        cites += map.texts("cites")
        addContents(map, pack: pack)
    }

    private mutating func addContents(_ map: MapReader, pack: Pack) {
        for node in map.list("sections") {
            let section = MapReader(node, what: "分组", faults: map.faults)
            let title = section.text("title")
            let fields = section.list("fields").map {
                FieldDraft(MapReader($0, what: "字段", faults: map.faults), section: title, within: pack.region)
            }
            section.finish()
            if let index = sections.firstIndex(where: { $0.title == title }) {
                sections[index].fields += fields
            } else {
                sections.append((title, fields))
            }
        }
        checks += map.list("checks").map { MapReader($0, what: "检查规则", faults: map.faults) }
        views += map.list("views").map { MapReader($0, what: "列表", faults: map.faults) }
    }
}

/// A field as its file says it.
struct FieldDraft {
    let map: MapReader
    let name: String
    let kind: FieldKind
    let isSecret: Bool
    let section: String
    let within: RegionCode?
    let computed: (source: String, place: Place)?
    /// The register to which a reference leads.
    let target: String?
    let columns: [FieldDraft]

    init(_ map: MapReader, section: String, within: RegionCode?) {
        self.map = map
        self.section = section
        self.within = within
        name = map.name("name")
        kind = map.choice("kind", FieldKind.self) ?? .text
        isSecret = map.flag("secret")
        target = map.optionalText("to")
        computed = map.optionalText("computed").map { ($0, map.node("computed")?.place ?? map.place) }
        columns = map.list("columns").map {
            FieldDraft(MapReader($0, what: "列", faults: map.faults), section: section, within: nil)
        }
    }
}
