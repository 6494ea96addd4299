import Exchange
import HTML
import House
import Kit

/// Giving an import up.
struct ImportAbandonPage {
    let visit: Visit

    func ask() async throws -> Answer {
        let run = try await visit.house.imports.run(try visit.number("run"), as: visit.actor)
        guard run.state != .applied, run.state != .abandoned else { return .redirect(ImportAddress.run(run.id)) }
        return .page(
            Page(
                title: "放弃这次导入？", shell: visit.shell(current: "imports"), caption: run.label,
                back: Link("这次导入", ImportAddress.run(run.id)), width: .narrow
            ) {
                p(run.counts.applied == 0 ? "还没有写入台账，放弃以后什么也不会写入。" : "已经写入的 \(grouped(run.counts.applied)) 条记录会保留。")
                postForm(ImportAddress.part(run.id, "abandon"), csrf: visit.csrf) {
                    submitButton("放弃这次导入", .warning)
                }
            })
    }

    func take() async throws -> Answer {
        let run = try await visit.house.imports.abandon(try visit.number("run"), as: visit.actor)
        return .redirect("/imports", notice: "已放弃“\(run.fileName)”的导入。")
    }
}
