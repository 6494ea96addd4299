import FEEL

/// A boxed expression with its names resolved to places in a frame of values.
final class Logic: Sendable {
    enum Kind: Sendable {
        case constant(Value)
        case expression(Bound)
        /// The same, as one of a further type.
        case checked(Logic)
        case context([Entry], result: Logic?)
        case list([Logic])
        case relation([String], [[Logic]])
        case invocation(Logic, [(name: String, value: Logic?)])
        case table(TableLogic)
        case function(FunctionLogic)
        case conditional(Logic, Logic, Logic)
        case filter(Logic, ItemCondition, places: [Int])
        case filterEach(Logic, item: Int, entries: [(name: String, place: Int)], Logic)
        case iteration(Logic, item: Int, partial: Int, Logic)
        case quantified(every: Bool, Logic, item: Int, Logic)
    }

    final class Entry: Sendable {
        let name: String
        let place: Int
        let value: Logic

        init(name: String, place: Int, value: Logic) { (self.name, self.place, self.value) = (name, place, value) }
    }

    let kind: Kind
    /// The type of its values as far as known.
    let type: FEELType
    /// What its value has to be; nil for anything.
    let check: ItemType?
    let origin: Origin
    /// How deep it is, counted against the depth of calls.
    let depth: Int

    init(_ kind: Kind, _ type: FEELType, _ origin: Origin, check: ItemType? = nil) {
        self.kind = kind
        self.check = check
        self.origin = origin
        self.type = check.map { $0.feel == .any ? type : $0.feel } ?? type
        depth = kind.depth
    }

    func checked(by check: ItemType?) -> Logic {
        guard let check else { return self }
        if self.check == nil { return Logic(kind, type, origin, check: check) }
        return self.check === check ? self : Logic(.checked(self), type, origin, check: check)
    }

    func evaluate(_ frame: inout [Value], _ run: inout Run) -> Value {
        let value = outcome(&frame, &run)
        guard let check else { return value }
        return check.accept(value, &run)
    }
}

/// A FEEL expression and the places of the frame from which its names are taken. A class, because one is handed around
/// for every value.
final class Bound: Sendable {
    let expression: Expression
    let places: [Int]
    /// Its value, where nothing changes it.
    let constant: Value?
    /// The place whose value it is, where it is a name alone.
    private let only: Int?

    init(expression: Expression, places: [Int]) {
        self.expression = expression
        self.places = places
        constant = expression.constant
        only = expression.isName ? places.first : nil
    }

    func evaluate(_ frame: [Value], _ run: inout Run) -> Value {
        if let only { return frame[only] }
        return constant ?? expression.evaluate(places: places, in: frame, &run)
    }
}

/// A function with its names resolved; its parameters stand at places of its frame.
final class FunctionLogic: Sendable {
    struct Parameter: Sendable {
        let name: String
        let type: ItemType
        let place: Int
    }

    let parameters: [Parameter]
    let body: Logic
    let depth: Int

    init(parameters: [Parameter], body: Logic) {
        self.parameters = parameters
        self.body = body
        depth = body.depth + 10
    }

    /// The result for arguments in order, in a copy of a frame.
    func call(_ arguments: [Value], in frame: [Value], _ run: inout Run) -> Value {
        var frame = frame
        for (parameter, argument) in zip(parameters, arguments) {
            let accepted = parameter.type.accept(argument, &run)
            if case .null(let reason) = accepted, !argument.isNull {
                return .null(because: "参数“\(parameter.name)”：\(reason?.message ?? "不合类型")")
            }
            frame[parameter.place] = accepted
        }
        return body.evaluate(&frame, &run)
    }
}

/// A boxed function with the values around it.
final class Closure: HostFunction {
    let logic: FunctionLogic
    let frame: [Value]

    init(_ logic: FunctionLogic, _ frame: [Value]) {
        self.logic = logic
        self.frame = frame
    }

    var parameters: [FEELType.Field] { logic.parameters.map { FEELType.Field($0.name, $0.type.feel) } }
    var result: FEELType { logic.body.type }
    var depth: Int { logic.depth }
    func call(_ arguments: [Value], _ run: inout Run) -> Value { logic.call(arguments, in: frame, &run) }
}
