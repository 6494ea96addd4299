import Plans

/// What holds of every reading, whatever the text.
enum ReadingLaws {
    /// Which laws a reading breaks, in words.
    static func broken(by reading: PlanReading, lines: Int) -> [String] {
        let document = reading.document
        let length = reading.text.string.unicodeScalars.count
        var faults: [String] = []
        let measures = document.actions.flatMap(\.measures)
        let units = measures.flatMap { $0.units + $0.actors } + document.annexes.flatMap(\.tasks).flatMap(\.units)
        var places = document.goals.map(\.place) + document.actions.map(\.place) + measures.map(\.place)
        places += units.map(\.place) + document.duties.map(\.place) + document.annexes.map(\.place)
        places += measures.flatMap { $0.deadlines + $0.cadences }.map(\.place)
        places += measures.flatMap(\.quantities).map(\.place) + document.parents.map(\.place)
        places += document.doubts.compactMap(\.place)
        for place in places where place.start < 0 || place.end < place.start || place.end > length {
            faults.append("位置 \(place.start)–\(place.end) 在正文之外（共 \(length) 字）")
        }
        for place in places where place.line < 1 || place.line > max(1, lines) { faults.append("第 \(place.line) 行不存在") }
        for unit in units {
            if unit.name.isEmpty { faults.append("单位没有名称") }
            if !isBalanced(unit.name) || !isBalanced(unit.as_written) { faults.append("单位“\(unit.name)”的括号不成对") }
            if reading.text.text(unit.place.range) != unit.as_written { faults.append("单位“\(unit.as_written)”不在它的位置上") }
        }
        for path in measures.map(\.path) where path.isEmpty { faults.append("措施没有编号路径") }
        return faults
    }

    private static func isBalanced(_ text: String) -> Bool {
        // （某某) mixes full and half width, as people type it.
        let kinds: [(open: String, close: String)] = [("（(", "）)"), ("〔【[", "〕】]"), ("《", "》")]
        var open: [Int] = []
        for scalar in text.unicodeScalars {
            if let kind = kinds.firstIndex(where: { $0.open.unicodeScalars.contains(scalar) }) {
                open.append(kind)
            } else if let kind = kinds.firstIndex(where: { $0.close.unicodeScalars.contains(scalar) }) {
                guard open.popLast() == kind else { return false }
            }
        }
        return open.isEmpty
    }
}
