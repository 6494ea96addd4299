import Base
import FEEL
import HTML
import House
import Kit
import Packs
import Quota
import Reasons
import Registers

/// What an employer would owe: a few figures in, the levy with its reasons and what one person more would change.
struct SimulatorPage {
    let visit: OpenVisit

    private static let region = "region"
    private static let year = "year"
    private static let placed = "placed"

    func page() throws -> Page {
        let name = try visit.part("audit")
        guard let audit = visit.house.audits.book.definitions.first(where: { $0.name == name }),
            let simulator = LevySimulator(audit, in: visit.house.audits)
        else { throw NotFound() }
        let isAsked = visit.address.value(Self.region) != nil
        let typed = SimulatedCase(visit: visit, simulator: simulator)
        let errors = isAsked ? typed.errors : []
        let outcome = isAsked ? typed.value.map { tried(simulator, $0) } : nil
        return Page(
            title: "试算", shell: visit.shell, caption: audit.title, errors: errors, width: .narrow
        ) {
            p("不用登录。填的数不会留下，也不是申报；申报以年审认定的为准。")
            if let outcome { outcome.html }
            form(simulator, errors, outcome?.missing ?? typed.assumed, AuditSimulatorAddress.audit(name))
        }
    }

    // MARK: The form

    private func form(
        _ simulator: LevySimulator, _ errors: [FieldError], _ assumed: [Parameter], _ address: String
    ) -> HTML {
        getForm(address) {
            selectField(
                Field(
                    Self.region, "税务登记的县（市、区）", value: visit.query(Self.region), errors: errors),
                groups: counties)
            textField(
                Field(
                    Self.year, "就业年度",
                    value: visit.address.value(Self.year) ?? "\(visit.house.registers.today.year - 1)",
                    hint: "安排残疾人就业的那一年。", errors: errors), .integer, unit: "年")
            for field in simulator.employerFields + simulator.declarationFields { entry(field, errors) }
            textField(
                Field(
                    Self.placed, "已安排的残疾人", value: visit.query(Self.placed),
                    hint: "折算成满一年的人数，一、二级的按两人计。没有安排的填 0。", errors: errors), .decimal, unit: "人")
            for parameter in assumed {
                textField(
                    Field(
                        SimulatedCase.name(parameter), parameter.title,
                        value: visit.query(SimulatedCase.name(parameter)), hint: "还没有公布，知道的请填，只用于这次试算。",
                        errors: errors), .decimal, unit: parameter.unit ?? (parameter.kind == .money ? "元" : nil))
            }
            submitButton("试算")
        }
    }

    private func entry(_ field: FieldDefinition, _ errors: [FieldError]) -> HTML {
        let control = Field(
            field.name, field.title, value: visit.query(field.name), hint: field.hint, errors: errors)
        switch field.kind {
        case .choice: return radioGroup(control, field.codes?.entries.map { Choice($0.code, $0.title) } ?? [])
        case .money: return textField(control, .money)
        case .boolean: return radioGroup(control, [Choice("是", "是"), Choice("否", "否")])
        default: return textField(control, .decimal)
        }
    }

    /// The counties by the region above them.
    private var counties: [ChoiceGroup] {
        let regions = visit.house.registers.regions
        func counties(below code: RegionCode?) -> [RegionCode] {
            regions.children(of: code).map(\.code).flatMap { code in
                code.level == .county ? [code] : code.level < .county ? counties(below: code) : []
            }
        }
        let all = counties(below: nil)
        var order: [RegionCode] = []
        for above in all.compactMap(\.parent) where !order.contains(above) { order.append(above) }
        return order.map { above in
            ChoiceGroup(
                regions.fullName(of: above),
                all.filter { $0.parent == above }.map { Choice($0.text, regions.name(of: $0) ?? $0.text) })
        }
    }

    // MARK: The result

    /// What it came to, and the parameters whose values the person may put in.
    private struct Outcome {
        let html: HTML
        let missing: [Parameter]
    }

    private func tried(_ simulator: LevySimulator, _ tried: LevySimulator.Case) -> Outcome {
        let assumed = tried.assumptions.compactMap { simulator.parameter($0.parameter) }
        do throws(NoAnswer) {
            let levy = try simulator.levy(tried)
            let answer = DecisionAnswer(
                reader: AnswerReader(open: visit.house), answer: levy, whatIf: nil,
                beside: others(simulator.others(tried, beside: levy)))
            return Outcome(html: answer.html, missing: assumed)
        } catch {
            let missing = error.missing.compactMap { simulator.parameter($0.parameter) }
            guard !missing.isEmpty else {
                return Outcome(html: warningText("算不出来：\(error.plain.joined())"), missing: assumed)
            }
            let titles = missing.map { "“\($0.title)”" }.joined(separator: "、")
            let words = "还算不出来：这个地方这一年的\(titles)还没有公布，或者系统里还没有。知道的请在下面填上再试算，也可以问当地残联。"
            return Outcome(html: warningText(words), missing: assumed + missing)
        }
    }

    @HTMLBuilder private func others(_ others: [LevySimulator.Other]) -> HTML {
        if !others.isEmpty {
            dataTable(
                "如果再安排残疾人", id: "others",
                columns: [TableColumn("怎样安排"), TableColumn("应缴", isNumber: true), TableColumn("少缴", isNumber: true)],
                rows: others.map { other in
                    TableRow([
                        HTML(other.title), HTML(other.levy.text),
                        HTML(other.saved.map { Figures.text(.number($0), unit: other.levy.unit) } ?? ""),
                    ])
                })
        }
    }
}

/// What was typed into the simulator, read.
private struct SimulatedCase {
    let errors: [FieldError]
    /// The case; nil where something is wrong.
    let value: LevySimulator.Case?
    /// The parameters whose values were put in.
    let assumed: [Parameter]

    /// Under which name the value of a parameter is sent.
    static func name(_ parameter: Parameter) -> String { "parameter." + parameter.name }

    private static func assumed(_ visit: OpenVisit, _ simulator: LevySimulator) -> [(Parameter, String)] {
        visit.address.items.compactMap { item in
            guard item.name.hasPrefix("parameter."), !normalised(item.value).isEmpty else { return nil }
            return simulator.parameter(String(item.name.dropFirst("parameter.".count))).map {
                ($0, normalised(item.value))
            }
        }
    }

    init(visit: OpenVisit, simulator: LevySimulator) {
        var errors: [FieldError] = []
        let regions = visit.house.registers.regions
        func read(_ field: FieldDefinition) -> FieldValue {
            do throws(FieldFault) {
                let value = try FieldText.read(visit.query(field.name), as: field, regions: regions)
                if !value.isNull { return value }
                errors.append(FieldError(field: field.name, message: "请填写\(field.title)。"))
            } catch {
                errors.append(FieldError(field: field.name, message: error.message))
            }
            return .null
        }
        let region = RegionCode(visit.query("region"))
        if region == nil { errors.append(FieldError(field: "region", message: "请选择税务登记的县（市、区）。")) }
        let year = Int(normalised(visit.query("year")))
        if year.map({ (2_000...2_100).contains($0) }) != true {
            errors.append(FieldError(field: "year", message: "就业年度写四位数，例如 2025。"))
        }
        let employer = simulator.employerFields.map { ($0.name, read($0)) }
        let declaration = simulator.declarationFields.map { ($0.name, read($0)) }
        let placed = Scaled.read(normalised(visit.query("placed")), scale: 4)
        if placed.map({ $0 >= 0 }) != true {
            errors.append(FieldError(field: "placed", message: "已安排的残疾人写数字，最多四位小数；没有安排的写 0。"))
        }
        let assumed = Self.assumed(visit, simulator)
        for (parameter, value) in assumed where !parameter.kind.accepts(value.filter { $0 != "," }) {
            errors.append(FieldError(field: Self.name(parameter), message: "“\(parameter.title)”写数字。"))
        }
        self.assumed = assumed.map(\.0)
        self.errors = errors
        guard errors.isEmpty, let region, let year, let placed else {
            value = nil
            return
        }
        value = LevySimulator.Case(
            region: region, year: year, employer: Dictionary(uniqueKeysWithValues: employer),
            declaration: Dictionary(uniqueKeysWithValues: declaration), placed: placed,
            assumptions: assumed.map { .init(parameter: $0.name, value: $1) })
    }
}

/// What can be tried out: the only one at once, or all to choose from.
struct SimulatorIndex {
    let visit: OpenVisit

    func page() throws -> Page {
        let audits = visit.house.audits.book.definitions.filter { $0.simulator != nil }
        return Page(title: "试算", shell: visit.shell, width: .narrow) {
            if audits.isEmpty { emptyState("没有可以试算的") }
            linkList(audits.map { Link($0.title, AuditSimulatorAddress.audit($0.name)) })
        }
    }
}

/// Where the pages for trying out lie.
enum AuditSimulatorAddress {
    static func audit(_ name: String) -> String { "/simulators/\(name)" }
}
