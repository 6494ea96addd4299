/// Reads a list of offices such as “市残联、教育局，各镇街按职责分工负责”.
struct UnitListReader {
    let text: PlanText
    let resolver: UnitResolver

    /// An office as a list names it.
    struct Mention {
        var name: String
        var range: Range<Int>
        var role: PlanDocument.Role?
        var isGroup: Bool
        var isListed: Bool
    }

    private enum Gap { case sign, space }

    /// Which names a list may hold.
    enum Names {
        /// Those that are known or end like an office.
        case offices
        /// Whatever stands behind a label such as 责任单位.
        case all
    }

    /// Reads the list. A level given at the start is handed to names that have none.
    func read(_ range: Range<Int>, level initialLevel: String = "", names: Names = .offices) -> [Mention] {
        var mentions: [Mention] = []
        var level = initialLevel
        var inGroup = false
        for piece in pieces(range) {
            let slice = text.slice(piece)
            guard !slice.isEmpty else { continue }
            let (core, role) = takeRole(piece)
            guard let found = resolver.resolve(text.slice(core), raw: text.text(core)) else {
                if isName(text.slice(core), names) {
                    mentions.append(
                        Mention(name: text.text(core), range: core, role: role, isGroup: false, isListed: false))
                    inGroup = false
                }
                continue
            }
            var name = found.name
            if found.isGroup {
                // 各镇人民政府、街道办事处: the second 各 is left out.
                let word = text.slice(core)
                if inGroup, word.first != "各", !word.containsAny(["有关", "相关", "其他", "各"]),
                    found.level.isEmpty || word.hasPrefix("镇") || word.hasPrefix("乡")
                {
                    name = "各" + name
                }
                inGroup = name.hasPrefix("各")
            } else {
                if let bare = found.bare, found.level.isEmpty { name = inherit(bare, level, mentions.last, core) }
                inGroup = false
            }
            if !found.level.isEmpty, !(found.isGroup && inGroup) { level = found.level }
            mentions.append(
                Mention(
                    name: name, range: core, role: role, isGroup: found.isGroup,
                    isListed: found.isListed))
        }
        return mentions
    }

    /// Whether a piece of a list of offices is a name, though nothing in it says so.
    private func isName(_ slice: TextSlice, _ names: Names) -> Bool {
        names == .all && (2...20).contains(slice.count) && !resolver.opensWithVerb(slice)
            && slice.allSatisfy({ $0.isHan || "()“”·".unicodeScalars.contains($0) })
            && !slice.containsAny(["的", "等", "是", "完成", "长期", "持续", "年底", "月底", "另行", "暂无", "详见", "其中", "负责", "牵头"])
    }

    /// 各县区政府及残疾人工作委员会: the second takes the whole of the first before it.
    private func inherit(_ bare: UnitResolver.Bare, _ level: String, _ last: Mention?, _ range: Range<Int>) -> String {
        if let last, last.isGroup, last.name.hasPrefix("各"), last.range.upperBound < range.lowerBound,
            bare.name.hasPrefix("政府"), last.name.hasSuffix("政府")
        {
            return last.name + bare.name.dropFirst(2)
        }
        return resolver.name(bare, level: level)
    }

    /// Whether most of the pieces are offices.
    func looksLikeList(_ range: Range<Int>) -> Bool {
        let pieces = pieces(range).map { text.slice(takeRole($0).0) }.filter { !$0.isEmpty }
        let units = pieces.count { resolver.isUnitLike($0) }
        return units > 0 && units * 2 >= pieces.count
    }

    /// Whether every piece is an office.
    func isListThroughout(_ range: Range<Int>) -> Bool {
        let pieces = pieces(range).map { text.slice(takeRole($0).0) }
        return !pieces.isEmpty && pieces.allSatisfy { resolver.isUnitLike($0) }
    }

    /// `市残联（牵头）`
    private func takeRole(_ range: Range<Int>) -> (Range<Int>, PlanDocument.Role?) {
        let slice = text.slice(range)
        guard slice.last == ")", let open = slice.lastPlace(of: "(") else { return (range, nil) }
        let inner = slice[(open + 1)..<(slice.endIndex - 1)]
        if inner.containsAny(["牵头", "主办", "主责"]) { return (range.lowerBound..<open, .lead) }
        if inner.containsAny(["配合", "协办", "参与"]) { return (range.lowerBound..<open, .joint) }
        return (range, nil)
    }

    // MARK: - Cutting

    /// The names of the list, words of role and connection taken off.
    private func pieces(_ range: Range<Int>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for (piece, _) in joinedSpaces(cut(range)) {
            result.append(contentsOf: splitWords(stripTail(piece)).map(trim).filter { !$0.isEmpty })
        }
        return mergeLevels(result).map { trim(balanced($0)) }.filter { !$0.isEmpty }
    }

    /// A bracket without its partner, left by a typing error, is no part of a name: what follows an opening one and what
    /// stands before a closing one goes.
    private func balanced(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var open: [(place: Int, partner: Unicode.Scalar)] = []
        let slice = text.slice(range)
        for index in slice.indices {
            if let partner = TextSlice.brackets[slice[index]] {
                open.append((index, partner))
            } else if TextSlice.brackets.values.contains(slice[index]) {
                if open.last?.partner == slice[index] {
                    open.removeLast()
                } else {
                    start = index + 1
                    open = []
                }
            }
        }
        return start..<(open.first?.place ?? range.upperBound)
    }

    private func cut(_ range: Range<Int>) -> [(Range<Int>, Gap)] {
        let slice = text.slice(range)
        var result: [(Range<Int>, Gap)] = []
        var depth = 0
        var start = range.lowerBound
        for index in slice.indices {
            switch slice[index] {
            case "(", "[": depth += 1
            case ")", "]": depth = max(0, depth - 1)
            case "、", ",", ";", "/", "。", ":", "\n":
                guard depth == 0 else { continue }
                result.append((start..<index, .sign))
                start = index + 1
            case " ":
                guard depth == 0, index > start else { continue }
                result.append((start..<index, .space))
                start = index + 1
            default: break
            }
        }
        result.append((start..<slice.endIndex, .sign))
        return result.filter { !text.slice($0.0).trimmed.isEmpty }
    }

    /// A space within a name, left by a line that was too narrow, does not cut it.
    private func joinedSpaces(_ parts: [(Range<Int>, Gap)]) -> [(Range<Int>, Gap)] {
        var result: [(Range<Int>, Gap)] = []
        for part in parts {
            if let last = result.last, last.1 == .space, !resolver.isUnitLike(text.slice(stripTail(last.0)).trimmed) {
                result[result.count - 1] = (last.0.lowerBound..<part.0.upperBound, part.1)
            } else {
                result.append(part)
            }
        }
        return result
    }

    private static let tails = [
        "按照职责分工", "按照各自职责", "按照职能分工", "按照职责", "按职责分工", "按各自职责", "按职能分工", "按职责", "按分工", "根据职责分工", "根据职责",
        "依职责", "依据职责", "结合职责", "分工负责", "分别负责", "分别牵头", "共同负责", "具体负责", "牵头负责", "负责落实", "配合落实", "牵头落实",
        "共同牵头", "联合牵头", "牵头组织", "负责", "落实", "牵头", "配合", "参与", "参加", "协助", "协同", "支持", "承办", "主办", "协办", "实施",
        "为牵头单位", "为责任单位", "为配合单位", "组织实施", "等",
    ]

    /// The names without 按职责分工负责 and the like.
    private func stripTail(_ range: Range<Int>) -> Range<Int> {
        var slice = text.slice(range).trimmed
        if let word = slice.hasAnyPrefix(["由", "以上由", "会同", "责任单位", "牵头单位"]) {
            slice = slice[(slice.startIndex + word.unicodeScalars.count)...]
        }
        var changed = true
        while changed, !slice.isEmpty {
            changed = false
            for tail in UnitListReader.tails {
                if slice.hasSuffix(tail), !(tail == "支持" && slice.count < 5) {
                    slice = slice[slice.startIndex..<(slice.endIndex - tail.unicodeScalars.count)].trimmed
                    changed = true
                    break
                }
                guard tail.hasPrefix("按") || tail.hasPrefix("根据") || tail.hasPrefix("依") || tail.hasPrefix("结合") else {
                    continue
                }
                if let cut = slice.place(of: tail) {
                    slice = slice[slice.startIndex..<cut].trimmed
                    changed = true
                    break
                }
            }
        }
        return slice.startIndex..<slice.endIndex
    }

    /// Cuts at 及, 和, 与 where offices stand on both sides, not within a name such as 文化和旅游局.
    private func splitWords(_ range: Range<Int>) -> [Range<Int>] {
        let slice = text.slice(range)
        if resolver.isListedWhole(slice) { return [range] }
        for word in ["以及", "等和", "等及", "等与", "会同", "及", "和", "与", "并", "等"] {
            var from = slice.startIndex
            while let cut = slice.place(of: word, from: from) {
                from = cut + 1
                let left = slice[slice.startIndex..<cut]
                let right = slice[(cut + word.unicodeScalars.count)...]
                if word == "等", let first = right.first, first.isASCIIDigit || ChineseNumeral.isNumeral(first),
                    right.hasAnySuffix(["部门", "单位"]) != nil, left.count >= 2
                {
                    // 省财政厅等15个部门 names no more than the ones before.
                    return splitWords(left.startIndex..<left.endIndex)
                }
                if word == "等", right == TextSlice("部门") || right == TextSlice("单位") || right == TextSlice("机构"),
                    left.count >= 2
                {
                    return splitWords(left.startIndex..<left.endIndex)
                }
                // 各县（市、区）党委和政府 are one group.
                if left.first == "各", resolver.isGroup(left),
                    ["政府", "人民政府", "管委会", "党委", "政府等", "人民政府等"].contains(right.string)
                {
                    return [range.lowerBound..<(right.hasSuffix("等") ? range.upperBound - 1 : range.upperBound)]
                }
                guard left.count >= 2, right.count >= 2, depthIsZero(slice, cut), opensName(right, after: word),
                    resolver.isUnitLike(left)
                else { continue }
                if right == TextSlice("单位") || right == TextSlice("部门") || right == TextSlice("机构") { continue }
                return splitWords(left.startIndex..<left.endIndex) + splitWords(right.startIndex..<right.endIndex)
            }
        }
        return [range]
    }

    private func opensName(_ text: TextSlice, after word: String) -> Bool {
        if word == "等" { return resolver.isGroup(text) }
        if text.first == "其" { return true }
        return resolver.isUnitLike(text)
            || resolver.isUnitLike(text[..<(text.firstPlace(ofAny: ["及", "和", "等"])?.place ?? text.endIndex)])
    }

    private func depthIsZero(_ slice: TextSlice, _ place: Int) -> Bool {
        var depth = 0
        for scalar in slice[slice.startIndex..<place] {
            if scalar == "(" { depth += 1 } else if scalar == ")" { depth -= 1 }
        }
        return depth == 0
    }

    private func trim(_ range: Range<Int>) -> Range<Int> {
        let slice = text.slice(range).trimmed(of: "。.-*★☆△▲“”")
        return slice.startIndex..<slice.endIndex
    }

    /// 各市、县人民政府: 各市 alone is no office when a level follows.
    private func opensLevels(_ slice: TextSlice, in pieces: [Range<Int>], after piece: Range<Int>) -> Bool {
        guard slice.first == "各", slice.count <= 4, !resolver.level(of: slice.dropFirst()).isEmpty,
            resolver.level(of: slice.dropFirst()) == slice.dropFirst().string,
            let next = pieces.first(where: { $0.lowerBound > piece.lowerBound })
        else { return false }
        let following = text.slice(next)
        let gap = text.slice(piece.upperBound..<next.lowerBound)
        return gap == TextSlice("、") && !resolver.level(of: following).isEmpty
            && following.hasAnySuffix(["政府", "管委会", "办事处", "委员会"]) != nil
    }

    /// 市、区人民政府某委员会 is one name for two levels.
    private func mergeLevels(_ pieces: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var open: Int?
        for piece in pieces {
            let slice = text.slice(piece)
            let isLevel = slice.count <= 3 && (resolver.level(of: slice) == slice.string)
            let isNext = piece != pieces.last && opensLevels(slice, in: pieces, after: piece)
            if isLevel || isNext {
                open = open ?? piece.lowerBound
            } else {
                result.append((open ?? piece.lowerBound)..<piece.upperBound)
                open = nil
            }
        }
        return result
    }
}

extension UnitResolver {
    /// Whether the whole text is one listed name, so that a 和 in it does not cut it.
    func isListedWhole(_ text: TextSlice) -> Bool {
        guard !isGroup(text), let found = resolve(text, raw: text.string) else { return false }
        return found.isListed && !found.isGroup && (found.level.count + 12 > text.count)
            && !text.containsAny(["以及", "及"])
    }
}
