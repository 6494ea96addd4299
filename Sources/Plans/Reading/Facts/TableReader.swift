/// Reads tables: title, headings, rows, and the tasks that rows give to offices.
struct TableReader {
    let text: PlanText
    let statements: UnitStatementFinder
    let deadlines: DeadlineMaker

    /// Rows that stand together; parts of one table cut by a page break are put together.
    struct Table {
        var rows: [Int]
        var title: Range<Int>?
    }

    /// The tables of the document in order.
    func tables() -> [Table] {
        var tables: [Table] = []
        var open: Table?
        var columns = 0
        for (index, paragraph) in text.paragraphs.enumerated() {
            guard paragraph.isRow else {
                if let table = open { tables.append(table) }
                open = nil
                continue
            }
            if paragraph.followsGap, let table = open, !continues(table, with: index, columns: columns) {
                tables.append(table)
                open = nil
            }
            if open == nil {
                open = Table(rows: [], title: title(before: index))
                columns = paragraph.cells.count
            }
            open?.rows.append(index)
            columns = max(columns, paragraph.cells.count)
        }
        if let open { tables.append(open) }
        return tables
    }

    /// After a page break a row goes on when it is empty, repeats the headings, or counts on, with as many columns.
    private func continues(_ table: Table, with index: Int, columns: Int) -> Bool {
        let cells = text.paragraphs[index].cells
        guard cells.count == columns, let first = table.rows.first else { return false }
        let words = cells.map { text.slice($0).trimmed }
        if words.allSatisfy(\.isEmpty) { return true }
        if words.map(\.string) == text.paragraphs[first].cells.map({ text.slice($0).trimmed.string }) { return true }
        if words.filter({ !$0.isEmpty }).count == 1 { return false }
        return !(words.first?.hasPrefix("附件") ?? false) && !isHeader(words)
    }

    private func title(before index: Int) -> Range<Int>? {
        var place = index - 1
        while place >= 0, place >= index - 3 {
            let paragraph = text.paragraphs[place]
            let slice = text.slice(paragraph.range)
            if paragraph.isRow || slice.count > 60 || slice.contains("。") { return nil }
            if !isBareLabel(slice), !slice.containsAny(["填报", "填表", "(盖章)", "单位:", "日期:"]),
                slice.hasAnyPrefix(["(注", "注:", "备注", "说明:"]) == nil, !EndMatter.isPublication(slice),
                FrontDates.wholeLine(slice) == nil,
                !slice.hasAnySuffix([":", "单位"]).map({ _ in true }, default: false)
            {
                return paragraph.range
            }
            place -= 1
        }
        return nil
    }

    /// 附件2 above the table: its title stands in the list of annexes.
    private func listedTitle(before index: Int) -> String? {
        let labels = (max(0, index - 3)..<index).map { text.slice(text.paragraphs[$0].range).trimmed(of: "| ") }
        guard let number = labels.compactMap({ DocumentParts.annexNumber($0) }).last else { return nil }
        var isList = false
        for paragraph in text.paragraphs[..<index] {
            var slice = text.slice(paragraph.range).trimmed
            if slice.hasPrefix("附件:") {
                isList = true
                slice = slice.dropFirst(3).trimmed
            }
            guard isList, let mark = HeadingMark.parse(slice, at: slice.startIndex), mark.kind == .digit else {
                isList = false
                continue
            }
            if mark.ordinal == number { return text.text(mark.end..<slice.endIndex).trimmingSpaces }
        }
        return nil
    }

    /// 牵 头 部 门: a heading whose characters are set apart.
    private func heading(_ cell: Range<Int>) -> String {
        let words = text.slice(cell).split(separator: " ")
        let written = text.text(cell).trimmingSpaces
        guard words.count >= 2, words.allSatisfy({ $0.count == 1 }) else { return written }
        return written.filter { $0 != " " && $0 != "\u{3000}" }
    }

    private func isBareLabel(_ slice: TextSlice) -> Bool {
        slice.hasPrefix("附件") && slice.count <= 5 || slice.hasPrefix("单位:") || slice.hasPrefix("(单位")
    }

    private static let headerWords = [
        "序号", "编号", "牵头", "责任", "配合", "任务", "指标", "单位", "事项", "时限", "时间", "内容", "措施", "备注", "类别", "项目", "名称", "目标",
        "部门", "渠道",
    ]

    private func isHeader(_ words: [TextSlice]) -> Bool {
        let filled = words.filter { !$0.isEmpty }
        guard filled.count >= 2, filled.allSatisfy({ $0.count <= 18 && !$0.contains("。") }) else { return false }
        return filled.count { $0.containsAny(TableReader.headerWords) } * 2 >= filled.count
    }

    /// The table as it stands, with its tasks; nil when it holds no more than a heading.
    func annex(_ table: Table, doubts: inout [PlanDocument.Doubt]) -> PlanDocument.Annex? {
        guard let first = table.rows.first, let last = table.rows.last else { return nil }
        var rows = table.rows
        var title = table.title.map { text.text($0).trimmingSpaces } ?? listedTitle(before: first)
        let words = { (row: Int) in text.paragraphs[row].cells.map { text.slice($0).trimmed } }
        while let row = rows.first, words(row).count(where: { !$0.isEmpty }) <= 1, rows.count > 1 {
            if let only = text.paragraphs[row].cells.first(where: { !text.slice($0).trimmed.isEmpty }) {
                title = text.text(only).trimmingSpaces
            }
            rows.removeFirst()
        }
        guard let head = rows.first else { return nil }
        let hasHeader = isHeader(words(head)) || rows.count > 1
        var columns = hasHeader ? text.paragraphs[head].cells.map(heading) : []
        let headings = text.paragraphs[head].cells.map { text.slice($0).trimmed.string }
        if hasHeader { rows.removeFirst() }
        if hasHeader, let second = rows.first, let lower = lowerHeadings(second, below: columns) {
            columns = lower
            rows.removeFirst()
        }
        rows.removeAll { row in
            let cells = words(row)
            return cells.allSatisfy(\.isEmpty) || (hasHeader && cells.map(\.string) == headings)
        }
        let width = max(columns.count, rows.map { text.paragraphs[$0].cells.count }.max() ?? 0)
        var ragged = 0
        let values = rows.map { row in
            var cells = text.paragraphs[row].cells.map { text.text($0).trimmingSpaces }
            if cells.count != width { ragged += 1 }
            cells.append(contentsOf: repeatElement("", count: width - cells.count))
            return cells
        }
        let place = text.place(text.paragraphs[first].range.lowerBound..<text.paragraphs[last].range.upperBound)
        if ragged > 0 {
            doubts.append(
                PlanDocument.Doubt(what: title ?? "表格", why: "有\(ragged)行的列数与表头不同，已在行末补空；请对照原表核对。", place: place))
        }
        guard !columns.isEmpty || !values.isEmpty else { return nil }
        let tasks = tasks(rows, columns: columns)
        return PlanDocument.Annex(
            title: title.map(withoutLabel), columns: columns, rows: values, tasks: tasks, place: place)
    }

    /// 附件2 某某分工表 → 某某分工表
    private func withoutLabel(_ title: String) -> String {
        let slice = TextSlice(title)
        guard slice.hasPrefix("附件") || slice.hasPrefix("附表") else { return title }
        var index = slice.startIndex + 2
        while index < slice.endIndex, slice[index].isASCIIDigit || ": -.".unicodeScalars.contains(slice[index]) {
            index += 1
        }
        return index < slice.endIndex ? String(String.UnicodeScalarView(Array(title.unicodeScalars)[index...])) : title
    }

    /// A heading of two rows: 责任单位 over 牵头单位 and 配合单位. The lower words stand for the column.
    private func lowerHeadings(_ row: Int, below columns: [String]) -> [String]? {
        let cells = text.paragraphs[row].cells.map { text.text($0).trimmingSpaces }
        guard cells.count == columns.count, columns.contains(""), cells.contains(where: { !$0.isEmpty }) else {
            return nil
        }
        var isBelow = false
        var lower: [String] = []
        for (upper, cell) in zip(columns, cells) {
            if cell.isEmpty {
                guard !upper.isEmpty else { return nil }
                lower.append(upper)
            } else {
                isBelow = isBelow || upper.isEmpty
                guard TextSlice(cell).count <= 12 else { return nil }
                lower.append(cell)
            }
        }
        return isBelow && isHeader(lower.map { TextSlice($0) }) ? lower : nil
    }

    /// The cells that say what is to be done, of a table that gives tasks to offices, with the cell before each.
    func workCells(_ table: Table) -> [(cell: Range<Int>, before: Range<Int>?)] {
        guard
            let head = table.rows.first(where: { row in
                let kinds = text.paragraphs[row].cells.map { column(heading($0)) }
                return kinds.contains(.work) && (kinds.contains(.lead) || kinds.contains(.joint))
            })
        else { return [] }
        let kinds = text.paragraphs[head].cells.map { column(heading($0)) }
        return table.rows.filter { $0 > head }.flatMap { workCells(row: $0, kinds) }
    }

    private func workCells(row: Int, _ kinds: [Column]) -> [(cell: Range<Int>, before: Range<Int>?)] {
        let cells = text.paragraphs[row].cells
        return (0..<min(cells.count, kinds.count)).filter { kinds[$0] == .work }.map { index in
            let hasTopic = index > 0 && kinds[index - 1] != .number
            return (cells[index], hasTopic ? cells[index - 1] : nil)
        }
    }

    // MARK: - Tasks

    private enum Column { case number, topic, work, lead, joint, time, channel, other }

    private func column(_ heading: String) -> Column {
        let slice = TextSlice(heading)
        if slice.containsAny(["序号", "编号"]) { return .number }
        if slice.containsAny(["处室", "科室", "联系人", "领导", "电话"]) { return .other }
        if slice.containsAny(["牵头", "主办", "主责"]) { return .lead }
        if slice.containsAny(["单位", "部门", "配合", "协办"]),
            slice.containsAny(["责任", "配合", "协办", "参与", "参加", "负责", "实施", "承办", "落实", "完成单位", "部门", "协同", "分工"])
        {
            return .joint
        }
        if slice.containsAny(["时限", "时间", "期限", "进度"]) { return .time }
        if slice.containsAny(["资金", "经费"]) { return .channel }
        if slice.containsAny(["内容", "措施", "任务", "目标", "要求", "举措", "做法", "工作"]) { return .work }
        if slice.containsAny(["事项", "项目", "类别", "指标", "名称"]) { return .topic }
        return .other
    }

    private func tasks(_ rows: [Int], columns: [String]) -> [PlanDocument.Task] {
        let kinds = columns.map(column)
        guard kinds.contains(.lead) || kinds.contains(.joint) else { return [] }
        var above: [Int: Range<Int>] = [:]
        var tasks: [PlanDocument.Task] = []
        for row in rows {
            let cells = text.paragraphs[row].cells
            var filled = cells
            for (index, cell) in cells.enumerated() where index < kinds.count {
                // A merged cell leaves the cells below it empty.
                if text.slice(cell).trimmed.isEmpty {
                    if let upper = above[index],
                        kinds[index] == .number || kinds[index] == .topic
                            || (kinds[index] == .work && hasWork(after: index, cells, kinds))
                    {
                        filled[index] = upper
                    }
                } else {
                    above[index] = cell
                }
            }
            let task = task(filled, kinds, row: row)
            // A row that names neither offices nor a time is a heading within the table.
            if !task.units.isEmpty || !task.deadlines.isEmpty { tasks.append(task) }
        }
        return tasks
    }

    private func hasWork(after index: Int, _ cells: [Range<Int>], _ kinds: [Column]) -> Bool {
        kinds.indices.contains {
            $0 > index && kinds[$0] == .work && $0 < cells.count && !text.slice(cells[$0]).trimmed.isEmpty
        }
    }

    private func task(_ cells: [Range<Int>], _ kinds: [Column], row: Int) -> PlanDocument.Task {
        var number: String?
        var words: [String] = []
        var units: [PlanDocument.Unit] = []
        var channels: [String] = []
        var deadlines: [PlanDocument.Deadline] = []
        for (cell, kind) in zip(cells, kinds) {
            let value = text.text(cell).trimmingSpaces
            guard !value.isEmpty else { continue }
            switch kind {
            case .number: number = value
            case .topic, .work: words.append(value)
            case .lead: units.append(contentsOf: unitsIn(cell, .lead))
            case .joint: units.append(contentsOf: unitsIn(cell, .joint))
            case .channel: channels.append(contentsOf: channelsIn(cell))
            case .time: deadlines.append(contentsOf: times(cell))
            case .other: break
            }
        }
        return PlanDocument.Task(
            number: number, text: words.joined(separator: " "), units: units, channels: channels, deadlines: deadlines,
            place: text.place(text.paragraphs[row].range))
    }

    /// Days, or how often; a cell with other words such as 长期坚持 says how long.
    private func times(_ cell: Range<Int>) -> [PlanDocument.Deadline] {
        let found = deadlines.deadlines(cell, dated: false) + deadlines.cadences(cell)
        let slice = text.slice(cell).trimmed(of: "/-—。")
        guard found.isEmpty, slice.count >= 2, slice.count <= 20,
            slice.containsAny(["长期", "持续", "常态", "全年", "随时", "日常", "适时", "贯穿"])
        else { return found }
        let range = slice.startIndex..<slice.endIndex
        return [PlanDocument.Deadline(text: text.text(range), on: nil, kind: .ongoing, place: text.place(range))]
    }

    private func unitsIn(_ cell: Range<Int>, _ role: PlanDocument.Role) -> [PlanDocument.Unit] {
        statements.content(cell.lowerBound..<min(cell.upperBound, cell.lowerBound + 2000)).mentions.map { mention in
            PlanDocument.Unit(
                name: mention.name, role: mention.role ?? role, as_written: text.text(mention.range),
                place: text.place(mention.range), group: mention.isGroup)
        }
    }

    private static let channelEnds = ["资金", "经费", "基金", "保障金", "补助", "补贴", "预算", "渠道", "拨款", "投入", "彩票公益金", "公益金"]

    /// Names of funds; a space within one, left by a narrow column, does not cut it.
    private func channelsIn(_ cell: Range<Int>) -> [String] {
        var result: [String] = []
        var open = ""
        for part in text.text(cell).unicodeScalars.split(whereSeparator: {
            " 、，；,;\u{3000}".unicodeScalars.contains($0)
        }) {
            open += String(part)
            if TextSlice(open).hasAnySuffix(TableReader.channelEnds) != nil {
                result.append(open)
                open = ""
            }
        }
        if !open.isEmpty { result.append(open) }
        return result
    }
}

extension Optional {
    fileprivate func map<Result>(_ transform: (Wrapped) -> Result, default value: Result) -> Result {
        map(transform) ?? value
    }
}
