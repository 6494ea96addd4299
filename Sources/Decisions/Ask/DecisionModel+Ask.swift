public import Base
public import FEEL

extension DecisionModel {
    /// What a decision comes to when only some inputs are known: the result, if the others do not matter, else the
    /// question to ask next.
    ///
    /// An input that is missing in `known` is unknown; one that is there as null is null. Of an input that is a context
    /// each entry can be unknown by itself. An answer is a value of the input's type that the type allows, not null.
    /// - Parameters:
    ///   - name: the decision's name.
    ///   - known: the known inputs by name; texts are read as the inputs' types ask.
    ///   - moment: what `now()` and `today()` give.
    /// - Throws: `Diagnostic` when there is no decision of that name.
    public func ask(
        _ name: String, namespace: String? = nil, known: Context, at moment: Moment
    ) throws(Diagnostic) -> Inquiry {
        let place = try requirePlace(ofDecision: name, namespace: namespace)
        let order = program.decisions[place].order
        var analysis = AskAnalysis(program, order: order, known: known, at: moment)
        switch analysis.run() {
        case .result(let value): return .result(value)
        case .ask(let leaf, let others):
            return .question(
                question(analysis.unknowns.leaves[leaf]), others: others.map { question(analysis.unknowns.leaves[$0]) })
        }
    }

    private func question(_ leaf: Unknowns.Leaf) -> NextQuestion {
        let unit = program.inputs[leaf.input]
        let model = ([definitions] + imports).first { $0.namespace == unit.namespace }
        let input = model?.inputData.first { $0.name == unit.name }
        let name = ([unit.name] + leaf.path).joined(separator: ".")
        let label = leaf.path.isEmpty ? input?.label : nil
        let text: String
        switch leaf.type.feel {
        case _ where label != nil: text = label ?? name
        case .boolean: text = "“\(name)”：是还是否？"
        case .any: text = "“\(name)”是什么？"
        default: text = "“\(name)”是什么（\(leaf.type.feel.chinese)）？"
        }
        let help =
            leaf.path.isEmpty
            ? input?.description : model?.description(of: leaf.path, in: input?.variable.typeReference)
        return NextQuestion(
            input: unit.name, namespace: unit.namespace, path: leaf.path, text: text, help: help,
            type: leaf.type.feel, allowedAnswers: leaf.type.named, constraint: leaf.type.constraintText,
            accepts: leaf.type)
    }
}

extension Definitions {
    /// The description of an entry of a type.
    fileprivate func description(of path: [String], in type: String?) -> String? {
        var item = itemDefinitions.first { $0.name == type }
        for name in path {
            while case .type(let reference)? = item?.content { item = itemDefinitions.first { $0.name == reference } }
            guard case .components(let parts)? = item?.content else { return nil }
            item = parts.first { $0.name == name }
        }
        return item?.description
    }
}
