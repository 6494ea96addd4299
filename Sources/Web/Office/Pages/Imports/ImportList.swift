import Base
import Exchange
import HTML
import House
import Kit
import Registers

/// The imports that one may see.
struct ImportList {
    let visit: Visit

    func answer() async throws -> Answer {
        let runs = try await visit.house.imports.runs(as: visit.actor, limit: 100)
        let mayImport = !ImportUpload.registers(visit).isEmpty
        let actions = mayImport ? buttonLink("导入一个文件", ImportAddress.new(nil), .primary) : .empty
        return .page(
            Page(title: "导入", shell: visit.shell(current: "imports"), notice: visit.notice, actions: actions) {
                if runs.isEmpty {
                    emptyState("还没有导入过文件") {
                        p("可以导入 Excel 工作簿（XLSX）和 CSV 文件。系统先逐行核对，您确认以后才写入台账。")
                    }
                } else {
                    list(runs)
                }
            })
    }

    private func list(_ runs: [ImportRun]) -> HTML {
        dataTable(
            "最近的导入，\(grouped(runs.count)) 次", id: "imports",
            columns: [
                TableColumn("文件"), TableColumn("台账"), TableColumn("情况"), TableColumn("结果"), TableColumn("谁"),
                TableColumn("时间"),
            ],
            rows: runs.map { run in
                TableRow([
                    a(run.label, .href(ImportAddress.run(run.id))),
                    HTML(visit.catalogue.register(run.register)?.listTitle ?? run.register),
                    tag(ImportWords.state(run), ImportWords.tone(run)),
                    HTML(run.counts.total == 0 ? "" : run.counts.text), HTML(run.actorName),
                    HTML(run.updatedAt.chinese),
                ])
            })
    }
}

/// How far an import is, in words.
enum ImportWords {
    static func state(_ run: ImportRun) -> String {
        run.isStalled() ? "中途停下了" : run.state.title
    }

    static func tone(_ run: ImportRun) -> Tone {
        if run.isStalled() { return .problem }
        return run.state.isOver ? .plain : .attention
    }

    /// What an outcome means for the record: what will be, and once the rows are in, what was.
    static func meaning(_ outcome: RowOutcome, isDone: Bool) -> String {
        isDone ? was(outcome) : willBe(outcome)
    }

    private static func was(_ outcome: RowOutcome) -> String {
        switch outcome {
        case .new: "建立了新记录"
        case .changed: "修改了已有的记录"
        case .same: "台账里本来就一样，没有写"
        case .doubtful: "可能是台账里已有的人，等人认定"
        case .refused: "有错，没有收"
        case .blank: "只写了是谁，没有填内容，没有收，也不算错"
        }
    }

    private static func willBe(_ outcome: RowOutcome) -> String {
        switch outcome {
        case .new: "会建立新记录"
        case .changed: "会修改已有的记录"
        case .same: "台账里已经一样，不用写"
        case .doubtful: "可能是台账里已有的人，等人认定"
        case .refused: "有错，改好后再导入"
        case .blank: "只写了是谁，没有填内容，不收也不算错"
        }
    }

    static func isUrgent(_ outcome: RowOutcome, _ count: Int) -> Bool {
        count > 0 && (outcome == .refused || outcome == .doubtful)
    }
}
