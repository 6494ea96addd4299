import Access
import Base
import HTML
import House
import Kit
import Plans
import Registers
import Rounds

/// What is due today: counts with the lists behind them, then whose turn it is and what a plan asks for. What a role may
/// not see is not there.
struct DeskPage {
    let visit: Visit

    static let peopleShown = 10
    static let planDays = 30

    func answer() async throws -> Answer {
        let counts = DeskCounts(visit: visit)
        let rounds = try await counts.outlook()
        let tiles = try await counts.rounds(rounds) + counts.registers() + counts.desks() + counts.parameters()
        let duties = try await duties(rounds)
        let reminders = try await reminders()
        let caseloads = Caseloads(visit: visit)
        let lack = try await caseloads.lackingOwn()
        let idle = try await caseloads.idle()
        return .page(page(tiles, duties, reminders, lack: lack, idle: idle))
    }

    private func page(
        _ found: [Tile], _ duties: [DeskDuty], _ reminders: [PlanReminder], lack: Caseloads.Lack?,
        idle: [(lack: Caseloads.Lack, accounts: [AccountCard])]
    ) -> Page {
        Page(title: "工作台", shell: visit.shell(current: "desk"), notice: visit.notice) {
            p("\(visit.actor.name)，今天是\(visit.today.chinese)。")
            if let lack {
                inset {
                    p("还没有\(lack.register.title)分给您，所以这里没有您要办的人。请县（区）残联的经办分人；您自己登记的人自动归您。")
                }
            } else if found.isEmpty, duties.isEmpty, reminders.isEmpty, idle.isEmpty {
                emptyState("现在没有要办的事") {
                    p("有新的待办、到期或逾期的事时，会列在这里。")
                }
            }
            if !found.isEmpty { panel("要办的事", id: "counts") { tiles("要办的事", found) } }
            if !duties.isEmpty { people(duties) }
            for entry in idle { colleagues(entry.lack, entry.accounts) }
            if !reminders.isEmpty { plans(reminders) }
        }
    }

    // MARK: People

    /// The next people of the open rounds, with what to do for each.
    private func duties(_ rounds: [RoundOutlook]) async throws -> [DeskDuty] {
        guard visit.actor.can(.rounds, "work"), !rounds.isEmpty else { return [] }
        let found = try await visit.house.rounds.nextDuties(limit: DeskPage.peopleShown, as: visit.actor)
        var duties: [DeskDuty] = []
        for outlook in rounds {
            guard let definition = visit.house.rounds.definition(of: outlook.round),
                let register = visit.catalogue.register(definition.register), visit.actor.can(.read, register.name)
            else { continue }
            let own = found.filter { $0.round == outlook.round.id }
            let ids = own.map(\.record)
            let records = try await visit.house.registers.read(as: visit.actor) { try $0.records(register.name, ids) }
            for duty in own {
                guard let record = records.first(where: { $0.id == duty.record }),
                    let step = definition.step(duty.step)
                else { continue }
                duties.append(
                    DeskDuty(duty: duty, round: outlook.round, step: step, record: record, register: register))
            }
        }
        return duties.sorted { $0.duty.due < $1.duty.due }
    }

    private func people(_ duties: [DeskDuty]) -> HTML {
        panel("接下来该办的人", id: "people") {
            taskList(
                duties.map { entry in
                    let mayDo = visit.actor.can(.write, entry.step.doneBy)
                    return TaskItem(
                        "\(entry.name(visit.regions))：\(entry.step.title)",
                        href: mayDo
                            ? RoundAddress.visit(entry.round.id, entry.record.id, step: entry.step.name, next: "/")
                            : nil,
                        state: RoundWords.due(entry.duty.due, on: visit.today), needsWork: true,
                        hint: entry.place(visit.regions))
                }, id: "duty")
        }
    }

    /// Colleagues who see nobody until they are given people.
    private func colleagues(_ lack: Caseloads.Lack, _ accounts: [AccountCard]) -> HTML {
        let words = AccountWords(visit: visit)
        let rest = accounts.count - DeskPage.peopleShown
        return panel("还没有分到人的账号，\(accounts.count) 个", id: "idle") {
            ul {
                for account in accounts.prefix(DeskPage.peopleShown) {
                    li("\(account.title)（\(words.roles(account.roles))），\(words.scope(account.scope))")
                }
                if rest > 0 { li("另外 \(rest) 个") }
            }
            lack.way(visit)
        }
    }

    // MARK: Plans

    private func reminders() async throws -> [PlanReminder] {
        guard visit.actor.can(.plans, "read") else { return [] }
        return try await visit.house.plans.dueSoon(within: DeskPage.planDays, on: visit.today, as: visit.actor)
    }

    private func plans(_ reminders: [PlanReminder]) -> HTML {
        let late = reminders.count { $0.late }
        return panel("方案里快到期的任务和报送", id: "plans") {
            p("\(DeskPage.planDays) 天内到期的 \(grouped(reminders.count - late)) 项，已逾期的 \(grouped(late)) 项。")
            taskList(
                reminders.prefix(DeskPage.peopleShown).map { reminder in
                    TaskItem(
                        reminder.title, href: address(reminder), state: RoundWords.due(reminder.due, on: visit.today),
                        needsWork: true,
                        hint: [reminder.who, reminder.planTitle].filter { !$0.isEmpty }.joined(separator: " · "))
                }, id: "plan")
            linkLine("看方案和全部任务", "/plans")
        }
    }

    /// A unit reports on its own page; others look at the task on the board.
    private func address(_ reminder: PlanReminder) -> String {
        guard let task = reminder.task else { return "/plans/\(reminder.plan)" }
        return visit.actor.unit == nil ? "/plans/\(reminder.plan)/tasks/\(task)" : "/units/mine?report=\(task)#report"
    }
}

/// A step that is due for somebody, with all that the desk says of it.
struct DeskDuty {
    let duty: RoundDuty
    let round: Round
    let step: RoundDefinition.Step
    let record: Record
    let register: RegisterDefinition

    func name(_ regions: RegionTree) -> String {
        let text = register.field(register.label).map {
            FieldText.write(record[register.label], of: $0, regions: regions)
        }
        return text.flatMap { $0.isEmpty ? nil : $0 } ?? "编号 \(record.id)"
    }

    /// Where the person lives, and of which round it is.
    func place(_ regions: RegionTree) -> String {
        let region = register.region.flatMap { record[$0].text }.flatMap { RegionCode($0) }
        return [region.map { regions.fullName(of: $0) }, round.title].compactMap { $0 }.joined(separator: " · ")
    }
}
