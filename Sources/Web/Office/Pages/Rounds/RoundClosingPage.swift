import Access
import HTML
import House
import Kit
import Registers
import Rounds

/// Closing a round, after saying what that means.
struct RoundClosingPage {
    let visit: Visit

    func ask() async throws -> Answer {
        let place = try await allowed()
        let outlook = try await visit.house.rounds.outlook(on: visit.today, as: visit.actor)
        let steps = outlook.first { $0.round.id == place.round.id }?.steps ?? [:]
        return .page(
            Page(
                title: "结束“\(place.round.title)”？", shell: visit.shell(current: "rounds"),
                breadcrumb: place.trail(), width: .narrow
            ) {
                ul {
                    for step in place.definition.steps {
                        li("\(step.title)：还有 \(grouped(steps[step.name]?.waiting ?? 0)) \(place.register.unit)没有做")
                    }
                }
                warningText("结束以后，新的记录不再计入这一轮，进度不再变化，也不能再打开。")
                postForm(RoundAddress.part(place.round.id, "close").text, csrf: visit.csrf) {
                    submitButton("结束这一轮", .warning)
                }
                linkLine("先不结束，回到进度", RoundAddress.board(place.round.id))
            })
    }

    func close() async throws -> Answer {
        let place = try await allowed()
        try await visit.house.rounds.close(place.round.id, as: visit.actor)
        return .redirect(RoundAddress.board(place.round.id), notice: "“\(place.round.title)”已结束。")
    }

    private func allowed() async throws -> RoundPlace {
        guard visit.actor.can(.rounds, "close") else { throw AccessError.notAllowed(.rounds, "close") }
        let place = try await RoundPlace(visit)
        guard visit.actor.scope.contains(place.round.region) else {
            throw AccessError.outOfScope(visit.regions.fullName(of: place.round.region))
        }
        return place
    }
}
