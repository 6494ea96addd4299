/// Cuts a stretch of text into sentences and clauses; signs within brackets and titles do not cut.
enum SentenceCutter {
    static func sentences(_ slice: TextSlice, at signs: String = "。!?;\n") -> [Range<Int>] {
        let signs = Set(signs.unicodeScalars)
        var result: [Range<Int>] = []
        var start = slice.startIndex
        var depth = 0
        var title = 0
        for index in slice.indices {
            // No sentence is as long; an unclosed bracket or a list without stops is cut so that time stays linear.
            if index - start >= 1500 {
                result.append(start..<index)
                start = index
                depth = 0
                title = 0
            }
            switch slice[index] {
            case "(": depth += 1
            case ")": depth = max(0, depth - 1)
            case "《": title += 1
            case "》": title = max(0, title - 1)
            // 1,200 is one number.
            case ",":
                guard signs.contains(","), !isWithinNumber(slice, index), depth == 0, title == 0 else { continue }
                if start < index { result.append(start..<index) }
                start = index + 1
            case let scalar where signs.contains(scalar):
                if scalar == "\n" || scalar == "。" {
                    depth = 0
                    title = 0
                }
                guard depth == 0, title == 0 else { continue }
                if start < index { result.append(start..<index) }
                start = index + 1
            default: break
            }
        }
        if start < slice.endIndex { result.append(start..<slice.endIndex) }
        return result.filter { !slice[$0].allSatisfy { $0 == " " } }
    }

    private static func isWithinNumber(_ slice: TextSlice, _ index: Int) -> Bool {
        index > slice.startIndex && index + 3 < slice.endIndex && slice[index - 1].isASCIIDigit
            && slice[(index + 1)...(index + 3)].allSatisfy(\.isASCIIDigit)
    }

    static func clauses(_ slice: TextSlice) -> [Range<Int>] { sentences(slice, at: ",。!?;\n:") }
}
