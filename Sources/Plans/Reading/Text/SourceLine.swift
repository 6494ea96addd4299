/// One line of the source, cleaned of what is not text.
struct SourceLine {
    var scalars: [Unicode.Scalar]
    var origins: [Int32]
    let number: Int
    var isIndented = false
    var isMarkedHeading = false

    var folded: TextSlice { TextSlice(scalars.map(HanFolding.fold)) }

    /// How wide the line prints: a Chinese character is two.
    var width: Int { scalars.reduce(0) { $0 + ($1.value < 0x2000 ? 1 : 2) } }

    mutating func keep(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<scalars.count)
        scalars = Array(scalars[range])
        origins = Array(origins[range])
    }

    mutating func removeAll(where unwanted: (Int) -> Bool) {
        let kept = scalars.indices.filter { !unwanted($0) }
        guard kept.count < scalars.count else { return }
        scalars = kept.map { scalars[$0] }
        origins = kept.map { origins[$0] }
    }

    mutating func trim() {
        let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{3000}" }
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else {
            keep(0..<0)
            return
        }
        keep(first..<last + 1)
    }
}
