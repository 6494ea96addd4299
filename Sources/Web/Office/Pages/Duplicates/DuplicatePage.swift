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
            let pair = try await desk.decide(id, decision, note: note, as: visit.actor)
            let next = try await desk.pairs(register: pair.register, limit: 1, as: visit.actor).pairs.first
            let done = "“\(pair.leftLabel)”和“\(pair.rightLabel)”已认定为\(pair.state.title)。"
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
            _ = try await visit.house.duplicates.undo(id, reason: reason, as: visit.actor)
            return .redirect(DuplicateAddress.pair(id), notice: "已撤销认定，这一对又等待确认了。")
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
            title: "\(pair.leftLabel)和\(pair.rightLabel)是不是同一人？", shell: visit.shell(current: "duplicates"),
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
            if case .record = comparison.pair.left {
                merging(comparison)
            } else {
                p("认定为同一人时，文件里这一行的内容写到右边的记录里；认定不是同一人时，这一行另建一条记录。")
            }
            textArea(
                Field(
                    "note", "认定的依据", value: visit.form["note"] ?? "", hint: "例如：打电话问过本人，看过身份证。", optional: true,
                    errors: errors), rows: 2)
            buttonRow {
                submitButton("同一人，合并", .primary, name: "decision", value: "same")
                submitButton("不是同一人", .secondary, name: "decision", value: "different")
            }
        }
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

    private func winner(_ line: PairComparison.Line) -> HTML {
        let name = DuplicatePage.fieldPrefix + line.field
        return radioGroup(
            Field(name, line.title, value: visit.form[name] ?? line.proposed.rawValue),
            [
                Choice(PairSide.left.rawValue, "左边的“\(line.left)”"),
                Choice(PairSide.right.rawValue, "右边的“\(line.right)”"),
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
                        Field("reason", "为什么撤销", value: visit.form["reason"] ?? "", errors: errors), rows: 2)
                    submitButton("撤销认定", .warning)
                }
            }
        }
    }
}
