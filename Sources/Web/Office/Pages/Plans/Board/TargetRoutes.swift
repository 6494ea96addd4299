import Base
import HTML
import Hummingbird
import House
import Kit
import Plans
import Registers

/// One target: its figure, month by month and by region below.
struct TargetRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/plans/:id/targets/:name") { visit in
            let board = try await visit.board()
            let target = try board.target(try visit.part("name"))
            return .page(page(visit, board, target, try await basis(visit, board, target)))
        }
    }

    private func basis(_ visit: Visit, _ board: PlanBoard, _ target: PlanBoard.Target) async throws -> IndicatorBasis? {
        guard let name = target.goal.indicator,
            visit.house.plans.indicators.definition(name, in: board.region) != nil
        else { return nil }
        return try await visit.house.plans.basis(of: name, in: board.region, on: board.day, as: visit.actor)
    }

    private func page(
        _ visit: Visit, _ board: PlanBoard, _ target: PlanBoard.Target, _ basis: IndicatorBasis?
    ) -> Page {
        let address = TargetAddress(board, target)
        return Page(
            title: PlanWords.name(target, in: board), shell: visit.planShell, caption: board.plan.title,
            breadcrumb: visit.planTrail(board.plan)
        ) {
            p("方案原文：\(target.goal.text)")
            BoardScope(visit: visit, board: board).html
            identityBar(facts(visit, board, target))
            if let missing = target.missing { inset { p(missing) } }
            if let table = target.table {
                figure(target, table, address)
                months(table, target, address)
                regions(visit, table, target, address, board)
            }
            if let basis { TargetBasis(basis: basis).html }
        }
    }

    private func facts(_ visit: Visit, _ board: PlanBoard, _ target: PlanBoard.Target) -> [SummaryRow] {
        var facts = [
            SummaryRow("区划", visit.regions.fullName(of: board.region)), SummaryRow("截至", board.day.chinese),
            SummaryRow("要求", PlanWords.number(target.goal) ?? "没有数字"),
        ]
        if let indicator = target.table?.indicator {
            facts.append(SummaryRow("按哪个指标算", indicator.title))
        }
        if let by = target.goal.by ?? board.plan.content.to { facts.append(SummaryRow("到什么时候", by.chinese)) }
        if let permille = target.permille { facts.append(SummaryRow("完成", PlanWords.share(permille))) }
        if let expected = target.expected { facts.append(SummaryRow("现在应达到", "\(expected.text) \(expected.unit)")) }
        if let standing = target.standing { facts.append(SummaryRow("情况", standing.title)) }
        return facts
    }

    private func figure(_ target: PlanBoard.Target, _ table: FigureTable, _ address: TargetAddress) -> HTML {
        HTML {
            if target.names == nil {
                p("现在是 \(table.total.text) \(table.total.unit)。您的角色不能看名单。")
            } else {
                tiles(
                    "现在的数字",
                    [
                        Tile(
                            table.indicator.title, number: table.total.text, unit: table.total.unit, period: "查看名单",
                            href: address.names())
                    ])
                if let ratio = table.indicator.ratio, let share = table.total.share {
                    let part = "\(grouped(Int(share.part))) \(ratio.unit)"
                    let rest = "\(grouped(Int(share.whole - share.part))) \(ratio.unit)"
                    p("\(grouped(Int(share.whole))) \(ratio.unit)里有 \(part)算在内。比例只保留一位小数，多余的舍去。")
                    linkList([
                        Link("算在内的 \(part)", address.names(side: .within)),
                        Link("没有算在内的 \(rest)", address.names(side: .outside)),
                    ])
                }
            }
        }
    }

    private func months(_ table: FigureTable, _ target: PlanBoard.Target, _ address: TargetAddress) -> HTML {
        guard !table.months.isEmpty else { return .empty }
        let best = table.months.max { $0.figure.value < $1.figure.value }
        let most = table.indicator.ratio == nil ? "最多" : "最高"
        let finding =
            best.map { "\(table.months.count) 个月里，\($0.month.chinese)\(most)，\($0.figure.text) \($0.figure.unit)" }
            ?? ""
        return panel("每月的变化", id: "months") {
            chartFigure(
                Chart(
                    table.months.count > 12 ? .line : .columns, finding: finding,
                    caption: "每月\(table.indicator.title)（\(table.indicator.unit)）", labelTitle: "月份",
                    labels: table.months.map(\.month.chinese), footLabels: table.months.map { "\($0.month.month)月" },
                    footGroups: table.months.map { "\($0.month.year)年" },
                    series: [ChartSeries(table.indicator.title, table.months.map { $0.figure.drawn })],
                    id: "month-chart"))
            if target.names != nil {
                disclosure("按月查看名单") {
                    linkList(
                        table.months.map {
                            Link(
                                "\($0.month.chinese)，\($0.figure.text) \($0.figure.unit)",
                                address.names(month: $0.month.iso))
                        }, label: "按月的名单")
                }
            }
        }
    }

    private func regions(
        _ visit: Visit, _ table: FigureTable, _ target: PlanBoard.Target, _ address: TargetAddress, _ board: PlanBoard
    ) -> HTML {
        guard !table.regions.isEmpty else { return .empty }
        let down = table.regions.filter { $0.region != board.region && !visit.regions.children(of: $0.region).isEmpty }
        let isRatio = table.indicator.ratio != nil
        let all = isRatio ? "全部" : "合计"
        return panel("下级区划", id: "regions") {
            p(isRatio ? "横条的全长是 100%。" : "横条的全长是合计，涂色的是这个区划占的份额，不是完成目标的比例。")
            barTable(
                "各区划的\(table.indicator.title)，\(table.regions.count) 个，\(all) \(table.total.text) \(table.total.unit)",
                id: "region-table", labelTitle: "区划", valueTitle: table.indicator.title,
                table.regions.map { line in
                    BarRow(
                        label(visit, line, target, address, board), value: line.figure.drawn.value ?? 0,
                        text: "\(line.figure.text) \(line.figure.unit)")
                }, full: isRatio ? 100 : table.total.drawn.value ?? 0)
            if !down.isEmpty {
                disclosure("只看一个区划") {
                    linkList(
                        down.map {
                            Link(
                                "只看\(visit.regions.name(of: $0.region) ?? $0.region.text)",
                                address.page(in: $0.region.text))
                        },
                        label: "只看一个区划")
                }
            }
        }
    }

    private func label(
        _ visit: Visit, _ line: RegionFigure, _ target: PlanBoard.Target, _ address: TargetAddress, _ board: PlanBoard
    ) -> HTML {
        let name =
            line.region == board.region
            ? "没有写到下级的" : visit.regions.name(of: line.region) ?? line.region.text
        guard target.names != nil else { return HTML(name) }
        return a(.href(address.names(part: line.region.text))) {
            name
            span("的名单", .class("vh"))
        }
    }
}

extension Figure {
    /// The number for drawing, with its words.
    var drawn: ChartValue {
        var unit = 1.0
        for _ in 0..<scale { unit *= 10 }
        return ChartValue(Double(value) / unit, text: text)
    }
}
