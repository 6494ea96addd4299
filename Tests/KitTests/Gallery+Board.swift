import HTML
import Kit

extension Gallery {
    static func board(_ settings: DisplaySettings) -> Page {
        Page(
            title: "促进残疾人就业三年行动：进度", shell: shell(settings, current: "board"),
            breadcrumb: [Link("工作台", "desk.html")]
        ) {
            tiles(
                "目标",
                [
                    Tile("新增就业", number: "1,286", unit: "人", period: "目标 1,500 人，已到 85%", href: "list.html?t=1"),
                    Tile("职业技能培训", number: "640", unit: "人次", period: "目标 600 人次，已达到", href: "list.html?t=2"),
                    Tile("落后的任务", number: "2", unit: "项", period: "最久的逾期 31 天", href: "list.html?t=3", isUrgent: true),
                ])
            columns {
                panel("每月新增就业", id: "months") {
                    chartFigure(
                        Chart(
                            .columns, finding: "2026 年 10 月新增就业 168 人，是全年最多的一个月", caption: "每月新增就业（人）",
                            labelTitle: "月份", labels: (1...10).map { "\($0)月" },
                            series: [
                                ChartSeries(
                                    "新增就业", [96, 74, 142, 131, 128, 120, 109, 137, 158, 168].map { ChartValue($0) })
                            ], id: "by-month"))
                }
                panel("与去年比较", id: "years") {
                    chartFigure(
                        Chart(
                            .line, finding: "到第 3 季度，今年累计新增就业 1,118 人，比去年同期多 112 人",
                            caption: "累计新增就业（人）", labelTitle: "季度", labels: ["一季度", "二季度", "三季度", "四季度"],
                            series: [
                                ChartSeries("2026年", [312, 691, 1118, nil].map { ChartValue($0) }),
                                ChartSeries("2025年", [280, 610, 1006, 1296].map { ChartValue($0) }),
                            ], id: "by-year"))
                }
            }
            panel("各镇完成情况", id: "towns") {
                barTable(
                    "各镇新增就业，占各自目标的比例", id: "town-bars", labelTitle: "镇", valueTitle: "完成比例",
                    [
                        BarRow(a("临江镇", .href("list.html?town=1")), value: 1.04, text: "104%（312 人，目标 300 人）"),
                        BarRow(a("青石镇", .href("list.html?town=2")), value: 0.86, text: "86%（258 人，目标 300 人）"),
                        BarRow(a("白沙镇", .href("list.html?town=3")), value: 0.41, text: "41%（82 人，目标 200 人）"),
                    ], full: 1)
            }
            panel("任务", id: "tasks") {
                dataTable(
                    "任务，3 项，逾期的在前", id: "task-table",
                    columns: [
                        TableColumn("任务"), TableColumn("牵头单位"), TableColumn("期限"), TableColumn("进度", isNumber: true),
                        TableColumn("状态"),
                    ],
                    rows: [
                        TableRow([
                            a("开展残疾人专场招聘", .href("record.html?task=1")), "市人力资源社会保障局", "2026年10月21日", "60%",
                            tag("逾期 31 天", .problem),
                        ]),
                        TableRow([
                            a("辅助性就业机构全覆盖", .href("record.html?task=2")), "市残联", "2026年12月31日", "88%", tag("进行中"),
                        ]),
                        TableRow([
                            a("机关带头安排残疾人就业", .href("record.html?task=3")), "市委组织部", "2026年6月30日", "100%",
                            tag("已完成", .good),
                        ]),
                    ], footer: ["合计 3 项", "", "", "83%", ""])
                exportLinks("任务表", [ExportLink(format: "XLSX", size: "约 24 KB", href: "tasks.xlsx")])
            }
        }
    }
}
