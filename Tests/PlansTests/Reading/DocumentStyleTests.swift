import Plans
import Testing

/// Documents of many styles, read through the door.
@Suite struct DocumentStyleTests {
    private func read(_ text: String) -> PlanDocument {
        PlanReader.read(SourceText(plainText: text), options: ReaderOptions.all).document
    }

    private func units(_ document: PlanDocument, _ path: String) -> [String] {
        document.actions.flatMap(\.measures).first { $0.path == path }?.units.map {
            ($0.role == .lead ? "*" : "") + $0.name
        } ?? []
    }

    @Test func wrappedLinesAndPageNumbers() {
        let document = read(ReadingSamples.wrapped)
        #expect(document.documentNumber == "云政办发〔2024〕18号")
        #expect(document.title == "云岭市人民政府办公室关于印发云岭市“一老一小”服务能力提升三年行动计划（2024—2026年）的通知")
        #expect(document.planTitle == "云岭市“一老一小”服务能力提升三年行动计划（2024—2026年）")
        #expect(document.issuer == "云岭市人民政府办公室")
        #expect(document.issuedOn == "2024-03-05")
        #expect(document.printedOn == "2024-03-06")
        #expect(document.period == .init(from: "2024", to: "2026"))
        #expect(document.addressees == ["各县（市、区）人民政府", "云岭经济技术开发区管委会", "市政府各部门", "各有关单位"])
        #expect(document.parents.map(\.documentNumber) == ["云岭发〔2020〕52号", nil])
        #expect(document.copyTo == ["市委办公室", "市人大常委会办公室", "市政协办公室", "市法院", "市检察院"])
        #expect(document.actions.map(\.path) == ["2.1", "2.2", "3.1", "3.2"])
        #expect(document.actions.map(\.kind) == [.task, .task, .safeguard, .safeguard])
        #expect(units(document, "2.1.1") == ["*市民政局", "市住房城乡建设局", "市自然资源和规划局", "市财政局"])
        #expect(units(document, "2.1.2") == ["市民政局", "市教育局", "市人力资源社会保障局", "各县（市、区）政府"])
        #expect(units(document, "2.2.1") == ["*市卫生健康委", "市教育局", "市发展改革委", "市市场监管局"])
        let goals = document.goals.filter { $0.place.line < 31 }.map {
            "\($0.comparison?.rawValue ?? "") \($0.number?.description ?? "") \($0.unit ?? "")"
        }
        #expect(goals == [">= 4.6 个", ">= 60 %", ">= 12 家", "= 3000 人次", "= 2000 户", "= 100 %"])
        let first = document.actions[0].measures[0]
        #expect(first.deadlines.map(\.on) == ["2025-12-31", "2025-12-31"])
        #expect(document.duties.map(\.due).contains("2026-12-31"))
        #expect(
            document.duties.contains {
                $0.kind == .report && $0.cadence == "每季度" && $0.to == "市发改委" && $0.who == "各责任单位"
            })
        #expect(document.duties.contains { $0.kind == .file && $0.what == "制定具体实施方案" && $0.due == "2024-06-30" })
    }

    @Test func leadersHelpersAndGroupsNamedOnce() {
        let document = read(ReadingSamples.opinion)
        #expect(document.title == "中共青岚县委 青岚县人民政府关于加快推进数字乡村建设的实施意见")
        #expect(document.issuer == "中共青岚县委、青岚县人民政府")
        #expect(document.issuedOn == "2023-05-08")
        #expect(document.parents.map(\.documentNumber) == [nil, "青委发〔2023〕3号"])
        #expect(units(document, "2.1.1") == ["*县工业和信息化局", "移动公司", "电信公司", "联通公司", "各镇（街道）"])
        #expect(units(document, "2.1.2") == ["*县农业农村局", "*县大数据中心", "县直有关部门", "各镇（街道）"])
        #expect(units(document, "2.2.3") == ["县商务局", "团县委", "县妇联", "各镇（街道）"])
        #expect(units(document, "2.2.4") == ["*县农业农村局", "县财政局", "县科技局", "各镇（街道）"])
        #expect(
            document.actions.flatMap(\.measures).first { $0.path == "2.2.4" }?.deadlines.map(\.on) == ["2025-06-30"])
        let numbers = document.goals.compactMap { goal in goal.number.map { "\($0)\(goal.unit ?? "")" } }
        #expect(numbers == ["5个", "30个", "20亿元", "98%", "8%", "10家", "2000人次", "1.5万亩"])
        #expect(document.goals.first { $0.unit == "亿元" }?.comparison == .above)
        #expect(document.period == .init(from: "2023-05-08", to: "2026-05-07"))
        #expect(document.notices.contains("此件主动公开"))
        #expect(document.duties.contains { $0.who == "各镇（街道）、县直各部门" && $0.due == "--12-10" && $0.cadence == "每年" })
    }

    @Test func chaptersAndArticles() {
        let document = read(ReadingSamples.rules)
        #expect(document.actions.map(\.number) == ["第一章", "第二章", "第三章", "第四章"])
        #expect(document.actions.map(\.title) == ["总则", "认定与扶持", "监督管理", "附则"])
        #expect(document.actions[1].measures.map(\.number) == ["第四条", "第五条"])
        #expect(document.goals.isEmpty, "条件里的数字不是目标")
        #expect(document.period == .init(from: "2024-01-01", to: "2028-12-31"))
        #expect(document.duties.contains { $0.who == "区残疾人联合会" && $0.to == "市残疾人联合会" && $0.due == "--01-31" })
        #expect(document.duties.contains { $0.kind == .evaluate && $0.cadence == "每年" })
    }

    @Test func textWithoutLineBreaks() {
        let document = read(ReadingSamples.flat)
        #expect(document.documentNumber == "柳政办〔2022〕9号")
        #expect(document.title == "柳溪县人民政府办公室关于印发柳溪县残疾儿童康复服务提升方案的通知")
        #expect(document.issuedOn == "2022-04-01")
        #expect(document.addressees == ["各乡镇人民政府、街道办事处", "县政府各工作部门"])
        #expect(document.parents.map(\.documentNumber) == ["云残联发〔2021〕6号"])
        #expect(document.actions.filter { $0.kind == .task }.map(\.title) == ["开展早期筛查", "规范康复救助", "推进融合教育"])
        #expect(units(document, "2.1") == ["县卫生健康局", "县残联", "各乡镇人民政府", "各街道办事处"])
        #expect(units(document, "2.2") == ["县残联", "县财政局", "县医疗保障局"])
        #expect(document.goals.prefix(3).compactMap(\.number?.description) == ["95", "3", "200"])
        #expect(document.goals.prefix(3).map(\.by) == ["2024", "2024", "2024"])
        #expect(document.duties.first?.who == "各单位")
        #expect(document.duties.first?.due == "--11-30")
    }

    @Test func planInAnAnnexAndTableWithTabs() {
        let document = read(ReadingSamples.attached)
        #expect(document.documentNumber == "北发改〔2024〕56号")
        #expect(document.issuer == "北原区发展和改革局、北原区民政局、北原区住房和城乡建设局")
        #expect(document.planTitle == "北原区社区嵌入式服务设施建设工程实施方案")
        #expect(units(document, "2.1") == ["*区民政局", "区财政局", "区卫生健康局", "各街道办事处"])
        #expect(units(document, "2.2") == ["*区卫生健康局", "区教育局", "区住房城乡建设局"])
        #expect(document.annexes.count == 1)
        #expect(document.annexes.first?.title == "重点任务分工表")
        #expect(document.annexes.first?.rows.map(\.count) == [5, 5, 5])
        let tasks = document.annexes.first?.tasks ?? []
        #expect(tasks.map(\.number) == ["1", "2", "3"])
        #expect(tasks.first?.units.map(\.name) == ["区发展改革局", "区自然资源局", "区住房城乡建设局"])
        #expect(tasks.first?.deadlines.map(\.on) == ["2024-12-31"])
        #expect(document.duties.contains { $0.to == "区政府" && $0.due == "2027-12-15" })
        #expect(document.goals.first { $0.unit == "万人" }?.number == PlanNumber(20))
    }

    @Test func scannedText() {
        let document = read(ReadingSamples.scanned)
        #expect(document.documentNumber == "南政发〔2023〕15号")
        #expect(document.title == "关于印发《南江镇人居环境整治工作方案》的通知")
        #expect(document.issuer == "南江镇人民政府")
        #expect(document.issuedOn == "2023-06-15")
        #expect(document.goals.prefix(3).compactMap(\.number?.description) == ["300", "20", "50"])
        #expect(units(document, "2.1") == ["镇农业农村办", "各村（社区）"])
        #expect(document.actions.flatMap(\.measures).first { $0.path == "2.2" }?.deadlines.map(\.on) == ["2023-09-30"])
        #expect(document.duties.contains { $0.who == "各村（社区）" && $0.cadence == "每周" })
        #expect(document.doubts.contains { $0.what == "镇农业农村办" })
    }

    @Test func chaptersInMarkdownWithIndicators() {
        let source = SourceText(markdown: ReadingSamples.chapters)
        let document = PlanReader.read(source, options: ReaderOptions.all).document
        #expect(document.title == "东陵市“十四五”公共就业服务规划")
        #expect(document.actions.map(\.path) == ["3.1", "3.2", "4"])
        #expect(document.annexes.first?.rows.count == 3)
        #expect(!document.goals.contains { $0.number == PlanNumber(25) }, "背景里的数字不是目标")
        let skilled = document.goals.first { $0.indicator == "技能人才总量" }
        #expect(skilled?.number == PlanNumber(45))
        #expect(skilled?.unit == "万人")
        #expect(skilled?.by == "2025")
        #expect(document.goals.first { $0.indicator == "城镇调查失业率" && $0.text.contains("以内") }?.comparison == .atMost)
    }

    @Test func webPage() throws {
        let document = PlanReader.read(
            try SourceText(html: ReadingSamples.page), options: ReaderOptions.all
        ).document
        #expect(document.title == "金湖市民政局 金湖市财政局关于做好2024年流浪乞讨人员救助管理工作的通知")
        #expect(document.issuer == "金湖市民政局、金湖市财政局")
        #expect(document.annexes.first?.rows == [["1", "安全检查", "市民政局 各县（区）民政局"], ["", "寻亲服务", "市公安局、市民政局"]])
        #expect(document.annexes.first?.tasks.map(\.number) == ["1", "1"])
        #expect(document.annexes.first?.tasks.first?.units.map(\.name) == ["市民政局", "各县（区）民政局"])
        #expect(document.duties.first { $0.kind == .report }?.to == "市民政局")
    }

    @Test func everyPlaceLeadsBackToItsWords() {
        for sample in ReadingSamples.all {
            let source = SourceText(plainText: sample)
            let reading = PlanReader.read(source, options: ReaderOptions.all)
            let scalars = Array(source.text.unicodeScalars)
            for unit in reading.document.actions.flatMap(\.measures).flatMap(\.units) {
                #expect(reading.text.text(unit.place.range) == unit.as_written)
                let origin = reading.text.origin(of: unit.place.start)
                #expect(unit.as_written.unicodeScalars.first == scalars[origin])
                #expect(source.lines[unit.place.line - 1].text.unicodeScalars.contains(scalars[origin]))
            }
        }
    }
}
