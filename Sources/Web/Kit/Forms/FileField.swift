public import HTML

/// A file to send: the browser's own control, one file a field.
///
/// - Parameters:
///   - accept: what the chooser offers, such as `.xlsx,.csv`.
///   - formats: the same in words with the largest size, such as “XLSX 或 CSV，不超过 20 MB”; becomes part of the hint.
public func fileField(_ field: Field, accept: String, formats: String) -> HTML {
    var field = field
    field.hint = [field.hint, "可以选择 \(formats)。"].compactMap { $0 }.joined()
    let attributes: [Attribute] =
        [.type("file"), .id(field.id), .name(field.name), Attribute("accept", accept)] + field.ties
    return field.framed(input(attributes: attributes))
}
