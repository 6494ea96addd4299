public import Base
import FEEL
public import Packs

extension Catalogue {
    /// Reads a condition over a register's fields by which the database is to find records: in a round, an indicator.
    /// As ``formula(_:over:at:faults:)``; besides, it must be one that both engines can ask.
    public func condition(
        _ source: String, over register: RegisterDefinition, at place: Place, faults: Faults
    ) -> Formula? {
        guard let formula = formula(source, over: register, at: place, faults: faults) else { return nil }
        ConditionCheck(parameters: parameters, faults: faults).check(formula, over: register)
        return formula
    }
}

/// Looks whether conditions by which the database is to find records can be said in SQL, on both engines, when packs are
/// read: not only when somebody opens the list.
struct ConditionCheck {
    let parameters: ParameterBook
    let faults: Faults

    /// The conditions of a register's own lists, and the computed fields that these offer for filtering.
    func check(_ register: RegisterDefinition) {
        for view in register.views {
            if let condition = view.condition { check(condition, over: register) }
        }
        let filters = Set(register.views.flatMap(\.filters))
        for field in register.fields where filters.contains(field.name) && field.kind == .boolean {
            if let formula = field.computed { check(formula, over: register) }
        }
    }

    func check(_ formula: Formula, over register: RegisterDefinition) {
        let scope = RegisterColumns.scope(register, alias: "r")
        let values = sample()
        let fault = [SQLDialect.sqlite, .postgres].lazy.compactMap { dialect in
            self.fault(formula, scope, dialect, values)
        }.first
        guard let fault else { return }
        faults.add(
            formula.place, "条件“\(formula.source)”\(fault)。这里应为数据库能算的条件：字段与常量、参数或别的字段比较，用 and、or、not 连接。")
    }

    private func fault(
        _ formula: Formula, _ scope: SQLScope, _ dialect: SQLDialect, _ values: [String: Value]
    ) -> ExpressionFault? {
        do throws(ExpressionFault) {
            _ = try formula.expression.condition(over: scope, dialect: dialect, parameters: values, at: .current)
            return nil
        } catch {
            return error
        }
    }

    /// One value of each parameter, whichever: only its kind matters here.
    private func sample() -> [String: Value] {
        let known = parameters.list.compactMap { parameter in
            parameter.entries.first.map { entry in
                (FormulaScope.parameterName(parameter.name), FormulaValues.value(entry, kind: parameter.kind))
            }
        }
        return Dictionary(known, uniquingKeysWith: { first, _ in first })
    }
}
