import CLibPQ

/// Bound values as libpq takes them. Text has no type of its own, so that it fits dates, JSON and text alike.
struct PostgresParameters {
    /// Object ids of int8, bytea and bool; 0 lets the server find the type.
    let types: [UInt32]
    private var buffer: [CChar] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [SQLValue]) {
        types = values.map(Self.type)
        offsets.reserveCapacity(values.count)
        for value in values { append(value) }
    }

    /// Calls the body with count, values, lengths and formats.
    func withPointers<Result>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        buffer.withUnsafeBufferPointer { start in
            let pointers = offsets.map { offset in offset.flatMap { start.baseAddress?.advanced(by: $0) } }
            return pointers.withUnsafeBufferPointer { pointers in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(Int32(pointers.count), pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }

    private static func type(_ value: SQLValue) -> UInt32 {
        switch value {
        case .null, .text: 0
        case .integer: 20
        case .blob: 17
        case .boolean: 16
        }
    }

    private mutating func append(_ value: SQLValue) {
        switch value {
        case .null:
            offsets.append(nil)
            lengths.append(0)
            formats.append(0)
        case .integer(let number): append(String(number).utf8, format: 0)
        case .text(let text): append(text.utf8, format: 0)
        case .boolean(let flag): append((flag ? "t" : "f").utf8, format: 0)
        case .blob(let bytes): append(bytes, format: 1)
        }
    }

    private mutating func append(_ bytes: some Collection<UInt8>, format: Int32) {
        offsets.append(buffer.count)
        lengths.append(Int32(bytes.count))
        formats.append(format)
        buffer.append(contentsOf: bytes.lazy.map { CChar(bitPattern: $0) })
        buffer.append(0)
    }
}
