/// Takes the wanted fields of lines apart into columns; one thread's.
final class FieldSplit {
    /// For each column of the file up to the last wanted one what reads it.
    private let places: [[(reading: FieldReading, column: GrowingColumn)]]

    init(_ readings: [FieldReading], _ columns: [GrowingColumn]) {
        var places: [[(reading: FieldReading, column: GrowingColumn)]] = []
        for (reading, column) in zip(readings, columns) {
            while places.count <= reading.column { places.append([]) }
            places[reading.column].append((reading, column))
        }
        self.places = places
    }

    func line(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        var position = 0
        for readers in places {
            var end = position
            if position < count, bytes[position] == UInt8(ascii: "\"") {
                end += 1
                while end < count, bytes[end] != UInt8(ascii: "\"") { end += 1 }
            }
            while end < count, bytes[end] != UInt8(ascii: ",") { end += 1 }
            for (reading, column) in readers {
                var (from, to) = (min(position, count), min(end, count))
                if to - from >= 2, bytes[from] == UInt8(ascii: "\""), bytes[to - 1] == UInt8(ascii: "\"") {
                    from += 1
                    to -= 1
                }
                column.append(reading.read(bytes + from, to - from))
            }
            position = end + 1
        }
    }
}
