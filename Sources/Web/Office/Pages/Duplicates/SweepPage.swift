import Access
import Base
import Exchange
import HTML
import House
import Kit
import Registers

/// A search through a register for records that may be the same: started, followed, gone on with.
struct SweepPage {
    let visit: Visit
    let work: LongWork

    /// Starts a search, or goes on with the one that was begun.
    func start() async throws -> Answer {
        let sweep = try await visit.house.duplicates.startSweep(register: visit.form["register"] ?? "", as: visit.actor)
        await goOn(sweep.id)
        return .redirect(SweepAddress.sweep(sweep.id))
    }

    /// Goes on with a search that stopped.
    func resume() async throws -> Answer {
        let sweep = try await visit.house.duplicates.sweep(try visit.number("sweep"), as: visit.actor)
        if sweep.finishedAt == nil { await goOn(sweep.id) }
        return .redirect(SweepAddress.sweep(sweep.id))
    }

    func answer() async throws -> Answer {
        let sweep = try await visit.house.duplicates.sweep(try visit.number("sweep"), as: visit.actor)
        return .page(sweep.finishedAt == nil ? progressPage(sweep) : donePage(sweep))
    }

    private func goOn(_ id: Int64) async {
        let (house, actor) = (visit.house, visit.actor)
        await work.start(id) { try await house.duplicates.runSweep(id, as: actor) }
    }

    private func title(_ sweep: DuplicateSweep) -> String {
        visit.catalogue.register(sweep.register)?.listTitle ?? sweep.register
    }

    private func progressPage(_ sweep: DuplicateSweep) -> Page {
        let trouble = work.trouble(sweep.id)
        let hasStopped = !work.isRunning(sweep.id) && (sweep.isStalled() || trouble != nil)
        let words = hasStopped ? "中途停下了，可以继续" : sweep.seen * 2 >= sweep.total ? "已过一半" : "正在进行"
        return Page(
            title: "正在查找重复", shell: visit.shell(current: "duplicates"), caption: title(sweep),
            breadcrumb: [Link("疑似重复", "/duplicates")], width: .narrow
        ) {
            liveProgress(here: SweepAddress.sweep(sweep.id), isRunning: !hasStopped, announcement: words) {
                progressBar(done: sweep.seen, of: max(sweep.total, sweep.seen), unit: "条", verb: "已查")
                p("每条记录按出生日期、按电话各查一遍。找到 \(grouped(sweep.found)) 对新的疑似重复。")
                if hasStopped {
                    warningText(trouble ?? "查找中途停下了。已经找到的都在，可以从停下的地方继续。")
                    postForm(SweepAddress.sweep(sweep.id), csrf: visit.csrf) { submitButton("继续查找") }
                }
            }
        }
    }

    private func donePage(_ sweep: DuplicateSweep) -> Page {
        Page(
            title: "查找完成", shell: visit.shell(current: "duplicates"), caption: title(sweep),
            breadcrumb: [Link("疑似重复", "/duplicates")], width: .narrow
        ) {
            p(
                sweep.found == 0
                    ? "没有找到新的疑似重复。以前认定过的不会再列出来。" : "找到 \(grouped(sweep.found)) 对新的疑似重复，等人认定是不是同一人。")
            summaryList([
                SummaryRow("查了", "\(grouped(sweep.total)) 条次（按出生日期、按电话各一遍）"),
                SummaryRow("谁开始的", sweep.actorName), SummaryRow("开始", sweep.startedAt.chinese),
                SummaryRow("完成", sweep.finishedAt?.chinese ?? ""),
            ])
            if sweep.found > 0 {
                buttonRow {
                    buttonLink("去认定", SweepAddress.list(sweep.register), .primary)
                }
            }
            linkLine("回到疑似重复", "/duplicates")
        }
    }
}

/// The part of the desk from which a search is started.
struct SweepPanel {
    let visit: Visit
    let sweeps: [DuplicateSweep]

    @HTMLBuilder var html: HTML {
        let registers = visit.house.duplicates.sweepable(by: visit.actor)
        if !registers.isEmpty {
            panel("在台账里查找重复", id: "sweep") {
                p("把整个台账查一遍，找出姓名、出生日期或电话相近的记录。人多时要几分钟，可以离开这一页。")
                postForm(SweepAddress.start, csrf: visit.csrf) {
                    selectField(
                        Field("register", "查哪个台账", value: registers[0].name),
                        registers.map { Choice($0.name, $0.listTitle) })
                    submitButton("查找重复", .secondary)
                }
                if !sweeps.isEmpty { linkList(sweeps.map(link), label: "最近的查找") }
            }
        }
    }

    private func link(_ sweep: DuplicateSweep) -> Link {
        let title = visit.catalogue.register(sweep.register)?.listTitle ?? sweep.register
        let state =
            sweep.finishedAt.map { "\($0.chinese)完成，找到 \(grouped(sweep.found)) 对" }
            ?? (sweep.isStalled() ? "中途停下了" : "正在查找")
        return Link("上次查找\(title)：\(state)", SweepAddress.sweep(sweep.id))
    }
}

/// Where the pages of a search lie.
enum SweepAddress {
    static let start = "/duplicate-sweeps"

    static func sweep(_ id: Int64) -> String { "/duplicate-sweeps/\(id)" }

    static func list(_ register: String) -> String { PageAddress("/duplicates").with("register", register).text }
}
