import Exchange
import HTML
import House
import Kit
import Registers

/// An import as it stands: while a step goes on, how far it is; afterwards its result.
struct ImportProgressPage {
    let visit: Visit
    let work: ImportWork

    func answer() async throws -> Answer {
        let run = try await visit.house.imports.run(try visit.number("run"), as: visit.actor)
        switch run.state {
        case .uploaded, .mapped: return .redirect(ImportAddress.part(run.id, "columns"))
        case .checking, .applying: return .page(progressPage(run))
        case .checked, .settled:
            return .page(ImportResult(visit: visit, run: run, trouble: work.trouble(run.id)).page)
        case .applied, .abandoned: return .page(ImportDonePage(visit: visit, run: run).page)
        }
    }

    /// Starts the dry run anew, or goes on with it.
    func check() async throws -> Answer {
        let run = try await visit.house.imports.run(try visit.number("run"), as: visit.actor)
        await work.check(run.id, in: visit.house, as: visit.actor)
        return .redirect(ImportAddress.run(run.id))
    }

    private func progressPage(_ run: ImportRun) -> Page {
        let isChecking = run.state == .checking
        let step: ImportStep = isChecking ? .check : .apply
        let hasStopped = !work.isRunning(run.id) && (run.isStalled() || work.trouble(run.id) != nil)
        return Page(
            title: isChecking ? "导入：正在核对" : "导入：正在写入台账", shell: visit.shell(current: "imports"),
            step: step.words, caption: run.label, breadcrumb: [Link("导入", "/imports")], width: .narrow
        ) {
            steps(ImportStep.names, current: step.rawValue)
            liveProgress(
                here: ImportAddress.run(run.id), isRunning: !hasStopped,
                announcement: announcement(run, hasStopped: hasStopped)
            ) {
                bar(run)
                if hasStopped { goOn(run) }
            }
        }
    }

    private func announcement(_ run: ImportRun, hasStopped: Bool) -> String {
        if hasStopped { return "中途停下了，可以继续" }
        return run.donePermille >= 500 ? "已过一半" : "正在进行"
    }

    private func bar(_ run: ImportRun) -> HTML {
        let isChecking = run.state == .checking
        let done = isChecking ? run.counts.total : run.counts.applied
        guard run.donePermille > 0 else { return p("正在打开文件…") }
        let total = isChecking ? max(done, run.counts.total * 1_000 / run.donePermille) : run.counts.total
        return HTML {
            progressBar(done: done, of: total, unit: "行", verb: isChecking ? "已核对" : "已写入")
            if isChecking {
                p("总行数是按文件大小估算的。", .class("hint"))
                p(run.counts.text)
            }
        }
    }

    private func goOn(_ run: ImportRun) -> HTML {
        let isChecking = run.state == .checking
        return HTML {
            warningText(work.trouble(run.id) ?? "处理中途停下了。已经处理好的部分都在，可以从停下的地方继续。")
            postForm(ImportAddress.part(run.id, isChecking ? "check" : "apply"), csrf: visit.csrf) {
                if let mode = run.mode { hiddenField("mode", mode.rawValue) }
                submitButton("继续")
            }
            linkLine("放弃这次导入", ImportAddress.part(run.id, "abandon"))
        }
    }
}
