/// Says which office a piece of text names.
struct UnitResolver: Sendable {
    /// What is known of a name.
    struct Resolved: Sendable {
        /// The usual name, with the level it was written with.
        var name: String
        /// The level it was written with, such as 市; empty when it had none.
        var level: String
        var isGroup: Bool
        var isListed: Bool
        /// The usual name without level, when a level from the list before it may be set before it.
        var bare: Bare?
    }

    /// A name written without its level.
    struct Bare: Sendable {
        let name: String
        let isParty: Bool
        /// Offices of the State Council end so; they take no level.
        let isNational: Bool
    }

    private struct Known: Sendable {
        let name: String
        let isParty: Bool
    }

    private let known: [String: Known]
    /// Stems of offices, such as 发改: before another office they are no place.
    private let stems: Set<String>
    private let groups: Set<String>
    private let levels: [String]
    private let tails: [TextSlice]
    private let longest: Int

    init(_ lexicon: UnitLexicon) {
        var known: [String: Known] = [:]
        for entry in lexicon.units {
            let endings = entry.endings ?? [""]
            for ending in endings {
                let canonical = Known(name: entry.name + ending, isParty: entry.party ?? false)
                for stem in [entry.name] + (entry.aliases ?? []) {
                    let key = TextSlice(stem + ending).string
                    // A name stands for itself before it stands for another.
                    if known[key] == nil || stem == entry.name { known[key] = canonical }
                }
            }
        }
        self.known = known
        stems = Set(
            lexicon.units.filter { $0.endings != nil }.flatMap { [$0.name] + ($0.aliases ?? []) }.map {
                TextSlice($0).string
            })
        groups = Set(lexicon.groups.map { TextSlice($0).string })
        levels = lexicon.levels.sorted { $0.unicodeScalars.count > $1.unicodeScalars.count }
        tails = lexicon.tails.map { TextSlice($0) }
        longest = known.keys.map { $0.unicodeScalars.count }.max() ?? 0
    }

    /// Reads one name. `text` is folded; `raw` gives the words as written.
    func resolve(_ text: TextSlice, raw: String) -> Resolved? {
        let text = text.trimmed
        guard text.count >= 2 || text == TextSlice("县") else { return nil }
        if isGroup(text) {
            return Resolved(name: raw, level: level(of: text), isGroup: true, isListed: true, bare: nil)
        }
        let core = withoutBracket(text)
        if let found = listed(core) {
            let prefix = core[core.startIndex..<found.start].string
            return Resolved(
                name: join(prefix, found.known), level: levelWord(prefix), isGroup: false, isListed: true,
                bare: prefix.isEmpty && !hasOwnLevel(found.known.name)
                    ? Bare(
                        name: found.known.name, isParty: found.known.isParty, isNational: isNational(found.known.name))
                    : nil)
        }
        guard isUnitLike(core) else { return nil }
        let level = level(of: core)
        let takesLevel =
            level.isEmpty
            && !core.containsAny([
                "中国", "国家", "全国", "中央", "省", "市", "县", "区", "州", "公司", "集团", "报社", "电视台", "日报", "大学", "学院", "支行", "分行",
                "分局", "分公司", "银行", "支队", "大队", "机构",
            ])
        return Resolved(
            name: raw, level: level, isGroup: false, isListed: false,
            bare: takesLevel ? Bare(name: raw, isParty: false, isNational: false) : nil)
    }

    /// The name with the level of the list before it.
    func name(_ bare: Bare, level: String) -> String {
        guard !bare.isNational, !level.isEmpty else { return bare.name }
        return level + (bare.isParty ? "委" : "") + bare.name
    }

    /// Whether the text may be the name of an office, listed or not.
    func isUnitLike(_ text: TextSlice) -> Bool {
        let text = withoutBracket(text)
        guard text.count >= 2, text.count <= 32, !opensWithVerb(text) else { return false }
        if isGroup(text) || listed(text) != nil { return true }
        return !text.containsAny(["。", ",", ";", "的", "是"]) && endsLikeUnit(text)
    }

    /// Whether the text stands for many offices.
    func isGroup(_ text: TextSlice) -> Bool {
        guard text.count <= 30, !opensWithVerb(text) else { return false }
        if groups.contains(text.string) { return true }
        if text.first == "各" || text.hasAnyPrefix(["全体", "全市各", "全区各", "全县各"]) != nil {
            guard !text.containsAny(["的", "。", ",", "确定", "结合"]) else { return false }
            let core = withoutBracket(text)
            return groups.contains(core.dropFirst().string)
                || core.last.map { UnitResolver.groupEnds.contains($0) } ?? false || endsLikeUnit(core)
        }
        let words = ["有关", "相关", "其他", "其它", "各", "成员单位", "主管部门", "所属", "各级", "涉及"]
        guard text.containsAny(words) else { return false }
        let ends = [
            "单位", "部门", "机构", "政府", "办事处", "街道", "管委会", "委员会", "企业", "学校", "院校", "组织", "县区", "区县", "地区", "区", "县", "市",
            "镇", "乡", "局", "办", "处室", "科室",
        ]
        return text.hasAnySuffix(ends) != nil && !text.containsAny(["的", "。", ",", "协同", "配合"])
    }

    private static let groupEnds = Set("地街道区县市镇乡村级省州盟旗方办局委厅组处室团队行社联会企校院".unicodeScalars)
    private static let verbs = [
        "督促", "协同", "引导", "推动", "指导", "会同", "组织", "支持", "鼓励", "以便", "将", "对", "结合", "按", "向", "协调", "加强", "联合", "配合",
        "动员",
        "依托", "制定", "明确", "要求", "发挥", "落实", "建立", "完善", "健全", "推进", "强化", "鼓励", "提升", "做好", "开展", "促进", "充分", "根据",
        "通过",
    ]

    /// Words such as 督促有关部门 begin a deed, not a name.
    func opensWithVerb(_ text: TextSlice) -> Bool {
        text.hasAnyPrefix(UnitResolver.verbs) != nil && listed(text).map { $0.start > text.startIndex } ?? true
    }

    private func endsLikeUnit(_ text: TextSlice) -> Bool {
        tails.contains { tail in tail.count <= text.count && text.suffix(tail.count).elementsEqual(tail) }
    }

    /// The level that the text begins with, such as 市 or 某某市; empty when it begins with none.
    func level(of text: TextSlice) -> String {
        // 市场监管总局 and 乡村振兴局 only look as if they began with a level.
        guard let word = levels.first(where: { text.hasPrefix($0) }), listed(text)?.start != text.startIndex else {
            return ""
        }
        return word
    }

    /// The longest listed name at the end of the text whose beginning can be a level or a place.
    private func listed(_ text: TextSlice) -> (start: Int, known: Known)? {
        guard !text.isEmpty else { return nil }
        var start = max(text.startIndex, text.endIndex - longest)
        while start < text.endIndex {
            if let found = known[text[start...].string], isPrefix(text[text.startIndex..<start], found) {
                return (start, found)
            }
            start += 1
        }
        return nil
    }

    /// Whether the words before a listed name can be the level or the place of an office.
    private func isPrefix(_ text: TextSlice, _ known: Known) -> Bool {
        guard !text.isEmpty else { return true }
        guard text.count <= 12, text.allSatisfy(\.isHan) else { return false }
        let word = text.string
        if levels.contains(word) || word == "中共" || word == "国务院" { return true }
        if text.containsAny(["的", "与", "由", "向", "会同", "联合", "各", "配合", "支持", "及", "加强", "协调", "对", "将"]) {
            return false
        }
        let last = text.last ?? " "
        if last == "和" { return false }
        if let cut = text.place(of: "和"), cut > text.startIndex + 1, isUnitLike(text[..<cut]) { return false }
        if "市区县省州盟旗镇乡委".unicodeScalars.contains(last) { return true }
        // 发改经信局 is one office, not the 经信局 of a place.
        if stems.contains(text.dropFirst(level(of: text).unicodeScalars.count).string) { return false }
        // A place alone: 某某 + 海关, but not a longer name of another office.
        return text.count <= 4 && known.name.unicodeScalars.count >= 2
    }

    /// 团市委 and 开发区管委会 carry their level or place within.
    private func hasOwnLevel(_ name: String) -> Bool {
        ["市委", "区委", "县委", "省委", "区", "中央", "国务院", "中国"].contains { name.contains($0) }
    }

    private func isNational(_ name: String) -> Bool {
        ["部", "总局", "总署", "署", "银行"].contains { name.hasSuffix($0) }
            && !["组织部", "宣传部", "统战部", "社会工作部", "人武部"].contains(name)
    }

    private func join(_ prefix: String, _ known: Known) -> String {
        guard known.isParty, !prefix.isEmpty, !prefix.hasSuffix("委"), prefix != "中央", prefix != "国家" else {
            return prefix + known.name
        }
        return prefix + "委" + known.name
    }

    /// The level in a written prefix that a list may hand on: 市委 hands on 市, a bare place hands on nothing.
    private func levelWord(_ prefix: String) -> String {
        let place = prefix.hasSuffix("委") && prefix.count > 1 ? String(prefix.dropLast()) : prefix
        let passes = ["市", "区", "县", "省", "州", "盟", "旗", "镇", "乡", "师"].contains { place.hasSuffix($0) }
        return passes ? place : ""
    }

    /// 市某局（某委）: the bracket names the same office once more.
    private func withoutBracket(_ text: TextSlice) -> TextSlice {
        guard text.last == ")", let open = text.lastPlace(of: "("), open > text.startIndex else { return text }
        return text[text.startIndex..<open].trimmed
    }
}
