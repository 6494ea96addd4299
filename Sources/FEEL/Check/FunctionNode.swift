/// A function literal, resolved.
final class FunctionNode: Sendable {
    struct Parameter: Sendable {
        let name: String
        let type: FEELType
        let slot: Int
    }

    let parameters: [Parameter]
    let body: Node
    /// How deep the body is, counted against the depth of calls.
    let depth: Int

    init(parameters: [Parameter], body: Node, depth: Int) {
        self.parameters = parameters
        self.body = body
        self.depth = depth
    }
}
