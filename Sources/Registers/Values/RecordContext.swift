public import FEEL

/// Records as FEEL sees them whole: contexts of their stored fields, for expressions over several records at once.
extension RegisterDefinition {
    /// The type of `context(of:)`.
    public var contextType: FEELType {
        .context(storedFields.map { FEELType.Field($0.name, FormulaScope.type($0.kind)) })
    }

    /// A record's values by field name; what is not filled in is null.
    public func context(of record: Record) -> Value {
        context(of: record.values)
    }

    /// Values by field name that are in no record yet; what is not filled in is null.
    public func context(of values: FieldValues) -> Value {
        .context(Context(storedFields.map { ($0.name, FormulaValues.value(values[$0.name] ?? .null, of: $0)) }))
    }
}

extension FieldDefinition {
    /// The type of one of the field's child rows.
    public var rowType: FEELType {
        .context(columns.map { FEELType.Field($0.name, FormulaScope.type($0.kind)) })
    }

    /// One of the field's child rows.
    public func context(ofRow row: FieldValues) -> Value {
        .context(Context(columns.map { ($0.name, FormulaValues.value(row[$0.name] ?? .null, of: $0)) }))
    }
}
