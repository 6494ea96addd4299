/// Finds who is responsible: in brackets, on lines of their own, after a label.
struct UnitStatementFinder {
    let text: PlanText
    let reader: UnitListReader

    init(text: PlanText, resolver: UnitResolver) {
        self.text = text
        reader = UnitListReader(text: text, resolver: resolver)
    }

    /// The statements of one paragraph, in order.
    func find(in range: Range<Int>) -> [UnitStatement] {
        let slice = text.slice(range)
        var found: [UnitStatement] = []
        var index = slice.startIndex
        while index < slice.endIndex {
            if slice[index] == "(" || slice[index] == "[" {
                let close = slice.closing(of: index)
                if let statement = bracketed(slice, open: index, close: close) {
                    found.append(statement)
                    index = statement.range.upperBound
                    continue
                }
            } else if opensLabel(slice, at: index), let statement = labelled(slice, at: index) {
                found.append(statement)
                index = statement.range.upperBound
                continue
            }
            index += 1
        }
        return found
    }

    /// A label stands at the start or after the end of a sentence.
    private func opensLabel(_ slice: TextSlice, at index: Int) -> Bool {
        guard index > slice.startIndex else { return true }
        return "。;!) ]\n".unicodeScalars.contains(slice[index - 1])
    }

    private func labelled(_ slice: TextSlice, at index: Int) -> UnitStatement? {
        guard let (meaning, end) = UnitLabel.parse(slice, at: index) else { return nil }
        if meaning == .other {
            // 分管领导：某某 on a line of its own says nothing of what is to be done.
            guard index == slice.startIndex, slice.count <= 60, !slice.contains("。") else { return nil }
            var statement = UnitStatement(range: index..<slice.endIndex, mentions: [])
            statement.isOwnLine = true
            return statement
        }
        // 负责单位：… in a heading is rare; 工作单位： in running text is no list.
        var stop = end
        while stop < slice.endIndex, stop < end + 2000 {
            if slice[stop] == "。", !continuesLabels(slice, after: stop + 1) {
                stop += 1
                break
            }
            stop += 1
        }
        var statement = content(index..<stop)
        statement.isOwnLine = index == slice.startIndex
        return statement.mentions.isEmpty && statement.times.isEmpty ? nil : statement
    }

    private func continuesLabels(_ slice: TextSlice, after place: Int) -> Bool {
        var index = place
        while index < slice.endIndex, slice[index] == " " { index += 1 }
        return UnitLabel.parse(slice, at: index) != nil
    }

    private func bracketed(_ slice: TextSlice, open: Int, close: Int?) -> UnitStatement? {
        let inner = (open + 1)..<max(open + 1, (close ?? slice.endIndex + 1) - 1)
        var core = slice[inner].trimmed
        guard core.count >= 2 else { return nil }
        if close == nil {
            guard UnitLabel.parse(core, at: core.startIndex) != nil, core.count < 400 else { return nil }
        }
        let isLabelled = UnitLabel.parse(core, at: core.startIndex).map { $0.meaning != .other } ?? false
        if !isLabelled {
            core = withoutTimes(withoutNotes(core))
            guard core.count >= 2, core.count <= 600, !isNoUnit(core) else { return nil }
            let list = core.startIndex..<core.endIndex
            if endsInDuty(core) {
                guard reader.looksLikeList(list) else { return nil }
            } else {
                guard standsAtEnd(slice, open: open, close: close), reader.isListThroughout(list) else { return nil }
            }
        }
        var statement = content(inner)
        guard !statement.mentions.isEmpty || !statement.times.isEmpty || !statement.standing.isEmpty else { return nil }
        statement.range = open..<(close ?? slice.endIndex)
        statement.isUnclosed = close == nil
        statement.isOwnLine = open == slice.startIndex
        return statement
    }

    private static let dutyWords = [
        "负责", "落实", "牵头", "配合", "参与", "实施", "承办", "推进", "组织", "协助", "参加", "为责任单位", "为牵头单位", "为配合单位", "支持",
    ]

    private func endsInDuty(_ text: TextSlice) -> Bool {
        text.trimmed(of: "。;,").hasAnySuffix(UnitStatementFinder.dutyWords) != nil
            || text.containsAny(["牵头,", "牵头;", "牵头、", "按职责分工", "按职责", "牵头负责"])
    }

    /// （含）, （中小学、幼儿园除外）, （聘）
    private func isNoUnit(_ text: TextSlice) -> Bool {
        text.hasAnySuffix(["除外", "以上", "以下", "同", "略"]) != nil
            || text.hasAnyPrefix(["含", "包括", "包含", "不含", "除", "如", "即", "以下简称", "下称", "简称", "其中", "或", "例如", "原"])
                != nil
    }

    /// Only a list at the end of a sentence or paragraph names the responsible ones without saying so.
    private func standsAtEnd(_ slice: TextSlice, open: Int, close: Int?) -> Bool {
        guard let close, open > slice.startIndex, "。;!”".unicodeScalars.contains(slice[open - 1]) else { return false }
        guard close < slice.endIndex else { return true }
        return "。; ".unicodeScalars.contains(slice[close]) || HeadingMark.parse(slice, at: close) != nil
    }

    // MARK: - Times

    /// 2024年底前完成, 年内持续推进: a time beside the offices.
    private func isTime(_ slice: TextSlice) -> Bool {
        let slice = slice.trimmed
        guard (2...24).contains(slice.count), !reader.resolver.isUnitLike(slice) else { return false }
        if slice.hasAnyPrefix(["年内", "年底", "持续", "长期", "全年", "每年", "每季度", "上半年", "下半年", "常年", "适时"]) != nil {
            return true
        }
        guard let first = slice.first, first.isASCIIDigit || slice.hasAnyPrefix(["力争20", "于20", "到20"]) != nil else {
            return false
        }
        return slice.containsAny(["年", "月", "日", "季度"]) && !slice.containsAny(["人", "家", "个", "名", "项"])
    }

    /// The list without times at its ends.
    private func withoutTimes(_ slice: TextSlice) -> TextSlice {
        var slice = slice.trimmed(of: ",;。、")
        while let cut = slice.lastIndex(where: { ",;、".unicodeScalars.contains($0) }), isTime(slice[(cut + 1)...]) {
            slice = slice[..<cut].trimmed(of: ",;。、")
        }
        while let cut = slice.firstIndex(where: { ",;".unicodeScalars.contains($0) }), isTime(slice[..<cut]) {
            slice = slice[(cut + 1)...].trimmed(of: ",;。、")
        }
        return slice
    }

    /// The stretches that hold offices; times are handed to the statement.
    private func offices(in range: Range<Int>, _ statement: inout UnitStatement) -> [Range<Int>] {
        let slice = text.slice(range)
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        for part in SentenceCutter.sentences(slice, at: ",;、") where isTime(slice[part]) {
            statement.times.append(part)
            if start < part.lowerBound { pieces.append(start..<part.lowerBound) }
            start = part.upperBound
        }
        return start < range.upperBound ? pieces + [start..<range.upperBound] : pieces
    }

    // MARK: - Content

    private func isNote(_ part: TextSlice) -> Bool {
        part.containsAny(["不再列出", "不再一一列", "不再逐一", "不再重复", "下同", "首位", "第一位", "排名第一", "排第一", "以下均"])
            || (part.contains("第一") && part.contains("牵头"))
    }

    /// Where a note on the list begins: 列首位的为牵头单位，下同.
    private func noteStart(_ slice: TextSlice) -> Int? {
        SentenceCutter.sentences(slice, at: ",。;").first { isNote(slice[$0]) }?.lowerBound
    }

    private func withoutNotes(_ slice: TextSlice) -> TextSlice {
        guard let note = noteStart(slice), note > slice.startIndex else { return slice.trimmed(of: "。;") }
        return slice[..<note].trimmed(of: "。;,")
    }

    /// Reads “牵头单位：甲；配合单位：乙、丙；完成时限：2024年底” and “甲牵头，乙、丙配合”.
    func content(_ range: Range<Int>) -> UnitStatement {
        var statement = UnitStatement(range: range, mentions: [])
        var meaning: UnitLabel.Meaning?
        var level = ""
        for part in parts(range).flatMap(cutAtNote) {
            let slice = text.slice(part.range)
            if let label = part.meaning { meaning = label }
            if isNote(slice) {
                readNote(part.range, into: &statement, level: &level)
                continue
            }
            switch meaning {
            case .deadline?:
                statement.times.append(part.range)
                meaning = nil
            case .other?: meaning = part.endsLabel ? nil : meaning
            case .units(let role)?:
                for piece in offices(in: part.range, &statement) { append(piece, role, &statement, &level) }
            case nil:
                for piece in offices(in: part.range, &statement) { append(piece, nil, &statement, &level) }
            }
        }
        return statement
    }

    private struct Part {
        let range: Range<Int>
        let meaning: UnitLabel.Meaning?
        let endsLabel: Bool
    }

    /// The offices before a note and the note are two parts.
    private func cutAtNote(_ part: Part) -> [Part] {
        guard let note = noteStart(text.slice(part.range)), note > part.range.lowerBound else { return [part] }
        return [
            Part(range: part.range.lowerBound..<note, meaning: part.meaning, endsLabel: false),
            Part(range: note..<part.range.upperBound, meaning: nil, endsLabel: part.endsLabel),
        ]
    }

    /// Cut at ；。 and at labels.
    private func parts(_ range: Range<Int>) -> [Part] {
        let slice = text.slice(range)
        var parts: [Part] = []
        var start = slice.startIndex
        var meaning: UnitLabel.Meaning?
        var depth = 0
        var index = slice.startIndex
        func close(_ end: Int, endsLabel: Bool) {
            if start < end { parts.append(Part(range: start..<end, meaning: meaning, endsLabel: endsLabel)) }
            meaning = nil
        }
        while index < slice.endIndex {
            let scalar = slice[index]
            if scalar == "(" { depth += 1 } else if scalar == ")" { depth = max(0, depth - 1) }
            if depth == 0, scalar == ";" || scalar == "。" || scalar == "\n" {
                close(index, endsLabel: true)
                start = index + 1
            } else if depth == 0,
                index == start || ",、 ".unicodeScalars.contains(slice[max(index - 1, slice.startIndex)]),
                let label = UnitLabel.parse(slice, at: index)
            {
                close(index, endsLabel: true)
                meaning = label.meaning
                start = label.end
                index = label.end
                continue
            }
            index += 1
        }
        close(slice.endIndex, endsLabel: true)
        return parts
    }

    private func append(
        _ range: Range<Int>, _ labelRole: PlanDocument.Role?, _ statement: inout UnitStatement, _ level: inout String
    ) {
        for (piece, role) in rolePieces(range) {
            let mentions = reader.read(piece, level: level, names: labelRole == nil ? .offices : .all)
            for var mention in mentions {
                mention.role = mention.role ?? role ?? labelRole
                statement.mentions.append(mention)
            }
            if let last = mentions.last(where: { !$0.isGroup }) {
                let found = reader.resolver.level(of: text.slice(last.range))
                if !found.isEmpty { level = found }
            }
            let named = mentions.reduce(0) { $0 + $1.range.count }
            if mentions.isEmpty, named == 0, text.slice(piece).trimmed(of: "/-—无 ").count > 1 {
                statement.unread.append(piece)
            }
        }
    }

    /// 甲、乙牵头，丙、丁配合
    private func rolePieces(_ range: Range<Int>) -> [(Range<Int>, PlanDocument.Role?)] {
        let slice = text.slice(range)
        var result: [(Range<Int>, PlanDocument.Role?)] = []
        var start = slice.startIndex
        while start < slice.endIndex {
            guard let lead = nextLead(slice, from: start) else { break }
            result.append((start..<lead.start, .lead))
            start = lead.end
        }
        if start < slice.endIndex { result.append((start..<slice.endIndex, nil)) }
        return result
    }

    private func nextLead(_ slice: TextSlice, from start: Int) -> (start: Int, end: Int)? {
        var from = start
        while let place = slice.place(of: "牵头", from: from) {
            var end = place + 2
            for word in ["负责", "组织", "落实", "单位", "推进", "实施"] where slice.has(word, at: end) { end += 2 }
            let isInBracket = end < slice.endIndex && slice[end] == ")" && place > start && slice[place - 1] == "("
            if place > start, !isInBracket,
                end >= slice.endIndex || ",、; 。会".unicodeScalars.contains(slice[end]) || slice[end].isHan
            {
                var first = place
                for word in ["作为", "为", "分别", "共同", "联合"] where slice[start..<first].hasSuffix(word) {
                    first -= word.unicodeScalars.count
                    break
                }
                while end < slice.endIndex, ",、; ".unicodeScalars.contains(slice[end]) { end += 1 }
                return (first, end)
            }
            from = place + 2
        }
        return nil
    }

    private func readNote(_ range: Range<Int>, into statement: inout UnitStatement, level: inout String) {
        let slice = text.slice(range)
        if slice.contains("牵头"), slice.containsAny(["第一", "首位", "排在前"]) { statement.firstLeads = true }
        if let stop = slice.firstPlace(ofAny: ["负责", "参与", "配合", "落实"])?.place {
            var start = slice.startIndex
            for word in ["均需", "均由", "均为", "均须", "都需", "都由", "还需", "需由", "需", "由"] {
                if let place = slice.place(of: word), place < stop {
                    start = place + word.unicodeScalars.count
                    break
                }
            }
            guard start > slice.startIndex else { return }
            statement.standing.append(contentsOf: reader.read(start..<stop, level: level))
        }
    }
}
