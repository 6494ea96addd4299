import Access
import Base
public import Database
import FEEL
import Packs

extension RegisterReading {
    /// Whether a formula of a register holds for a record.
    public func holds(_ formula: Formula, _ record: Record) throws -> Bool {
        let register = try definition(record.register)
        let formulas = RecordFormulas(register: register, parameters: parameters, day: day)
        return formulas.holds(formula, try known(of: record, register, for: [formula]), Standing(record))
    }

    /// The values of a record's computed fields, on the day asked about.
    public func computed(_ record: Record) throws -> FieldValues {
        let register = try definition(record.register)
        let formulas = RecordFormulas(register: register, parameters: parameters, day: day)
        var values: FieldValues = [:]
        let known = try known(of: record, register, for: register.fields.compactMap(\.computed))
        for field in register.fields {
            guard let formula = field.computed else { continue }
            let value = formulas.value(formula, known, Standing(record))
            values[field.name] = FormulaValues.fieldValue(value, of: field) ?? .null
        }
        return values
    }

    /// What formulas may rest on: also the secrets that the reader sees masked or not at all, or a certificate that is there
    /// would count as missing.
    private func known(of record: Record, _ register: RegisterDefinition, for formulas: [Formula]) throws -> FieldValues
    {
        let secrets = Set(register.fields.filter(\.secret).map(\.name))
        let needsSecrets = formulas.contains { !secrets.isDisjoint(with: $0.expression.referencedNames) }
        return needsSecrets ? try plain(register.name, ids: [record.id]).first?.values ?? record.values : record.values
    }

    /// A formula of a register as a condition over its table under an alias: true for the rows for which it holds.
    /// Where a parameter differs from region to region, each region's rows are asked with its own value.
    /// - Throws: `Refusal` when the formula cannot be asked of the database, `Parameter.Unknown` when no period of a
    ///   parameter covers the day.
    public func condition(_ formula: Formula, register: RegisterDefinition, alias: String) throws -> SQL {
        let scope = RegisterColumns.scope(register, alias: alias)
        let used = parameters(in: formula)
        let regions = overridingRegions(used, register)
        var alternatives: [SQL] = []
        for region in regions {
            let text = try compiled(formula, scope, try values(of: used, in: region, strict: regions.count == 1))
            guard regions.count > 1, let column = register.region else { return text }
            let place = self.place("\(name: "\(alias).\(column)")", region, except: regions)
            alternatives.append("(" + place + " AND " + text + SQL(")"))
        }
        return "(" + alternatives.joined(separator: " OR ") + SQL(")")
    }

    private func compiled(_ formula: Formula, _ scope: SQLScope, _ parameters: [String: Value]) throws -> SQL {
        let dialect: SQLDialect = connection.engine == .sqlite ? .sqlite : .postgres
        let moment = CivilDate(dayNumber: day.number).map(Moment.init(today:)) ?? .current
        do throws(ExpressionFault) {
            let condition = try formula.expression.condition(
                over: scope, dialect: dialect, parameters: parameters, at: moment)
            var sql = SQL(raw: condition.fragments[0])
            for (bind, fragment) in zip(condition.binds, condition.fragments.dropFirst()) {
                sql += SQL("\(RegisterReading.bind(bind))")
                sql += SQL(raw: fragment)
            }
            return "(" + sql + SQL(")")
        } catch {
            throw Refusal([FieldFault(nil, "\(formula.place)：条件“\(formula.source)”\(error)。")])
        }
    }

    private static func bind(_ value: Value) -> SQLValue {
        if let text = value.string { return .text(text) }
        if let date = value.date { return .text(Day(number: date.dayNumber).iso) }
        return .null
    }

    // MARK: Parameters

    private func parameters(in formula: Formula) -> [Parameter] {
        formula.parameters.compactMap { parameters[$0] }
    }

    /// The regions that need a text of their own: nil for all others, and each with a value of its own.
    private func overridingRegions(_ parameters: [Parameter], _ register: RegisterDefinition) -> [RegionCode?] {
        guard register.region != nil else { return [nil] }
        let regions = parameters.flatMap(\.entries).filter { $0.period.contains(day) }.compactMap(\.region)
        let relevant = Set(regions).filter { region in
            actor.scope.roots.map { $0.contains { $0.contains(region) || region.contains($0) } } ?? true
        }
        return [nil] + relevant.sorted().map { Optional($0) }
    }

    private func values(
        of parameters: [Parameter], in region: RegionCode?, strict: Bool
    ) throws -> [String: Value] {
        var values: [String: Value] = [:]
        for parameter in parameters {
            do throws(Parameter.Unknown) {
                let entry = try parameter.value(on: day, in: region)
                values[FormulaScope.parameterName(parameter.name)] = FormulaValues.value(entry, kind: parameter.kind)
            } catch {
                // Where only some regions have a value, rows elsewhere do not meet the condition.
                if strict { throw error }
            }
        }
        return values
    }

    /// Rows of a region, but not of those below it that have a text of their own.
    private func place(_ column: SQL, _ region: RegionCode?, except others: [RegionCode?]) -> SQL {
        let inner = others.compactMap { $0 }.filter { other in
            other != region && (region.map { $0.contains(other) } ?? true)
        }
        var parts: [SQL] = []
        if let region { parts.append(range(column, region)) }
        parts += inner.map { other in
            "NOT COALESCE(" + range(column, other) + SQL(", FALSE)")
        }
        return parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ")
    }

    private func range(_ column: SQL, _ region: RegionCode) -> SQL {
        "(" + column + SQL(" >= \(region.text) AND ") + column + SQL(" < \(region.rangeEnd))")
    }
}
