import Base
import Kit
import Registers

/// A condition of a list, as it stands in the address: `f.<field>`, `f.<field>.from`, `f.<field>.to`.
struct ListCondition: Sendable {
    /// What a condition can be about.
    enum Subject: Sendable {
        case field(FieldDefinition)
        case state(StateMachine)

        var name: String {
            switch self {
            case .field(let field): field.name
            case .state: "state"
            }
        }

        var title: String {
            switch self {
            case .field(let field): field.title
            case .state: "状态"
            }
        }

        /// The name under which the value stands in an address.
        var key: String { "f.\(name)" }

        static func all(of register: RegisterDefinition) -> [Subject] {
            let fields = register.fields.filter { field in
                field.kind != .rows && field.kind != .attachment && !field.secret
                    && !field.kind.isPersonalNumber && (field.isStored || field.kind == .boolean)
            }
            return (register.states.map { [.state($0)] } ?? []) + fields.map { .field($0) }
        }
    }

    let subject: Subject
    let filter: Filter
    /// The item of the address that says it.
    let item: PageAddress.Item
    /// The condition in words.
    let words: String

    /// The value that asks for records in which nothing is filled in.
    static let nothing = "-"

    static func read(
        _ subject: Subject, address: PageAddress, regions: RegionTree
    ) -> (found: [ListCondition], faults: [FieldError]) {
        switch subject {
        case .state(let machine): return (states(machine, subject, address), [])
        case .field(let field):
            let keys = [subject.key, "\(subject.key).from", "\(subject.key).to"]
            var found: [ListCondition] = []
            var faults: [FieldError] = []
            let same = address.values(subject.key).filter { !$0.isEmpty }
            if same.count > 1, let several = several(field, subject, same, regions) {
                found.append(several)
            } else if let text = same.first {
                add(text, keys[0], to: &found, faults: &faults) { try one(field, $0, regions) }
            }
            for (key, isFrom) in [(keys[1], true), (keys[2], false)] {
                guard let text = address.value(key), !text.isEmpty else { continue }
                add(text, key, to: &found, faults: &faults) { written in
                    let value = try FieldText.read(written, as: field, regions: regions)
                    let shown = FieldText.write(value, of: field, regions: regions)
                    return (isFrom ? .from(value) : .to(value), isFrom ? "从 \(shown) 起" : "到 \(shown) 止")
                }
            }
            return (found, faults)
        }

        func add(
            _ text: String, _ key: String, to found: inout [ListCondition], faults: inout [FieldError],
            _ test: (String) throws -> (Filter.Test, String)?
        ) {
            do {
                guard let (test, words) = try test(text) else { return }
                found.append(
                    ListCondition(
                        subject: subject, filter: Filter(subject.name, test), item: .init(name: key, value: text),
                        words: "\(subject.title)：\(words)"))
            } catch {
                let message = (error as? FieldFault)?.message ?? "请核对“\(subject.title)”。"
                faults.append(FieldError(field: key, message: message))
            }
        }
    }

    private static func one(
        _ field: FieldDefinition, _ text: String, _ regions: RegionTree
    ) throws -> (Filter.Test, String)? {
        if text == nothing { return (.empty, "没有填写") }
        if field.kind == .region {
            guard let code = RegionCode(text) else { return nil }
            return (.within(code), regions.fullName(of: code))
        }
        let value = try FieldText.read(text, as: field, regions: regions)
        if value.isNull { return nil }
        if field.kind == .account, value.integer == nil {
            throw FieldFault(field.name, "“\(field.title)”请从列表里选。")
        }
        let single: FieldValue = value.list?.first.map { .text($0) } ?? value
        return (.equals(single), FieldText.write(value, of: field, regions: regions))
    }

    /// Several codes of one field, any of which will do; told as one condition, taken away as one.
    private static func several(
        _ field: FieldDefinition, _ subject: Subject, _ texts: [String], _ regions: RegionTree
    ) -> ListCondition? {
        guard let codes = field.codes else { return nil }
        let known = texts.filter { codes[$0] != nil }
        guard !known.isEmpty else { return nil }
        return ListCondition(
            subject: subject, filter: Filter(field.name, .oneOf(known.map { .text($0) })),
            item: .init(name: subject.key, value: known[0]),
            words: "\(field.title)：\(known.map { codes.title(of: $0) }.joined(separator: "或"))")
    }

    private static func states(
        _ machine: StateMachine, _ subject: Subject, _ address: PageAddress
    ) -> [ListCondition] {
        guard let state = machine.states.first(where: { $0.name == address.value(subject.key) }) else { return [] }
        return [
            ListCondition(
                subject: subject, filter: Filter("state", .equals(.text(state.name))),
                item: .init(name: subject.key, value: state.name), words: "状态：\(state.title)")
        ]
    }
}
