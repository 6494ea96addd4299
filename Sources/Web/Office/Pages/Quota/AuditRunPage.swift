import Base
import HTML
import House
import Kit
import Quota

/// Working out a year's declarations: started, followed, gone on with.
struct AuditRunPage {
    let visit: Visit
    let work: LongWork

    /// Starts a run, or goes on with the one that was begun.
    func start() async throws -> Answer {
        let run = try await visit.house.audits.startRun(
            try visit.audit(), year: try visit.auditYear(), as: visit.actor)
        await goOn(run.id)
        return .redirect(AuditAddress.run(run.id))
    }

    /// Goes on with a run that stopped.
    func resume() async throws -> Answer {
        let run = try await visit.house.audits.run(try visit.number("run"), as: visit.actor)
        if run.finishedAt == nil { await goOn(run.id) }
        return .redirect(AuditAddress.run(run.id))
    }

    func answer() async throws -> Answer {
        let run = try await visit.house.audits.run(try visit.number("run"), as: visit.actor)
        guard let audit = visit.audits.first(where: { $0.name == run.audit }) else { throw NotFound() }
        return .page(run.finishedAt == nil ? progressPage(run, audit) : donePage(run, audit))
    }

    private func goOn(_ id: Int64) async {
        let (house, actor) = (visit.house, visit.actor)
        await work.start(id) { try await house.audits.goOn(id, as: actor) }
    }

    private func page(_ title: String, _ run: AuditRun, _ audit: AuditDefinition, @HTMLBuilder _ content: () -> HTML)
        -> Page
    {
        Page(
            title: title, shell: visit.shell(current: "audits"), caption: "\(audit.title)，\(run.year) 年度",
            breadcrumb: [Link("\(run.year) 年度", AuditAddress.board(audit.name, run.year))], width: .narrow,
            body: content)
    }

    private func progressPage(_ run: AuditRun, _ audit: AuditDefinition) -> Page {
        let trouble = work.trouble(run.id)
        let hasStopped = !work.isRunning(run.id) && (run.isStalled() || trouble != nil)
        let counts = run.counts
        let words = hasStopped ? "中途停下了，可以继续" : counts.seen * 2 >= counts.total ? "已过一半" : "正在进行"
        return page("正在核算", run, audit) {
            liveProgress(here: AuditAddress.run(run.id), isRunning: !hasStopped, announcement: words) {
                progressBar(done: counts.seen, of: max(counts.total, counts.seen), unit: "份", verb: "已核算")
                if hasStopped {
                    warningText(trouble ?? "核算中途停下了。已经算好的都在，可以从停下的地方继续。")
                    postForm(AuditAddress.run(run.id), csrf: visit.csrf) { submitButton("继续核算") }
                }
            }
        }
    }

    private func donePage(_ run: AuditRun, _ audit: AuditDefinition) -> Page {
        let counts = run.counts
        return page("第 \(run.id) 次核算完成", run, audit) {
            p(AuditWords.sentence(counts))
            summaryList([
                SummaryRow("看过的申报", "\(grouped(counts.seen)) 份"),
                SummaryRow("第一次核算", "\(grouped(counts.first)) 份"),
                SummaryRow("资料、参数或决策有变，重新核算", "\(grouped(counts.again)) 份"),
                SummaryRow("其中结果变了", changed(run, audit)),
                SummaryRow("没有变动，沿用上次结果", "\(grouped(counts.untouched)) 份"),
                SummaryRow("谁开始的", run.actorName), SummaryRow("开始", run.startedAt.chinese),
                SummaryRow("完成", run.finishedAt?.chinese ?? ""),
            ])
            buttonRow { buttonLink("看这一年的总表", AuditAddress.board(audit.name, run.year), .primary) }
        }
    }

    private func changed(_ run: AuditRun, _ audit: AuditDefinition) -> HTML {
        guard run.counts.changed > 0 else { return HTML("0 份") }
        var asked = AuditList.Asked()
        asked.kind = .changed
        return a(
            "看这 \(grouped(run.counts.changed)) 份", .href(AuditAddress.list(audit.name, run.year, asked).text))
    }
}

/// The part of a board that tells when it was worked out, and from which that is done.
struct AuditRunPanel {
    let visit: Visit
    let audit: AuditDefinition
    let board: AuditBoard

    var html: HTML {
        panel("核算", id: "run") {
            if let run = board.lastRun, run.finishedAt != nil {
                p("\(run.startedAt.chinese)由\(run.actorName)核算。\(AuditWords.sentence(run.counts))")
                if board.written > 0 {
                    warningText("核算以后又写过 \(grouped(board.written)) 条申报和安置资料，下面的数还是那时的。请再核算一次。")
                }
            } else if let run = board.lastRun {
                warningText("上一次核算还没有做完。")
                linkLine("看核算进度", AuditAddress.run(run.id))
            } else {
                p("还没有核算过。核算逐月认定每一位申报的残疾人，算出各单位的已安排人数和应缴保障金；可以离开这一页。")
            }
            if visit.house.audits.mayRun(audit, as: visit.actor) {
                postForm(AuditAddress.runs(audit.name, board.year), csrf: visit.csrf) {
                    submitButton(board.lastRun == nil ? "全部核算" : "再核算一次")
                }
            }
        }
    }
}

extension AuditWords {
    /// What a run did, in a sentence.
    static func sentence(_ counts: AuditRun.Counts) -> String {
        var parts = ["第一次核算 \(grouped(counts.first)) 份"]
        parts.append(
            counts.again == 0
                ? "没有要重新核算的" : "重新核算 \(grouped(counts.again)) 份，其中 \(grouped(counts.changed)) 份结果变了")
        parts.append("\(grouped(counts.untouched)) 份没有变动，沿用上次的结果")
        return parts.joined(separator: "；") + "。"
    }
}
