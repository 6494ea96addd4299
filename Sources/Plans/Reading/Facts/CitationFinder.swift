/// Finds documents that the text names, with their numbers.
struct CitationFinder {
    let text: PlanText

    /// Titles in 《》 and numbers standing alone, in order.
    func find(_ range: Range<Int>) -> [PlanDocument.Parent] {
        let slice = text.slice(range)
        var found: [PlanDocument.Parent] = []
        var index = slice.startIndex
        while index < slice.endIndex {
            if slice[index] == "《", let close = slice.closing(of: index) {
                var end = close
                var number: Range<Int>?
                if let (bracketed, stop) = numberAfter(slice, close) {
                    number = bracketed
                    end = stop
                }
                found.append(
                    PlanDocument.Parent(
                        title: text.text(index + 1..<close - 1),
                        documentNumber: number.map { text.text($0).filter { $0 != " " } },
                        place: text.place(index..<end)))
                index = end
            } else if slice[index] == "[", let number = DocumentNumber.around(slice, bracket: index) {
                let written = trimLead(slice, number)
                found.append(
                    PlanDocument.Parent(title: nil, documentNumber: text.text(written), place: text.place(written)))
                index = number.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    /// The short names that a text gives to documents: （以下简称《方案》和《计划》）.
    func aliases(in range: Range<Int>) -> Set<String> {
        let slice = text.slice(range)
        var names: Set<String> = []
        for index in slice.indices where slice[index] == "(" {
            guard let close = slice.closing(of: index, limit: 120),
                slice[(index + 1)..<close].hasAnyPrefix(["以下简称", "下称", "简称", "以下统称", "以下合称"]) != nil
            else { continue }
            for place in index..<close where slice[place] == "《" {
                guard let end = slice.closing(of: place) else { continue }
                names.insert(slice[(place + 1)..<(end - 1)].string)
            }
        }
        return names
    }

    /// 《…》（某政办〔2022〕84号）
    private func numberAfter(_ slice: TextSlice, _ place: Int) -> (Range<Int>, Int)? {
        var index = place
        while index < slice.endIndex, slice[index] == " " { index += 1 }
        guard index < slice.endIndex, slice[index] == "(", let close = slice.closing(of: index, limit: 60) else {
            return nil
        }
        let inner = slice[(index + 1)..<(close - 1)]
        guard let number = DocumentNumber.first(in: inner) else { return nil }
        return (number, close)
    }

    /// 根据某政办〔2022〕84号: the verb is no part of the number.
    private func trimLead(_ slice: TextSlice, _ range: Range<Int>) -> Range<Int> {
        let lead = slice[range]
        guard let (place, word) = lead.firstPlace(ofAny: ["根据", "依据", "按照", "落实", "贯彻", "执行", "参照", "和", "及", "以"])
        else { return range }
        return place + word.unicodeScalars.count..<range.upperBound
    }
}
