/// Makes lines of action and their measures out of the headings.
struct ActionBuilder {
    let text: PlanText
    let outline: Outline
    let statements: UnitStatementFinder
    let deadlines: DeadlineMaker
    private(set) var actions: [PlanDocument.Action] = []
    private(set) var doubts: [PlanDocument.Doubt] = []
    /// Sections on goals, and whether one only gives guidance.
    private(set) var goalSections: [(range: Range<Int>, isGuidance: Bool)] = []

    /// Sections that describe how things stand; their numbers are no goals.
    private(set) var backgrounds: [[Range<Int>]] = []
    /// Sentences on when the document takes effect and who explains it.
    private(set) var closings: [Range<Int>] = []

    private var firstLeads = false
    private var doubted: Set<String> = []
    private var standing: [UnitListReader.Mention] = []

    init(text: PlanText, outline: Outline, statements: UnitStatementFinder, deadlines: DeadlineMaker) {
        self.text = text
        self.outline = outline
        self.statements = statements
        self.deadlines = deadlines
        build()
    }

    // MARK: - Sections

    private mutating func build() {
        let roots = outline.roots
        for (position, root) in roots.enumerated() {
            let title = heading(root).map { text.slice($0) } ?? text.slice(0..<0)
            let isLate = position > 0 && (position * 2 >= roots.count || position + 3 >= roots.count)
            var kind = SectionKind.of(title, isFirst: position == 0, isLate: isLate)
            if kind == .goals, hasStatements(root) { kind = .subject }
            if kind == .goals, title.contains("总则") { kind = .subject }
            switch kind {
            case .goals: addGoals(root)
            case .container, .safeguard, .subject: addSection(root, kind)
            }
        }
        assignByReference()
    }

    /// （一）县残联：负责第1、2项 gives these items to the office.
    private mutating func assignByReference() {
        let finder = SubjectFinder(text: text, reader: statements.reader)
        var places: [String: [(Int, Int)]] = [:]
        for (action, line) in actions.enumerated() {
            for (index, measure) in line.measures.enumerated() {
                if let number = measure.number { places[number, default: []].append((action, index)) }
            }
        }
        for (own, line) in actions.enumerated() {
            for measure in line.measures
            where measure.title.map({ TextSlice(measure.text).hasPrefix(TextSlice($0).string + ":") }) == true {
                guard let offices = finder.heading(withoutNumber(measure)) else { continue }
                let (numbers, leads) = references(text.slice(measure.place.range))
                for number in numbers {
                    let targets = (places[String(number)] ?? []).filter { $0.0 != own }
                    guard targets.count == 1, let (action, index) = targets.first else { continue }
                    for mention in offices
                    where !actions[action].measures[index].units.contains(where: { $0.name == mention.name }) {
                        var unit = unit(mention)
                        if leads { unit.role = .lead }
                        actions[action].measures[index].units.append(unit)
                        if !actions[action].units.contains(where: { $0.name == unit.name && $0.role == unit.role }) {
                            actions[action].units.append(unit)
                        }
                    }
                }
            }
        }
    }

    private func withoutNumber(_ measure: PlanDocument.Measure) -> Range<Int> {
        let slice = text.slice(measure.place.range)
        let start = HeadingMark.parse(slice, at: slice.startIndex)?.end ?? slice.startIndex
        return start..<slice.endIndex
    }

    /// The numbers in 第1、2、3项, and whether the office leads there.
    private func references(_ slice: TextSlice) -> (numbers: [Int], leads: Bool) {
        var numbers: [Int] = []
        var leads = false
        for place in slice.indices where slice[place] == "第" {
            var index = place + 1
            var found: [Int] = []
            while let (value, end) = ChineseNumeral.parseDigits(slice, at: index) {
                found.append(value)
                index = end
                guard index < slice.endIndex, slice[index] == "、" || slice[index] == "," else { break }
                index += 1
            }
            guard !found.isEmpty, ["项", "条", "点"].contains(where: { slice.has($0, at: index) }) else { continue }
            numbers += found
            leads = leads || slice[max(slice.startIndex, place - 10)..<place].contains("牵头")
        }
        return (numbers, leads)
    }

    private mutating func addGoals(_ item: Int) {
        let title = heading(item).map { text.slice($0) } ?? text.slice(0..<0)
        guard !SectionKind.isBackground(title) else {
            backgrounds.append(([item] + outline.descendants(item)).flatMap { outline.items[$0].pieces })
            return
        }
        let isGuidance =
            title.containsAny(["指导思想", "基本原则", "总体思路", "总则", "工作原则", "现状", "基本情况", "基础", "形势", "背景", "原则"])
            || title == TextSlice("总体要求")
        for piece in outline.items[item].pieces { goalSections.append((withoutHeading(item, piece), isGuidance)) }
        outline.items[item].children.forEach { addGoals($0) }
    }

    private func hasStatements(_ item: Int) -> Bool {
        ([item] + outline.descendants(item)).contains { index in
            outline.items[index].pieces.contains { !statements.find(in: $0).isEmpty }
        }
    }

    private mutating func addSection(_ root: Int, _ kind: SectionKind) {
        let children = outline.items[root].children
        let actionKind: PlanDocument.Action.Kind = kind == .safeguard ? .safeguard : .task
        guard !children.isEmpty else {
            addAction(root, section: nil, kind: actionKind, items: [])
            return
        }
        let isDeep = children.contains { isHeadingOfMore($0) }
        let isOfArticles = children.allSatisfy { outline.items[$0].mark.kind == .article }
        if isOfArticles || (kind == .subject && !isDeep) {
            addAction(root, section: nil, kind: actionKind, items: children)
            return
        }
        let lead = leadPieces(root)
        if !lead.isEmpty, lead.contains(where: { $0.count > 60 || !statements.find(in: $0).isEmpty }) {
            addAction(root, section: nil, kind: actionKind, items: [])
        }
        for child in children {
            let title = heading(child).map { text.slice($0) } ?? text.slice(0..<0)
            let childKind = SectionKind.of(title, isFirst: false, isLate: false)
            if childKind == .goals, !hasStatements(child) {
                addGoals(child)
            } else {
                addAction(child, section: root, kind: actionKind, items: outline.items[child].children)
            }
        }
    }

    /// Whether an item is itself a heading over measures, not a measure.
    private func isHeadingOfMore(_ item: Int) -> Bool {
        let node = outline.items[item]
        if node.mark.kind == .article { return false }
        if !node.children.isEmpty {
            return node.children.contains { outline.items[$0].opensParagraph } || hasStatementsOfOwn(node.children)
        }
        let bodies = node.pieces.map { withoutHeading(item, $0) }.filter { !$0.isEmpty }
        return isBareHeading(item) && bodies.count > 1
    }

    private func hasStatementsOfOwn(_ items: [Int]) -> Bool {
        items.count { hasStatements($0) } > 1
    }

    // MARK: - Actions

    private mutating func addAction(_ item: Int, section: Int?, kind: PlanDocument.Action.Kind, items: [Int]) {
        let node = outline.items[item]
        let end =
            ([item] + outline.descendants(item)).map { outline.items[$0].place.upperBound }.max()
            ?? node.place.upperBound
        var action = PlanDocument.Action(
            number: number(node.mark.number), title: heading(item).map { text.text($0).trimmingSpaces },
            section: section.flatMap { heading($0) }.map { text.text($0).trimmingSpaces }, path: outline.path(item),
            kind: kind,
            place: text.place(node.mark.start..<end))
        var drafts: [Draft] = segments(of: item, number: nil, withTitle: false)
        for child in items { drafts.append(contentsOf: measure(child)) }
        if drafts.isEmpty, let title = heading(item) {
            drafts = [
                Draft(
                    item: item, number: nil, title: nil, pieces: [title], whole: node.mark.start..<title.upperBound,
                    statements: [])
            ]
        }
        takeClosings(&drafts)
        share(&drafts)
        let named = heading(item).flatMap { SubjectFinder(text: text, reader: statements.reader).offices($0) } ?? []
        let time = heading(item).flatMap(timeInBracket)
        for draft in drafts {
            var measure = finish(draft, under: named)
            if measure.deadlines.isEmpty, let time { measure.deadlines = deadlines.deadlines(time, dated: false) }
            action.measures.append(measure)
        }
        guard !action.measures.isEmpty else { return }
        var known: Set<String> = []
        for unit in action.measures.flatMap(\.units) where known.insert(unit.name + unit.role.rawValue).inserted {
            action.units.append(unit)
        }
        actions.append(action)
    }

    /// 动员部署阶段（2026年3月底前）: the time in the bracket at the end of a heading holds for what stands below it.
    private func timeInBracket(_ title: Range<Int>) -> Range<Int>? {
        let slice = text.slice(title)
        guard slice.last == ")", let open = slice.lastPlace(of: "("), open > slice.startIndex,
            slice[(open + 1)...].containsAny(["月", "日"])
        else { return nil }
        return open + 1..<slice.endIndex - 1
    }

    /// 本方案自印发之日起施行 is no measure.
    private mutating func takeClosings(_ drafts: inout [Draft]) {
        closings += drafts.filter { isClosing($0.whole) }.map(\.whole)
        drafts.removeAll { $0.item == outline.items.count - 1 && isClosing($0.whole) && $0.number == nil }
    }

    private func isClosing(_ range: Range<Int>) -> Bool {
        var slice = text.slice(range).trimmed
        if let mark = HeadingMark.parse(slice, at: slice.startIndex) { slice = slice[mark.end...] }
        guard slice.count < 120, slice.hasAnyPrefix(["本", "此", "自", "以上"]) != nil else { return false }
        return slice.containsAny(["起施行", "起实施", "起执行", "有效期", "负责解释", "解释权"])
    }

    /// A measure in the making.
    private struct Draft {
        var item: Int
        var number: String?
        var title: Range<Int>?
        /// Running text, offices in brackets taken out.
        var pieces: [Range<Int>]
        var whole: Range<Int>
        var statements: [UnitStatement]
        var isStatementOnly = false
        /// Whether its offices stand at the very end of a group.
        var closesGroup = false
    }

    /// The measures of a numbered item: one, or several where parts have offices of their own.
    private func measure(_ item: Int) -> [Draft] {
        let node = outline.items[item]
        let number = number(node.mark.number)
        if !node.children.isEmpty, hasStatementsOfOwn(node.children) {
            return segments(of: item, number: number, withTitle: false) + node.children.flatMap { measure($0) }
        }
        var drafts = segments(of: item, number: number, withTitle: true)
        let deeper = outline.descendants(item)
        guard !deeper.isEmpty else { return drafts }
        let inner = deeper.flatMap { child in
            outline.items[child].pieces.enumerated().map { offset, piece in
                offset == 0 ? outline.items[child].mark.start..<piece.upperBound : piece
            }
        }
        guard let first = inner.first, let last = inner.last else { return drafts }
        if drafts.isEmpty {
            drafts.append(
                Draft(
                    item: item, number: number, title: heading(item), pieces: [],
                    whole: node.mark.start..<last.upperBound, statements: []))
        }
        let found = inner.flatMap { statements.find(in: $0) }
        drafts[drafts.count - 1].pieces.append(contentsOf: inner.flatMap { without(found, $0) })
        drafts[drafts.count - 1].statements.append(contentsOf: found)
        drafts[drafts.count - 1].whole =
            drafts[drafts.count - 1].whole.lowerBound..<max(last.upperBound, first.upperBound)
        return drafts
    }

    /// Cuts the text of an item where offices close a part of it.
    private func segments(of item: Int, number: String?, withTitle: Bool) -> [Draft] {
        let node = outline.items[item]
        var drafts: [Draft] = []
        let title = heading(item)
        for (index, piece) in node.pieces.enumerated() {
            let body = withTitle || index == 0 && isSentence(item) ? piece : withoutHeading(item, piece)
            let start = index == 0 && withTitle ? node.mark.start : body.lowerBound
            drafts.append(
                contentsOf: cut(body, from: start, item: item, number: number, title: index == 0 ? title : nil))
        }
        return joinOwnLines(drafts, item: item, number: number, isNumbered: withTitle)
    }

    private func cut(_ body: Range<Int>, from start: Int, item: Int, number: String?, title: Range<Int>?) -> [Draft] {
        guard !text.slice(body).trimmed.isEmpty, !isBareLabel(text.slice(body)) else { return [] }
        let found = statements.find(in: body)
        var drafts: [Draft] = []
        var open = start
        var held: [UnitStatement] = []
        for (index, statement) in found.enumerated() {
            held.append(statement)
            let next = index + 1 < found.count ? found[index + 1].range.lowerBound : body.upperBound
            let between = text.slice(statement.range.upperBound..<next).trimmed(of: "。;,")
            if between.isEmpty, index + 1 < found.count { continue }
            let isLast = index + 1 == found.count && between.isEmpty
            let end = isLast ? body.upperBound : statement.range.upperBound
            drafts.append(draft(open..<end, body: body, item, number, drafts.isEmpty ? title : nil, held))
            held = []
            open = end
        }
        if open < body.upperBound, !text.slice(open..<body.upperBound).trimmed(of: "。;").isEmpty {
            drafts.append(draft(open..<body.upperBound, body: body, item, number, drafts.isEmpty ? title : nil, []))
        }
        return drafts
    }

    /// 要继续……，推动……。（某局负责）: the item is itself what is to be done, not the heading of what follows.
    private func isSentence(_ item: Int) -> Bool {
        let node = outline.items[item]
        guard let title = heading(item), title.count >= 20, text.slice(title).contains(","),
            let first = node.pieces.first, node.pieces.count > 1 || !node.children.isEmpty
        else { return false }
        let rest = text.slice(title.upperBound..<max(title.upperBound, first.upperBound)).trimmed(of: " ")
        guard rest.first == "。", let named = statements.find(in: first).first else { return false }
        return named.range.lowerBound <= rest.startIndex + 2 && rest.dropFirst().first == "("
    }

    /// 具体措施： above the items says nothing itself.
    private func isBareLabel(_ slice: TextSlice) -> Bool {
        let slice = slice.trimmed
        return slice.last == ":" && slice.count <= 7
            && slice.dropLast().hasAnySuffix(["措施", "举措", "任务", "内容", "安排", "如下"]) != nil
    }

    private func draft(
        _ whole: Range<Int>, body: Range<Int>, _ item: Int, _ number: String?, _ title: Range<Int>?,
        _ found: [UnitStatement]
    ) -> Draft {
        let inner = max(whole.lowerBound, body.lowerBound)..<whole.upperBound
        let pieces = without(found, inner)
        let isEmpty = pieces.allSatisfy { text.slice($0).trimmed(of: "。;,").isEmpty }
        return Draft(
            item: item, number: number, title: title, pieces: pieces, whole: whole, statements: found,
            isStatementOnly: isEmpty)
    }

    private func without(_ found: [UnitStatement], _ range: Range<Int>) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        for statement in found where statement.range.overlaps(range) {
            if start < statement.range.lowerBound { pieces.append(start..<statement.range.lowerBound) }
            start = max(start, statement.range.upperBound)
        }
        if start < range.upperBound { pieces.append(start..<range.upperBound) }
        return pieces
    }

    /// A line that only names offices belongs to all that stands above it without offices.
    private func joinOwnLines(_ drafts: [Draft], item: Int, number: String?, isNumbered: Bool) -> [Draft] {
        var result: [Draft] = []
        for draft in drafts {
            guard draft.isStatementOnly, !result.isEmpty else {
                result.append(draft)
                continue
            }
            let lastOpen = result.lastIndex { $0.statements.isEmpty } ?? result.count - 1
            var first = lastOpen
            while first > 0, result[first - 1].statements.isEmpty { first -= 1 }
            if result[result.count - 1].closesGroup || !result[result.count - 1].statements.isEmpty {
                first = result.count - 1
            }
            for index in first..<result.count {
                result[index].statements.append(contentsOf: draft.statements)
                result[index].closesGroup = true
            }
        }
        guard isNumbered, result.count > 1 else { return result }
        // Paragraphs of one numbered item are one measure, unless parts have offices of their own.
        if result.count(where: { !$0.statements.isEmpty && !$0.closesGroup }) > 1 {
            return withoutNumberAfterClose(result)
        }
        if let closed = result.firstIndex(where: { !$0.statements.isEmpty && !$0.closesGroup }),
            closed + 1 < result.count,
            !isTitleLine(result[closed])
        {
            return withoutNumberAfterClose([merged(Array(result[...closed]))] + result[(closed + 1)...])
        }
        return [merged(result)]
    }

    /// 1.建设某某平台（责任单位：…） above the paragraphs that say how.
    private func isTitleLine(_ draft: Draft) -> Bool {
        let length = draft.pieces.reduce(0) { $0 + $1.count }
        return length <= 50 && draft.pieces.allSatisfy { !text.slice($0).trimmed(of: "。;").contains("。") }
    }

    /// What follows the offices of the last item in a paragraph of its own speaks of the whole plan.
    private func withoutNumberAfterClose(_ drafts: [Draft]) -> [Draft] {
        var drafts = drafts
        for index in drafts.indices.dropFirst() where drafts[index].statements.isEmpty {
            let start = drafts[index].whole.lowerBound
            let opensParagraph = start == 0 || text.slice(start - 1..<start) == TextSlice("\n")
            let finder = SubjectFinder(text: text, reader: statements.reader)
            if opensParagraph || finder.find(drafts[index].whole) != nil { drafts[index].number = nil }
        }
        return drafts
    }

    private func merged(_ drafts: [Draft]) -> Draft {
        var whole = drafts[0]
        for draft in drafts.dropFirst() {
            whole.pieces += draft.pieces
            whole.whole = whole.whole.lowerBound..<draft.whole.upperBound
            if !draft.closesGroup || whole.statements.isEmpty { whole.statements += draft.statements }
        }
        return whole
    }

    /// Where only the last of several measures names offices, it names them for all.
    private mutating func share(_ drafts: inout [Draft]) {
        drafts.removeAll { draft in draft.isStatementOnly && draft.statements.isEmpty }
        let onlyNaming = drafts.filter(\.isStatementOnly)
        if !onlyNaming.isEmpty, onlyNaming.count < drafts.count {
            // （一）某某行动（责任单位：…） and 3.牵头单位：… name the offices of all that has none of its own.
            drafts.removeAll(where: \.isStatementOnly)
            for index in drafts.indices where drafts[index].statements.isEmpty {
                drafts[index].statements = onlyNaming.flatMap(\.statements)
            }
            return
        }
        if drafts.count == 1, drafts[0].isStatementOnly, let title = heading(drafts[0].item) {
            drafts[0].pieces = [title]
            drafts[0].isStatementOnly = false
        }
        guard drafts.count > 1, let last = drafts.last, !last.statements.isEmpty,
            drafts.dropLast().allSatisfy({ $0.statements.isEmpty })
        else { return }
        for index in drafts.indices.dropLast() { drafts[index].statements = last.statements }
        doubts.append(
            PlanDocument.Doubt(
                what: text.text(last.statements[0].range), why: "前面\(drafts.count - 1)项没有写责任单位，按本节末尾所列处理；如只指最后一项，请改正。",
                place: text.place(last.statements[0].range)))
    }

    // MARK: - Measures

    /// What the item says; a title run into the text by a lost line break is left out.
    func body(of item: Int) -> [Range<Int>] {
        outline.items[item].pieces.map { piece in
            guard let title = heading(item), SectionKind.plainTitles.contains(text.slice(title).string) else {
                return piece
            }
            return withoutHeading(item, piece)
        }
    }

    /// The opening words are a title when more follows; an article has none.
    private func title(_ draft: Draft) -> String? {
        guard let title = draft.title, outline.items[draft.item].mark.kind != .article else { return nil }
        let length = draft.pieces.reduce(0) { $0 + $1.count }
        return length > title.count + 2 ? text.text(title).trimmingSpaces : nil
    }

    /// The number as written; full-width digits become plain ones.
    private func number(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for index in range {
            let isDigit = (0xFF10...0xFF19).contains(text.scalars[index].value)
            view.append(isDigit ? text.folded[index] : text.scalars[index])
        }
        return String(view)
    }

    /// The pieces in order; a new paragraph begins a new line.
    private func words(_ pieces: [Range<Int>]) -> String {
        var result = ""
        var end: Int?
        for piece in pieces {
            if let end, end < piece.lowerBound, text.slice(end..<piece.lowerBound).contains("\n") { result += "\n" }
            result += text.text(piece)
            end = piece.upperBound
        }
        return result.trimmingSpaces
    }

    /// - Parameter heading: the offices that the heading above names, where it names nothing else.
    private mutating func finish(_ draft: Draft, under heading: [UnitListReader.Mention]) -> PlanDocument.Measure {
        var measure = PlanDocument.Measure(
            number: draft.number, title: title(draft), path: outline.path(draft.item),
            text: words(draft.pieces), place: text.place(draft.whole))
        for statement in draft.statements { note(statement) }
        let mentions = draft.statements.flatMap { stated($0) }
        measure.units = unique(mentions)
        let actors = actors(draft)
        if measure.units.isEmpty {
            let own =
                draft.title.flatMap { SubjectFinder(text: text, reader: statements.reader).offices($0) } ?? heading
            measure.units = unique(own.isEmpty ? actors : own)
            if !own.isEmpty { raiseLeads(&measure.units, actors) }
        } else {
            raiseLeads(&measure.units, actors)
            let named = Set(measure.units.map(\.name))
            measure.actors = unique(actors).filter { !named.contains($0.name) }
        }
        for mention in standing where !measure.units.contains(where: { $0.name == mention.name }) {
            measure.units.append(unit(mention))
        }
        measure.deadlines =
            (isClosing(draft.whole) ? [] : draft.pieces.flatMap { deadlines.deadlines($0) })
            + draft.statements.flatMap(\.times).flatMap { deadlines.deadlines($0, dated: false) }
        for deadline in measure.deadlines where deadline.on == nil && [.by, .within, .period].contains(deadline.kind) {
            doubts.append(PlanDocument.Doubt(what: deadline.text, why: "这个时限推算不出具体日期，请补填。", place: deadline.place))
        }
        for deadline in measure.deadlines where deadline.text.hasSuffix("年前") {
            doubts.append(
                PlanDocument.Doubt(
                    what: deadline.text, why: "按不含当年读作\(deadline.on ?? "")；如果含当年，请改正。", place: deadline.place))
        }
        measure.cadences =
            draft.pieces.flatMap { deadlines.cadences($0) }
            + draft.statements.flatMap(\.times).flatMap { deadlines.cadences($0) }
        let skipped = (measure.deadlines + measure.cadences).map(\.place.range)
        measure.quantities = draft.pieces.flatMap { quantities($0, without: skipped) }
        measure.citations = draft.pieces.flatMap { CitationFinder(text: text).find($0) }.filter {
            $0.documentNumber != nil
        }
        return measure
    }

    private func quantities(_ range: Range<Int>, without skipped: [Range<Int>]) -> [PlanDocument.Quantity] {
        QuantityScanner(text: text).scan(range, without: skipped).map { found in
            PlanDocument.Quantity(
                text: text.text(found.range), number: found.number, numberTo: found.numberTo, unit: found.unit,
                comparison: found.comparison, place: text.place(found.core))
        }
    }

    private mutating func note(_ statement: UnitStatement) {
        if statement.firstLeads { firstLeads = true }
        for mention in statement.standing where !standing.contains(where: { $0.name == mention.name }) {
            standing.append(mention)
        }
        if statement.isUnclosed {
            doubt(statement.range, "责任单位的括号没有结束，读到段末为止；请核对。")
        }
        for range in statement.unread { doubt(range, "这里应是单位名称，但没有认出；请核对。") }
        for mention in statement.mentions where !mention.isListed && !mention.isGroup {
            doubt(mention.range, "单位词表里没有这个名称，按原文登记为“\(mention.name)”；请核对层级和全称。")
        }
    }

    private mutating func doubt(_ range: Range<Int>, _ why: String) {
        let what = text.text(range).trimmingSpaces
        guard doubted.insert(what + why).inserted else { return }
        doubts.append(PlanDocument.Doubt(what: what, why: why, place: text.place(range)))
    }

    private func stated(_ statement: UnitStatement) -> [UnitListReader.Mention] {
        var mentions = statement.mentions
        if firstLeads, !mentions.isEmpty, !mentions.contains(where: { $0.role == .lead }) { mentions[0].role = .lead }
        return mentions + statement.standing
    }

    private func unique(_ mentions: [UnitListReader.Mention]) -> [PlanDocument.Unit] {
        var units: [PlanDocument.Unit] = []
        var places: [String: Int] = [:]
        for mention in mentions {
            if let index = places[mention.name] {
                if mention.role == .lead { units[index].role = .lead }
            } else {
                places[mention.name] = units.count
                units.append(unit(mention))
            }
        }
        return units
    }

    private func unit(_ mention: UnitListReader.Mention) -> PlanDocument.Unit {
        PlanDocument.Unit(
            name: mention.name, role: mention.role ?? .joint, as_written: text.text(mention.range),
            place: text.place(mention.range), group: mention.isGroup)
    }

    /// Offices that sentences name as acting; before 牵头 they lead.
    private func actors(_ draft: Draft) -> [UnitListReader.Mention] {
        let finder = SubjectFinder(text: text, reader: statements.reader)
        return draft.pieces.flatMap { piece in
            SentenceCutter.sentences(text.slice(piece), at: "。;,\n").flatMap { sentence -> [UnitListReader.Mention] in
                guard let (mentions, end) = finder.find(sentence) else { return [] }
                let leads = text.slice(end..<end + 2) == TextSlice("牵头")
                return mentions.map { mention in
                    var mention = mention
                    if leads { mention.role = .lead }
                    return mention
                }
            }
        }
    }

    /// 市科委牵头 in the text raises an office of the list.
    private func raiseLeads(_ units: inout [PlanDocument.Unit], _ actors: [UnitListReader.Mention]) {
        guard !units.contains(where: { $0.role == .lead }) else { return }
        let leads = Set(actors.filter { $0.role == .lead }.map(\.name))
        for index in units.indices where leads.contains(units[index].name) { units[index].role = .lead }
    }

    // MARK: - Headings

    /// The heading of an item: its first line when it has no more, else its first words up to a stop.
    func heading(_ item: Int) -> Range<Int>? {
        guard let first = outline.items[item].pieces.first else { return nil }
        let slice = text.slice(first).trimmed
        guard !slice.isEmpty else { return nil }
        let range = slice.startIndex..<slice.endIndex
        if slice.last == ")" || slice.last == "]", slice.count <= 300, let named = statements.find(in: range).first,
            named.range.upperBound == range.upperBound, named.range.lowerBound > range.lowerBound
        {
            // （一）某某行动（牵头单位：…）
            let before = slice[..<named.range.lowerBound].trimmed
            if isBare(before) { return trimStop(before.startIndex..<before.endIndex) }
        }
        if isBare(slice), slice.count <= 16 || SectionKind.plainTitles.allSatisfy({ !slice.hasPrefix($0) }) {
            return trimStop(range)
        }
        let stops = slice.firstPlace(ofAny: ["。", ":", " ", "("])
        if let plain = SectionKind.plainTitles.first(where: { slice.hasPrefix($0) }) {
            let end = slice.startIndex + plain.unicodeScalars.count
            let next = stops?.place ?? slice.endIndex
            if next > end, next - slice.startIndex > 12, slice[end].isHan || slice[end].isASCIIDigit,
                !"和及与的、".unicodeScalars.contains(slice[end])
            {
                return slice.startIndex..<end
            }
        }
        guard let stop = stops?.place else { return nil }
        let isSpace = slice[stop] == " " || slice[stop] == "("
        if slice[stop] == "(" {
            // （一）某某行动（牵头单位：…）
            guard let close = slice.closing(of: stop),
                UnitLabel.parse(slice, at: stop + 1) != nil || close == slice.endIndex
            else {
                guard let next = slice.place(of: "。"), next - slice.startIndex <= 50 else { return nil }
                return slice.startIndex..<next
            }
            return stop - slice.startIndex <= 50 ? slice.startIndex..<stop : nil
        }
        guard stop - slice.startIndex <= (isSpace ? 30 : 50) else { return nil }
        if slice[stop] == ":", stop - slice.startIndex > 24 { return nil }
        if isSpace, slice[slice.startIndex..<stop].contains(",") { return nil }
        return slice.startIndex..<stop
    }

    private func isBare(_ slice: TextSlice) -> Bool {
        guard slice.count <= 70 else { return false }
        let core = slice.trimmed(of: "。:;")
        return !core.containsAny(["。", ":"]) && !core.contains(" ")
            && (core.last != ")" || !core.contains("责任") && !core.contains("负责"))
            && (core.count <= 40 || !core.contains(","))
    }

    private func isBareHeading(_ item: Int) -> Bool {
        guard let first = outline.items[item].pieces.first else { return true }
        let slice = text.slice(first).trimmed
        return isBare(slice) && first.upperBound == text.paragraphs[outline.items[item].paragraph].range.upperBound
    }

    private func trimStop(_ range: Range<Int>) -> Range<Int> {
        let slice = text.slice(range).trimmed(of: "。:;")
        return slice.startIndex..<slice.endIndex
    }

    /// The piece without the heading at its start.
    private func withoutHeading(_ item: Int, _ piece: Range<Int>) -> Range<Int> {
        guard let title = heading(item), piece.contains(title.lowerBound) || piece.lowerBound == title.lowerBound,
            piece.upperBound >= title.upperBound,
            outline.items[item].pieces.first == piece
        else { return piece }
        var start = title.upperBound
        let slice = text.slice(piece)
        while start < piece.upperBound, "。: ;".unicodeScalars.contains(slice[start]) { start += 1 }
        return start..<piece.upperBound
    }

    private func leadPieces(_ item: Int) -> [Range<Int>] {
        outline.items[item].pieces.map { withoutHeading(item, $0) }.filter { !text.slice($0).trimmed.isEmpty }
    }
}
