public import Base
public import Packs

extension Catalogue {
    /// Reads a formula over a register's fields that stands elsewhere than in the register's own file: in a round, an
    /// indicator, a question of somebody. What is wrong with it goes to `faults`, and nil comes back.
    public func formula(
        _ source: String, over register: RegisterDefinition, at place: Place, faults: Faults
    ) -> Formula? {
        let scope = FormulaScope(
            fields: register.fields.map { ($0.name, $0.kind) }, hasStates: register.states != nil,
            computed: register.fields.compactMap { field in field.computed.map { (field.name, $0.source) } },
            parameters: parameters)
        return scope.formula(source, at: place, faults: faults)
    }
}
