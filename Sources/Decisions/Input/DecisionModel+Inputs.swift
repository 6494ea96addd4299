public import FEEL

extension DecisionModel {
    /// An input of a model.
    public struct Input: Sendable {
        /// Its name.
        public let name: String
        /// The namespace of its model.
        public let namespace: String
        /// Its type.
        public let type: FEELType
    }

    /// The inputs that a decision rests on, directly or through others; nil when there is no decision of that name.
    public func inputs(ofDecision name: String, namespace: String? = nil) -> [Input]? {
        guard let place = place(ofDecision: name, namespace: namespace) else { return nil }
        return program.inputs(of: program.decisions[place].order).map { place in
            let unit = program.inputs[place]
            return Input(name: unit.name, namespace: unit.namespace, type: unit.type.feel)
        }
    }

    /// The values of a decision's inputs from a context that has them by name, texts read as the inputs' types ask.
    public func given(_ context: Context, forDecision name: String) -> [Given] {
        (inputs(ofDecision: name) ?? []).compactMap { input in
            context[input.name].map { Given(input.name, namespace: input.namespace, $0.read(as: input.type)) }
        }
    }

    /// The same from a row of a table: columns named for inputs, or `input.part` for a part of one.
    public func given(columns: [String], row: [String], forDecision name: String) -> [Given] {
        var context = Context()
        for (column, text) in zip(columns, row) {
            let path = column.split(separator: ".", maxSplits: 1).map { ModelReader.normal(String($0)) }
            guard path.count == 2, inputs(ofDecision: name)?.contains(where: { $0.name == path[0] }) == true else {
                context[ModelReader.normal(column)] = .string(text)
                continue
            }
            var parts = context[path[0]]?.context ?? Context()
            parts[path[1]] = .string(text)
            context[path[0]] = .context(parts)
        }
        return given(context, forDecision: name)
    }
}
