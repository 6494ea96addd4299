import HTML
import Kit

extension Gallery {
    static let editErrors = [
        FieldError(field: "name", message: "请输入姓名"),
        FieldError(field: "birth", message: "请输入出生日期，例如 1980年1月1日"),
        FieldError(field: "wish", message: "请选择有没有就业愿望"),
        FieldError(field: "photo", message: "文件大于 5 MB，请换一张小一点的照片"),
        FieldError(field: nil, message: "这份档案刚才被张海洋改过，请核对后再保存"),
    ]

    static func edit(_ settings: DisplaySettings, errors: [FieldError]) -> Page {
        Page(
            title: "登记一位残疾人", shell: shell(settings, current: errors.isEmpty ? "edit" : "edit-errors"),
            step: "第 1 步，共 3 步",
            back: Link("残疾人台账", "list.html"), errors: errors, width: .narrow
        ) {
            steps(["基本情况", "就业情况", "核对后保存"], current: 1)
            postForm("/people", csrf: "token", multipart: true) {
                textField(Field("name", "姓名", hint: "与残疾人证上一致。", errors: errors), .name)
                textField(Field("id", "身份证号", value: "99010119800101002", hint: "18 位，最后一位可能是 X。"), .citizenID)
                textField(Field("card", "残疾人证号", optional: true), .certificate)
                textField(Field("phone", "联系电话", value: "199 0000 0001"), .phone)
                dateField(
                    Field("birth", "出生日期", hint: "也可以把整个日期写在第一格。", errors: errors),
                    errors.isEmpty ? DateParts("1980-01-01") : DateParts(year: "1980", month: "13", day: ""))
                dateField(Field("since", "从哪个月开始失业", optional: true), precision: .month)
                addressField(
                    "住址", region: Field("region", "镇和村"),
                    regions: [Choice("990101001", "临江镇 上河村"), Choice("990101002", "临江镇 下河村")],
                    detail: Field("street", "门牌", hint: "例如 8 组 12 号。"))
                radioGroup(
                    Field("wish", "有没有就业愿望？", errors: errors),
                    [
                        Choice("yes", "有"), Choice("no", "没有", hint: "包括在读、退休、身体不允许"),
                        Choice("unknown", "不知道，或者不想说"),
                    ])
                checkboxGroup(
                    Field("needs", "需要哪些便利？", hint: "可以选几项。", optional: true),
                    [Choice("text", "用文字沟通"), Choice("access", "无障碍厕所和坡道"), Choice("hours", "弹性工作时间")],
                    selected: ["text"])
                selectField(Field("schooling", "文化程度"), [Choice("20", "大学"), Choice("70", "初中")])
                textField(Field("income", "家庭月收入", value: "2,300"), .money)
                textField(Field("members", "家里有几口人"), .integer, unit: "人")
                textArea(Field("note", "备注", value: "家在二楼，没有电梯。", optional: true), rows: 4, limit: 500)
                fileField(
                    Field("photo", "残疾人证照片", hint: "手机拍照即可。", optional: true, errors: errors), accept: ".jpg,.png,.pdf",
                    formats: "JPG、PNG 或 PDF，不超过 5 MB")
                checkbox(Field("consent", "本人同意登记以上内容，并知道谁会看到"))
                buttonRow {
                    submitButton("保存并继续")
                    submitButton("存为草稿，下次再写", .secondary, name: "do", value: "draft")
                }
            }
        }
    }

    static func check(_ settings: DisplaySettings) -> Page {
        Page(
            title: "核对后保存", shell: shell(settings, current: "check"), step: "第 3 步，共 3 步",
            back: Link("就业情况", "edit.html"),
            width: .narrow
        ) {
            steps(["基本情况", "就业情况", "核对后保存"], current: 3)
            h2("基本情况")
            summaryList([
                SummaryRow("姓名", "王秀兰", action: Link("修改", "edit.html#f-name")),
                SummaryRow("出生日期", "1980年1月1日", action: Link("修改", "edit.html#f-birth")),
                SummaryRow("联系电话", "199 0000 0001", action: Link("修改", "edit.html#f-phone")),
                SummaryRow("残疾人证照片", "", action: Link("补充", "edit.html#f-photo")),
            ])
            warningText("保存后会通知上河村的走访人。10 分钟内可以撤销。")
            postForm("/people/check", csrf: "token") { buttonRow { submitButton("保存这份档案") } }
        }
    }

    static func sent(_ settings: DisplaySettings) -> Page {
        Page(title: "档案已保存", shell: shell(settings, current: "sent"), width: .narrow) {
            confirmation(reference: "YH-2026-001286", referenceLabel: "档案编号") {
                ol {
                    li("走访人李晓红会在 7 天内联系王秀兰。")
                    li("评估完成后，这里会出现一人一策。")
                }
                linkLine("查看王秀兰的档案", "record.html")
            }
        }
    }

    static func importing(_ settings: DisplaySettings) -> Page {
        Page(
            title: "核对导入的内容", shell: shell(settings, current: "import"), step: "第 3 步，共 4 步",
            back: Link("对应列名", "import.html?step=2"), notice: Notice(.information, "这一步还没有写入任何内容")
        ) {
            steps(["选择文件", "对应列名", "核对内容", "写入"], current: 3)
            tiles(
                "这份文件的结果",
                [
                    Tile("新增", number: "1,120", unit: "人", period: "台账里还没有", href: "list.html?new=1"),
                    Tile("有改动", number: "86", unit: "人", period: "与台账不一样", href: "list.html?changed=1"),
                    Tile("一样", number: "640", unit: "人", period: "不会写入", href: "list.html?same=1"),
                    Tile("要改正", number: "14", unit: "行", period: "暂时不能写入", href: "list.html?refused=1", isUrgent: true),
                ])
            dataTable(
                "要改正的行，14 行，先列出 3 行", id: "errors",
                columns: [
                    TableColumn("行号"), TableColumn("列"), TableColumn("文件里写的"), TableColumn("怎样改"),
                ],
                rows: [
                    TableRow(["第 12 行", "身份证号", "99010119800101002", "少一位，请补全 18 位"]),
                    TableRow(["第 57 行", "残疾等级", "五级", "请改成 一级、二级、三级 或 四级"]),
                    TableRow(["第 203 行", "出生日期", "", "请填写，例如 1980-01-01"]),
                ])
            exportLinks("标出错处的文件", [ExportLink(format: "XLSX", size: "约 320 KB", href: "errors.xlsx")])
            postForm("/import/apply", csrf: "token") {
                radioGroup(
                    Field("mode", "要写入哪些行？", value: "good"),
                    [Choice("good", "只写入没有问题的 1,206 行"), Choice("all", "全部改正后一起写入", hint: "现在先不写入")])
                buttonRow { submitButton("写入台账") }
            }
        }
    }

    static func running(_ settings: DisplaySettings) -> Page {
        Page(
            title: "正在写入台账", shell: shell(settings, current: "running"), step: "第 4 步，共 4 步",
            back: Link("导入", "import.html"), width: .narrow
        ) {
            liveProgress(here: "running.html", isRunning: true, announcement: "已过一半") {
                progressBar(done: 62_000, of: 100_000, unit: "行", verb: "已写入")
                p("每秒约 8,000 行，大约还要 5 秒。")
            }
        }
    }

    static func chooseColumns(_ settings: DisplaySettings) -> Page {
        Page(
            title: "选择显示的列", shell: shell(settings, current: "columns"), back: Link("残疾人台账", "list.html"),
            width: .narrow
        ) {
            columnChooser(
                at: PageAddress("list.html", [("q", "王"), ("column", "card")]),
                columns: [
                    Choice("card", "残疾人证号"), Choice("level", "类别和等级"), Choice("region", "住址"), Choice("age", "年龄"),
                ],
                selected: ["card", "region"])
        }
    }

    static func display(_ settings: DisplaySettings) -> Page {
        Page(
            title: "显示设置", shell: shell(settings, current: "display"), back: Link("工作台", "desk.html"), width: .narrow
        ) {
            p("设置保存在这台设备上，下次打开仍然有效。")
            displaySettingsForm(settings, action: "/display", csrf: "token", back: "/")
        }
    }
}
