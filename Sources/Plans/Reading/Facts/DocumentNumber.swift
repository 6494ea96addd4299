/// Finds numbers of documents: 某政办〔2023〕70号.
enum DocumentNumber {
    /// The number whose year bracket opens at the place, and its whole range.
    static func around(_ slice: TextSlice, bracket: Int) -> Range<Int>? {
        guard bracket < slice.endIndex, slice[bracket] == "[" || slice[bracket] == "(" || slice[bracket] == "<" else {
            return nil
        }
        var index = skip(slice, bracket + 1)
        guard let (_, afterYear) = FrontDates.year(slice, at: index) else { return nil }
        index = skip(slice, afterYear)
        if slice.has("年", at: index) { index = skip(slice, index + 1) }
        guard index < slice.endIndex, slice[index] == "]" || slice[index] == ")" || slice[index] == ">" else {
            return nil
        }
        index = skip(slice, index + 1)
        if slice.has("第", at: index) { index += 1 }
        guard let (_, afterNumber) = ChineseNumeral.parseAny(slice, at: index) else { return nil }
        index = skip(slice, afterNumber)
        guard slice.has("号", at: index) else { return nil }
        var start = bracket
        while start > slice.startIndex, bracket - start < 20, slice[start - 1].isHan || slice[start - 1] == " " {
            start -= 1
        }
        while start < bracket, slice[start] == " " { start += 1 }
        guard start < bracket else { return nil }
        return start..<index + 1
    }

    /// The first number in the slice.
    static func first(in slice: TextSlice) -> Range<Int>? {
        slice.indices.lazy.compactMap { slice[$0] == "[" || slice[$0] == "(" ? around(slice, bracket: $0) : nil }.first
    }

    private static func skip(_ slice: TextSlice, _ place: Int) -> Int {
        var index = place
        while index < slice.endIndex, slice[index] == " " { index += 1 }
        return index
    }
}
