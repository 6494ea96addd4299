/// A function literal, resolved.
package final class FunctionNode: Sendable {
    package struct Parameter: Sendable {
        package let name: String
        package let type: FEELType
        package let slot: Int
    }

    package let parameters: [Parameter]
    package let body: Node
    /// How deep the body is, counted against the depth of calls.
    package let depth: Int

    init(parameters: [Parameter], body: Node, depth: Int) {
        self.parameters = parameters
        self.body = body
        self.depth = depth
    }
}
