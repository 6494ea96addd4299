/// A type as written after `instance of` or in a function's parameters.
indirect enum TypeSyntax: Sendable {
    case named(String, Place)
    case list(TypeSyntax)
    case range(TypeSyntax)
    case context([(String, TypeSyntax)])
    case function([TypeSyntax], TypeSyntax)
}
