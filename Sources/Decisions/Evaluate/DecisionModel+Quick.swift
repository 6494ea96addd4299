public import FEEL

extension DecisionModel {
    /// Works out one decision by its handle, the quickest way: no names are looked up.
    ///
    /// - Parameters:
    ///   - place: a handle from `place(ofDecision:namespace:)`.
    ///   - inputs: the values of the model's inputs in the order of `allInputs`; those missing at the end are null.
    ///   - moment: what `now()` and `today()` give.
    public func decide(
        at place: Int, inputs: [Value], at moment: Moment, allowance: Int = DecisionModel.defaultAllowance
    ) -> Value {
        decide(at: place, inputs: inputs, at: moment, tracing: false, allowance: allowance).value
    }

    /// The same with what happened on the way, where that is asked for.
    public func decide(
        at place: Int, inputs: [Value], at moment: Moment, tracing: Bool,
        allowance: Int = DecisionModel.defaultAllowance
    ) -> Outcome {
        let recorder = tracing ? TraceRecorder() : nil
        var run = Run(moment: moment, allowance: allowance)
        run.recorder = recorder
        var state = program.state(inputs, &run)
        program.work(out: program.decisions[place].order, &state, &run)
        let value = run.allowance < 0 ? Run.exhausted : state.results[place] ?? .null
        return Outcome(value: value, steps: recorder?.steps ?? [])
    }

    /// All inputs of the model and its imports, in the order in which `decide(at:inputs:at:)` takes their values.
    public var allInputs: [Input] {
        program.inputs.map { Input(name: $0.name, namespace: $0.namespace, type: $0.type.feel) }
    }
}
