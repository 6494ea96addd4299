/// A function whose body is not a FEEL expression: a business knowledge model, a decision service, a boxed function.
package protocol HostFunction: Sendable {
    /// The parameters in order.
    var parameters: [FEELType.Field] { get }
    /// The result's type.
    var result: FEELType { get }
    /// How much of the depth of calls one call takes.
    var depth: Int { get }
    /// The result for arguments in order, as many as there are parameters.
    func call(_ arguments: [Value], _ run: inout Run) -> Value
}

extension Value {
    /// A function as a value.
    package static func function(_ function: any HostFunction) -> Value { .function(FunctionValue(.host(function))) }
}
