import FEEL

/// The names that an expression of a model may use, with their places in the frame.
struct Names {
    private(set) var scope: Scope
    private var places: [String: Int]

    init(_ names: [(name: String, type: FEELType)], of model: LinkedModel) {
        scope = Scope(names.map { FEELType.Field($0.name, $0.type) }, types: model.feelTypes, mode: model.mode)
        places = Dictionary(names.enumerated().map { ($1.name, $0) }) { _, later in later }
    }

    func adding(_ name: String, _ type: FEELType, at place: Int) -> Names {
        var names = self
        names.scope = scope.adding([FEELType.Field(name, type)])
        names.places[name] = place
        return names
    }

    /// An expression bound to the places of the names that it uses.
    func bind(_ expression: Expression) -> Bound {
        Bound(expression: expression, places: expression.referencedNames.map { places[$0] ?? 0 })
    }
}
