import Access
import Base
import HTML
import House
import Kit
import Registers
import Rounds

/// The worklist of a round: who is on it, where each stands, and the way to do what is left.
struct RoundMembersPage {
    let visit: Visit

    func answer() async throws -> Answer { try await numbers.answer(page) }
    func search() async throws -> Answer { try await numbers.search(page) }

    private var numbers: NumberSearch { NumberSearch(visit: visit, name: "q") }

    private func page(_ search: String?) async throws -> Answer {
        let place = try await RoundPlace(visit)
        let query = query(search)
        let page = try await visit.house.rounds.members(place.round.id, query, as: visit.actor)
        let steps = try await visit.house.rounds.steps(
            place.round.id, of: page.records.map(\.id), as: visit.actor)
        let total = try await total(place, query)
        return .page(self.page(place, query, page, steps, total: total))
    }

    private func query(_ search: String?) -> MemberQuery {
        var query = MemberQuery()
        query.step = visit.query("step")
        query.state = visit.query("state").flatMap { StepState(rawValue: $0) }
        query.overdue = visit.query("overdue") == "yes"
        query.region = visit.query("region").flatMap { RegionCode($0) }
        query.search = search
        query.after = visit.query(pagingName).flatMap { Cursor(encoded: $0) }
        query.before = visit.query("before").flatMap { Cursor(encoded: $0) }
        return query
    }

    /// How many there are, where the coverage says so; a search is not counted.
    private func total(_ place: RoundPlace, _ query: MemberQuery) async throws -> Int? {
        guard query.search == nil, query.step != nil || (query.state == nil && !query.overdue) else { return nil }
        let board = try await visit.house.rounds.board(
            place.round.id, in: query.region, on: visit.today, as: visit.actor)
        guard let step = query.step else { return board.total.members }
        let coverage = board.total.steps[step] ?? Coverage()
        if query.overdue { return coverage.overdue }
        switch query.state {
        case .waiting: return coverage.waiting
        case .done: return coverage.done
        case .notDone: return coverage.notDone
        case .notAsked: return board.total.members - coverage.asked
        case nil: return coverage.asked
        }
    }

    // MARK: The page

    private func page(
        _ place: RoundPlace, _ query: MemberQuery, _ list: ListPage, _ steps: [Int64: [MemberStep]], total: Int?
    ) -> Page {
        Page(
            title: heading(place, query), shell: visit.shell(current: "rounds"), caption: place.round.title,
            breadcrumb: place.trail(), notice: visit.notice
        ) {
            filters(place, query)
            searchBox(
                Field("q", "按姓名或证件号找人", value: query.search ?? ""), at: visit.address.without("before"),
                posting: visit.csrf)
            chips(conditions(place, query) + searched(query), clearHref: RoundAddress.members(place.round.id))
            if list.records.isEmpty {
                emptyState("没有符合条件的\(place.register.title)") {
                    linkLine("看全部名单", RoundAddress.members(place.round.id))
                }
            } else {
                table(place, query, list, steps, total: total)
                pager(
                    total.map {
                        "这一页 \(list.records.count) \(place.register.unit)，共 \(grouped($0)) \(place.register.unit)"
                    }
                        ?? "这一页 \(list.records.count) \(place.register.unit)",
                    previous: list.previous.map {
                        visit.address.without(pagingName).with("before", $0.encoded).text
                    },
                    next: list.next.map { visit.address.without("before").with(pagingName, $0.encoded).text })
            }
        }
    }

    private func heading(_ place: RoundPlace, _ query: MemberQuery) -> String {
        let step = query.step.flatMap { place.definition.step($0)?.title }
        let state = query.overdue ? "逾期" : query.state?.title
        let words = [step, state].compactMap { $0 }.joined()
        let region = query.region.map { visit.regions.name(of: $0) ?? $0.text }
        return [region, words.isEmpty ? nil : words].compactMap { $0 }.joined(separator: "：") + "名单"
    }

    private func filters(_ place: RoundPlace, _ query: MemberQuery) -> HTML {
        let active = conditions(place, query).count
        return filterPanel(
            at: visit.address.without("before"), names: ["step", "state", "overdue"], active: active
        ) {
            selectField(
                Field("step", "步骤", value: query.step ?? ""),
                place.definition.steps.map { Choice($0.name, $0.title) }, empty: "不限")
            selectField(
                Field("state", "情况", value: query.state?.rawValue ?? ""),
                StepState.allCases.map { Choice($0.rawValue, $0.title) }, empty: "不限")
            checkbox(Field("overdue", "只看逾期的", value: query.overdue ? "yes" : ""))
        }
    }

    private func conditions(_ place: RoundPlace, _ query: MemberQuery) -> [Chip] {
        let here = visit.address.without(pagingName, "before")
        var found: [Chip] = []
        if let region = query.region {
            found.append(
                Chip("区划：\(visit.regions.fullName(of: region))", removeHref: here.without("region").text))
        }
        if let step = query.step.flatMap({ place.definition.step($0) }) {
            found.append(Chip("步骤：\(step.title)", removeHref: here.without("step").text))
        }
        if let state = query.state {
            found.append(Chip("情况：\(state.title)", removeHref: here.without("state").text))
        }
        if query.overdue { found.append(Chip("逾期", removeHref: here.without("overdue").text)) }
        return found
    }

    private func searched(_ query: MemberQuery) -> [Chip] {
        guard let search = query.search else { return [] }
        let words = PersonalNumber.isLike(search) ? "按号码搜索" : "搜索：\(search)"
        return [Chip(words, removeHref: visit.address.without(pagingName, "before", "q").text)]
    }

    private func table(
        _ place: RoundPlace, _ query: MemberQuery, _ list: ListPage, _ steps: [Int64: [MemberStep]], total: Int?
    ) -> HTML {
        let count = total.map { "共 \(grouped($0))" } ?? "这一页 \(list.records.count)"
        return dataTable(
            "\(place.register.listTitle)，\(count) \(place.register.unit)", id: "members",
            columns: [TableColumn(place.register.title), TableColumn("所在区划"), TableColumn("各步骤")],
            rows: list.records.map { record in
                let name = place.name(record)
                return TableRow([
                    a(name, .href(RegisterAddress.record(record.register, record.id))),
                    HTML(place.region(of: record).map { visit.regions.fullName(of: $0) } ?? ""),
                    standing(place, query, record, name: name, steps[record.id] ?? []),
                ])
            })
    }

    private func standing(
        _ place: RoundPlace, _ query: MemberQuery, _ record: Record, name: String, _ standing: [MemberStep]
    ) -> HTML {
        ul {
            for step in place.definition.steps {
                if let member = standing.first(where: { $0.step == step.name }), member.state != .notAsked {
                    li(line(place, step, member, record, name: name))
                }
            }
        }
    }

    private func line(
        _ place: RoundPlace, _ step: RoundDefinition.Step, _ member: MemberStep, _ record: Record, name: String
    ) -> HTML {
        let words = RoundWords.standing(member, reasons: place.definition.notDone, on: visit.today)
        let next = visit.address.text
        return HTML {
            switch member.state {
            case .waiting where place.mayDo(step):
                link(
                    step.title.hasSuffix("登记") ? step.title : "登记\(step.title)", of: name,
                    RoundAddress.visit(place.round.id, record.id, step: step.name, next: next))
            case .notDone where place.mayWork && member.left == nil:
                link(step.title, of: name, RoundAddress.notDone(place.round.id, record.id, step: step.name, next: next))
            case .done:
                if let done = member.record, visit.actor.can(.read, step.doneBy) {
                    link(step.title, of: name, RegisterAddress.record(step.doneBy, done))
                } else {
                    step.title
                }
            default: step.title
            }
            " "
            tag(words, RoundWords.tone(member, on: visit.today))
        }
    }

    /// A link whose words are short to the eye and say whose it is to the ear.
    private func link(_ text: String, of name: String, _ href: String) -> HTML {
        a(.href(href)) {
            text
            span("（\(name)）", .class("vh"))
        }
    }
}
