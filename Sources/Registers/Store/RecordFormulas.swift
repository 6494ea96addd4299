import Base
import FEEL
import Packs

/// Works out formulas of a register for one record.
struct RecordFormulas {
    let register: RegisterDefinition
    let parameters: ParameterBook
    let day: Day
    /// The register of those to whom its records belong.
    var owner: RegisterDefinition?

    /// Whether a condition holds: only when it is true, so that what is not known does not count.
    func holds(_ formula: Formula, _ values: FieldValues, _ standing: Standing) -> Bool {
        value(formula, values, standing).isTrue
    }

    /// The value of a formula; null, with the reason, when something that it needs is not known.
    func value(_ formula: Formula, _ values: FieldValues, _ standing: Standing) -> Value {
        formula.expression.evaluate(at: moment) { name in
            switch name {
            case "id": return standing.id.map { .number(Int($0)) } ?? .null(because: "记录还没有编号")
            case "state": return standing.state.map { .string($0) } ?? .null(because: "没有状态")
            case "state_due": return standing.due.map(FormulaValues.date) ?? .null(because: "下一步没有期限")
            case FormulaScope.overlapName: return standing.overlaps.map { .boolean($0) } ?? .null(because: "没有查过")
            default:
                if let field = register.field(name) {
                    return FormulaValues.value(values[name] ?? .null, of: field)
                }
                return subject(name, standing) ?? parameter(name, region: region(of: values))
            }
        }
    }

    private func subject(_ name: String, _ standing: Standing) -> Value? {
        let prefix = FormulaScope.subjectName("")
        guard name.hasPrefix(prefix), let field = owner?.field(String(name.dropFirst(prefix.count))) else { return nil }
        return FormulaValues.value(standing.subject?[field.name] ?? .null, of: field)
    }

    private func region(of values: FieldValues) -> RegionCode? {
        register.region.flatMap { values[$0]?.text }.flatMap { RegionCode($0) }
    }

    private var moment: Moment {
        CivilDate(dayNumber: day.number).map(Moment.init(today:)) ?? .current
    }

    private func parameter(_ name: String, region: RegionCode?) -> Value {
        guard let parameter = FormulaScope.parameter(of: name).flatMap({ parameters[$0] }) else {
            return .null(because: "没有“\(name)”")
        }
        do throws(Parameter.Unknown) {
            return FormulaValues.value(try parameter.value(on: day, in: region), kind: parameter.kind)
        } catch {
            return .null(because: error.description)
        }
    }
}
