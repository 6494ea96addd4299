import Exchange
import HTML
import Kit
import Registers

/// What came of an import, and what is left to do.
struct ImportDonePage {
    let visit: Visit
    let run: ImportRun

    var page: Page {
        Page(
            title: run.state == .applied ? "导入完成" : "这次导入已放弃", shell: visit.shell(current: "imports"),
            step: run.state == .applied ? ImportStep.done.words : nil, caption: run.label,
            breadcrumb: [Link("导入", "/imports")], notice: visit.notice
        ) {
            if run.state == .applied { applied } else { abandoned }
        }
    }

    private var applied: HTML {
        HTML {
            steps(ImportStep.names, current: ImportStep.done.rawValue)
            confirmation(reference: "\(run.id)", referenceLabel: "导入编号") {
                p("写入了 \(grouped(run.counts.applied)) 条记录。\(run.counts.text)。")
            }
            ImportResult.outcomes(run)
            next
            if !run.faultCounts.isEmpty { ImportResult.faults(run, visit) }
        }
    }

    private var abandoned: HTML {
        HTML {
            p(run.counts.applied == 0 ? "没有写入台账。" : "放弃以前写入的 \(grouped(run.counts.applied)) 条记录仍然保留。")
            linkLine("导入一个文件", ImportAddress.new(run.register))
        }
    }

    private var next: HTML {
        panel("接下来", id: "next") {
            if run.counts.refused > 0 {
                p("有 \(grouped(run.counts.refused)) 行没有收。下载标好错误的文件，改好标出的格子，再上传这个文件；已经导入的行不会重复。")
                buttonRow {
                    buttonLink("下载标好错误的文件（XLSX）", ImportAddress.part(run.id, "annotated"), .primary)
                    buttonLink("上传改好的文件", ImportAddress.new(run.register))
                }
            }
            if run.counts.doubtful > 0 {
                p("有 \(grouped(run.counts.doubtful)) 行可能是台账里已有的人。")
                linkLine("去认定是不是同一人", DuplicateAddress.list(run: run.id))
            }
            linkList([
                Link(
                    "查看\(visit.catalogue.register(run.register)?.listTitle ?? run.register)",
                    RegisterAddress.list(run.register).text),
                Link("再导入一个文件", "/imports/new"),
            ])
        }
    }
}
