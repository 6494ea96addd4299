import Base
import FEEL

/// The rules that a register's definition sets for one record.
struct RecordRules {
    let register: RegisterDefinition
    let formulas: RecordFormulas

    /// Fills in defaults and derived fields, leaves out what is not shown, and takes the facts out of identifiers.
    func completed(_ values: FieldValues, _ standing: Standing) -> FieldValues {
        var values = values
        for field in register.fields {
            if let standard = field.standard, values[field.name]?.isNull ?? true {
                set(&values, field, formulas.value(standard, values, standing))
            }
            if let derived = field.derived {
                set(&values, field, formulas.value(derived, values, standing))
            }
        }
        return values
    }

    private func set(_ values: inout FieldValues, _ field: FieldDefinition, _ value: Value) {
        values[field.name] = FormulaValues.fieldValue(value, of: field) ?? .null
    }

    /// What is wrong with a completed record. Fields of other regions' packs are not asked for.
    func faults(_ values: FieldValues, _ standing: Standing) -> [FieldFault] {
        let region = register.region.flatMap { values[$0]?.text }.flatMap { RegionCode($0) }
        var faults: [FieldFault] = []
        for field in register.fields where field.applies(in: region) && field.computed == nil {
            faults += self.faults(of: field, values, standing)
        }
        for check in register.checks {
            // A rule over something that is not known is not broken.
            let value = formulas.value(check.holds, values, standing)
            if value.boolean == false {
                let words = check.message.text { formulas.value($0, values, standing) }
                faults.append(FieldFault(check.fields.first, words, level: check.level))
            }
        }
        return faults
    }

    private func faults(of field: FieldDefinition, _ values: FieldValues, _ standing: Standing) -> [FieldFault] {
        let value = values[field.name] ?? .null
        guard !value.isNull else {
            let needed = field.required || holds(field.requiredWhen, values, standing)
            return needed ? [FieldFault(field.name, "请填写“\(field.title)”。")] : []
        }
        var faults: [FieldFault] = []
        if let valid = field.validWhen, !formulas.holds(valid, values, standing) {
            faults.append(FieldFault(field.name, field.message ?? "“\(field.title)”不符合要求，请核对。"))
        }
        if let codes = field.codes {
            for code in value.list ?? [value.text ?? ""] where codes[code] == nil {
                faults.append(FieldFault(field.name, "“\(field.title)”的“\(code)”不在可选的内容里。", value: code))
            }
        }
        return faults
    }

    private func holds(_ formula: Formula?, _ values: FieldValues, _ standing: Standing) -> Bool {
        formula.map { formulas.holds($0, values, standing) } ?? false
    }
}
