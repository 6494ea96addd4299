import FEEL

/// How the text of a CSV field becomes a whole number of a column.
final class FieldReading: Sendable {
    enum Kind: Sendable {
        /// A number with at most so many decimals, kept as a whole number of its last decimal.
        case number(scale: Int)
        case boolean
        case date
        case text([[UInt8]])
    }

    /// The place of the column in the file's line, from 0.
    let column: Int
    let kind: Kind
    /// What stands for nothing there, or nothing that can be read.
    let missing: Int64
    /// Bytes a number in the column that is made.
    let width: Int
    /// What is read lies between these.
    let bounds: ClosedRange<Int64>

    /// For an input: numbers out of bounds are kept just out of bounds, so that the column need not be wider.
    init(_ type: StrictType, counted: Int?, texts: [String], column: Int) {
        self.column = column
        kind =
            switch type {
            case .boolean: .boolean
            case .date: .date
            case .text: .text(texts.map { Array($0.utf8) })
            default: .number(scale: type.scale - (counted ?? 0))
            }
        let own = type.bounds
        bounds = (own.lowerBound - 1)...(own.upperBound == .max ? .max : own.upperBound + 1)
        missing = bounds.lowerBound
        width = Column.width(of: bounds)
    }

    /// For keys, or days where `isDate`.
    init(keyAt column: Int, isDate: Bool = false) {
        self.column = column
        kind = isDate ? .date : .number(scale: 0)
        bounds = Int64.min...Int64.max
        missing = .min
        width = 8
    }

    func read(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
        let value: Int64
        switch kind {
        case .number(let scale): value = number(bytes, count, scale)
        case .boolean: value = boolean(bytes, count)
        case .date: value = date(bytes, count)
        case .text(let known): value = text(bytes, count, known)
        }
        return min(max(value, bounds.lowerBound), bounds.upperBound)
    }

    @inline(__always)
    private func number(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ scale: Int) -> Int64 {
        var index = 0
        let isNegative = count > 0 && bytes[0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        guard index < count, count - index <= 18 else { return missing }
        var value: Int64 = 0
        var decimals = -1
        while index < count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit < 10 {
                value = value &* 10 &+ Int64(digit)
                if decimals >= 0 { decimals += 1 }
            } else if bytes[index] == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
            } else {
                return missing
            }
            index += 1
        }
        return shifted(isNegative ? -value : value, by: scale - max(decimals, 0))
    }

    /// The value in units of the last decimal that is kept; decimals that do not fit are not dropped unless 0.
    private func shifted(_ value: Int64, by places: Int) -> Int64 {
        var (value, places) = (value, places)
        while places > 0 {
            let (next, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return missing }
            value = next
            places -= 1
        }
        while places < 0 {
            guard value % 10 == 0 else { return missing }
            value /= 10
            places += 1
        }
        return value
    }

    private func boolean(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
        @inline(__always)
        func equals(_ text: StaticString) -> Bool {
            guard count == text.utf8CodeUnitCount else { return false }
            for index in 0..<count {
                let wanted = text.utf8Start[index]
                // Capital letters count as small ones.
                let isLetter = wanted >= UInt8(ascii: "a") && wanted <= UInt8(ascii: "z")
                if (isLetter ? bytes[index] | 0x20 : bytes[index]) != wanted { return false }
            }
            return true
        }
        if equals("true") || equals("1") || equals("是") { return 1 }
        return equals("false") || equals("0") || equals("否") ? 0 : missing
    }

    private func date(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
        guard count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return missing }
        func digits(_ range: Range<Int>) -> Int? {
            var value = 0
            for index in range {
                let digit = bytes[index] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        guard let year = digits(0..<4), let month = digits(5..<7), let day = digits(8..<10),
            let date = CivilDate(year: year, month: month, day: day)
        else { return missing }
        return Int64(date.dayNumber)
    }

    private func text(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ known: [[UInt8]]) -> Int64 {
        if count == 0 { return missing }
        for (code, text) in known.enumerated()
        where text.count == count && (0..<count).allSatisfy({ bytes[$0] == text[$0] }) {
            return Int64(code)
        }
        return -1
    }
}
