import Base
import HTML
import House
import Kit
import Quota
import Registers

/// The declarations or employers behind a figure of a year's board.
struct AuditListPage {
    let visit: Visit

    private static let size = 50

    func answer() async throws -> Answer {
        let (audit, year) = (try visit.audit(), try visit.auditYear())
        let asked = try asked()
        let after = visit.query("after").flatMap { Int64($0) }
        let list = try await visit.house.audits.list(
            audit, year: year, asked, after: after, limit: Self.size, as: visit.actor)
        return .page(
            Page(
                title: heading(asked, audit), shell: visit.shell(current: "audits"), caption: audit.title,
                breadcrumb: [Link("\(year) 年度", AuditAddress.board(audit.name, year))], notice: visit.notice
            ) {
                if list.lines.isEmpty {
                    emptyState("没有这样的单位")
                } else {
                    table(list, asked, audit)
                    pages(list, asked, audit, year, isFirst: after == nil)
                }
            })
    }

    private func asked() throws -> AuditList.Asked {
        var asked = AuditList.Asked()
        if let kind = visit.query("kind") {
            guard let known = AuditList.Asked.Kind(rawValue: kind) else { throw NotFound() }
            asked.kind = known
        }
        asked.region = visit.query("region").flatMap { RegionCode($0) }
        asked.employerKind = visit.query("employer")
        asked.state = visit.query("state")
        return asked
    }

    private func heading(_ asked: AuditList.Asked, _ audit: AuditDefinition) -> String {
        let parts = [
            asked.region.map { visit.regions.fullName(of: $0) },
            asked.employerKind.map { AuditWords.kind($0, audit, visit.catalogue) },
            asked.state.map { AuditWords.state($0, audit, visit.catalogue) }, AuditListPage.words(asked.kind),
        ]
        return parts.compactMap { $0 }.joined(separator: "：")
    }

    private static func words(_ kind: AuditList.Asked.Kind?) -> String {
        switch kind {
        case nil: "已申报的单位"
        case .missing: "还没有申报的单位"
        case .unworked: "还没有核算的申报"
        case .owing: "要缴保障金的单位"
        case .refused: "没有算出保障金的申报"
        case .shared: "人月与别的单位重复的申报"
        case .changed: "上次核算改变了结果的申报"
        }
    }

    // MARK: The table

    private func table(_ list: AuditList, _ asked: AuditList.Asked, _ audit: AuditDefinition) -> HTML {
        var columns = [TableColumn("单位"), TableColumn("单位性质"), TableColumn("审核地")]
        if asked.kind != .missing {
            columns += [TableColumn("进度")]
            columns += ["残疾人", "计入人月", "已安排人数", "应缴保障金（元）"].map { TableColumn($0, isNumber: true) }
        }
        return dataTable(
            "\(AuditListPage.words(asked.kind))，\(grouped(list.count)) 家", id: "employers", columns: columns,
            rows: list.lines.map { row($0, asked, audit) })
    }

    private func row(_ line: AuditList.Line, _ asked: AuditList.Asked, _ audit: AuditDefinition) -> TableRow {
        let kind = line.kind.map { AuditWords.kind($0, audit, visit.catalogue) } ?? ""
        let region = line.region.map { visit.regions.fullName(of: $0) } ?? ""
        let isMissing = asked.kind == .missing
        let owner = visit.catalogue.register(audit.declaration).flatMap { register in
            register.subject.flatMap { register.field($0)?.target }
        }
        let address =
            isMissing
            ? RegisterAddress.record(owner ?? "", line.employer)
            : RegisterAddress.record(audit.declaration, line.number, "audit")
        var cells: [HTML] = [a(line.name, .href(address)), HTML(kind), HTML(region)]
        if !isMissing {
            cells.append(HTML(line.state.map { AuditWords.state($0, audit, visit.catalogue) } ?? ""))
            cells += figures(line.outcome)
        }
        return TableRow(cells)
    }

    private func figures(_ outcome: AuditOutcome?) -> [HTML] {
        guard let outcome else { return ["", "", "", "还没有核算"].map { HTML($0) } }
        let (now, before) = (outcome.figures, outcome.before)
        return [
            HTML(grouped(outcome.persons)),
            HTML(change(grouped(now.personMonths), before.map { grouped($0.personMonths) })),
            HTML(change(AuditWords.persons(now.placed), before.map { AuditWords.persons($0.placed) })),
            HTML(change(levy(now.levy), before.map { levy($0.levy) })),
        ]
    }

    private func levy(_ fen: Int64?) -> String { fen.map(AuditWords.yuan) ?? "没有算出" }

    private func change(_ now: String, _ before: String?) -> String {
        before.map { $0 == now ? now : "\(now)（原 \($0)）" } ?? now
    }

    private func pages(
        _ list: AuditList, _ asked: AuditList.Asked, _ audit: AuditDefinition, _ year: Int, isFirst: Bool
    ) -> HTML {
        let address = AuditAddress.list(audit.name, year, asked)
        let isFull = list.lines.count == Self.size && list.count > Self.size
        return pager(
            "共 \(grouped(list.count)) 家", previous: isFirst ? nil : address.text,
            next: isFull ? list.lines.last.map { address.with("after", String($0.number)).text } : nil)
    }
}
