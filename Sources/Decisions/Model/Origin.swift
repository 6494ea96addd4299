/// Where a part of a model stands in its file.
public struct Origin: Hashable, Sendable {
    /// The element's name in the file, such as `decisionTable`.
    public let element: String
    /// Its id, if it has one.
    public let id: String?
    /// Its line, from 1.
    public let line: Int
    /// What the element says in attributes of this project's own namespace, such as `unit` or `cites`.
    public internal(set) var notes: [String: String] = [:]
}

/// A pointer to an element of this model (`#id`) or of an imported one (`namespace#id`).
public struct Reference: Hashable, Sendable {
    /// The namespace of the other model; nil for this one.
    public let namespace: String?
    /// The id pointed at.
    public let id: String
    /// Where the pointer stands.
    public let origin: Origin
}

/// A name with a type: a variable, a parameter, a column (DMN 1.5, 7.3.4).
public struct InformationItem: Hashable, Sendable {
    /// Its name, words parted by one space.
    public let name: String
    /// The type's name, if one is given.
    public let typeReference: String?
    /// Where it stands.
    public let origin: Origin
}

/// An expression as it was written, with its place (DMN 1.5, 7.3.7).
public struct ExpressionText: Hashable, Sendable {
    /// The text.
    public let text: String
    /// The line of the file on which the text begins, from 1.
    public let line: Int
    /// The column in which it begins, from 1, where that is known.
    public let column: Int?
    /// The language's URI where one is named; nil is the model's own, FEEL where that names none.
    public let language: String?
    /// Where it stands.
    public let origin: Origin
}
