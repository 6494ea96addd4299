import Exchange
import HTML
import Kit
import Registers

/// What the dry run found, before anything is written.
struct ImportResult {
    let visit: Visit
    let run: ImportRun
    let trouble: String?

    var page: Page {
        Page(
            title: isOver ? "导入：没有要写入的" : "导入：核对结果", shell: visit.shell(current: "imports"),
            step: ImportStep.check.words, caption: run.label, breadcrumb: [Link("导入", "/imports")], notice: visit.notice
        ) {
            steps(ImportStep.names, current: ImportStep.check.rawValue)
            if let message = trouble ?? run.message { warningText(message) }
            if run.counts.total == 0 {
                warningText(ImportCounts.noRows + "。")
            } else {
                p("共 \(grouped(run.counts.total)) 行。\(isOver ? whyOver : "现在还没有写入台账。")")
                ImportResult.outcomes(run)
            }
            if isOver, run.counts.doubtful > 0 {
                linkLine("去认定 \(grouped(run.counts.doubtful)) 行是不是同一人", DuplicateAddress.list(run: run.id))
            }
            nextStep
            if !run.faultCounts.isEmpty { ImportResult.faults(run, visit) }
            others
        }
    }

    /// Whether nothing of the file is to be written, so that the import has ended by itself.
    private var isOver: Bool { run.state == .settled }

    private var whyOver: String {
        let settled = run.counts.same + run.counts.blank
        let why = settled == run.counts.total ? "文件里的内容台账里都已经有了，" : ""
        let since = run.counts.applied > 0 ? "后来按认定写入了 \(grouped(run.counts.applied)) 条记录。" : ""
        return "\(why)没有要写入台账的，这次导入已经结束。\(since)"
    }

    /// How many rows became what, each with the rows behind it.
    static func outcomes(_ run: ImportRun) -> HTML {
        tiles(
            "各行的结果",
            run.counts.outcomes.map { outcome in
                let count = run.counts[outcome]
                return Tile(
                    outcome.title, number: grouped(count), unit: "行",
                    period: ImportWords.meaning(outcome, isDone: run.state.isOver),
                    href: ImportRowsPage.address(run.id, outcome), isUrgent: ImportWords.isUrgent(outcome, count))
            })
    }

    private var nextStep: HTML {
        let usable = run.counts.new + run.counts.changed
        return buttonRow {
            if usable > 0 {
                buttonLink("下一步：导入", ImportAddress.part(run.id, "apply"), .primary)
            }
            if run.counts.refused + run.counts.warned > 0 {
                buttonLink("下载标好错误的文件（XLSX）", ImportAddress.part(run.id, "annotated"))
            }
        }
    }

    /// What is wrong how often, the commonest first.
    static func faults(_ run: ImportRun, _ visit: Visit) -> HTML {
        panel("常见的问题", id: "faults") {
            dataTable(
                "问题，\(run.faultCounts.count) 种，多的在前", id: "fault-list",
                columns: [
                    TableColumn("栏目"), TableColumn("问题和改法"), TableColumn("轻重"), TableColumn("次数", isNumber: true),
                ],
                rows: run.faultCounts.prefix(20).map { fault in
                    TableRow([
                        HTML(fault.title), HTML(fault.message),
                        fault.isError ? tag("有错，不收", .problem) : tag("请留意，照收", .attention), HTML(grouped(fault.count)),
                    ])
                })
        }
    }

    private var others: HTML {
        HTML {
            linkList(
                [
                    Link("改栏目的对应，重新核对", ImportAddress.part(run.id, "columns")),
                    Link("下载上传的原文件", ImportAddress.part(run.id, "original")),
                ] + (isOver && run.counts.doubtful == 0 ? [] : [Link("放弃这次导入", ImportAddress.part(run.id, "abandon"))]))
        }
    }
}
