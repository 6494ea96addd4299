import Access
import HTML
import House
import Kit
import Registers

/// A secret in full: first the reason is asked, then it is shown once, and the trail keeps who looked and why.
struct SecretPages {
    let visit: Visit

    func ask() async throws -> Answer {
        let view = try await RecordView.read(visit)
        let field = try field(of: view.register)
        return .page(askPage(view, field, errors: []))
    }

    func reveal() async throws -> Answer {
        let view = try await RecordView.read(visit)
        let field = try field(of: view.register)
        do {
            let text = try await visit.house.registers.reveal(
                view.register.name, view.record.id, field: field.name, reason: visit.form["reason"] ?? "",
                as: visit.actor)
            return .page(shownPage(view, field, text))
        } catch let refusal as Refusal {
            let errors = refusal.faults.map { FieldError(field: $0.field, message: $0.message) }
            return .page(askPage(view, field, errors: errors), status: 422)
        }
    }

    private func field(of register: RegisterDefinition) throws -> FieldDefinition {
        guard let field = register.field(try visit.part("field")), field.secret else { throw NotFound() }
        guard visit.actor.secrets >= .reveal else {
            throw AccessError.notAllowed(.read, "\(register.title)：\(field.title)")
        }
        return field
    }

    private func askPage(_ view: RecordView, _ field: FieldDefinition, errors: [FieldError]) -> Page {
        Page(
            title: "查看\(field.title)", shell: visit.shell(current: "registers"), caption: view.title,
            back: Link("记录", view.address()), errors: errors, width: .narrow
        ) {
            p("完整的\(field.title)是个人信息。写明原因后显示一次；谁在什么时候为什么看过，会留下痕迹。")
            postForm(view.address("reveal/\(field.name)"), csrf: visit.csrf) {
                textField(Field("reason", "查看的原因", hint: "例如：打电话核对补贴申请。", errors: errors))
                submitButton("显示\(field.title)")
            }
        }
    }

    private func shownPage(_ view: RecordView, _ field: FieldDefinition, _ text: String) -> Page {
        Page(
            title: field.title, shell: visit.shell(current: "registers"), caption: view.title,
            back: Link("记录", view.address()), width: .narrow
        ) {
            confirmation(reference: text.isEmpty ? "没有填写" : text, referenceLabel: field.title) {
                p("用完请离开这个页面。刷新或再次打开时要重新填写原因。")
                linkLine("回到\(view.title)", view.address())
            }
        }
    }
}
