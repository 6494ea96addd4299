/// Puts a plan together from the parts of a document.
struct PlanAssembly {
    let text: PlanText
    let cleaner: LineCleaner
    let parts: DocumentParts
    let front: FrontMatter
    let statements: UnitStatementFinder
    let periods: PlanningPeriods
    private var document = PlanDocument()
    private var issued: CalendarDate?

    /// The year of a plan for one year; days without a year fall into it.
    private var planYear: Int?

    init(text: PlanText, cleaner: LineCleaner, resolver: UnitResolver, periods: PlanningPeriods) {
        self.periods = periods
        self.text = text
        self.cleaner = cleaner
        parts = DocumentParts(text)
        front = FrontMatter(text: text, front: parts.front)
        statements = UnitStatementFinder(text: text, resolver: resolver)
    }

    /// The year of the number tells the year of days without one where no day of issue is known.
    private var yearOfNumber: Int? {
        guard let number = document.documentNumber.map({ TextSlice($0) }) else { return nil }
        return number.indices.lazy.compactMap { FrontDates.year(number, at: $0)?.year }.first
    }

    mutating func doubt(_ what: String, _ why: String, _ place: Range<Int>? = nil) {
        document.doubts.append(PlanDocument.Doubt(what: what, why: why, place: place.map(text.place)))
    }

    /// The finished plan.
    mutating func finish() -> PlanDocument {
        readFront()
        readRest()
        readPeriod()
        readParents()
        readBody()
        readTables()
        checkYears()
        checkSums()
        checkHeading()
        return document
    }

    // MARK: - Front

    private mutating func readFront() {
        document.documentNumber = front.documentNumber.map {
            text.text($0).filter { $0 != " " && $0 != "\u{3000}" && $0 != "\n" }
                .replacing("(第", with: "第").replacing("（第", with: "第")
        }
        document.title = front.joined(front.titles)?.text
        let plan = front.joined(front.planTitles, isPlan: true)?.text
        if document.title.map({ !FrontMatter.isDocumentName(TextSlice($0)) }) ?? true, let noted = notedTitle {
            document.title = noted
        }
        document.planTitle = plan ?? innerTitle(document.title)
        if document.title == nil { document.title = plan ?? titleInCover }
        if document.planTitle == nil, let sent = parts.annexes.first, sent.number == nil {
            document.planTitle = text.text(sent.title).trimmingSpaces
        }
        if document.planTitle == document.title { document.planTitle = nil }
        issued = front.issued?.date
        document.issuer =
            document.title.flatMap(FrontMatter.issuer) ?? front.orderedBy.map { text.text($0).trimmingSpaces }
            ?? signature(front.signatures) ?? front.headOffices
        if let addressees = front.addressees { document.addressees = groups(addressees) }
        document.notices = front.notices.map { text.text($0).trimmed(of: "（）()[]") }
        for paragraph in front.paragraphs {
            for sentence in SentenceCutter.sentences(text.slice(paragraph), at: "。\n")
            where text.slice(sentence).containsAny(["反映", "联系人", "反馈给", "咨询电话"]) && text.slice(sentence).count < 80 {
                document.notices.append(text.text(sentence).trimmingSpaces)
            }
        }
        document.notices += parts.contacts.map { text.text($0).trimmingSpaces }
    }

    /// The title that the page writes above the document, without the number before it.
    private var notedTitle: String? {
        guard let noted = cleaner.notes.value(["标题", "发文标题", "文件标题", "信息名称", "名称"]) else { return nil }
        let slice = TextSlice(noted)
        guard FrontMatter.isDocumentName(slice) else { return nil }
        let number = DocumentNumber.first(in: slice)
        let start = number?.lowerBound == slice.startIndex ? number?.upperBound ?? 0 : 0
        return String(String.UnicodeScalarView(Array(noted.unicodeScalars)[start...]))
    }

    /// 《某某方案》已经市政府同意，现印发给你们: the cover names what it sends where no line does.
    private var titleInCover: String? {
        for paragraph in front.paragraphs {
            let slice = text.slice(paragraph)
            guard slice.containsAny(["印发给你们", "印发你们", "现予印发", "现印发", "转发给你们"]) else { continue }
            for index in slice.indices where slice[index] == "《" {
                guard let close = slice.closing(of: index) else { continue }
                let before = slice[max(slice.startIndex, index - 3)..<index]
                let after = slice[close..<min(slice.endIndex, close + 3)]
                if before.hasAnySuffix(["现将", "将"]) != nil || after.hasAnyPrefix(["已经", "业经", "已由", "经"]) != nil {
                    return text.text(index + 1..<close - 1)
                }
            }
        }
        return nil
    }

    /// 关于印发《某方案》的通知 holds the plan's own title.
    private func innerTitle(_ title: String?) -> String? {
        guard let title else { return nil }
        let raw = Array(title.unicodeScalars)
        let slice = TextSlice(title)
        guard let (place, word) = slice.firstPlace(ofAny: ["印发", "转发", "下发"]) else { return nil }
        let start = place + word.unicodeScalars.count
        if start < slice.endIndex, slice[start] == "《" || slice[start] == "<", let close = slice.closing(of: start) {
            return String(String.UnicodeScalarView(raw[(start + 1)..<(close - 1)]))
        }
        guard let end = slice.lastPlace(of: "的通知"), end > start else { return nil }
        return String(String.UnicodeScalarView(raw[start..<end]))
    }

    private func signature(_ lines: [Range<Int>]) -> String? {
        let people = ["市长", "省长", "县长", "区长", "州长", "旗长", "盟长", "镇长", "主席", "部长", "局长", "厅长", "主任", "理事长"]
        let offices = lines.filter { text.slice($0).hasAnyPrefix(people) == nil }.flatMap {
            text.text($0).split(whereSeparator: { $0 == " " || $0 == "\u{3000}" || $0 == "\t" })
        }.map(String.init)
            .filter { $0.count >= 3 }
        return offices.isEmpty ? nil : offices.joined(separator: "、")
    }

    private func groups(_ range: Range<Int>) -> [String] {
        let slice = text.slice(range)
        return SentenceCutter.sentences(slice, at: ",;。\n").map { text.text($0).trimmingSpaces }.filter { !$0.isEmpty }
    }

    // MARK: - End

    private mutating func readRest() {
        var inCopies = false
        var signatures: [Range<Int>] = []
        let tail = trailing()
        for range in tail + parts.rest.filter({ !text.paragraphs[$0].isRow }).map({ text.paragraphs[$0].range }) {
            let slice = text.slice(range).trimmed
            if slice.isEmpty { continue }
            let range = slice.startIndex..<slice.endIndex
            if EndMatter.isPrinting(slice) {
                inCopies = false
                readPrinting(slice, office: signatures.last)
            } else if EndMatter.isCopies(slice) {
                inCopies = true
                let start = slice.place(of: ":").map { $0 + 1 } ?? slice.startIndex + 2
                addCopies(start..<slice.endIndex)
            } else if EndMatter.isPublication(slice) {
                document.notices.append(text.text(range).trimmed(of: "（）()[]"))
            } else if EndMatter.isDirectory(slice) {
                readDirectory(slice)
            } else if let date = FrontDates.wholeLine(slice) {
                inCopies = false
                if issued == nil { issued = date }
                if document.issuer == nil { document.issuer = signature(signatures) }
                signatures = []
            } else if inCopies, slice.last == "。" || slice.contains(","),
                HeadingMark.parse(slice, at: slice.startIndex) == nil, slice.count < 300
            {
                addCopies(range)
            } else if EndMatter.isSignatureLine(slice), !EndMatter.isAnnexLabel(slice) {
                signatures.append(range)
            }
        }
        if issued == nil, let note = cleaner.notes.value(["成文日期", "生成日期", "颁发日期", "发文日期", "发文时间"]) {
            issued = FrontDates.parse(TextSlice(note), at: 0)?.date
        }
        document.issuedOn = issued?.iso
        if document.issuer == nil {
            document.issuer = cleaner.notes.value(["发文机关", "制定机关", "发文单位", "发布机关", "发布机构", "发文机构", "发文部门"])
        }
        if document.documentNumber == nil,
            let note = cleaner.notes.value(["发文字号", "文号", "发布文号", "发文文号", "文件编号"]),
            let number = DocumentNumber.first(in: TextSlice(note))
        {
            document.documentNumber = String(String.UnicodeScalarView(Array(note.unicodeScalars)[number]))
        }
    }

    /// The signature at the end of a text without line breaks.
    private func trailing() -> [Range<Int>] {
        let end = parts.marks.last.map { text.paragraphs[$0.paragraph].range.upperBound } ?? 0
        guard parts.bodyEnd < end else { return [] }
        let slice = text.slice(parts.bodyEnd..<end)
        for index in slice.indices {
            if let (_, stop) = FrontDates.parse(slice, at: index) {
                return [slice.startIndex..<index, index..<stop, stop..<slice.endIndex]
            }
        }
        return [slice.startIndex..<slice.endIndex]
    }

    private mutating func addCopies(_ range: Range<Int>) {
        document.copyTo.append(contentsOf: groups(range))
    }

    private mutating func readPrinting(_ slice: TextSlice, office: Range<Int>?) {
        for index in slice.indices {
            guard let (date, _) = FrontDates.parse(slice, at: index) else { continue }
            document.printedOn = date.iso
            let name = text.text(slice.startIndex..<index).trimmingSpaces
            document.printedBy = name.isEmpty ? office.map { text.text($0).trimmingSpaces } : name
            return
        }
    }

    private mutating func readDirectory(_ slice: TextSlice) {
        guard let colon = slice.place(of: ":") else { return }
        let title = text.text(slice.startIndex..<colon).trimmingSpaces
        let level = statements.reader.resolver.level(of: slice)
        let mentions = statements.reader.read(colon + 1..<slice.endIndex, level: level)
        let units = mentions.map {
            PlanDocument.Unit(
                name: $0.name, role: .joint, as_written: text.text($0.range), place: text.place($0.range),
                group: $0.isGroup)
        }
        document.directories.append(
            PlanDocument.Directory(title: title, units: units, place: text.place(slice.startIndex..<slice.endIndex)))
    }

    // MARK: - Period and parents

    private mutating func readPeriod() {
        let titles = [document.planTitle, document.title].compactMap { $0 }.map { title in
            TextSlice(Array(TextSlice(title)).map { $0 == "《" || $0 == "》" ? " " : $0 })
        }
        if let (from, to) = titles.lazy.compactMap(PlanAssembly.yearRange).first {
            document.period = PlanDocument.Period(from: String(from), to: String(to))
        } else if let period = titles.compactMap(planningPeriod).first {
            document.period = PlanDocument.Period(from: String(period.from), to: String(period.to))
        } else if let year = titles.lazy.compactMap(PlanAssembly.oneYear).first {
            document.period = PlanDocument.Period(from: String(year), to: String(year))
        }
        if let from = document.period.from, from == document.period.to { planYear = Int(from) }
    }

    /// “十四五” in a title.
    private func planningPeriod(_ title: TextSlice) -> PlanningPeriods.Entry? {
        title.indices.compactMap { title[$0] == "“" ? periods.named(in: title, at: $0)?.entry : nil }.first
    }

    /// A plan for one year: 2026年工作要点; not a year of issue, 2026年版, and not one end of a span.
    static func oneYear(_ slice: TextSlice) -> Int? {
        for index in slice.indices where index == slice.startIndex || !slice[index - 1].isASCIIDigit {
            guard let (year, end) = FrontDates.year(slice, at: index), slice.has("年", at: end) else { continue }
            let next = slice[(end + 1)...]
            if next.hasAnyPrefix(["版", "修订", "修正", "第", "-", "~", "至", "前", "底", "远景", "以来"]) != nil { continue }
            if index > slice.startIndex, "到至于-~".unicodeScalars.contains(slice[index - 1]) { continue }
            return year
        }
        return nil
    }

    /// A span of years in a title.
    static func yearRange(_ slice: TextSlice) -> (Int, Int)? {
        for index in slice.indices
        where slice[index].isASCIIDigit && (index == slice.startIndex || !slice[index - 1].isASCIIDigit) {
            guard let (from, end) = FrontDates.year(slice, at: index) else { continue }
            var place = end
            if slice.has("年", at: place) { place += 1 }
            let dash = place
            while place < slice.endIndex, "-~至到 ".unicodeScalars.contains(slice[place]) { place += 1 }
            guard place > dash, let (to, _) = FrontDates.year(slice, at: place), to >= from, to < from + 40 else {
                continue
            }
            return (from, to)
        }
        return nil
    }

    private mutating func readParents() {
        var known: Set<String> = []
        let finder = CitationFinder(text: text)
        let own = [document.title, document.planTitle, innerTitle(document.title)].compactMap { $0 }.map {
            TextSlice($0).string
        }
        let aliases = (front.paragraphs + basisOfRules).reduce(into: Set<String>()) {
            $0.formUnion(finder.aliases(in: $1))
        }
        for paragraph in front.paragraphs + basisOfRules {
            for sentence in SentenceCutter.sentences(text.slice(paragraph), at: "。\n") {
                let slice = text.slice(sentence)
                if let sent = slice.firstPlace(ofAny: ["现将", "现印发", "印发给你们"])?.place,
                    !slice.containsAny(["根据", "按照", "依据"]),
                    slice.firstPlace(ofAny: ["贯彻", "落实"]).map({ $0.place > sent }) ?? true
                {
                    continue
                }
                guard slice.containsAny(["根据", "依据", "按照", "贯彻", "落实", "遵照", "精神", "要求", "结合"]) else { continue }
                let made = slice.firstPlace(ofAny: ["现将", "制定了", "起草了", "编制了"])?.place
                for parent in finder.find(sentence) {
                    let name = parent.title.map { TextSlice($0).string }
                    if let name, own.contains(where: { $0 == name || $0.contains("发《\(name)》") }) { continue }
                    if let made, parent.place.start > made { continue }
                    if let name, aliases.contains(name) { continue }
                    if known.insert((parent.title ?? "") + "|" + (parent.documentNumber ?? "")).inserted {
                        addParent(parent)
                    }
                }
            }
        }
    }

    /// 《促进就业方案》 and 《某办公厅关于印发〈促进就业方案〉的通知》 are one document; the fuller name stays.
    private mutating func addParent(_ parent: PlanDocument.Parent) {
        func isNamed(_ inner: PlanDocument.Parent, in outer: PlanDocument.Parent) -> Bool {
            guard inner.documentNumber == nil, let name = inner.title.map({ TextSlice($0).string }),
                let whole = outer.title.map({ TextSlice($0).string })
            else { return false }
            return whole != name && whole.contains("印发") && whole.contains(name)
        }
        if document.parents.contains(where: { isNamed(parent, in: $0) }) { return }
        document.parents.removeAll { isNamed($0, in: parent) }
        document.parents.append(parent)
    }

    /// Rules name what they are based on in their first article.
    private var basisOfRules: [Range<Int>] {
        guard let first = parts.marks.first(where: { !$0.marks.isEmpty }),
            let article = parts.marks.first(where: { $0.marks.contains { $0.kind == .article } }),
            article.paragraph - first.paragraph <= 2
        else { return [] }
        return [text.paragraphs[article.paragraph].range]
    }

    // MARK: - Body

    private mutating func readBody() {
        let outline = Outline(text: text, marks: parts.marks, end: parts.bodyEnd)
        readSpanOfDays(outline)
        let planEnd = readGoalPeriod(outline)
        read(outline, part: nil, planEnd: planEnd)
        for annex in parts.annexes {
            let outline = Outline(text: text, marks: annex.marks, end: annex.end)
            read(outline, part: annex, planEnd: planEnd)
        }
        let duties = dutyFinder(planEnd)
        document.duties += front.paragraphs.flatMap { duties.find($0, addressedTo: addressees) }
        document.goals += front.paragraphs.flatMap { goalFinder.goals(inPreamble: $0) }
        document.goals.sort { $0.place.start < $1.place.start }
        document.duties.sort { $0.place.start < $1.place.start }
        for duty in document.duties where duty.who == nil {
            doubt(duty.what, "没有看出由谁办理，请补填。", duty.place.range)
        }
    }

    /// The lines of action, goals and duties of the plan or of a document annexed to it.
    private mutating func read(_ outline: Outline, part: DocumentParts.AnnexDocument?, planEnd: CalendarDate?) {
        for gap in outline.gaps {
            let mark = outline.items[gap].mark
            doubt(text.text(mark.number), "编号与前一项不连续，可能有遗漏；请对照原文。", mark.number)
        }
        let builder = ActionBuilder(
            text: text, outline: outline, statements: statements,
            deadlines: DeadlineMaker(
                text: text, scanner: scanner, issued: issued, planEnd: planEnd,
                planYear: planYear ?? (issued == nil ? yearOfNumber : nil)))
        document.actions += builder.actions.map { action in
            guard let part else { return action }
            return action.within(text.text(part.title).trimmingSpaces, number: part.number)
        }
        document.doubts.append(contentsOf: builder.doubts)
        readGoals(builder, outline)
        let duties = dutyFinder(planEnd)
        let pieces = outline.items.indices.flatMap { builder.body(of: $0) }.flatMap(withoutStatements)
        document.duties += pieces.flatMap { duties.find($0) } + (part?.front ?? []).flatMap { duties.find($0) }
        if part == nil { readClosings(builder.closings) }
    }

    private var scanner: TimeScanner { TimeScanner(text: text, periods: periods) }

    private var goalFinder: GoalFinder {
        GoalFinder(text: text, times: scanner, year: planYear ?? issued?.year, planYear: planYear)
    }

    private func dutyFinder(_ planEnd: CalendarDate?) -> DutyFinder {
        DutyFinder(
            text: text, subjects: SubjectFinder(text: text, reader: statements.reader), times: scanner,
            issued: issued, planEnd: planEnd, planYear: planYear)
    }

    /// To whom a covering notice speaks.
    private var addressees: String? {
        document.addressees.isEmpty ? nil : document.addressees.joined(separator: "、")
    }

    /// 自2026年6月10日至9月20日开展某某行动: the days of a campaign, in the preamble or under a heading on its time.
    private mutating func readSpanOfDays(_ outline: Outline) {
        guard document.period.from == nil, document.period.to == nil else { return }
        let underHeading = outline.roots.flatMap { root -> [Range<Int>] in
            guard let first = outline.items[root].pieces.first,
                text.slice(first).trimmed.hasAnyPrefix(["活动时间", "实施时间", "行动时间", "工作时间", "时间安排", "起止时间"]) != nil
            else { return [] }
            return outline.items[root].pieces
        }
        for range in front.paragraphs + underHeading {
            let sentence = text.slice(range)
            guard underHeading.contains(range) || sentence.containsAny(["开展", "实施", "进行", "组织", "活动时间", "时间"]) else {
                continue
            }
            for time in scanner.scan(range) where time.kind == .period {
                guard let first = time.first, let last = time.last, first.day != nil, last.day != nil, first.year != nil
                else { continue }
                document.period = PlanDocument.Period(from: first.iso, to: last.iso)
                return
            }
        }
    }

    /// Takes effect on, holds until, is explained by.
    private mutating func readClosings(_ ranges: [Range<Int>]) {
        for range in ranges {
            let slice = text.slice(range)
            var sentence = slice.trimmed
            if let mark = HeadingMark.parse(sentence, at: sentence.startIndex) { sentence = sentence[mark.end...] }
            document.notices.append(text.text(sentence.startIndex..<sentence.endIndex).trimmed(of: "。"))
            guard document.period.from == nil, document.period.to == nil else { continue }
            // 某年发布的《某某办法》同时废止 says nothing of this document.
            let own = slice.place(of: "同时废止").map { stop in
                slice[..<(slice[..<stop].lastIndex(of: "。") ?? stop)]
            }
            let dates = (own ?? slice).indices.compactMap { FrontDates.parse(own ?? slice, at: $0) }
            let begins =
                dates.first { slice.has("起", at: $0.end) }?.date
                ?? (slice.containsAny(["印发之日起", "发布之日起"]) ? issued : nil)
            let ends = dates.last { $0.date != begins }?.date
            if let place = slice.firstPlace(ofAny: ["有效期", "试行"])?.place, ends == nil, let begins,
                let (years, end) = slice.indices.filter({ $0 > place }).lazy.compactMap({
                    ChineseNumeral.parseAny(slice, at: $0)
                }).first,
                slice.has("年", at: end), let year = begins.year
            {
                document.period = PlanDocument.Period(
                    from: begins.iso,
                    to: CalendarDate(year: year + years, month: begins.month, day: begins.day).dayBefore.iso)
            } else {
                document.period = PlanDocument.Period(from: begins?.iso, to: ends?.iso)
            }
        }
    }

    private func withoutStatements(_ range: Range<Int>) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        for statement in statements.find(in: range) {
            if start < statement.range.lowerBound { pieces.append(start..<statement.range.lowerBound) }
            start = statement.range.upperBound
        }
        return start < range.upperBound ? pieces + [start..<range.upperBound] : pieces
    }

    /// The period as the goals give it, when the title gives none.
    private mutating func readGoalPeriod(_ outline: Outline) -> CalendarDate? {
        if document.period.to == nil {
            for item in outline.items.indices where outline.depth(item) == 0 {
                let pieces = ([item] + outline.descendants(item)).flatMap { outline.items[$0].pieces }
                guard let first = outline.items[item].pieces.first,
                    text.slice(first).containsAny(["目标", "总体要求"]) || item == 0
                else { continue }
                for time in pieces.flatMap({ scanner.scan($0) }) where time.kind == .period {
                    guard let from = time.first?.year, let to = time.last?.year, time.last?.day == nil,
                        text.slice(time.range).first?.isASCIIDigit ?? false, to > from
                    else { continue }
                    document.period = PlanDocument.Period(from: String(from), to: String(to))
                    break
                }
                if document.period.to != nil { break }
            }
        }
        guard let end = document.period.to else { return nil }
        return Int(end).map { CalendarDate(year: $0) } ?? FrontDates.parse(TextSlice(end), at: 0)?.date
    }

    private mutating func readGoals(_ builder: ActionBuilder, _ outline: Outline) {
        let finder = goalFinder
        let body = outline.items.flatMap(\.pieces)
        var goals = builder.goalSections.flatMap { finder.goals(inSection: $0.range, isGuidance: $0.isGuidance) }
        var sections = RangeSet<Int>()
        for range in builder.goalSections.map(\.range) + builder.backgrounds.joined() {
            sections.insert(contentsOf: range)
        }
        let isRules = outline.items.contains { $0.mark.kind == .article }
        for piece in isRules ? [] : body where !sections.contains(max(piece.lowerBound, piece.upperBound - 1)) {
            goals.append(contentsOf: finder.goals(inText: piece))
        }
        document.goals += goals.sorted { $0.place.start < $1.place.start }
        for goal in goals where goal.number != nil && goal.unit == nil {
            doubt(goal.text, "目标有数字而没有单位，请补填。", goal.place.range)
        }
    }

    private mutating func readTables() {
        let reader = TableReader(
            text: text, statements: statements,
            deadlines: DeadlineMaker(text: text, scanner: scanner, issued: nil, planEnd: nil, planYear: planYear))
        // What a page writes above the document in rows is no table of it.
        let start = front.addressees?.lowerBound ?? front.titles.first?.lowerBound ?? 0
        for table in reader.tables() where table.rows.contains(where: { text.paragraphs[$0].range.lowerBound > start })
        {
            if let annex = reader.annex(table, doubts: &document.doubts) { document.annexes.append(annex) }
            document.goals.append(
                contentsOf: IndicatorTable(text: text, quantities: QuantityScanner(text: text), times: scanner)
                    .goals(table.rows))
            let known = Set(document.goals.map { TextSlice($0.text).string })
            document.goals += reader.workCells(table).flatMap { cell, before in
                goalFinder.goals(inText: cell).map { goal in
                    // | 地区生产总值 | 增长5.5% |: what grows stands in the cell before.
                    guard let before, goal.indicator.map({ $0 == "增长" || $0 == "达到" }) ?? true else { return goal }
                    var goal = goal
                    let name = text.text(before).trimmingSpaces
                    goal.indicator = name.isEmpty ? goal.indicator : name + (goal.indicator == "增长" ? "增长" : "")
                    return goal
                }
            }.filter {
                !known.contains(TextSlice($0.text).string)
            }
        }
        document.goals.sort { $0.place.start < $1.place.start }
    }

    // MARK: - Doubts

    /// What every official document has and this one does not show.
    private mutating func checkHeading() {
        if document.title == nil { doubt("标题", "没有找到文件标题，请补填。") }
        let missing = [
            ("文号", document.documentNumber), ("印发单位", document.issuer), ("成文日期", document.issuedOn),
        ].filter { $0.1 == nil }.map(\.0)
        if !missing.isEmpty { doubt(missing.joined(separator: "、"), "文件里没有找到，原文有的请补填。") }
        guard document.period.from == nil || document.period.to == nil else { return }
        let titles = [document.planTitle, document.title].compactMap { $0 }.map { TextSlice($0) }
        if let title = titles.first(where: PlanningPeriods.isNamed) {
            doubt(title.string, "标题里的规划期没有登记起止年份，实施期请补填。")
        } else {
            doubt("实施期", "没有看出从什么时候到什么时候，请补填。")
        }
    }

    /// 三年行动方案（2020-2024年） says three years and gives five.
    private mutating func checkYears() {
        var names = document.parents.map { ($0.title, $0.place.range as Range<Int>?) }
        names.append((document.title, nil))
        names.append((document.planTitle, nil))
        for (title, place) in names {
            guard let title else { continue }
            let slice = TextSlice(title)
            guard let (from, to) = PlanAssembly.yearRange(slice), let said = saidYears(slice), to - from + 1 != said
            else { continue }
            doubt(title, "标题说\(said)年，括号里的\(from)—\(to)年却是\(to - from + 1)年，年份可能印错；请核对。", place)
        }
    }

    /// A figure of all years that is not the sum of its years.
    private mutating func checkSums() {
        for paragraph in text.paragraphs where !paragraph.isRow {
            for sentence in SentenceCutter.sentences(text.slice(paragraph.range), at: "。；;\n") {
                guard let found = SumCheck.doubt(inSentence: text.text(sentence)) else { continue }
                doubt(found.what, found.why, sentence)
            }
        }
        for annex in document.annexes {
            for found in SumCheck.doubts(inTable: annex.columns, annex.rows) {
                doubt(found.what, found.why, annex.place.range)
            }
        }
    }

    private func saidYears(_ slice: TextSlice) -> Int? {
        for word in ["年行动", "年计划", "年攻坚", "年方案"] {
            guard let place = slice.place(of: word), place > slice.startIndex else { continue }
            if let (value, _) = ChineseNumeral.parse(slice[place - 1..<place], at: place - 1), value < 20 {
                return value
            }
        }
        return nil
    }
}

extension String {
    /// Without the given signs and spaces at both ends.
    func trimmed(of signs: String) -> String {
        let scalars = Array(unicodeScalars)
        let unwanted = Set((signs + " \u{3000}").unicodeScalars)
        guard let first = scalars.firstIndex(where: { !unwanted.contains($0) }),
            let last = scalars.lastIndex(where: { !unwanted.contains($0) })
        else { return "" }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[first...last])
        return String(view)
    }
}
