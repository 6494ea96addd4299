import Access
import Base
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// One task: its words, its units, what was reported, and the form to report.
struct TaskRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/:id/tasks/:task") { visit in
            .page(page(visit, try await task(visit), report: ReportForm()))
        }
        routes.upload("/plans/:id/tasks/:task") { try await report($0) }
        routes.post("/plans/:id/tasks/:task/score") { try await score($0) }
        routes.get("/plans/:id/tasks/:task/evidence/:progress/:digest") { visit in
            let task = try await task(visit)
            let progress = try visit.number("progress")
            let digest = try visit.part("digest")
            guard task.progress.contains(where: { $0.id == progress }) else { throw NotFound() }
            let (file, bytes) = try await visit.house.plans.evidence(digest, of: progress, as: visit.actor)
            return .bytes(bytes, name: file.name, mediaType: file.kind.mediaType)
        }
    }

    /// The task that the path names, with all its reports.
    private func task(_ visit: Visit) async throws -> PlanTask {
        let plan = try visit.number("id")
        do {
            let task = try await visit.house.plans.task(try visit.number("task"), on: visit.today, as: visit.actor)
            guard task.plan == plan else { throw NotFound() }
            return task
        } catch is Refusal {
            throw NotFound()
        }
    }

    private func page(_ visit: Visit, _ task: PlanTask, report: ReportForm, score: [FieldError] = []) -> Page {
        let address = "/plans/\(task.plan)/tasks/\(task.id)"
        return Page(
            title: PlanWords.name(task), shell: visit.planShell, caption: task.actionTitle,
            breadcrumb: [Link("方案", "/plans"), Link(task.planTitle, "/plans/\(task.plan)")], notice: visit.notice,
            errors: report.errors + score
        ) {
            identityBar([
                SummaryRow("状态", tag(task.state.title, task.state.tone)),
                SummaryRow("期限", PlanWords.due(task, today: visit.today)),
                SummaryRow("完成", task.percent.map { "\($0)%" } ?? "没有整体的比例"),
                SummaryRow("评分", task.score.map { "\($0) 分" } ?? "没有评过"),
            ])
            columns {
                words(task)
                div {
                    units(task)
                    history(task)
                }
            }
            if task.mayReport {
                panel("报进展", id: "report") { report.html(visit, task, action: address) }
            } else {
                inset { p("您不能报这项任务的进展：由方案里写明的责任单位报送。") }
            }
            if visit.actor.can(.plans, "edit") { scoring(visit, task, address, score) }
        }
    }

    private func words(_ task: PlanTask) -> HTML {
        panel("方案里怎么写", id: "words") {
            p(task.text)
            summaryList(
                [
                    SummaryRow("牵头单位", names(task, .lead)), SummaryRow("责任单位", names(task, .joint)),
                    SummaryRow("原文写的期限", task.dueText ?? "没有写明"),
                ] + (task.channels.isEmpty ? [] : [SummaryRow("资金渠道", task.channels.joined(separator: "、"))]))
            linkLine("在方案全文里看", "/plans/\(task.plan)/document#task-\(task.id)")
        }
    }

    private func names(_ task: PlanTask, _ role: PlanDocument.Role) -> String {
        let names = task.units.filter { $0.role == role }.map(\.name)
        return names.isEmpty ? "没有写明" : names.joined(separator: "、")
    }

    /// The last report of each unit, where several have reported.
    private func units(_ task: PlanTask) -> HTML {
        var units: Set<String> = []
        let last = task.progress.filter { units.insert($0.unit).inserted }
        guard last.count > 1 else { return .empty }
        let columns = ["单位", "状态", "完成", "最近进展"].map { TableColumn($0) }
        return panel("各单位最近报的", id: "units") {
            dataTable(
                "报过进展的单位，\(last.count) 个", id: "unit-table", columns: columns,
                rows: last.map { report in
                    TableRow([
                        HTML(report.unit), tag(report.state.title, report.state.tone),
                        HTML(report.percent.map { "\($0)%" } ?? "没有报"),
                        HTML("\(report.day.chinese)：\(PlanWords.short(report.text, 40))"),
                    ])
                })
        }
    }

    private func history(_ task: PlanTask) -> HTML {
        panel("报过的进展", id: "history") {
            if task.progress.isEmpty {
                emptyState("还没有报过进展。")
            } else {
                timeline(
                    task.progress.map { progress in
                        TimelineEntry(
                            date: progress.day.chinese,
                            heading: progress.state.title + (progress.percent.map { "，\($0)%" } ?? "")
                                + (progress.turn.map { "（\(PlanWords.turn($0))）" } ?? ""),
                            who: "\(progress.unit)（\(progress.actor)）",
                            detail: HTML {
                                p(progress.text)
                                evidence(task, progress)
                            })
                    })
            }
        }
    }

    private func evidence(_ task: PlanTask, _ progress: Progress) -> HTML {
        guard !progress.evidence.isEmpty else { return .empty }
        return linkList(
            progress.evidence.map { file in
                Link(
                    "\(file.name)（\(file.kind.title)，\(FileSize.words(file.size))）",
                    "/plans/\(task.plan)/tasks/\(task.id)/evidence/\(progress.id)/\(PageAddress.encoded(file.digest))")
            }, label: "佐证材料")
    }

    private func report(_ visit: Visit) async throws -> Answer {
        let task = try await task(visit)
        var form = ReportForm(visit.form)
        if try await form.send(visit, task) {
            return .redirect("/plans/\(task.plan)/tasks/\(task.id)", notice: "进展已经报送。")
        }
        return .page(page(visit, task, report: form), status: 422)
    }

    private func scoring(_ visit: Visit, _ task: PlanTask, _ address: String, _ errors: [FieldError]) -> HTML {
        disclosure("给这项任务评分", isOpen: !errors.isEmpty) {
            postForm("\(address)/score", csrf: visit.csrf) {
                textField(
                    Field(
                        "score", "分数", value: visit.form["score"] ?? task.score.map(String.init) ?? "",
                        hint: "0 到 100 的整数。",
                        errors: errors), .integer, unit: "分")
                textField(
                    Field(
                        "note", "评分说明", value: visit.form["note"] ?? task.scoreNote ?? "", optional: true,
                        errors: errors))
                submitButton("保存评分", .secondary)
            }
        }
    }

    private func score(_ visit: Visit) async throws -> Answer {
        let task = try await task(visit)
        guard let points = Int(normalised(visit.form["score"] ?? "")) else {
            let error = FieldError(field: "score", message: "请输入 0 到 100 的整数作为分数。")
            return .page(page(visit, task, report: ReportForm(), score: [error]), status: 422)
        }
        do {
            try await visit.house.plans.score(task.id, points: points, note: visit.form["note"], as: visit.actor)
            return .redirect("/plans/\(task.plan)/tasks/\(task.id)", notice: "评分已经保存。")
        } catch let refusal as Refusal {
            let errors = refusal.faults.map { FieldError(field: $0.field, message: $0.message) }
            return .page(page(visit, task, report: ReportForm(), score: errors), status: 422)
        }
    }
}

/// Sizes of files as people say them.
enum FileSize {
    static func words(_ bytes: Int) -> String {
        if bytes < 1_024 { return "\(bytes) 字节" }
        if bytes < 1_024 * 1_024 { return "\((bytes + 1_023) / 1_024) KB" }
        let tenths = (bytes * 10 + 1_048_575) / 1_048_576
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}
