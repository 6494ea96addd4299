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

    /// The page that says how many people the round will hold.
    func check() async throws -> Answer {
        try require()
        do throws(Wrong) {
            let wish = try wish { visit.query($0) }
            return try await .page(confirm(wish))
        } catch {
            return .page(form(errors: error.errors), status: 422)
        }
    }

    func open() async throws -> Answer {
        try require()
        do throws(Wrong) {
            let wish = try wish { visit.form[$0] }
            let round = try await opened(wish)
            return .redirect(RoundAddress.board(round.id), notice: "“\(round.title)”已开启，名单已固定。")
        } catch {
            return .page(form(errors: error.errors), status: 422)
        }
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
        let closes = written.isEmpty ? yearEnd : WrittenDay.read(written)
        if closes == nil {
            errors.append(FieldError(field: "closes", message: "结束日期不是日期，请写成 2026 年 12 月 31 日这样。"))
        }
        if let closes, closes < visit.today {
            errors.append(FieldError(field: "closes", message: "结束日期不应早于今天。"))
        }
        guard errors.isEmpty, let region, let definition, let closes else { throw Wrong(errors) }
        return Wish(definition: definition, region: region, closes: closes)
    }

    private var yearEnd: Day? { Day(year: visit.today.year, month: 12, day: 31) }

    private func opened(_ wish: Wish) async throws(Wrong) -> Round {
        do {
            return try await visit.house.rounds.open(
                wish.definition.name, in: wish.region, on: visit.today, closes: wish.closes, as: visit.actor)
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

    private func form(errors: [FieldError]) -> Page {
        func typed(_ name: String) -> String { visit.query(name) ?? visit.form[name] ?? "" }
        let parts = DateParts(field: "closes") { visit.query($0) ?? visit.form[$0] }
        return Page(
            title: "开启一轮", shell: visit.shell(current: "rounds"), step: "第 1 步，共 2 步",
            breadcrumb: [Link("轮次", "/rounds")], errors: errors, width: .narrow
        ) {
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

    private func confirm(_ wish: Wish) async throws(Wrong) -> Page {
        let count = try await count(wish)
        let register = visit.catalogue.register(wish.definition.register)
        return Page(
            title: "开启前请核对", shell: visit.shell(current: "rounds"), step: "第 2 步，共 2 步",
            breadcrumb: [Link("轮次", "/rounds"), Link("开启一轮", "/rounds/new")], width: .narrow
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
                submitButton("开启这一轮")
            }
            linkLine("返回修改", PageAddress("/rounds/new", visit.address.items.map { ($0.name, $0.value) }).text)
        }
    }

    private func isPast(_ month: Int, _ day: Int) -> Bool {
        Day(year: visit.today.year, month: month, day: day).map { $0 < visit.today } ?? false
    }

    private func words(_ step: RoundDefinition.Step) -> String {
        let due =
            switch step.due {
            case .date(let month, let day): "，\(month)月\(day)日前\(isPast(month, day) ? "（今年的已经过了）" : "")"
            case .days(let days): "，进入名单后 \(days) 天内"
            case nil: ""
            }
        let times = step.times > 1 ? "，至少 \(step.times) 次" : ""
        return "\(step.title)\(step.when == nil ? "（每人）" : "（符合条件的人）")\(times)\(due)"
    }
}

/// A day as people write it.
enum WrittenDay {
    /// Reads 2026-3-5 and the like; nil for anything else.
    static func read(_ text: String) -> Day? {
        let parts = text.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        return parts.count == 3 ? Day(year: parts[0], month: parts[1], day: parts[2]) : nil
    }
}
