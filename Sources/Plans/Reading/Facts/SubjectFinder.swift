/// Finds the offices that a sentence names as acting: “各县区政府要明确……”.
struct SubjectFinder {
    let text: PlanText
    let reader: UnitListReader

    private static let verbs = [
        "每周", "适时", "每个季度", "每个月", "务必", "务于", "要", "应当", "应", "须", "必须", "需", "牵头", "会同", "每年", "每季度", "每半年", "每月",
        "每两年", "定期", "于", "在", "将", "向",
        "按照", "按", "根据",
        "对", "做好", "加强", "切实", "积极", "可", "统筹", "督促", "汇总", "结合", "进一步", "以", "及时", "联合", "组织", "负责", "制定", "建立", "原则上",
        "年底", "配合", "与", "承担", "贯彻", "具体", "充分", "依法", "指导", "20", "召开", "印发", "成立", "形成", "完成", "提交", "提供", "填写", "逐一",
        "逐户", "逐步", "拨付", "公示", "通报", "调度", "主动", "认真", "全面", "严格", "尽快", "抓好", "共同", "分别", "同步", "推动", "推进", "落实",
        "开展", "设立", "配备", "审核", "审批", "下达", "均", "也", "还", "都",
    ]

    /// Verbs that often belong to a description: 各县区建立的机构.
    private static let describing: Set<String> = [
        "建立", "制定", "组织", "承担", "负责", "配合", "指导", "联合", "牵头", "统筹", "形成", "完成", "提交", "提供", "填写", "印发", "成立", "开展",
        "设立", "配备", "审核", "审批", "下达", "推动", "推进", "落实", "召开", "拨付", "公示", "通报",
    ]

    /// The acting offices and where the predicate begins; nil when the sentence names none.
    func find(_ sentence: Range<Int>) -> (mentions: [UnitListReader.Mention], end: Int)? {
        var slice = text.slice(sentence).trimmed
        slice = withoutLead(slice)
        let start = slice.startIndex
        let window = slice[start..<min(slice.endIndex, start + 70)]
        guard window.count >= 4 else { return nil }
        var places: [Int: Bool] = [:]
        for verb in SubjectFinder.verbs {
            var from = start + 2
            while let place = window.place(of: verb, from: from) {
                places[place] = (places[place] ?? true) && SubjectFinder.describing.contains(verb)
                from = place + 1
            }
        }
        // 某某残联6月15日前制定
        for place in window.indices where place > start + 1 && window[place].isASCIIDigit {
            guard !window[place - 1].isASCIIDigit, let (_, end) = ChineseNumeral.parseDigits(window, at: place),
                window.has("月", at: end) || window.has("年", at: end)
            else { continue }
            places[place] = false
        }
        var best: (mentions: [UnitListReader.Mention], end: Int)?
        for (place, isDescribing) in places.sorted(by: { $0.key < $1.key }) {
            let head = start..<place
            let part = text.slice(head)
            if part.containsAny(["。", "的", ":"]) { break }
            if part.last == "," || part.last == "、" { continue }
            // 各县区建立的机构: the verb belongs to a description; 某局负责机构的认定 does not.
            let deed = text.slice(
                place..<min(place + (text.slice(place..<place + 2) == TextSlice("负责") ? 3 : 6), sentence.upperBound))
            if isDescribing, deed[..<(deed.place(of: "、") ?? deed.endIndex)].contains("的") { continue }
            guard reader.isListThroughout(head) else { continue }
            let mentions = reader.read(head)
            guard !mentions.isEmpty,
                mentions.allSatisfy({ isActing($0) })
            else { continue }
            best = (mentions, place)
            if text.slice(place..<sentence.upperBound).hasAnyPrefix(["与", "和", "以"]) == nil { break }
        }
        return best
    }

    /// The offices before a colon at the start of a paragraph: 县残联：负责……
    func heading(_ paragraph: Range<Int>) -> [UnitListReader.Mention]? {
        let slice = text.slice(paragraph).trimmed
        guard let colon = slice[..<min(slice.endIndex, slice.startIndex + 60)].place(of: ":"),
            colon > slice.startIndex + 1
        else { return nil }
        return offices(slice.startIndex..<colon)
    }

    /// The offices of a text that names nothing else.
    func offices(_ range: Range<Int>) -> [UnitListReader.Mention]? {
        guard !range.isEmpty, reader.isListThroughout(range) else { return nil }
        let mentions = reader.read(range)
        return mentions.isEmpty || !mentions.allSatisfy(isActing) ? nil : mentions
    }

    /// 报市残联, 每月向县残联, 6月10日前报市残联 are deeds, though an office stands at their end.
    private func isActing(_ mention: UnitListReader.Mention) -> Bool {
        let slice = text.slice(mention.range)
        guard let first = slice.first, !first.isASCIIDigit,
            !"报为由每经向不当从对将把以在于给按并因能可须需应使让请至与和及".unicodeScalars.contains(first)
        else { return false }
        if slice.hasAnyPrefix(["提请", "商请", "报请", "恳请", "提交"]) != nil { return false }
        if !mention.isGroup, slice.containsAny(["由", "报", "向"]), !slice.containsAny(["报社", "日报"]) { return false }
        return mention.isListed || mention.isGroup || isOffice(slice)
    }

    /// An unlisted name counts as acting only when its ending leaves no doubt.
    private func isOffice(_ slice: TextSlice) -> Bool {
        slice.hasAnySuffix([
            "委员会", "办公室", "领导小组", "政府", "局", "办事处", "管委会", "单位", "部门", "机关", "指挥部", "专班", "联合会", "联席会议", "中心", "服务所",
            "服务站", "服务机构", "残联", "厅",
        ]) != nil && !slice.containsAny(["服务中心等", "建设", "加强", "推进", "开展", "完善", "健全", "设立", "依托", "鼓励", "支持", "落实"])
    }

    private func withoutLead(_ slice: TextSlice) -> TextSlice {
        var slice = slice
        for word in ["同时,", "此外,", "其中,", "另外,", "由", "请"] where slice.hasPrefix(word) {
            slice = slice[(slice.startIndex + word.unicodeScalars.count)...]
        }
        // 2024年市政府残工委…
        if let (_, end) = FrontDates.year(slice, at: slice.startIndex), slice.has("年", at: end) {
            var next = end + 1
            while next < slice.endIndex, ",底前 ".unicodeScalars.contains(slice[next]) { next += 1 }
            slice = slice[next...]
        }
        return slice.trimmed
    }
}
