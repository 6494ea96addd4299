import Access
import Base
import HTML
import House
import Kit
import Registers
import Rounds

/// Opening a round: what, where, until when; then how many people it will hold; then it is opened.
struct RoundOpeningPages {
    let visit: Visit

    func start() throws -> Answer {
        try require()
        return .page(form(errors: []))
    }

    /// The page that says how many people the round will hold, and until when every step is due.
    func check() async throws -> Answer {
        try require()
        let wish: Wish
        do throws(Wrong) {
            wish = try self.wish { visit.query($0) }
        } catch {
            return .page(form(errors: error.errors), status: 422)
        }
        do throws(Wrong) {
            return try await .page(confirm(wish, errors: []))
        } catch {
            return try await refused(wish, error.errors)
        }
    }

    func open() async throws -> Answer {
        try require()
        let wish: Wish
        do throws(Wrong) {
            wish = try self.wish { visit.form[$0] }
        } catch {
            return .page(form(errors: error.errors), status: 422)
        }
        do throws(Wrong) {
            let round = try await opened(wish, try dues(wish))
            return .redirect(RoundAddress.board(round.id), notice: "“\(round.title)”已开启，名单已固定。")
        } catch {
            guard error.isOfDues else { return try await refused(wish, error.errors) }
            return .page(try await confirm(wish, errors: error.errors), status: 422)
        }
    }

    /// The form again; where another round is in the way, with the way to it.
    private func refused(_ wish: Wish, _ errors: [FieldError]) async throws -> Answer {
        let other = try await visit.house.rounds.ongoing(wish.definition.name, in: wish.region, as: visit.actor)
        return .page(form(errors: errors, other: other), status: 422)
    }

    private func require() throws {
        guard visit.actor.can(.rounds, "open") else { throw AccessError.notAllowed(.rounds, "open") }
    }

    // MARK: What is wished

    private struct Wish {
        let definition: RoundDefinition
        let region: RegionCode
        let closes: Day
    }

    private struct Wrong: Error {
        let errors: [FieldError]

        /// Whether all that is wrong are due dates, which stand on the second page.
        var isOfDues: Bool { errors.allSatisfy { $0.field?.hasPrefix(RoundOpeningPages.duePrefix) ?? false } }

        init(_ errors: [FieldError]) { self.errors = errors }

        init(_ error: any Error) {
            switch error {
            case let refusal as Refusal:
                errors = refusal.faults.map { FieldError(field: $0.field, message: $0.message) }
            case let access as AccessError: errors = [FieldError(field: "region", message: access.description)]
            default: errors = [FieldError(field: nil, message: "现在不能开启，请过一会儿再试。")]
            }
        }
    }

    private func wish(_ value: (String) -> String?) throws(Wrong) -> Wish {
        var errors: [FieldError] = []
        let region = value("region").flatMap { RegionCode($0) }
        if region == nil { errors.append(FieldError(field: "region", message: "请选择在哪个区划开启。")) }
        let name = value("round") ?? ""
        let definition = visit.house.rounds.book.definition(name, in: region)
        if definition == nil {
            let message = name.isEmpty ? "请选择开启哪一种轮次。" : "这个区划没有这种轮次，请另选轮次或区划。"
            errors.append(FieldError(field: "round", message: message))
        }
        let written = DateParts(field: "closes", form: value).text
        let closes = written.isEmpty ? yearEnd : WrittenDate.day(written)
        if closes == nil {
            errors.append(FieldError(field: "closes", message: WrittenDate.fault("结束日期", written)))
        }
        if let closes, closes < visit.today {
            errors.append(FieldError(field: "closes", message: "结束日期不应早于今天。"))
        }
        guard errors.isEmpty, let region, let definition, let closes else { throw Wrong(errors) }
        return Wish(definition: definition, region: region, closes: closes)
    }

    private var yearEnd: Day? { Day(year: visit.today.year, month: 12, day: 31) }

    fileprivate static let duePrefix = "due-"

    private static func dueTitle(_ step: RoundDefinition.Step) -> String { "\(step.title)截止到哪一天" }

    /// The due dates that were written, by step; an empty one is the proposed one.
    private func dues(_ wish: Wish) throws(Wrong) -> [String: Day] {
        var (dues, errors): ([String: Day], [FieldError]) = ([:], [])
        for step in wish.definition.steps where step.hasDate {
            let field = RoundOpeningPages.duePrefix + step.name
            let written = DateParts(field: field) { visit.form[$0] }.text
            guard !written.isEmpty else { continue }
            dues[step.name] = WrittenDate.day(written)
            if dues[step.name] == nil {
                let title = RoundOpeningPages.dueTitle(step)
                errors.append(FieldError(field: field, message: WrittenDate.fault(title, written)))
            }
        }
        guard errors.isEmpty else { throw Wrong(errors) }
        return dues
    }

    private func opened(_ wish: Wish, _ dues: [String: Day]) async throws(Wrong) -> Round {
        do {
            return try await visit.house.rounds.open(
                wish.definition.name, in: wish.region, on: visit.today, closes: wish.closes, dues: dues,
                as: visit.actor)
        } catch {
            throw Wrong(error)
        }
    }

    private func count(_ wish: Wish) async throws(Wrong) -> Int {
        do {
            return try await visit.house.rounds.preview(
                wish.definition.name, in: wish.region, on: visit.today, as: visit.actor)
        } catch {
            throw Wrong(error)
        }
    }

    // MARK: Pages

    private func form(errors: [FieldError], other: Round? = nil) -> Page {
        func typed(_ name: String) -> String { visit.query(name) ?? visit.form[name] ?? "" }
        let parts = DateParts(field: "closes") { visit.query($0) ?? visit.form[$0] }
        return Page(
            title: "开启一轮", shell: visit.shell(current: "rounds"), step: "第 1 步，共 2 步",
            breadcrumb: [Link("轮次", "/rounds")], errors: errors, width: .narrow
        ) {
            if let other { linkLine("打开“\(other.title)”", RoundAddress.board(other.id)) }
            p("开启时按今天的台账固定名单；以后符合条件的人由系统自动补进来。")
            getForm("/rounds/new/check", label: "开启一轮") {
                selectField(Field("round", "哪一种轮次", value: typed("round"), errors: errors), definitions)
                selectField(
                    Field("region", "在哪个区划开启", value: typed("region"), errors: errors),
                    RegionChoices.choices(visit))
                dateField(
                    Field("closes", "结束日期", hint: "过了这一天，新的记录不再计入这一轮。", errors: errors),
                    parts.text.isEmpty ? yearEnd.map { DateParts($0.iso) } : parts)
                submitButton("看看有多少人")
            }
        }
    }

    private var definitions: [Choice] {
        var seen: Set<String> = []
        let scope = visit.actor.scope
        return visit.house.rounds.book.definitions.filter { definition in
            let region = definition.region
            let fits =
                region.map { region in
                    scope.contains(region) || (scope.roots ?? []).contains { region.contains($0) }
                } ?? true
            return fits && seen.insert(definition.name).inserted
        }.map { Choice($0.name, "\($0.title)（\($0.cadence.title)）") }
    }

    private func confirm(_ wish: Wish, errors: [FieldError]) async throws(Wrong) -> Page {
        let count = try await count(wish)
        let register = visit.catalogue.register(wish.definition.register)
        return Page(
            title: "开启前请核对", shell: visit.shell(current: "rounds"), step: "第 2 步，共 2 步",
            breadcrumb: [Link("轮次", "/rounds"), Link("开启一轮", "/rounds/new")], errors: errors, width: .narrow
        ) {
            summaryList([
                SummaryRow("轮次", wish.definition.title),
                SummaryRow("区划", visit.regions.fullName(of: wish.region)),
                SummaryRow("名单固定在", visit.today.chinese), SummaryRow("结束日期", wish.closes.chinese),
                SummaryRow("名单上会有", "\(grouped(count)) \(register?.unit ?? "人")"),
            ])
            panel("每人要做的", id: "steps") {
                ul { for step in wish.definition.steps { li(words(step)) } }
            }
            if count == 0 { warningText("按今天的台账，没有人符合这一轮的条件。请先核对台账，或者另选区划。") }
            postForm("/rounds", csrf: visit.csrf) {
                hiddenField("round", wish.definition.name)
                hiddenField("region", wish.region.text)
                hiddenField("closes.year", wish.closes.iso)
                for step in wish.definition.steps where step.hasDate { due(step, wish, errors) }
                submitButton("开启这一轮")
            }
            linkLine("返回修改", address(of: wish))
        }
    }

    private func address(of wish: Wish) -> String {
        PageAddress("/rounds/new").with("round", wish.definition.name).with("region", wish.region.text)
            .with("closes.year", wish.closes.iso).text
    }

    /// Until when a step is due: as the pack says, unless that day has passed.
    private func due(_ step: RoundDefinition.Step, _ wish: Wish, _ errors: [FieldError]) -> HTML {
        let name = RoundOpeningPages.duePrefix + step.name
        let proposed = step.due(from: visit.today, to: wish.closes)
        let typed = DateParts(field: name) { visit.form[$0] }
        return dateField(
            Field(name, RoundOpeningPages.dueTitle(step), hint: why(step, proposed, wish.closes), errors: errors),
            typed.text.isEmpty ? DateParts(proposed.iso) : typed)
    }

    private func why(_ step: RoundDefinition.Step, _ proposed: Day, _ closes: Day) -> String? {
        guard case .date(let month, let day) = step.due,
            (proposed.month, proposed.day) != (month, day) || proposed.year != visit.today.year
        else { return nil }
        let isPast = Day(year: visit.today.year, month: month, day: day).map { $0 < visit.today } ?? false
        let reason = isPast ? "今年的这一天已经过了" : "这一轮那时已经结束"
        let moved = proposed == closes ? "改到这一轮结束的那天" : "改到明年的这一天"
        return "原来是\(month)月\(day)日前，\(reason)，\(moved)；可以改。"
    }

    private func words(_ step: RoundDefinition.Step) -> String {
        let due = if case .days(let days) = step.due { "，进入名单后 \(days) 天内" } else { "" }
        let times = step.times > 1 ? "，至少 \(step.times) 次" : ""
        return "\(step.title)\(step.when == nil ? "（每人）" : "（符合条件的人）")\(times)\(due)"
    }
}

extension RoundDefinition.Step {
    /// Whether it is due for all on one day, which may be set when the round is opened.
    fileprivate var hasDate: Bool {
        if case .days = due { false } else { true }
    }
}
