import Access
import HTML
import House
import Kit
import Registers
import Rounds

/// Why a step cannot be done for somebody.
struct NotDonePage {
    let visit: Visit

    func start() async throws -> Answer {
        let place = try await allowed()
        return .page(try await page(place, errors: []))
    }

    func take() async throws -> Answer {
        let place = try await allowed()
        let (step, record) = (try place.step(), try await place.member())
        do {
            try await visit.house.rounds.markNotDone(
                place.round.id, step: step.name, record: record.id, reason: visit.form["reason"] ?? "",
                note: visit.form["note"].flatMap { $0.isEmpty ? nil : $0 }, as: visit.actor)
        } catch let error as Refusal {
            let errors = error.faults.map { FieldError(field: $0.field, message: $0.message) }
            return .page(try await page(place, errors: errors), status: 422)
        }
        return .redirect(
            place.next(step, in: place.region(of: record)), notice: "“\(place.name(record))”的\(step.title)记为未能完成。")
    }

    func undo() async throws -> Answer {
        let place = try await allowed()
        let (step, record) = (try place.step(), try await place.member())
        try await visit.house.rounds.clearNotDone(
            place.round.id, step: step.name, record: record.id, as: visit.actor)
        return .redirect(
            place.next(step, in: place.region(of: record)), notice: "“\(place.name(record))”的\(step.title)又列入待办。")
    }

    private func allowed() async throws -> RoundPlace {
        try visit.actor.require(.rounds, "work")
        return try await RoundPlace(visit)
    }

    private func page(_ place: RoundPlace, errors: [FieldError]) async throws -> Page {
        let (step, record) = (try place.step(), try await place.member())
        let steps = try await visit.house.rounds.steps(place.round.id, of: [record.id], as: visit.actor)
        let standing = steps[record.id]?.first { $0.step == step.name }
        let next = place.next(step, in: place.region(of: record))
        let address = RoundAddress.notDone(place.round.id, record.id, step: step.name, next: next)
        return Page(
            title: "\(place.name(record))：\(step.title)做不了", shell: visit.shell(current: "rounds"),
            caption: place.round.title, back: Link("名单", next), notice: visit.notice, errors: errors, width: .narrow
        ) {
            postForm(address, csrf: visit.csrf) {
                radioGroup(
                    Field("reason", "原因", value: visit.form["reason"] ?? standing?.reason ?? "", errors: errors),
                    place.definition.notDone?.entries.map { Choice($0.code, $0.title) } ?? [])
                textArea(
                    Field(
                        "note", "说明", value: visit.form["note"] ?? standing?.note ?? "", hint: "例如去过几次、打过几次电话。",
                        optional: true, errors: errors), rows: 3)
                submitButton("记为未能完成")
            }
            if standing?.state == .notDone {
                postForm(address.replacing("?", with: "/undo?", maxReplacements: 1), csrf: visit.csrf) {
                    submitButton("撤销，重新列入待办", .secondary)
                }
            }
            linkLine("现在就能做，去登记", RoundAddress.visit(place.round.id, record.id, step: step.name, next: next))
        }
    }
}
