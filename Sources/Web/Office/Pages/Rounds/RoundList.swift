import Access
import Base
import HTML
import House
import Kit
import Registers
import Rounds

/// The rounds that one may see.
struct RoundList {
    let visit: Visit

    func answer() async throws -> Answer {
        guard visit.actor.can(.rounds, "read") else { throw AccessError.notAllowed(.rounds, "read") }
        let rounds = try await visit.house.rounds.rounds(as: visit.actor)
        let outlook = try await visit.house.rounds.outlook(on: visit.today, as: visit.actor)
        let actions =
            visit.actor.can(.rounds, "open") ? buttonLink("开启一轮", "/rounds/new", .primary) : HTML.empty
        return .page(
            Page(title: "轮次", shell: visit.shell(current: "rounds"), notice: visit.notice, actions: actions) {
                if rounds.isEmpty {
                    emptyState("还没有开启过轮次") {
                        p("一轮就是一份固定下来的名单，按规定的步骤逐人办理，例如每年的就业服务“四个一”。")
                    }
                }
                for entry in outlook { open(entry) }
                closed(rounds.filter { !$0.isOpen })
            })
    }

    private func open(_ outlook: RoundOutlook) -> HTML {
        let round = outlook.round
        let definition = visit.house.rounds.definition(of: round)
        let unit = definition.flatMap { visit.catalogue.register($0.register)?.unit } ?? "人"
        return panel(round.title, id: "round-\(round.id)") {
            p("\(visit.regions.fullName(of: round.region))，\(round.openedOn.chinese)至\(round.closesOn.chinese)。")
            ul {
                for step in definition?.steps ?? [] {
                    li("\(step.title)：\(RoundWords.coverage(outlook.steps[step.name] ?? Coverage(), unit: unit))")
                }
            }
            buttonRow {
                buttonLink("看\(round.title)的进度", RoundAddress.board(round.id))
                if let first = definition?.steps.first {
                    buttonLink(
                        "\(first.title)的待办名单",
                        RoundAddress.members(round.id, step: first.name, state: .waiting))
                }
            }
        }
    }

    @HTMLBuilder private func closed(_ rounds: [Round]) -> HTML {
        if !rounds.isEmpty {
            dataTable(
                "已结束的轮次，\(rounds.count) 个", id: "closed",
                columns: [
                    TableColumn("轮次"), TableColumn("区划"), TableColumn("开始"), TableColumn("结束"), TableColumn("谁开的"),
                ],
                rows: rounds.map { round in
                    TableRow([
                        a(round.title, .href(RoundAddress.board(round.id))),
                        HTML(visit.regions.fullName(of: round.region)), HTML(round.openedOn.chinese),
                        HTML(round.closedAt?.chinaDay.chinese ?? ""), HTML(round.openedBy),
                    ])
                })
        }
    }
}
