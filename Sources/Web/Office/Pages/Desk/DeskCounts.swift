import Access
import Base
import Exchange
import House
import Kit
import Packs
import Registers
import Rounds

/// The counts of the desk. Each is read from a table of counts or stops at `most`, so that the desk stays quick however
/// large the registers are.
struct DeskCounts {
    let visit: Visit

    /// Counting stops here; more is shown as “999+”.
    static let most = 999
    /// The saved list of a register that holds what is due.
    static let dueView = "due"
    /// How the names of saved lists end that hold what runs out; they are sorted by the day on which it does.
    static let expiringSuffix = "expiring"
    static let expiringDays = 90

    func outlook() async throws -> [RoundOutlook] {
        guard visit.actor.can(.rounds, "read") else { return [] }
        return try await visit.house.rounds.outlook(on: visit.today, as: visit.actor)
    }

    /// Waiting steps of open rounds, and how many of them are overdue.
    func rounds(_ outlook: [RoundOutlook]) throws -> [Tile] {
        outlook.flatMap { entry -> [Tile] in
            guard let definition = visit.house.rounds.definition(of: entry.round) else { return [] }
            let unit = visit.catalogue.register(definition.register)?.unit ?? "人"
            return definition.steps.compactMap { step in
                let coverage = entry.steps[step.name] ?? Coverage()
                guard coverage.waiting > 0 else { return nil }
                let late = coverage.overdue == 0 ? "没有逾期" : "其中逾期 \(grouped(coverage.overdue)) \(unit)"
                return Tile(
                    "\(step.title)待办", number: grouped(coverage.waiting), unit: unit,
                    period: "\(entry.round.title)，\(late)",
                    href: RoundAddress.members(
                        entry.round.id, step: step.name, state: .waiting),
                    isUrgent: coverage.overdue > 0)
            }
        }
    }

    /// What is due or runs out in the registers, by their own saved lists.
    func registers() async throws -> [Tile] {
        var wanted: [(register: RegisterDefinition, view: RegisterDefinition.View)] = []
        for register in visit.catalogue.registers where visit.actor.can(.read, register.name) {
            for view in register.views where isDue(view) || isOverdue(view) || isExpiring(view) {
                wanted.append((register, view))
            }
        }
        let queries = wanted.map { query($0.register, $0.view) }
        let counts = try await visit.house.registers.read(as: visit.actor) { reading in
            try queries.map { try reading.count($0, atMost: DeskCounts.most) }
        }
        return zip(wanted, counts).compactMap { entry, count in
            guard count > 0 else { return nil }
            return Tile(
                isExpiring(entry.view) ? "\(entry.view.title)（\(DeskCounts.expiringDays) 天内）" : entry.view.title,
                number: count > DeskCounts.most ? "\(DeskCounts.most)+" : grouped(count), unit: entry.register.unit,
                period: entry.register.listTitle, href: address(entry.register, entry.view),
                isUrgent: isOverdue(entry.view))
        }
    }

    private func isDue(_ view: RegisterDefinition.View) -> Bool { view.name == DeskCounts.dueView }

    private func isOverdue(_ view: RegisterDefinition.View) -> Bool {
        view.name == RegisterDefinition.View.overdueName
    }

    private func isExpiring(_ view: RegisterDefinition.View) -> Bool {
        view.name.hasSuffix(DeskCounts.expiringSuffix) && !view.sort.isEmpty
    }

    private var lastDay: Day { visit.today.adding(days: DeskCounts.expiringDays) }

    private func query(_ register: RegisterDefinition, _ view: RegisterDefinition.View) -> ListQuery {
        var query = ListQuery(register: register.name, view: view.name)
        if isExpiring(view), let day = view.sort.first?.field {
            query.filters = [Filter(day, .from(.day(visit.today))), Filter(day, .to(.day(lastDay)))]
        }
        return query
    }

    private func address(_ register: RegisterDefinition, _ view: RegisterDefinition.View) -> String {
        let list = RegisterAddress.list(register.name).with("view", view.name)
        guard isExpiring(view), let day = view.sort.first?.field else { return list.text }
        return list.with("f.\(day).from", visit.today.iso).with("f.\(day).to", lastDay.iso).text
    }

    /// Values of parameters that wait for the person's confirmation: those that others proposed for their regions.
    func parameters() async throws -> [Tile] {
        let actor = visit.actor
        guard actor.can(.parameters, "confirm") else { return [] }
        let waiting = try await visit.house.registers.amendments().count {
            $0.state == .proposed && $0.proposer != actor.account && actor.scope.contains($0.entry.region)
        }
        guard waiting > 0 else { return [] }
        return [
            Tile(
                "待核对的参数", number: grouped(waiting), unit: "项", period: "别人提出的新值，核对原文后确认",
                href: ParameterAddress.list)
        ]
    }

    /// Doubtful pairs that wait, and imports that were begun.
    func desks() async throws -> [Tile] {
        var tiles: [Tile] = []
        guard visit.actor.canAny(.import) else { return tiles }
        let pairs = try await visit.house.duplicates.openCount(as: visit.actor)
        if pairs > 0 {
            tiles.append(
                Tile(
                    "疑似重复", number: grouped(pairs), unit: "对", period: "等待认定是不是同一人",
                    href: DuplicateAddress.list()))
        }
        let unfinished = try await visit.house.imports.unfinishedCount(as: visit.actor, atMost: DeskCounts.most)
        if unfinished > 0 {
            tiles.append(
                Tile(
                    "没有做完的导入", number: grouped(unfinished), unit: "次", period: "还没有写入台账", href: "/imports"))
        }
        return tiles
    }
}
