/// A function as a value: one of the language's own, or a function literal with the values around it.
public final class FunctionValue: Sendable {
    package enum Kind: Sendable {
        case builtIn(BuiltIn)
        case literal(FunctionNode, captured: [Value])
        case host(any HostFunction)
    }

    package let kind: Kind

    init(_ kind: Kind) { self.kind = kind }

    /// The names of its parameters.
    public var parameters: [String] {
        switch kind {
        case .builtIn(let builtIn): builtIn.forms.first?.parameters.map(\.name) ?? []
        case .literal(let node, _): node.parameters.map(\.name)
        case .host(let host): host.parameters.map(\.name)
        }
    }

    /// Its type.
    public var type: FEELType {
        switch kind {
        case .builtIn(let builtIn): .function(builtIn.forms.first?.parameters.map(\.type) ?? [], builtIn.result)
        case .literal(let node, _): .function(node.parameters.map(\.type), node.body.type)
        case .host(let host): .function(host.parameters.map(\.type), host.result)
        }
    }
}
