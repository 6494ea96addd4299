/// A value that the text may not say. In JSON the key is always there; what is not said is `null`.
@propertyWrapper
public struct NullWhenUnknown<Value: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
    /// The value, nil when the text does not say it.
    public var wrappedValue: Value?

    /// Wraps a value.
    public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    /// Reads a value or `null`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    /// Writes the value or `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}

extension KeyedDecodingContainer {
    /// A missing key is read as `null`, so that a plan written by hand may leave it out.
    public func decode<Value>(
        _ type: NullWhenUnknown<Value>.Type, forKey key: Key
    ) throws -> NullWhenUnknown<Value> {
        try decodeIfPresent(type, forKey: key) ?? NullWhenUnknown(wrappedValue: nil)
    }
}
