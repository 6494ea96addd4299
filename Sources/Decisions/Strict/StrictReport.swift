public import Base
import FEEL
public import Strict

/// What a decision can be compiled to.
public struct StrictVerdict: Sendable {
    /// Why it is not native: a place and a reason.
    public struct Refusal: Sendable {
        /// Where, and why.
        public let diagnostic: Diagnostic
    }

    /// The decision's name.
    public let decision: String
    /// Whether it gives values to other decisions alone (a list or a function), and so has no columns of its own.
    public let isHelper: Bool
    /// Why it cannot be strict at all; nil when it can.
    public let refusal: Refusal?
    /// Why it cannot run over columns; nil when it can.
    public let columns: Refusal?
    /// Why it cannot be SQL; nil when it can.
    public let sql: [StrictDialect: Refusal]

    /// Whether it is strict and runs over columns and as every kind of SQL.
    public var isNative: Bool { refusal == nil && columns == nil && sql.isEmpty }
}

extension Definitions {
    /// For each decision what it can be compiled to, or the place and the reason why not.
    ///
    /// - Parameter unbounded: what a number is taken for whose type says neither bounds nor decimals; nil refuses it.
    public func strictVerdicts(unbounded: StrictType? = nil) -> [StrictVerdict] {
        decisions.map { strictVerdict($0.name, unbounded: unbounded) }
    }

    /// What one decision can be compiled to.
    public func strictVerdict(_ name: String, unbounded: StrictType? = nil) -> StrictVerdict {
        func verdict(
            isHelper: Bool = false, _ refusal: Diagnostic? = nil, columns: Diagnostic? = nil,
            sql: [StrictDialect: StrictVerdict.Refusal] = [:]
        ) -> StrictVerdict {
            StrictVerdict(
                decision: name, isHelper: isHelper, refusal: refusal.map(StrictVerdict.Refusal.init),
                columns: columns.map(StrictVerdict.Refusal.init), sql: sql)
        }
        func told(_ fault: ExpressionFault) -> Diagnostic {
            Diagnostic(Place(file: file, line: fault.line), "“\(name)”：\(fault.message)")
        }
        do throws(Diagnostics) {
            let output = decision(named: name)?.variable.name ?? name
            let builder = try builder(outputs: [name], unbounded: unbounded)
            if builder.isHelper(output) { return verdict(isHelper: true) }
            do throws(ExpressionFault) {
                let program = try builder.program(outputs: [output])
                let plan = try StrictPlan(program)
                var columns: Diagnostic?
                do throws(ExpressionFault) { _ = try CompiledColumns(plan) } catch { columns = told(error) }
                var sql: [StrictDialect: StrictVerdict.Refusal] = [:]
                for dialect in StrictDialect.allCases {
                    do throws(ExpressionFault) {
                        _ = try plan.sql(dialect, over: StrictTables(namedFor: program, dialect))
                    } catch {
                        sql[dialect] = StrictVerdict.Refusal(diagnostic: told(error))
                    }
                }
                return verdict(columns: columns, sql: sql)
            } catch {
                return verdict(told(error))
            }
        } catch {
            return verdict(error.list.first ?? Diagnostic(Place(file: file), "不能写成严格决策"))
        }
    }

    /// What a model that is marked strict has to be.
    ///
    /// - Throws: `Diagnostics`: each decision that does not keep to the profile, with its place and reason.
    func requireStrict() throws(Diagnostics) {
        var faults: [Diagnostic] = []
        for entry in imports where entry.isModel {
            faults.append(Diagnostic(Place(file: file, line: entry.origin.line), "写明是严格决策的模型不能引入别的模型"))
        }
        for decision in decisions {
            if let refusal = strictVerdict(decision.name).refusal { faults.append(refusal.diagnostic) }
        }
        if !faults.isEmpty { throw Diagnostics(faults) }
    }
}
