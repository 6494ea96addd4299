import Base
import Decisions
import FEEL
import Packs
import Reasons
import Registers

/// Judges declared months and works out the levy, with the parameters of each month and place.
///
/// It is not shared between threads: programs are kept from month to month.
final class Auditor {
    let audit: AuditDefinition
    private let decisions: DecisionBook
    private let parameters: ParameterBook
    private var programs: [ProgramKey: Result<BoundRows, NoAnswer>] = [:]
    private var levyPrograms: [ProgramKey: Result<BoundRows, NoAnswer>] = [:]

    private struct ProgramKey: Hashable {
        /// The month, or the day, whose parameters hold.
        let time: String
        let region: RegionCode?
    }

    init(_ audit: AuditDefinition, decisions: DecisionBook, parameters: ParameterBook) {
        (self.audit, self.decisions, self.parameters) = (audit, decisions, parameters)
    }

    // MARK: Months

    /// The verdicts of a placement's months, in the order of the calendar. A month of another year has none, nor has the
    /// second row of a month.
    func verdicts(_ placement: Record, _ register: RegisterDefinition) -> [MonthVerdict] {
        guard let field = register.field(audit.months) else { return [] }
        let whole = register.context(of: placement)
        let place = AuditPlace.region(placement, register)
        let rows = placement[audit.months].rows ?? []
        let year = "\(placement[audit.year].integer ?? 0)-"
        var seen: Set<String> = []
        return rows.map { row in
            let month = row[audit.month]?.text ?? ""
            guard month.hasPrefix(year) else {
                return MonthVerdict(month: month, heads: nil, rule: "不在申报的就业年度里，请改正月份", failing: [])
            }
            guard seen.insert(month).inserted else {
                return MonthVerdict(month: month, heads: nil, rule: "这个月写了两行，按第一行认定，请删去一行", failing: [])
            }
            let records = ["placement": whole, "months": field.context(ofRow: row)]
            do throws(NoAnswer) {
                return try verdict(month, records, place)
            } catch {
                return MonthVerdict(month: month, heads: nil, rule: error.description, failing: [])
            }
        }
        .sorted { $0.month < $1.month }
    }

    private func verdict(
        _ month: String, _ records: [String: Value], _ place: RegionCode?
    ) throws(NoAnswer) -> MonthVerdict {
        let program = try program(month, place)
        let results = try program.results(Auditor.facts(audit.monthDecision, records))
        guard let model = decisions.entry(audit.monthDecision.decision, in: place)?.model,
            case .string(let rule) = results["\(model.decision.name).\(audit.rule)"],
            let heads = results["\(model.decision.name).\(audit.counts)"]?.number.flatMap({ $0.scaled(by: 0) })
        else { throw NoAnswer(reasons: ["决策“\(audit.monthDecision.decision)”没有给出“\(audit.rule)”和“\(audit.counts)”。"]) }
        let failing = model.yesOrNo.filter { results[$0]?.boolean == false }
        return MonthVerdict(month: month, heads: Int(heads), rule: rule, failing: failing)
    }

    private func program(_ month: String, _ place: RegionCode?) throws(NoAnswer) -> BoundRows {
        let key = ProgramKey(time: month, region: place)
        let made = programs[key] ?? Result { () throws(NoAnswer) -> BoundRows in try make(month, place) }
        programs[key] = made
        return try made.get()
    }

    private func make(_ month: String, _ place: RegionCode?) throws(NoAnswer) -> BoundRows {
        guard let day = Day(iso: month + "-01") else { throw NoAnswer(reasons: ["“\(month)”不是月份。"]) }
        guard let model = decisions.entry(audit.monthDecision.decision, in: place)?.model else {
            throw NoAnswer(reasons: ["没有名为“\(audit.monthDecision.decision)”的决策。"])
        }
        return try BoundRows(
            model, decisions: [model.decision.name] + model.yesOrNo,
            Question(inputs: Context(), day: day, region: place), parameters: parameters)
    }

    // MARK: The levy

    /// All that the levy for a declaration is worked out from.
    struct LevyQuestion {
        let model: BoundModel
        let question: Question
    }

    /// - Parameter placed: the persons counted.
    /// - Throws: `NoAnswer` where no decision works out a levy.
    func levyQuestion(
        _ declaration: Record, _ register: RegisterDefinition, employer: Value, placed: Number, year: Int
    ) throws(NoAnswer) -> LevyQuestion {
        let place = AuditPlace.region(declaration, register)
        guard let model = decisions.entry(audit.levyDecision.decision, in: place)?.model,
            let day = audit.opens.day(in: year + 1)
        else { throw NoAnswer(reasons: ["没有名为“\(audit.levyDecision.decision)”的决策。"]) }
        let facts = Auditor.facts(
            audit.levyDecision,
            ["declaration": register.context(of: declaration), "employer": employer, "placed": .number(placed)])
        return LevyQuestion(model: model, question: Question(inputs: facts, day: day, region: place))
    }

    /// The levy with its reasons.
    /// - Throws: `NoAnswer`: no parameters for that time, or figures that do not fit.
    func levy(_ asked: LevyQuestion) throws(NoAnswer) -> Answer {
        try asked.model.answer(asked.question, parameters: parameters)
    }

    /// The levy in fen, without its reasons: for many declarations.
    /// - Throws: `NoAnswer`: no parameters for that time, or figures that do not fit.
    func levyFen(_ asked: LevyQuestion) throws(NoAnswer) -> Int64 {
        let (name, question) = (asked.model.decision.name, asked.question)
        let key = ProgramKey(time: question.day.iso, region: question.region)
        let made =
            levyPrograms[key]
            ?? Result { () throws(NoAnswer) -> BoundRows in
                try BoundRows(asked.model, decisions: [name], question, parameters: parameters)
            }
        levyPrograms[key] = made
        guard let fen = try made.get().results(question.inputs)[name]?.number?.scaled(by: 2) else {
            throw NoAnswer(reasons: ["决策“\(audit.levyDecision.decision)”没有给出到分的金额。"])
        }
        return Int64(fen)
    }

    static func facts(_ asked: AuditDefinition.Asked, _ records: [String: Value]) -> Context {
        var inputs = Context()
        for fact in asked.facts {
            let value = fact.expression.evaluate(at: .current) { records[$0] ?? .null(because: "没有“\($0)”") }
            inputs.put(value, at: fact.path)
        }
        return inputs
    }
}

/// Where a record is judged.
enum AuditPlace {
    static func region(_ record: Record, _ register: RegisterDefinition) -> RegionCode? {
        register.region.flatMap { record[$0].text }.flatMap { RegionCode($0) }
    }
}
