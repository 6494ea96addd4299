import HTML
import Kit

extension Gallery {
    static func signIn(_ settings: DisplaySettings, errors: [FieldError]) -> Page {
        Page(
            title: "登录",
            shell: shell(settings, current: errors.isEmpty ? "sign-in" : "sign-in-errors", signedIn: false),
            errors: errors, width: .narrow
        ) {
            p("用单位给您开的账号登录。忘记密码时，请联系本单位的系统管理员。")
            signInForm(
                action: "/sign-in", csrf: "token", username: errors.isEmpty ? "" : "lixiaohong", next: "/",
                errors: errors)
        }
    }

    static func desk(_ settings: DisplaySettings) -> Page {
        Page(
            title: "工作台", shell: shell(settings, current: "desk"),
            notice: Notice(
                .success, "王秀兰的走访记录已保存", detail: linkLine("查看这条记录", "record.html")),
            actions: buttonLink("登记走访", "edit.html", .primary)
        ) {
            tiles(
                "今天的数",
                [
                    Tile(
                        "逾期未走访", number: "3", unit: "人", period: "最早的已逾期 12 天", href: "list.html?due=late",
                        isUrgent: true),
                    Tile("本周到期", number: "12", unit: "人", period: "11月16日至22日", href: "list.html?due=week"),
                    Tile("退回给我的", number: "1", unit: "条", period: "审核人写了原因", href: "list.html?due=returned"),
                    Tile(
                        "今年新增就业", number: "1,286", unit: "人", period: "2026年1月至今，比去年同期多 112 人",
                        href: "board.html"),
                ])
            panel("要做的事", id: "work", actions: a("全部 12 件", .href("list.html?due=all"))) {
                dataTable(
                    "待办，12 件，先到期的在前", id: "worklist",
                    columns: [TableColumn("姓名"), TableColumn("要做什么"), TableColumn("期限"), TableColumn("状态")],
                    rows: [
                        ("王秀兰", "入户核查", "11月9日，逾期 12 天", tag("逾期", .problem)),
                        ("陈志远", "补充就业证明", "11月20日，逾期 1 天", tag("退回修改", .attention)),
                        ("欧阳建国", "职业能力评估", "11月24日，还有 3 天", tag("未开始", .attention)),
                        ("刘芳", "跟踪回访", "11月28日，还有 7 天", tag("进行中")),
                    ].map { name, what, due, state in
                        TableRow([
                            a(name, .href("record.html?p=\(PageAddress.encoded(name))")), HTML(what), HTML(due), state,
                        ])
                    })
            }
            columns {
                panel("四个一完成情况", id: "round") {
                    progressBar(done: 148, of: 200, unit: "人", verb: "已走访")
                    progressBar(done: 61, of: 96, unit: "人", verb: "已评估")
                    linkLine("按村查看进度", "board.html")
                }
                panel("一件事的步骤", id: "tasks") {
                    taskList([
                        TaskItem("核对基本情况", href: "check.html", state: "已完成", needsWork: false),
                        TaskItem("职业能力评估", href: "edit.html", state: "未开始", needsWork: true),
                        TaskItem("制定一人一策", href: nil, state: "还不能开始", needsWork: false, hint: "评估完成后才能制定。"),
                    ])
                }
            }
        }
    }

    private static let people: [(name: String, id: String, category: String, village: String, age: Int, state: HTML)] =
        [
            ("王秀兰", "990101********0024", "肢体 二级", "临江镇 上河村", 46, tag("未就业", .attention)),
            ("陈志远", "990101********0012", "听力 一级", "临江镇 上河村", 31, tag("按比例就业", .plain)),
            ("欧阳建国", "990101********0036", "视力 三级", "临江镇 下河村", 52, tag("灵活就业", .plain)),
            ("刘芳", "990101********0048", "智力 三级", "临江镇 青石社区", 28, tag("辅助性就业", .plain)),
            ("买买提·艾合买提", "990101********0051", "言语 四级", "临江镇 青石社区", 39, tag("暂不就业", .neutral)),
        ]

    static func list(_ settings: DisplaySettings, errors: [FieldError]) -> Page {
        let address = PageAddress("list.html", [("q", "王"), ("level", "1"), ("level", "2"), ("sort", "name")])
        let pages = { (label: String) in
            pager("第 51–100 人，共 20,000 人", previous: "list.html?before=51", next: "list.html?after=100", label: label)
        }
        return Page(
            title: "残疾人台账", shell: shell(settings, current: errors.isEmpty ? "list" : "list-errors"),
            breadcrumb: [Link("工作台", "desk.html"), Link("全部台账", "registers.html")],
            errors: errors,
            actions: HTML {
                buttonLink("新增一人", "edit.html", .primary)
                a("选择显示的列", .href("columns.html"))
            }
        ) {
            searchBox(
                Field("q", "按姓名、拼音、证件号查找", value: "王", hint: "拼音可以只写首字母，例如 wxl。"), at: address)
            filterPanel(at: address, names: ["level", "category", "state"], active: 2, isOpen: true) {
                selectField(Field("category", "残疾类别"), [Choice("1", "视力"), Choice("2", "听力")], empty: "全部类别")
                selectField(Field("state", "就业状况", value: "none"), [Choice("none", "未就业")], empty: "全部状况")
                checkboxGroup(
                    Field("level", "残疾等级"), [Choice("1", "一级"), Choice("2", "二级"), Choice("3", "三级")],
                    selected: ["1", "2"])
            }
            chips(
                [
                    Chip("等级：一级", removeHref: address.removing("level", "1").text),
                    Chip("等级：二级", removeHref: address.removing("level", "2").text),
                    Chip("查找：王", removeHref: address.without("q").text),
                ], clearHref: "list.html")
            pages("翻页（表格上方）")
            bulkForm("/people/choose", csrf: "token", total: 20_000, shown: 5, unit: "人", errors: errors) {
                submitButton("指派走访人", .secondary, name: "do", value: "assign")
                submitButton("加入本年轮次", .secondary, name: "do", value: "enrol")
            } table: {
                dataTable(
                    "残疾人，20,000 人，按姓名排序",
                    columns: [
                        TableColumn("姓名", sortHref: address.with("sort", "-name").text, order: .ascending),
                        TableColumn("残疾人证号"), TableColumn("类别和等级"),
                        TableColumn("住址", sortHref: address.with("sort", "region").text),
                        TableColumn("年龄", isNumber: true, sortHref: address.with("sort", "age").text),
                        TableColumn("就业状况"),
                    ],
                    rows: people.map { person in
                        TableRow(
                            [
                                a(person.name, .href("record.html?p=\(PageAddress.encoded(person.name))")),
                                HTML(person.id),
                                HTML(person.category), HTML(person.village), "\(person.age)", person.state,
                            ], value: person.id, name: person.name)
                    }, choosing: "id", chosen: [people[1].id])
            }
            pages("翻页（表格下方）")
            exportLinks(
                "这份名单",
                [
                    ExportLink(format: "XLSX", size: "约 1.2 MB", href: "people.xlsx"),
                    ExportLink(format: "CSV", size: "约 2.6 MB", href: "people.csv"),
                ])
        }
    }

    static func emptyList(_ settings: DisplaySettings) -> Page {
        let address = PageAddress("list-empty.html", [("q", "王大锤")])
        return Page(
            title: "残疾人台账：没有找到“王大锤”", shell: shell(settings, current: "list-empty"),
            back: Link("工作台", "desk.html")
        ) {
            searchBox(Field("q", "按姓名、拼音、证件号查找", value: "王大锤"), at: address)
            emptyState("没有找到叫“王大锤”的人") {
                p("可以换个字试试，或者用身份证号查找。确定没有登记过时，再新增。")
                buttonRow {
                    buttonLink("新增一人", "edit.html", .primary)
                    buttonLink("看全部 20,000 人", "list.html")
                }
            }
        }
    }

    static func record(_ settings: DisplaySettings) -> Page {
        Page(
            title: "王秀兰的档案", shell: shell(settings, current: "record"), caption: "残疾人台账",
            breadcrumb: [Link("工作台", "desk.html"), Link("残疾人台账", "list.html")],
            actions: buttonLink("修改档案", "edit.html")
        ) {
            identityBar([
                SummaryRow("姓名", "王秀兰"), SummaryRow("残疾类别等级", "肢体 二级"), SummaryRow("年龄", "46 岁"),
                SummaryRow("住址", "临江镇 上河村"), SummaryRow("走访人", "李晓红"),
            ])
            sectionNav(
                "档案内容",
                [
                    NavigationItem("概况", "record.html", isCurrent: true), NavigationItem("就业", "record.html?s=work"),
                    NavigationItem("一人一策", "record.html?s=plan"), NavigationItem("材料", "record.html?s=files", count: 4),
                    NavigationItem("修改历史", "record.html?s=history"),
                ])
            inset { p("这份档案由下河村负责，您只能查看。要修改，请联系下河村的张海洋。") }
            columns {
                panel("基本情况", id: "facts") {
                    summaryList([
                        SummaryRow("姓名", "王秀兰", action: Link("修改", "edit.html#name")),
                        SummaryRow("联系电话", "199 0000 0001", action: Link("修改", "edit.html#phone")),
                        SummaryRow("监护人", "", action: Link("填写", "edit.html#guardian")),
                        SummaryRow("就业愿望", "希望在镇上做手工或客服，每天不超过 6 小时", action: Link("修改", "edit.html#wish")),
                    ])
                }
                panel("经过", id: "past") {
                    timeline([
                        TimelineEntry(
                            date: "2026年11月9日", heading: "入户核查", who: "李晓红（专职委员）",
                            detail: p("本人希望就业，已登记需求。")),
                        TimelineEntry(date: "2026年3月5日", heading: "参加电商客服培训，结业", who: "云河市启明职业培训学校"),
                        TimelineEntry(date: "2025年10月12日", heading: "换发残疾人证", who: "云河市残联"),
                    ])
                }
            }
            disclosure("谁看过这份档案的保密内容") { p("最近 30 天有 2 人看过身份证号：李晓红，张海洋。") }
        }
    }

    static func compare(_ settings: DisplaySettings) -> Page {
        Page(
            title: "核对可能重复的两份档案", shell: shell(settings, current: "compare"), caption: "重复核对，还有 3 对",
            back: Link("重复核对列表", "list.html")
        ) {
            compareTable(
                "王秀兰与王秀蓝，两份档案对照", left: "记录一", right: "记录二",
                [
                    CompareRow("姓名", "王秀兰", "王秀蓝", difference: "第 3 字不同，读音相近"),
                    CompareRow("出生日期", "1980年1月1日", "1980年1月1日", difference: nil),
                    CompareRow("身份证号", "990101********0024", "", difference: "记录二没有填"),
                    CompareRow("住址", "临江镇 上河村", "临江镇 上河村", difference: nil),
                ])
            warningText("合并后两份档案成为一份。合并可以撤销，撤销后两份档案恢复原样。")
            postForm("/compare", csrf: "token") {
                radioGroup(
                    Field("decision", "这两份档案是同一个人吗？"),
                    [
                        Choice("same", "是同一个人，合并", hint: "以记录一为准，缺的内容用记录二补上"),
                        Choice("different", "不是同一个人，以后不再提示"), Choice("unsure", "还不能确定，先放着"),
                    ])
                buttonRow {
                    submitButton("保存决定")
                    submitButton("放弃核对", .warning, name: "do", value: "drop")
                    a("跳过这一对", .href("compare.html?skip=1"))
                }
            }
        }
    }
}
