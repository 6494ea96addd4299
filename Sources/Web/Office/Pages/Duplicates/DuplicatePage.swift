import Access
import Base
import Exchange
import HTML
import House
import Kit
import Registers

/// Both sides of a pair beside each other, and the decision.
struct DuplicatePage {
    let visit: Visit

    func answer() async throws -> Answer {
        .page(try await page(try visit.number("pair"), errors: []))
    }

    func decide() async throws -> Answer {
        let id = try visit.number("pair")
        let desk = visit.house.duplicates
        let decision: PairDecision
        switch visit.form["decision"] {
        case "same": decision = .same(keep: kept, fields: winners)
        case "different": decision = .different
        default: throw NotFound()
        }
        let note = visit.form["note"].flatMap { $0.isEmpty ? nil : $0 }
        do {
            // Both are called as they were before the decision: afterwards they may have one name.
            let before = try await desk.pair(id, as: visit.actor)
            let pair = try await desk.decide(id, decision, note: note, as: visit.actor)
            let next = try await desk.pairs(register: pair.register, limit: 1, as: visit.actor).pairs.first
            let done = DuplicateWords.done(before, pair.state, row: try await desk.row(of: pair))
            guard let next else { return .redirect("/duplicates", notice: done + "没有别的疑似重复了。") }
            return .redirect(DuplicateAddress.pair(next.id), notice: done + "下面是下一对。")
        } catch let error as Refusal {
            return try await refused(id, error.faults.map { FieldError(field: nil, message: $0.message) })
        } catch let error as ImportError where error.kind != .notFound {
            return try await refused(id, [FieldError(field: nil, message: error.description)])
        }
    }

    func undo() async throws -> Answer {
        let id = try visit.number("pair")
        let reason = visit.form["reason"] ?? ""
        guard !reason.isEmpty else {
            return try await refused(id, [FieldError(field: "reason", message: "请写明为什么撤销。")])
        }
        do {
            let pair = try await visit.house.duplicates.undo(id, reason: reason, as: visit.actor)
            return .redirect(
                DuplicateAddress.pair(id), notice: "已撤销认定，\(pair.leftLabel)和\(pair.rightLabel)又等待确认了。")
        } catch let error as Refusal {
            return try await refused(id, error.faults.map { FieldError(field: nil, message: $0.message) })
        } catch let error as ImportError where error.kind == .wrongState {
            return try await refused(id, [FieldError(field: nil, message: error.description)])
        }
    }

    private func refused(_ id: Int64, _ errors: [FieldError]) async throws -> Answer {
        .page(try await page(id, errors: errors), status: 422)
    }

    private var kept: PairSide { visit.form["keep"].flatMap { PairSide(rawValue: $0) } ?? .right }

    /// The fields for which the person said whose value wins.
    private var winners: [String: PairSide] {
        var winners: [String: PairSide] = [:]
        for item in visit.form.items where item.name.hasPrefix(DuplicatePage.fieldPrefix) {
            winners[String(item.name.dropFirst(DuplicatePage.fieldPrefix.count))] = PairSide(rawValue: item.value)
        }
        return winners
    }

    private static let fieldPrefix = "field-"

    // MARK: The page

    private func page(_ id: Int64, errors: [FieldError]) async throws -> Page {
        let desk = visit.house.duplicates
        let comparison = try await desk.comparison(id, as: visit.actor)
        return page(
            comparison, obstacle: try await desk.undoObstacle(comparison.pair, as: visit.actor), errors: errors)
    }

    private func page(_ comparison: PairComparison, obstacle: String?, errors: [FieldError]) -> Page {
        let pair = comparison.pair
        return Page(
            title: "\(pair.leftLabel)和\(pair.rightLabel)是不是同一人？（第 \(pair.id) 对）",
            shell: visit.shell(current: "duplicates"),
            caption: "第 \(pair.id) 对", breadcrumb: [Link("疑似重复", "/duplicates")], notice: visit.notice, errors: errors
        ) {
            summaryList([
                SummaryRow("为什么像", pair.reasons.joined(separator: "，")),
                SummaryRow("像同一人的程度", DuplicateWords.likelihood(pair.score)),
                SummaryRow("哪里来的", DuplicateWords.origin(pair)),
            ])
            compareTable(
                "两边的内容，\(comparison.lines.count) 项", left: comparison.leftTitle, right: comparison.rightTitle,
                comparison.lines.map(compared))
            faults(comparison)
            records(pair)
            if pair.state == .open { question(comparison, errors) } else { decided(pair, obstacle, errors) }
        }
    }

    private func compared(_ line: PairComparison.Line) -> CompareRow {
        var difference: String?
        if line.differs {
            difference = "不同"
        } else if line.left.isEmpty != line.right.isEmpty {
            difference = "只有一边有"
        }
        return CompareRow(line.title, HTML(line.left), HTML(line.right), difference: difference)
    }

    @HTMLBuilder private func faults(_ comparison: PairComparison) -> HTML {
        if !comparison.faults.isEmpty {
            inset {
                p("文件里的这一行还有别的问题：")
                ul { for fault in comparison.faults { li(fault.message) } }
            }
        }
    }

    private func records(_ pair: DuplicatePair) -> HTML {
        var links: [Link] = []
        if case .record(let id) = pair.left {
            links.append(Link("打开记录 \(id)（\(pair.leftLabel)）", RegisterAddress.record(pair.register, id)))
        }
        links.append(
            Link("打开记录 \(pair.right)（\(pair.rightLabel)）", RegisterAddress.record(pair.register, pair.right)))
        return linkList(links, label: "两边的记录")
    }

    private func question(_ comparison: PairComparison, _ errors: [FieldError]) -> HTML {
        postForm(DuplicateAddress.pair(comparison.pair.id), csrf: visit.csrf) {
            if case .record = comparison.pair.left { merging(comparison) } else { taking(comparison) }
            textArea(
                Field(
                    "note", "认定的依据", value: visit.form["note"] ?? "", hint: "例如：打电话问过本人，看过身份证。", optional: true,
                    errors: errors), rows: 2)
            buttonRow {
                submitButton(same(comparison.pair), .primary, name: "decision", value: "same")
                submitButton(different(comparison), .secondary, name: "decision", value: "different")
            }
        }
    }

    private func same(_ pair: DuplicatePair) -> String {
        if case .record = pair.left { "同一人，合并" } else { "同一人，用选好的内容" }
    }

    private func different(_ comparison: PairComparison) -> String {
        guard let fate = comparison.fate else { return "不是同一人" }
        return fate.refusal.isEmpty ? "不是同一人，另建一条记录" : "不是同一人，这一行不收"
    }

    /// What of a row goes into the record, and what follows from either decision.
    @HTMLBuilder private func taking(_ comparison: PairComparison) -> HTML {
        let differing = comparison.lines.filter(\.differs)
        let filled = comparison.lines.filter { !$0.left.isEmpty && $0.right.isEmpty }.map(\.title)
        if !differing.isEmpty {
            fieldGroup("如果是同一人，不同的内容以谁为准") {
                for line in differing { winner(line, left: "文件里的", right: "记录里的") }
            }
        }
        inset {
            if !filled.isEmpty { p("同一人：记录里没有的\(filled.joined(separator: "、"))，用文件里的补上。") }
            p(comparison.fate?.isApplied == true ? appliedSame : "同一人：等这次导入写入台账时，选好的内容才写进记录。写入前后都可以撤销。")
            p(refusalWords(comparison))
        }
    }

    private var appliedSame: String {
        "同一人：选好的内容马上写进记录。以后可以撤销，没有人再改过的内容会改回原来的。"
    }

    private func refusalWords(_ comparison: PairComparison) -> String {
        guard let fate = comparison.fate else { return "不是同一人：这一行另建一条记录。" }
        if !fate.refusal.isEmpty {
            let why = fate.refusal.map(\.message).joined()
            return "不是同一人：这一行还不能另建记录，会列为“有错未收”。\(why)改好文件里的这一行，再上传一次。"
        }
        return fate.isApplied
            ? "不是同一人：马上另建一条记录，不能撤销；建错了，请打开那条记录删除。"
            : "不是同一人：等这次导入写入台账时另建一条记录。写入以前可以撤销，写入以后要打开那条记录删除。"
    }

    @HTMLBuilder private func merging(_ comparison: PairComparison) -> HTML {
        let differing = comparison.lines.filter(\.differs)
        radioGroup(
            Field(
                "keep", "如果是同一人，保留哪一条记录", value: visit.form["keep"] ?? PairSide.right.rawValue,
                hint: "另一条会并进来，它的服务、就业等记录都跟过来；以后可以撤销。"),
            [
                Choice(PairSide.left.rawValue, "左边：\(comparison.leftTitle)"),
                Choice(PairSide.right.rawValue, "右边：\(comparison.rightTitle)"),
            ])
        if !differing.isEmpty {
            fieldGroup("两边不同的内容，以谁为准") {
                for line in differing { winner(line) }
            }
        }
    }

    private func winner(_ line: PairComparison.Line, left: String = "左边的", right: String = "右边的") -> HTML {
        let name = DuplicatePage.fieldPrefix + line.field
        return radioGroup(
            Field(name, line.title, value: visit.form[name] ?? line.proposed.rawValue),
            [
                Choice(PairSide.left.rawValue, "\(left)“\(line.left)”"),
                Choice(PairSide.right.rawValue, "\(right)“\(line.right)”"),
            ])
    }

    private func decided(_ pair: DuplicatePair, _ obstacle: String?, _ errors: [FieldError]) -> HTML {
        HTML {
            inset {
                p("已认定为\(pair.state.title)（\(DuplicateWords.decision(pair))）。")
                if let note = pair.note, !note.isEmpty { p("依据：\(note)") }
                if let obstacle { p("这个认定不能撤销了。\(obstacle)") }
            }
            if obstacle == nil, visit.actor.can(.write, pair.register) {
                postForm("\(DuplicateAddress.pair(pair.id))/undo", csrf: visit.csrf) {
                    textArea(
                        Field(
                            "reason", "为什么撤销", value: visit.form["reason"] ?? "",
                            hint: "因为这次认定改过、后来没有人再改的内容，会改回原来的。", errors: errors), rows: 2)
                    submitButton("撤销认定", .warning)
                }
            }
        }
    }
}
