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
                additions
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
    private var additions: HTML {
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

/// Where somebody stands in a round.
struct Standing: Sendable {
    let round: Round
    let steps: [MemberStep]
}
