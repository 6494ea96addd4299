import Access
import Base
import HTML
import House
import Kit
import Plans
import Registers

/// A draft beside its text: doubts first, then part by part what was read and where it stands.
struct ReviewPage {
    let visit: Visit
    let plan: Plan
    let source: PlanSource
    let doubts: ReviewDoubts
    /// Other plans that were read from the same document.
    let sameDocument: [Plan]
    private let text: SourceParagraphs?

    init(visit: Visit, plan: Plan, source: PlanSource, doubts: ReviewDoubts, sameDocument: [Plan]) {
        self.visit = visit
        self.plan = plan
        self.source = source
        self.doubts = doubts
        self.sameDocument = sameDocument
        text = source.text.map { SourceParagraphs($0) }
    }

    private var content: PlanContent { plan.content }
    private var base: String { "/plans/drafts/\(plan.id)" }

    var page: Page {
        Page(
            title: "核对：\(plan.title)", shell: visit.planShell, step: "第 2 步，共 3 步",
            caption: "第 \(plan.id) 号草稿", breadcrumb: [Link("方案", "/plans")], notice: visit.notice, actions: actions
        ) {
            steps(["读入文件", "核对", "发布"], current: 2)
            again
            p(
                "读出目标 \(content.goals.count) 条、行动 \(content.actions.count) 项、措施 \(content.actions.map(\.measures.count).reduce(0, +)) 条、报送要求 \(content.duties.count) 条、附件 \(content.annexes.count) 个。左边是原文，右边是读出的内容，请对照修改。"
            )
            doubtList
            heading
            for part in parts { html(part) }
            missing
        }
    }

    private var actions: HTML {
        HTML {
            buttonLink("去发布", "\(base)/publish", .primary)
            for link in SourceLinks(plan, source).all { buttonLink(link.text, link.href) }
            buttonLink("放弃草稿", "/plans/\(plan.id)/withdraw")
        }
    }

    /// Says that the document was read before: two plans of it would ask every unit twice.
    @HTMLBuilder private var again: HTML {
        for other in sameDocument {
            let (kind, folder) = other.state == .draft ? ("草稿", "/plans/drafts") : ("方案", "/plans")
            warningText("这份文件和第 \(other.id) 号\(kind)的原文相同，可能读入了两次。")
            linkList([
                Link("看第 \(other.id) 号\(kind)", "\(folder)/\(other.id)"),
                Link("放弃现在这份草稿", "/plans/\(plan.id)/withdraw"),
            ])
        }
        if !sameDocument.isEmpty { p("不是重复的，往下接着核对。") }
    }

    // MARK: Doubts

    private var doubtList: HTML {
        panel("请先核对，\(doubts.all.count) 处", id: "doubts") {
            if doubts.all.isEmpty {
                p("没有发现需要特别核对的地方。")
            } else {
                p("修改并保存一处以后，它的提示就不再出现；对照原文没有问题的，按“核对过了”。")
            }
            list(doubts.all.prefix(20))
            if doubts.all.count > 20 { disclosure("其余 \(doubts.all.count - 20) 处") { list(doubts.all.dropFirst(20)) } }
        }
    }

    private func list(_ doubts: ArraySlice<ReviewDoubts.Doubt>) -> HTML {
        guard !doubts.isEmpty else { return .empty }
        return ul {
            for doubt in doubts {
                li {
                    doubt.words
                    if let item = doubt.item {
                        " "
                        a("修改\(item.title)", .href(address(item)))
                    }
                    if let number = text?.number(of: doubt.place) {
                        " "
                        a("看原文第 \(number) 段", .href("#p\(number)"))
                    }
                    if let read = doubt.read { settle(read, doubt.words) }
                }
            }
        }
    }

    private func settle(_ doubt: Int, _ words: String) -> HTML {
        postForm("\(base)/doubts/\(doubt)", csrf: visit.csrf) {
            button(.type("submit"), .class("button secondary")) {
                "核对过了"
                span(" \(words)", .class("vh"))
            }
        }
    }

    // MARK: Parts

    /// A stretch of the text with what was read in it.
    private struct Part {
        let title: String
        let paragraphs: ClosedRange<Int>?
        let items: [ReviewItem]
    }

    /// The most paragraphs that stand together, so that what was read is never far from its text.
    private static let longest = 8

    private var parts: [Part] {
        let items = visit.items(plan)
        guard let text, !text.all.isEmpty else { return [Part(title: "读出的内容", paragraphs: nil, items: items)] }
        let placed = items.map { (item: $0, number: text.number(of: $0.place)) }
        let starts = Set(
            placed.compactMap { entry -> Int? in
                if case .action = entry.item.key { return entry.number }
                return nil
            })
        var parts: [Part] = []
        var first = 1
        for number in 1...text.all.count {
            let isLast = number == text.all.count
            guard isLast || starts.contains(number + 1) || number - first + 1 >= ReviewPage.longest else { continue }
            let range = first...number
            let own = placed.filter { entry in entry.number.map(range.contains) ?? false }.map(\.item)
            parts.append(Part(title: "原文第 \(first)—\(number) 段", paragraphs: range, items: own))
            first = number + 1
        }
        let lost = placed.filter { $0.number == nil }.map(\.item)
        return parts + (lost.isEmpty ? [] : [Part(title: "自己添加的", paragraphs: nil, items: lost)])
    }

    private func html(_ part: Part) -> HTML {
        panel(part.title) {
            if let paragraphs = part.paragraphs {
                columns {
                    div { text?.html(paragraphs) }
                    div {
                        if part.items.isEmpty { p("这一部分没有读出条目。") }
                        for item in part.items { html(item) }
                    }
                }
            } else {
                for item in part.items { html(item) }
            }
        }
    }

    private func html(_ item: ReviewItem) -> HTML {
        section(.id(item.key.text)) {
            h3(item.heading)
            for doubt in doubts.of(item.key) { p { tag("请核对：\(doubt.words)", .attention) } }
            for line in item.lines { p(line) }
            if text?.number(of: item.place) == nil, let line = item.place?.line { p("原文件第 \(line) 行") }
            linkList(links(item))
        }
    }

    private func links(_ item: ReviewItem) -> [Link] {
        var links = [Link("修改\(item.key.title)", address(item.key))]
        if let number = text?.number(of: item.place) { links.append(Link("看原文第 \(number) 段", "#p\(number)")) }
        if case .action(let number?) = item.key {
            links.append(Link("给行动 \(number) 添加措施", address(.measure(number, nil))))
        }
        if case .annex(let number?) = item.key {
            links.append(Link("给附件 \(number) 添加任务", address(.annexTask(number, nil))))
        }
        return links
    }

    // MARK: The rest

    private var heading: HTML {
        panel("文件信息", id: "heading") {
            summaryList([
                SummaryRow("标题", plan.title), SummaryRow("文号", content.documentNumber ?? ""),
                SummaryRow("发文机关", content.issuer ?? ""),
                SummaryRow("实施期", content.from == nil || content.to == nil ? "" : PlanWords.period(content)),
                SummaryRow("依据", content.parents.map(WrittenLines.parent).joined(separator: "；")),
                SummaryRow("区划", visit.regions.fullName(of: plan.region)),
            ])
            linkLine("修改文件信息", address(.heading))
        }
    }

    private var missing: HTML {
        panel("原文有、没有读出来的", id: "missing") {
            linkList([
                Link("添加目标", address(.goal(nil))), Link("添加行动", address(.action(nil))),
                Link("添加报送要求", address(.duty(nil))), Link("添加附件", address(.annex(nil))),
            ])
        }
    }

    private func address(_ key: ItemKey) -> String { "\(base)/items/\(key.text)" }
}
