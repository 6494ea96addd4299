import Access
import Base
import HTML
import House
import Kit
import Registers
import Rounds

/// The file of somebody to whom other registers point: who it is, what is to be done, the plan, everything that
/// happened.
struct PersonFile {
    let view: RecordView
    private var visit: Visit { view.visit }

    /// How many events the file shows; the rest stands on the page of related records.
    private static let mostEvents = 30

    func page() async throws -> Page {
        let events = try await PersonEvents.read(view)
        let standings =
            visit.actor.can(.rounds, "read")
            ? try await visit.house.rounds.standing(view.register.name, view.record.id, as: visit.actor) : []
        let steps = PersonSteps(view: view, standings: standings.map { Standing(round: $0.round, steps: $0.steps) })
        return Page(
            title: view.title, shell: visit.shell(current: "registers"), caption: view.register.listTitle,
            breadcrumb: view.breadcrumb, notice: visit.notice, actions: view.actions
        ) {
            view.identity
            view.navigation(current: "")
            view.standing
            flags
            columns {
                steps.panelHTML
                additions(events)
            }
            PersonPlans(view: view, events: events).panels
            columns {
                for index in view.register.sections.indices.prefix(2) { view.sectionPanel(index) }
            }
            panel("经过", id: "events") {
                if events.entries.isEmpty {
                    p("还没有记录。")
                } else {
                    timeline(Array(events.entries.prefix(PersonFile.mostEvents)))
                    linkList(
                        [Link("看全部关联记录", view.address("related")), Link("看修改历史", view.address("history"))])
                }
            }
        }
    }

    /// What is true of the person, in words.
    private var flags: HTML {
        let holding = view.register.fields.filter { view.values[$0.name]?.boolean == true }
        guard !holding.isEmpty else { return .empty }
        return panel("情况", id: "flags") {
            ul(.class("plain")) {
                for field in holding { li(tag(field.title)) }
            }
        }
    }

    /// Forms for everything that can be noted about the person.
    private func additions(_ events: PersonEvents) -> HTML {
        if let (field, day) = view.closing { return closed(field, day, events) }
        let registers = visit.catalogue.registers(about: view.register.name).filter {
            visit.actor.can(.write, $0.name)
        }
        guard !registers.isEmpty, view.record.removedAt == nil else { return .empty }
        return panel("登记新的情况", id: "add") {
            linkList(
                registers.compactMap { register in
                    register.subject.map { subject in
                        Link(
                            register.newTitle,
                            RegisterAddress.new(register.name).with(subject, String(view.record.id)).text)
                    }
                })
        }
    }
}

extension PersonFile {
    /// Why nothing more is registered, and where to correct that.
    private func closed(_ field: FieldDefinition, _ day: Day, _ events: PersonEvents) -> HTML {
        let source = events.related.compactMap { record -> Link? in
            guard let register = visit.catalogue.register(record.register), let from = register.carries[field.name],
                record[from] == .day(day)
            else { return nil }
            return Link(
                "登错了，打开这次\(register.title)（编号 \(record.id)）改正或删除",
                RegisterAddress.record(register.name, record.id))
        }.first
        return panel("登记新的情况", id: "add") {
            p("\(field.title)是 \(day.chinese)，不再登记新的情况。这一天以前的事要补记，在台账里登记。")
            if let source {
                linkList([source])
            } else if view.mayWrite {
                linkList([Link("登错了，修改资料里的\(field.title)", view.address("edit"))])
            }
        }
    }
}

/// Where somebody stands in a round.
struct Standing: Sendable {
    let round: Round
    let steps: [MemberStep]
}
