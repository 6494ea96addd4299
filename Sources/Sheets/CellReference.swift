/// References such as `B12`: column letters and a row number. Columns are counted from 0 (A), rows from 1.
public enum CellReference {
    /// The letters of a column: 0 is A, 26 is AA.
    public static func letters(_ column: Int) -> String {
        var bytes: [UInt8] = []
        var rest = max(column, 0) + 1
        while rest > 0 {
            bytes.append(UInt8(65 + (rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    /// The reference of a cell as a person writes it.
    public static func text(row: Int, column: Int) -> String { "\(letters(column))\(row)" }

    /// Reads `B12` or `$B$12`; nil when it is no reference.
    public static func parse(_ text: some StringProtocol) -> (row: Int, column: Int)? {
        var bytes = Array(text.utf8)
        bytes.removeAll { $0 == UInt8(ascii: "$") }
        return bytes.withUnsafeBufferPointer { buffer in
            let (column, row) = parse(buffer)
            guard let column, let row else { return nil }
            return (row, column)
        }
    }

    /// Reads a range such as `A1:C3`, or a single cell.
    static func parseRange(_ text: String) -> MergedRange? {
        let ends = text.split(separator: ":")
        guard let first = ends.first.flatMap({ parse($0) }), let last = ends.last.flatMap({ parse($0) }) else {
            return nil
        }
        return MergedRange(
            rows: min(first.row, last.row)...max(first.row, last.row),
            columns: min(first.column, last.column)...max(first.column, last.column))
    }

    /// Column (from 0) and row (from 1) of raw reference bytes; either may be missing.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> (column: Int?, row: Int?) {
        var column = 0
        var index = 0
        while index < bytes.count {
            let letter = bytes[index] & 0xDF
            guard letter >= 65, letter <= 90, index < 3 else { break }
            column = column * 26 + Int(letter) - 64
            index += 1
        }
        var row = 0
        let digitsStart = index
        while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57, index - digitsStart < 8 {
            row = row * 10 + Int(bytes[index]) - 48
            index += 1
        }
        let whole = index == bytes.count
        return (column > 0 ? column - 1 : nil, whole && row > 0 ? row : nil)
    }
}
