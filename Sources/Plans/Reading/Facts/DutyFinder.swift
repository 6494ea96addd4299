/// Finds who has to report, file, evaluate, publish or draw up what, to whom and when.
struct DutyFinder {
    let text: PlanText
    let subjects: SubjectFinder
    let times: TimeScanner
    /// The day of issue, for spans after it.
    let issued: CalendarDate?
    /// The last year of the plan, for 方案实施期间.
    let planEnd: CalendarDate?
    /// The year of a plan for one year.
    var planYear: Int?
    /// Whether the text is addressed to offices, so that a sentence without a subject still says who acts.
    private var isAddressed = false

    init(
        text: PlanText, subjects: SubjectFinder, times: TimeScanner, issued: CalendarDate?, planEnd: CalendarDate?,
        planYear: Int?
    ) {
        self.text = text
        self.subjects = subjects
        self.times = times
        self.issued = issued
        self.planEnd = planEnd
        self.planYear = planYear
    }

    private var speakingToSomeone: DutyFinder {
        var finder = self
        finder.isAddressed = true
        return finder
    }

    /// The duties of one paragraph. A sentence without a subject has the subject of the one before.
    /// - Parameter addressees: to whom a covering notice speaks; they act where no sentence names others.
    func find(_ paragraph: Range<Int>, addressedTo addressees: String? = nil) -> [PlanDocument.Duty] {
        var duties: [PlanDocument.Duty] = []
        let finder = addressees == nil ? self : speakingToSomeone
        var who = headingOffices(paragraph)
        for sentence in SentenceCutter.sentences(text.slice(paragraph)) {
            if let subject = subjects.find(sentence), let first = subject.mentions.first,
                let last = subject.mentions.last
            {
                who = first.range.lowerBound..<last.range.upperBound
            }
            duties.append(contentsOf: finder.find(sentence: sentence, who: who))
        }
        guard let addressees else { return duties }
        return duties.map { duty in
            var duty = duty
            duty.who = duty.who ?? addressees
            return duty
        }
    }

    /// 县残联：负责…… names the office before the colon for the whole paragraph.
    private func headingOffices(_ paragraph: Range<Int>) -> Range<Int>? {
        guard let found = subjects.heading(paragraph), let first = found.first, let last = found.last else {
            return nil
        }
        return first.range.lowerBound..<last.range.upperBound
    }

    private func find(sentence: Range<Int>, who subject: Range<Int>?) -> [PlanDocument.Duty] {
        var duties: [PlanDocument.Duty] = []
        var who = subject
        var cadence: TimeExpression?
        var due: TimeExpression?
        var previous: [Range<Int>] = []
        let clauses = SentenceCutter.sentences(text.slice(sentence), at: ",。;:")
        if clauses.count > 1, let noun = describedSubject(clauses[0]) { who = noun }
        if who == nil { who = clauses.first.flatMap(owner) }
        for clause in clauses {
            if let subject = subjects.find(clause), let first = subject.mentions.first,
                let last = subject.mentions.last,
                text.slice(clause).trimmed.startIndex == first.range.lowerBound
            {
                who = first.range.lowerBound..<last.range.upperBound
            }
            let found = times.scan(clause)
            if var time = found.last(where: { $0.isDated }) {
                // 2026年6月30日前…，7月10日前…: the year goes on.
                if time.last?.year == nil, time.cadence == nil, let year = due?.last?.year { time.last?.year = year }
                due = time
                // A time of its own ends the cadence of the clause before, unless it is a day of every year.
                if time.isPlanPeriod || time.last?.year != nil || time.span != nil { cadence = nil }
            }
            if let time = found.last(where: { $0.kind == .recurring || $0.kind == .ongoing }) { cadence = time }
            let hasTime = cadence != nil || due != nil
            let isRegular = due != nil || cadence?.kind == .recurring || cadence?.cadence == "定期"
            if let duty = report(clause, before: previous, who: who, last: duties.last)
                ?? handingIn(clause, who: who, hasTime: isRegular && hasTime)
                ?? evaluation(clause, who: who, hasTime: isRegular)
                ?? hearing(clause, who: who) ?? publication(clause, who: who, hasTime: cadence?.kind == .recurring)
                ?? drawing(clause, who: who, due: due)
            {
                duties.append(timed(duty, clause: clause, cadence: cadence, due: due))
            }
            previous.append(clause)
        }
        return duties
    }

    /// 各牵头单位的方案于6月底前报送: whose it is hands it in.
    private func owner(_ clause: Range<Int>) -> Range<Int>? {
        let slice = text.slice(clause).trimmed
        guard slice.first == "各", let of = slice.place(of: "的"), subjects.offices(slice.startIndex..<of) != nil else {
            return nil
        }
        return slice.startIndex..<of
    }

    /// 未达到比例的单位，…: a described group at the start of a sentence acts, when it holds no deed of its own.
    private func describedSubject(_ clause: Range<Int>) -> Range<Int>? {
        let slice = text.slice(clause).trimmed
        guard slice.count <= 40, slice.contains("的"), subjects.find(clause) == nil,
            slice.hasAnySuffix(["的单位", "的企业", "的部门", "的机构", "的地区", "的地方", "的用人单位", "的县区", "的机关", "的街道", "的乡镇"]) != nil,
            slice.hasAnyPrefix(["对", "将", "为", "向", "按", "以", "督促", "鼓励", "支持", "引导"]) == nil
        else { return nil }
        return slice.startIndex..<slice.endIndex
    }

    private struct Draft {
        var who: Range<Int>?
        var to: Range<Int>?
        var what: Range<Int>
        var kind: PlanDocument.Duty.Kind
    }

    // MARK: - Reporting and filing

    private func report(
        _ clause: Range<Int>, before: [Range<Int>], who: Range<Int>?, last: PlanDocument.Duty?
    ) -> Draft? {
        let slice = text.slice(clause)
        // 向某某报送……
        var from = slice.startIndex
        while let toward = slice.place(of: "向", from: from) {
            from = toward + 1
            guard
                let (verb, word) = slice.firstPlace(
                    ofAny: ["报送", "报告", "汇报", "反馈", "报备", "备案", "上报", "提交", "通报", "申报", "提供"], from: toward),
                !isInTitle(verb, of: slice)
            else { break }
            // 向某某提供数据 is a duty when it comes again; else it is a service.
            if word == "提供", !times.scan(clause).contains(where: { $0.kind == .recurring }) { continue }
            let to = trimmed(toward + 1..<verb)
            guard subjects.reader.looksLikeList(to), to.count < 50 else { continue }
            let rest = verb + word.unicodeScalars.count..<slice.endIndex
            let after = trimmed(rest)
            let isNext = text.slice(rest).hasAnyPrefix(["并", "、", "后", "备案"]) != nil
            let what =
                after.count >= 2 && !isNext ? after : object(in: clause, upTo: toward, before: before, last: last)
            return Draft(who: who, to: to, what: what, kind: word == "备案" || word == "报备" ? .file : .report)
        }
        // 将……报某某（备案）
        for word in ["报送至", "报送到", "报送", "上报至", "上报", "报告", "汇总报", "抄报", "报备", "报"] {
            var from = slice.startIndex
            while let place = slice.place(of: word, from: from) {
                from = place + 1
                if isInTitle(place, of: slice) { continue }
                if place > slice.startIndex, "申填汇预通举情日月周公简播海呈年填".unicodeScalars.contains(slice[place - 1]) { continue }
                let start = place + word.unicodeScalars.count
                if word == "报", start < slice.endIndex, "告送刊备名纸道销表考废复经请".unicodeScalars.contains(slice[start]) {
                    continue
                }
                let (stop, isFiling) = recipientEnd(slice, from: start)
                let to = trimmed(start..<stop)
                guard to.count >= 2, to.count < 50, text.slice(to).first != "报", isRecipient(to) else { continue }
                return Draft(
                    who: who, to: to, what: object(in: clause, upTo: place, before: before, last: last),
                    kind: isFiling ? .file : .report)
            }
        }
        return nil
    }

    /// 每月25日前报送工作进展: handed in, without a word on to whom.
    private func handingIn(_ clause: Range<Int>, who: Range<Int>?, hasTime: Bool) -> Draft? {
        let slice = text.slice(clause)
        guard hasTime, who != nil || isAddressed, let (place, word) = slice.firstPlace(ofAny: ["报送", "上报"]),
            place > slice.startIndex, !isInTitle(place, of: slice),
            "申填汇预举日周公播海呈后".unicodeScalars.contains(slice[place - 1]) == false
        else { return nil }
        var start = place + word.unicodeScalars.count
        for count in ["一次", "1次"] where slice.has(count, at: start) { start += 2 }
        let what = trimmed(start..<slice.endIndex)
        guard what.count >= 2, what.count <= 30, !text.slice(what).containsAny(["认定", "工作机制"]) else { return nil }
        return Draft(who: who, to: nil, what: what, kind: .report)
    }

    private func recipientEnd(_ slice: TextSlice, from start: Int) -> (Int, Bool) {
        let stop = slice.firstPlace(
            ofAny: ["备案", "审定", "审批", "审核", "批准", "同意", "汇总", "研究", "备查", "登记", "后", "(", "并"], from: start)
        let isFiling = stop.map { $0.literal == "备案" || $0.literal == "备查" } ?? false
        return (stop?.place ?? slice.endIndex, isFiling)
    }

    /// 《政府工作报告》 and “报告” are names.
    private func isInTitle(_ place: Int, of slice: TextSlice) -> Bool {
        var depth = 0
        for scalar in slice[..<place] {
            if "《<".unicodeScalars.contains(scalar) { depth += 1 }
            if "》>".unicodeScalars.contains(scalar) { depth -= 1 }
        }
        return depth > 0
    }

    private func isRecipient(_ range: Range<Int>) -> Bool {
        let slice = text.slice(range)
        if slice.count <= 14, !slice.containsAny(["的", "和"]),
            slice.hasAnySuffix(["督查组", "督导组", "工作组", "督查室", "领导", "专班", "工作专班", "推进办"]) != nil
        {
            return true
        }
        if slice == TextSlice("国务院") || slice.containsAny(["政府", "党委"]) && slice.count < 16 { return true }
        return subjects.reader.isListThroughout(range)
    }

    /// What is reported: 将……报, 相关情况年底前报, or the clause before.
    private func object(
        in clause: Range<Int>, upTo place: Int, before: [Range<Int>], last duty: PlanDocument.Duty?
    ) -> Range<Int> {
        let slice = text.slice(clause)
        let head = slice[slice.startIndex..<place]
        // 某某汇总后于2月底前报: what was handed in before goes on.
        if head.containsAny(["汇总后", "审核后", "审定后", "把关后", "汇总"]), !head.containsAny(["将", "把所", "把本"]), let duty,
            let said = text.place(of: duty.what, in: duty.place.range)
        {
            return said
        }
        if let mark = head.firstPlace(ofAny: ["将", "把"])?.place, !head.has("把关", at: mark) {
            return trimmed(mark + 1..<place)
        }
        var start = deed(clause).lowerBound
        let expressions = times.scan(start..<max(start, place))
        if let first = expressions.first, first.range.lowerBound <= start + 1 {
            start = min(first.range.upperBound, place)
        }
        var end = place
        if let time = expressions.last, text.slice(time.range.upperBound..<place).trimmed(of: "要应须需并前").count <= 1 {
            end = time.range.lowerBound
        }
        let own = withoutManner(text.slice(start..<max(start, end)).trimmed(of: ",要应须需并于在。、"))
        if own.count >= 3 { return own.startIndex..<own.endIndex }
        let papers = ["方案", "计划", "报告", "情况", "总结", "清单", "措施", "材料", "办法", "台账"]
        guard let last = before.last else { return trimmed(clause) }
        let made = before.suffix(3).last { clause in
            let words = text.slice(clause)
            return words.containsAny(["制定", "出台", "编制", "拟定", "拟订", "形成", "填写"]) && words.containsAny(papers + ["表"])
        }
        return paper(deed(made ?? before.suffix(3).last { text.slice($0).containsAny(papers) } ?? last))
    }

    /// 将完成情况于4月8日、7月8日前: without the word before it and the times behind it.
    private func paper(_ range: Range<Int>) -> Range<Int> {
        var slice = text.slice(range)
        if slice.first == "将" || slice.first == "把" { slice = slice.dropFirst() }
        if let time = times.scan(slice.startIndex..<slice.endIndex).first(where: { $0.isDated }),
            time.range.lowerBound > slice.startIndex + 3, slice[time.range.lowerBound - 1] == "于"
        {
            slice = slice[..<(time.range.lowerBound - 1)]
        }
        return trimmed(slice.startIndex..<slice.endIndex)
    }

    /// 经领导审定后以书面形式报: how it is handed in is not what.
    private func withoutManner(_ slice: TextSlice) -> TextSlice {
        var slice = slice
        for word in ["务", "书面", "一并", "及时", "统一", "按时", "同时"] where slice.hasSuffix(word) {
            slice = slice[..<(slice.endIndex - word.unicodeScalars.count)].trimmed(of: ",并")
        }
        if slice.hasSuffix("形式"), let start = slice.lastPlace(of: "以") { slice = slice[..<start].trimmed(of: ",并") }
        if slice.first == "经", let end = slice.place(of: "后") { slice = slice[(end + 1)...].trimmed(of: ",并于") }
        // 各牵头单位的推进方案: who stands before it once more.
        if slice.first == "各", let of = slice.place(of: "的"), subjects.offices(slice.startIndex..<of) != nil {
            slice = slice[(of + 1)...]
        }
        return slice
    }

    /// The clause without who and when at its start.
    private func deed(_ clause: Range<Int>) -> Range<Int> {
        var start = clause.lowerBound
        if let subject = subjects.find(clause) { start = subject.end }
        var rest = text.slice(start..<clause.upperBound).trimmed(of: ",、 ")
        if rest.hasPrefix("应当") { rest = rest.dropFirst(2) }
        rest = rest.trimmed(of: "要应须需于在并,、")
        if let time = times.scan(rest.startIndex..<rest.endIndex).first, time.range.lowerBound <= rest.startIndex + 3 {
            rest = text.slice(time.range.upperBound..<clause.upperBound).trimmed(of: ",、")
        }
        // 要会同有关部门于10月底前制定: with whom and when comes before what.
        if rest.hasAnyPrefix(["会同", "联合", "商"]) != nil,
            let verb = rest.firstPlace(ofAny: ["制定", "出台", "编制", "拟定", "拟订", "研究", "组织", "开展", "形成"])?.place
        {
            rest = rest[verb...]
        }
        if rest.hasAnyPrefix(["结合实际", "结合本地实际", "结合实际情况"]) != nil, let comma = rest.place(of: ",") {
            rest = rest[(comma + 1)...]
        }
        return rest.startIndex..<rest.endIndex
    }

    // MARK: - Other duties

    private func evaluation(_ clause: Range<Int>, who: Range<Int>?, hasTime: Bool) -> Draft? {
        let slice = text.slice(clause)
        guard let place = slice.firstPlace(ofAny: ["评估", "总结", "评价"])?.place else { return nil }
        let isOfPlan = slice.containsAny([
            "落实情况", "实施情况", "执行情况", "效果评估", "总结评估", "中期评估", "终期评估", "监测和评估", "监测评估", "评估总结", "期末评估", "年度评估", "实施效果",
            "开展评估总结", "阶段性评估", "绩效评价", "绩效评估",
        ])
        guard isOfPlan, slice.containsAny(["评估", "总结", "评价"]),
            !slice.containsAny(["评估结果作为", "评估机制", "评估制度", "评估体系", "能力评估"])
        else { return nil }
        let isNamed = who != nil && slice.containsAny(["总结评估", "中期评估", "终期评估", "期末评估"])
        guard hasTime || isNamed || slice.containsAny(["一次", "1次", "至少"]) else { return nil }
        var start = slice.startIndex
        if let subject = subjects.find(clause) { start = subject.end }
        for word in ["组织", "开展", "进行"] {
            if let verb = slice.place(of: word, from: start), verb < place { start = max(start, verb) }
        }
        if let mark = slice.firstPlace(ofAny: ["对"])?.place, mark < place { start = min(start, mark) }
        return Draft(who: who, to: nil, what: trimmed(start..<slice.endIndex), kind: .evaluate)
    }

    private func hearing(_ clause: Range<Int>, who: Range<Int>?) -> Draft? {
        let slice = text.slice(clause)
        guard let place = slice.place(of: "听取"), slice[place...].containsAny(["汇报", "报告"]) else { return nil }
        return Draft(who: who, to: nil, what: trimmed(place..<slice.endIndex), kind: .hear)
    }

    private func publication(_ clause: Range<Int>, who: Range<Int>?, hasTime: Bool) -> Draft? {
        let slice = text.slice(clause)
        guard hasTime, let (place, _) = slice.firstPlace(ofAny: ["向社会公示", "向社会公布", "向社会公开", "进行公示", "予以公示"]) else {
            return nil
        }
        var start = slice.startIndex
        if let subject = subjects.find(clause) { start = subject.end }
        let to = slice.has("向社会", at: place) ? place + 1..<place + 3 : nil
        let noun = leadingNoun(clause)
        if who == nil, noun != nil, let time = times.scan(clause).first { start = time.range.upperBound }
        // 已安排残疾人就业的单位每年…: whoever is described at the start of the clause acts, not the office of a sentence before.
        if let noun, text.slice(noun).contains("的"),
            text.slice(noun).hasAnySuffix(["单位", "机关", "企业", "部门", "机构"]) != nil,
            let time = times.scan(clause).first
        {
            return Draft(who: noun, to: to, what: trimmed(time.range.upperBound..<slice.endIndex), kind: .publish)
        }
        return Draft(who: who ?? noun, to: to, what: trimmed(start..<slice.endIndex), kind: .publish)
    }

    /// 已安排残疾人就业的市级机关和事业单位每年…: the words before the time are who.
    private func leadingNoun(_ clause: Range<Int>) -> Range<Int>? {
        guard let time = times.scan(clause).first, time.range.lowerBound > clause.lowerBound + 2 else { return nil }
        return trimmed(clause.lowerBound..<time.range.lowerBound)
    }

    private func drawing(_ clause: Range<Int>, who: Range<Int>?, due: TimeExpression?) -> Draft? {
        let slice = text.slice(clause)
        guard let due, due.kind == .within || (due.kind == .by && due.range.lowerBound >= clause.lowerBound) else {
            return nil
        }
        guard let (place, _) = slice.firstPlace(ofAny: ["制定出台", "制定", "出台", "印发", "研究制定"]),
            slice[place...].containsAny(["办法", "方案", "细则", "措施", "计划", "意见"]), who != nil,
            place >= due.range.upperBound || due.range.upperBound <= clause.lowerBound
        else { return nil }
        return Draft(who: who, to: nil, what: trimmed(place..<slice.endIndex), kind: .draw)
    }

    // MARK: - Time

    /// 各县（市、区）: the mention of 区 ends within the bracket.
    private func closed(_ range: Range<Int>) -> Range<Int> {
        let slice = text.slice(range)
        let open = slice.indices.count { slice[$0] == "(" } - slice.indices.count { slice[$0] == ")" }
        let after = text.slice(range.upperBound..<range.upperBound + 1)
        return open == 1 && after.first == ")" ? range.lowerBound..<range.upperBound + 1 : range
    }

    private func timed(
        _ draft: Draft, clause: Range<Int>, cadence: TimeExpression?, due: TimeExpression?
    ) -> PlanDocument.Duty {
        var words = cadence?.cadence
        let slice = text.slice(clause)
        if words == nil, slice.containsAny(["一次", "1次", "至少组织"]) { words = "一次" }
        var day: String?
        var written: String?
        if let due {
            written = text.text(due.range)
            if due.isPlanPeriod {
                if cadence?.kind != .recurring { day = planEnd?.iso }
            } else if let span = due.span {
                if let issued {
                    day = (span.months.map(issued.adding(months:)) ?? issued.adding(days: span.days ?? 0)).iso
                }
            } else if var last = due.last {
                if last.year == nil, cadence?.kind != .recurring { last.year = planYear ?? issued?.year }
                day = last.iso
            }
        }
        if due == nil, let cadence, cadence.kind == .recurring,
            text.slice(cadence.range).last == "前"
        {
            written = text.text(cadence.range)
        }
        if let cadence, cadence.kind == .recurring, cadence.last == nil, let due, due.last?.year == nil,
            due.range != cadence.range, !due.isPlanPeriod
        {
            written = text.text(cadence.range) + text.text(due.range)
        }
        let start = min(
            draft.who.map { clause.contains($0.lowerBound) ? $0.lowerBound : clause.lowerBound } ?? clause.lowerBound,
            clause.lowerBound)
        return PlanDocument.Duty(
            who: draft.who.map { text.text(closed($0)).trimmingSpaces },
            to: draft.to.map { text.text($0).trimmingSpaces },
            what: text.text(draft.what).trimmingSpaces, cadence: words, due: day, dueAsWritten: written,
            kind: draft.kind,
            place: text.place(start..<clause.upperBound))
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        let slice = text.slice(range).trimmed(of: ",。;、并")
        return slice.startIndex..<slice.endIndex
    }
}

extension TimeExpression.Span {
    var months: Int? { if case .months(let count) = self { count } else { nil } }
    var days: Int? { if case .days(let count) = self { count } else { nil } }
}
