import Access
import Base
import HTML
import House
import Kit
import Registers

/// Before a person is entered: whether they are there already, by number or by a similar name.
struct LookUp {
    let visit: Visit
    let register: RegisterDefinition

    private struct Found: Sendable {
        /// The record with the same number, where the person may see it.
        let same: Record?
        /// Whether the number is taken by a record elsewhere.
        let isElsewhere: Bool
        let similar: [Record]
        let computed: [FieldValues]
        let labels: RecordLabels
    }

    private var name: FieldDefinition? { register.duplicates.flatMap { register.field($0.name) } }
    private var number: FieldDefinition? { register.key.compactMap(register.field).first { $0.secret } }

    /// The page that asks for name and number.
    func page(errors: [FieldError]) -> Page {
        Page(
            title: "先查一查是否登记过", shell: visit.shell(current: "registers"), step: "第 1 步，共 3 步",
            caption: register.newTitle,
            back: Link(register.listTitle, RegisterAddress.list(register.name).text), errors: errors, width: .narrow
        ) {
            postForm(RegisterAddress.new(register.name).text, csrf: visit.csrf) {
                for field in [name, number].compactMap({ $0 }) {
                    textField(
                        Field(field.name, field.title, value: visit.form[field.name] ?? "", errors: errors),
                        field.kind == .citizenID ? .citizenID : .name)
                }
                submitButton("查找", name: FormStep.name, value: FormStep.find)
            }
        }
    }

    /// Looks, and shows who is there; nobody is made here.
    func find() async throws -> Answer {
        var errors: [FieldError] = []
        var typed: [String: String] = [:]
        for field in [name, number].compactMap({ $0 }) {
            let text = (visit.form[field.name] ?? "").trimmed
            typed[field.name] = text
            do throws(FieldFault) {
                let value = try FieldText.read(text, as: field, regions: visit.regions)
                if let number = value.text, field.secret { typed[field.name] = number }
                if value.isNull, field.name == name?.name {
                    errors.append(FieldError(field: field.name, message: "请填写“\(field.title)”。"))
                }
            } catch {
                errors.append(FieldError(field: field.name, message: error.message))
            }
        }
        if !errors.isEmpty { return .page(page(errors: errors), status: 422) }
        return .page(resultPage(try await search(typed), typed))
    }

    private func search(_ typed: [String: String]) async throws -> Found {
        let (register, name, number) = (register, name, number)
        return try await visit.house.registers.read(as: visit.actor) { reading in
            var same: Record?
            var isElsewhere = false
            if let number, let text = typed[number.name], !text.isEmpty {
                let taken = try reading.numbers(register.name, field: number.name, values: [text])[text]
                same = try taken.flatMap { try reading.record(register.name, $0) }
                isElsewhere = taken != nil && same == nil
            }
            var similar: [Record] = []
            if let name, let text = typed[name.name] {
                // By its sound: a homophone is as often the same person, misheard.
                let sound = Pinyin.syllables(text).joined()
                for search in [text, sound] where similar.count < 10 {
                    let query = ListQuery(register: register.name, view: register.widestView, search: search, limit: 10)
                    let known = Set(similar.map(\.id) + [same?.id].compactMap { $0 })
                    similar += try reading.list(query).records.filter { !known.contains($0.id) }
                }
            }
            let shown = (same.map { [$0] } ?? []) + similar
            let fields = register.view(nil).columns.compactMap(register.field)
            return Found(
                same: same, isElsewhere: isElsewhere, similar: similar, computed: try shown.map(reading.computed),
                labels: try RecordLabels(of: shown, fields: fields, reading: reading))
        }
    }

    private func resultPage(_ found: Found, _ typed: [String: String]) -> Page {
        let shown = (found.same.map { [$0] } ?? []) + found.similar
        let columns = register.view(nil).columns.compactMap(register.field)
        let cells = ListCells(
            register: register, columns: columns,
            values: ValueView(actor: visit.actor, regions: visit.regions, labels: found.labels))
        return Page(
            title: found.same == nil && !found.isElsewhere ? "是不是下面的人" : "已经登记过",
            shell: visit.shell(current: "registers"),
            step: "第 2 步，共 3 步", caption: register.newTitle,
            back: Link("上一步，重新查找", RegisterAddress.new(register.name).text)
        ) {
            if found.same != nil { inset { p("有一条记录的\(number?.title ?? "号码")与您填的相同。请打开那一条来修改，不要重复登记。") } }
            if found.isElsewhere {
                inset {
                    p(
                        visit.actor.ownCaseloadOnly(.read, register.name)
                            ? "这个\(number?.title ?? "号码")已经登记，但不在您的名单里。需要由您服务时，请县（区）残联经办把人分给您。"
                            : "这个\(number?.title ?? "号码")已经在别的区划登记，不在您的管辖范围内。需要转过来时，请联系上级残联。")
                }
            }
            if shown.isEmpty {
                if !found.isElsewhere { p("没有找到相同或相近的人。") }
            } else {
                dataTable(
                    "相同或相近的\(register.title)，\(shown.count) \(register.unit)",
                    columns: columns.map { TableColumn($0.title, isNumber: $0.kind.isNumber) },
                    rows: cells.rows(shown, computed: found.computed))
            }
            if found.same == nil, !found.isElsewhere {
                postForm(RegisterAddress.new(register.name).text, csrf: visit.csrf) {
                    for (name, text) in typed.sorted(by: { $0.key < $1.key }) { hiddenField(name, text) }
                    submitButton(
                        shown.isEmpty ? "继续填写" : "都不是，继续登记", name: FormStep.name, value: FormStep.start)
                }
            }
        }
    }
}
