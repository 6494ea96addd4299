import Base
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// A plan clause by clause, each with what serves it.
struct DocumentRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/:id/document") { visit in
            let board = try await visit.board()
            let source = try await visit.house.plans.source(of: board.plan.id, as: visit.actor)
            return .page(page(visit, board, source))
        }
        routes.get("/plans/:id/document/file") { visit in
            let plan = try await visit.plan()
            guard let (file, bytes) = try await visit.house.plans.sourceFile(of: plan.id, as: visit.actor) else {
                throw NotFound()
            }
            return .bytes(bytes, name: file.name, mediaType: file.kind.mediaType)
        }
        routes.get("/plans/:id/document/text") { visit in
            let plan = try await visit.plan()
            guard let text = try await visit.house.plans.source(of: plan.id, as: visit.actor).text else {
                throw NotFound()
            }
            let name = plan.sourceName.map { FileName.stem($0) } ?? plan.title
            return .bytes(Array(text.utf8), name: "\(name).txt", mediaType: "text/plain; charset=utf-8")
        }
    }

    private func page(_ visit: Visit, _ board: PlanBoard, _ source: PlanSource) -> Page {
        let plan = board.plan
        return Page(
            title: "方案全文", shell: visit.planShell, caption: plan.title, breadcrumb: visit.planTrail(plan)
        ) {
            heading(plan)
            for link in SourceLinks(plan, source).all { linkLine(link.text, link.href) }
            goals(board)
            for (index, line) in board.actions.enumerated() { clauses(visit, line, index) }
            DutyTable(board: board).html
            annexes(plan)
            if let text = source.text {
                disclosure("原文，\(grouped(text.count)) 字") { SourceParagraphs(text).html }
            }
        }
    }

    private func heading(_ plan: Plan) -> HTML {
        let content = plan.content
        return panel("文件", id: "heading") {
            summaryList([
                SummaryRow("标题", content.title ?? plan.title), SummaryRow("文号", content.documentNumber ?? ""),
                SummaryRow("发文机关", content.issuer ?? ""), SummaryRow("成文日期", content.issuedOn?.chinese ?? ""),
                SummaryRow("印发日期", content.printedOn?.chinese ?? ""), SummaryRow("实施期", PlanWords.period(content)),
                SummaryRow("依据", content.parents.map(WrittenLines.parent).joined(separator: "；")),
                SummaryRow("主送", content.addressees.joined(separator: "、")),
                SummaryRow("抄送", content.copyTo.joined(separator: "、")),
                SummaryRow("说明", content.notices.joined(separator: " ")),
            ])
        }
    }

    private func goals(_ board: PlanBoard) -> HTML {
        panel("目标", id: "goals") {
            dataTable(
                "目标和对应的数字，\(board.targets.count) 条", id: "goal-table", columns: [TableColumn("原文"), TableColumn("现在")],
                rows: board.targets.map { target in
                    TableRow([
                        a(target.goal.text, .href(TargetAddress(board, target).page)),
                        HTML(target.table.map { "\($0.total.text) \($0.total.unit)" } ?? target.missing ?? "–"),
                    ])
                })
        }
    }

    private func clauses(_ visit: Visit, _ line: PlanBoard.ActionLine, _ index: Int) -> HTML {
        let heading = PlanWords.numbered(line.number, line.title)
        return panel(heading.isEmpty ? "其他任务" : heading, id: "clause-\(index + 1)") {
            if let section = line.section { p(section) }
            for task in line.tasks.sorted(by: { $0.id < $1.id }) {
                div(.id("task-\(task.id)")) {
                    p(PlanWords.numbered(task.number, task.text))
                    inset {
                        p {
                            a(.href("/plans/\(task.plan)/tasks/\(task.id)")) {
                                "任务"
                                span("：\(PlanWords.name(task))", .class("vh"))
                            }
                            "：\(task.state.title)，\(PlanWords.due(task, today: visit.today))。\(PlanWords.units(task.units, most: 6))"
                        }
                    }
                }
            }
        }
    }

    private func annexes(_ plan: Plan) -> HTML {
        HTML {
            for (index, annex) in plan.content.annexes.enumerated() where !annex.columns.isEmpty {
                panel("附件 \(index + 1) 原表：\(annex.title ?? "没有标题")", id: "annex-\(index + 1)") {
                    dataTable(
                        "\(annex.title ?? "附件")，\(annex.rows.count) 行", id: "annex-table-\(index + 1)",
                        columns: annex.columns.map { TableColumn($0) },
                        rows: annex.rows.map { TableRow($0.map { HTML($0) }) }, narrow: .scrolled)
                }
            }
        }
    }
}
