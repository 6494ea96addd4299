import Access
import Base
import Foundation
import House
import Plans
import Registers
import Testing

@testable import Office

/// From a document to a task that its unit has reported on, in the pages alone.
@Suite struct PlanJourneyTests {
    private let document = """
        试政办〔2026〕8号

        测试市残疾人就业帮扶实施方案（2026—2027年）

        各县（市、区）人民政府：

        为帮助残疾人就业，制定本方案。

        一、工作目标

        2026—2027年，全市新增残疾人就业不少于300人。

        二、主要措施

        （一）机关带头行动。

        1.市级机关每年拿出岗位定向招聘残疾人。（牵头单位：市委组织部；责任单位：市残联）

        2.每年10月31日前公示安排残疾人就业情况。（牵头单位：市人力资源社会保障局）

        三、工作要求

        各县（市、区）每年11月20日前向市残联报送落实情况。

        测试市人民政府办公室

        2026年1月9日
        """

    @Test func aDocumentBecomesAPlanThatItsUnitWorksOff() async throws {
        try await PlanServer.run { server in
            let officer = try await server.person("jingban", "officer")
            let draft = try await upload(officer)

            let review = try await officer.get("/plans/drafts/\(draft)")
            #expect(review.text.contains("市级机关每年拿出岗位定向招聘残疾人"))
            #expect(review.text.contains("还没有选指标"))
            #expect(review.text.contains("href=\"#p"))

            try await correct(officer, draft, server)
            try await publish(officer, draft)

            let unit = try await server.person("jiaoyu", "unit", unit: "市教育局")
            #expect(try await unit.get("/plans/new").status == 403)
            let mine = try await unit.get("/units/mine")
            #expect(mine.text.contains("市级机关每年拿出岗位"))
            #expect(!mine.text.contains("公示安排残疾人就业情况"))
            let units = try await officer.get("/plans/\(draft)/units")
            #expect(units.text.contains("这样的统称单独一行，不数进每个单位"))

            // The unit has tasks of the pack's plan too.
            let links = mine.text.matches(of: /\/plans\/(\d+)\/tasks\/(\d+)/)
            let task = try #require(links.first { Int64($0.1) == draft }).2
            // What the desk says is due leads to where it is reported.
            let due = try await unit.get("/").text.matches(of: /href="(\/units\/mine\?[^"#]*)/).map { String($0.1) }
            #expect(!due.isEmpty)
            for address in due { #expect(try await unit.get(address).status == 200, "\(address)") }
            let refused = try await unit.post("/units/mine/\(task)", ["state": "underway", "text": ""])
            #expect(refused.status == 422)
            #expect(refused.text.contains("请写明进展"))
            var earlier = ["state": "underway", "text": "已经发出通知", "day.year": "今年春天"]
            #expect(try await unit.post("/units/mine/\(task)", earlier).text.contains("不是日期"))
            earlier["day.year"] = "2026年3月2日"
            #expect(try await unit.post("/units/mine/\(task)", earlier).status == 303)
            #expect(try await officer.get("/plans/\(draft)").text.contains("2026年3月2日：已经发出通知"))
            let sent = try await unit.post(
                "/units/mine/\(task)", ["state": "underway", "text": "已经招聘两名残疾人", "percent": "40"],
                file: ("evidence", "公告.txt", "招聘公告"))
            #expect(sent.location == "/units/mine")

            let board = try await officer.get("/plans/\(draft)")
            #expect(board.text.contains("已经招聘两名残疾人"))
            let list = try await officer.get("/plans")
            #expect(list.text.contains("看测试市残疾人就业帮扶实施方案（2026—2027年）的进度"))
            #expect(list.text.contains("任务</dt><dd>3 项"))
            let page = try await officer.get("/plans/\(draft)/tasks/\(task)")
            let evidence = try #require(page.text.firstMatch(of: /\/plans\/\d+\/tasks\/\d+\/evidence\/[^"]+/)).0
            #expect(try await officer.get(String(evidence)).text == "招聘公告")
            #expect(try await unit.post("/plans/\(draft)/withdraw", ["reason": "不想做"]).status == 403)
        }
    }

    @Test func aFigureIsAsManyNamesAsItSays() async throws {
        try await PlanServer.run { server in
            let office = try await server.person("cangongwei", "committee")
            let draft = try await upload(try await server.person("jingban", "officer"))
            try await correct(office, draft, server)
            try await publish(office, draft)
            try await employ(3, in: server.house)

            let plan = try await server.house.plans.plan(draft, as: .system(reason: "测试"))
            let place = try #require(plan.content.goals.firstIndex { $0.indicator != nil })
            let target = "/plans/\(draft)/targets/\(place + 1)"
            let page = try await office.get(target)
            let names = try await office.get("\(target)/names")
            #expect(names.status == 200)
            #expect(names.text.contains("共 3 条"))
            #expect(page.text.contains("查看名单"))
            // A region's bar is its share of the figure, and the definition comes with its parameters.
            #expect(page.text.contains("涂色的是这个区划占的份额"))
            #expect(page.text.contains("按什么口径算"))
            #expect(page.text.contains("就业前没有工作"))
            #expect(page.text.contains("href=\"/parameters/new_employment_min_months\""))
            #expect(page.text.contains("新增就业须有佐证材料：是"))
            for number in 1...3 { #expect(names.text.contains("测试人\(number)")) }
            #expect(try await office.get("\(target)/names?part=990199").text.contains("没有符合条件的记录"))

            let file = try await office.get("\(target)/names/export?format=csv")
            #expect(file.status == 200)
            #expect(file.text.split(whereSeparator: \.isNewline).count == 4)
            let unit = try await server.person("jiaoyu", "unit", unit: "市教育局")
            #expect(try await unit.get("\(target)/names").status == 404)
        }
    }

    @Test func aFileWithoutTextIsRefusedWithWhatToDo() async throws {
        try await PlanServer.run { server in
            let officer = try await server.person("jingban", "officer")
            let empty = try await officer.post("/plans/new", ["region": "9901", "text": " "])
            #expect(empty.status == 422)
            #expect(empty.text.contains("请选择方案文件，或者粘贴全文"))
            let pdf = try await officer.post(
                "/plans/new", ["region": "9901"], file: ("file", "方案.pdf", "%PDF-1.7"))
            #expect(pdf.status == 422)
            #expect(pdf.text.contains("是 PDF"))
            let elsewhere = try await officer.post("/plans/new", ["region": "350582", "text": document])
            #expect(elsewhere.status == 403)
        }
    }

    @Test func thePageOfADocumentIsGivenBackAsAFileToKeep() async throws {
        try await PlanServer.run { server in
            let officer = try await server.person("jingban", "officer")
            let page = document.split(separator: "\n").map { "<p>\($0)</p>" }.joined() + "<script>alert(1)</script>"
            let sent = try await officer.post("/plans/new", ["region": "9901"], file: ("file", "方案.html", page))
            let draft = try #require(sent.location?.firstMatch(of: /drafts\/(\d+)/)).1
            let review = try await officer.get("/plans/drafts/\(draft)")
            #expect(review.text.contains("下载原文件（文本，"))
            let file = try await officer.get("/plans/\(draft)/document/file")
            #expect(file.text == page)
            #expect(file.mediaType == "text/plain; charset=utf-8")
            #expect(file.disposition?.hasPrefix("attachment; filename*=UTF-8''") == true)

            // A file that cannot be read comes along with its text.
            let pdf = try await officer.post(
                "/plans/new", ["region": "9901", "text": document], file: ("file", "方案.pdf", "%PDF-1.7 扫描"))
            let scanned = try #require(pdf.location?.firstMatch(of: /drafts\/(\d+)/)).1
            #expect(try await officer.get("/plans/\(scanned)/document/file").text == "%PDF-1.7 扫描")
            #expect(try await officer.get("/plans/\(scanned)/document/text").text.contains("机关带头行动"))
            let pack = try #require(
                try await server.house.plans.plans(as: .system(reason: "测试")).first { $0.pack != nil })
            #expect(try await officer.get("/plans/\(pack.id)/document/file").status == 404)
        }
    }

    @Test func whatTheReaderDoubtedIsShownUntilItIsDealtWith() async throws {
        try await PlanServer.run { server in
            let officer = try await server.person("jingban", "officer")
            let text = document.replacing("市残联）", with: "市奇怪事务中心）")
            let sent = try await officer.post("/plans/new", ["region": "9901", "text": text])
            let draft = try #require(sent.location?.firstMatch(of: /drafts\/(\d+)/)).1
            let colleague = try await server.person("cangongwei", "committee")
            let address = "/plans/drafts/\(draft)"
            let review = try await colleague.get(address)
            #expect(review.text.contains("单位词表里没有这个名称"))
            let button = try #require(review.text.firstMatch(of: /doubts\/(\d+)/)).1
            #expect(try await colleague.post("\(address)/doubts/99", [:]).status == 404)
            #expect(try await colleague.post("\(address)/doubts/\(button)", [:]).location == "\(address)#doubts")
            #expect(try await !officer.get(address).text.contains("单位词表里没有这个名称"))
        }
    }

    @Test func yearsThatDoNotAddUpAreAskedAboutAndMayStay() async throws {
        try await PlanServer.run { server in
            let officer = try await server.person("jingban", "officer")
            let draft = try await upload(officer)
            let base = "/plans/drafts/\(draft)"
            let place = try #require(
                try await server.house.plans.plan(draft, as: .system(reason: "测试")).content.goals.firstIndex {
                    $0.number == PlanNumber(300)
                })
            let item = "\(base)/items/goal-\(place + 1)"
            let form = try await officer.get(item).text
            #expect(form.contains("<optgroup label=\"就业\">"))
            var typed = [
                "text": "新增就业不少于800人", "number": "800", "unit": "人", "indicator": "new_employment",
                "byYear": "2026 200\n2027年：300\n2028 年 200 人次",
            ]
            let other = try await officer.post(item, typed)
            #expect(other.status == 422)
            #expect(other.text.contains("的单位是“人次”"))
            typed["byYear"] = "2026 200\n2027年：300\n2028 年 200 人"
            let asked = try await officer.post(item, typed)
            #expect(asked.status == 422)
            #expect(asked.text.contains("有 1 处请再核对"))
            let words = try #require(asked.text.firstMatch(of: /name="askedSum" value="([^"]+)"/)).1
            #expect(words.hasPrefix("各年加起来是 700，与总数 800 不符"))
            typed["askedSum"] = String(words)
            #expect(try await officer.post(item, typed).status == 303)

            let review = try await officer.get(base).text
            #expect(review.contains("分年：2026年 200，2027年 300，2028年 200（各年加起来是 700，与总数 800 不符）"))
            #expect(review.contains("指标：新增残疾人就业"))
            #expect(try await officer.get("\(base)/publish").text.contains("目标 \(place + 1)：各年加起来是 700"))
            // Another sum is asked about anew; one that fits is not.
            typed["byYear"] = "2026=200\n2027=200"
            #expect(try await officer.post(item, typed).status == 422)
            typed["byYear"] = "2026年度500\n2027=300"
            #expect(try await officer.post(item, typed).status == 303)
            #expect(try await !officer.get("\(base)/publish").text.contains("各年加起来"))
        }
    }

    /// A goal names its indicator in its own words, and its last day lies after the plan's.
    @Test func whatIsStillOpenIsListedBeforeAPlanIsPublished() async throws {
        try await PlanServer.run { server in
            let officer = try await server.person("jingban", "officer")
            let draft = try await upload(officer)
            let (base, system) = ("/plans/drafts/\(draft)", Access.Actor.system(reason: "测试"))
            var content = try await server.house.plans.plan(draft, as: system).content
            let place = try #require(content.goals.firstIndex { $0.number == PlanNumber(300) })
            content.goals[place].by = Day(iso: "2029-12-31")
            _ = try await server.house.plans.update(draft, version: 1, content: content, as: system)

            let review = try await officer.get(base).text
            #expect(review.contains("建议选“新增残疾人就业”"))
            #expect(review.contains("要在2029年12月31日前达到，不在方案的实施期（2026年1月1日至2027年12月31日）里"))
            #expect(review.contains("二、主要措施") || review.contains("（一）机关带头行动"))
            let form = try await officer.get("\(base)/items/goal-\(place + 1)").text
            #expect(form.contains(#"<option value="new_employment" selected>"#))
            #expect(form.contains("已经按原文的说法选好“新增残疾人就业”，保存才算数"))

            let page = "\(base)/publish"
            let first = try await officer.get(page).text
            #expect(first.contains("没有处理的提示") && first.contains("不在方案的实施期"))
            #expect(!first.contains("仍然发布"))
            let asked = try await officer.post(page, ["checked": "yes"])
            #expect(asked.status == 422)
            #expect(asked.text.contains("处提示没有处理，列在下面") && asked.text.contains("仍然发布"))
            #expect(try await server.house.plans.plan(draft, as: system).state == .draft)
            let sent = try await officer.post(page, ["checked": "yes", "anyway": "yes"])
            #expect(sent.location == "/plans/\(draft)")
        }
    }

    @Test func aNumberStandsBeforeItsWordsWithTheSignThatBelongsThere() {
        for (number, words) in [
            ("二", "二、措施"), ("十一", "十一、措施"), ("（一）", "（一）措施"), ("(3)", "(3)措施"), ("1", "1. 措施"),
            ("2.1", "2.1 措施"), ("第三条", "第三条 措施"), ("①", "① 措施"), ("", "措施"),
        ] {
            #expect(PlanWords.numbered(number, "措施") == words)
        }
        #expect(PlanWords.numbered(nil, "措施") == "措施")
        #expect(PlanWords.numbered("二", nil) == "二")
    }

    @Test func theSameDocumentReadTwiceIsToldAtOnce() async throws {
        try await PlanServer.run { server in
            let officer = try await server.person("jingban", "officer")
            let first = try await upload(officer)
            let words = "号草稿的原文相同"
            #expect(try await !officer.get("/plans/drafts/\(first)").text.contains(words))
            let second = try await upload(officer)
            let told = try await officer.get("/plans/drafts/\(second)").text
            #expect(told.contains("第 \(first) \(words)"))
            #expect(told.contains("href=\"/plans/drafts/\(first)\""))
            #expect(told.contains("href=\"/plans/\(second)/withdraw\""))
            let given = try await officer.post("/plans/\(first)/withdraw", ["reason": "读了两次"])
            #expect(given.status == 303)
            #expect(try await !officer.get("/plans/drafts/\(second)").text.contains(words))
        }
    }

    @Test func yearsAreReadAsPeopleWriteThem() {
        for line in [
            "2026 700", "2026年：700", "2026=700", "2026 年 700 人", "2026 = 700", "２０２６年700人", "2026年度 700", "2026：700人",
        ] {
            let read = WrittenLines.year(line)
            #expect(read?.year == 2026 && read?.number == PlanNumber(700), "\(line)")
        }
        #expect(WrittenLines.year("2026年1,200人")?.number == PlanNumber(1200))
        for line in ["800 200", "2026700", "2026", "三年 700", "2026 七百", "2026 -5"] {
            #expect(WrittenLines.year(line) == nil, "\(line)")
        }
        #expect(WrittenLines.date(WrittenLines.shown("--10-31")) == "--10-31")
    }

    // MARK: Steps

    private func upload(_ officer: PlanVisitor) async throws -> Int64 {
        let reply = try await officer.post("/plans/new", ["region": "9901"], file: ("file", "方案.txt", document))
        let match = try #require(reply.location?.firstMatch(of: /\/plans\/drafts\/(\d+)/))
        return try #require(Int64(match.1))
    }

    /// Gives the first measure to another unit, and the goal its indicator.
    private func correct(_ officer: PlanVisitor, _ draft: Int64, _ server: PlanServer) async throws {
        var plan = try await server.house.plans.plan(draft, as: .system(reason: "测试"))
        let measure = plan.content.actions[0].measures[0]
        let form = [
            "version": String(plan.version), "path": measure.path, "text": measure.text, "number": "1",
            "units": "牵头：市教育局\n配合：市残联", "deadlines": "2027年底前 = 2027-12-31",
        ]
        let item = "/plans/drafts/\(draft)/items/measure-1-1"
        #expect(try await officer.post(item, form).status == 303)
        // The same form again saw an older version.
        let late = try await officer.post(item, form)
        #expect(late.status == 409)
        #expect(late.text.contains("别人已经改了"))
        #expect(late.text.contains("草稿里现在的内容"))

        plan = try await server.house.plans.plan(draft, as: .system(reason: "测试"))
        let place = try #require(plan.content.goals.firstIndex { $0.number == PlanNumber(300) })
        let goal = plan.content.goals[place]
        let saved = try await officer.post(
            "/plans/drafts/\(draft)/items/goal-\(place + 1)",
            [
                "version": String(plan.version), "text": goal.text, "number": "300", "unit": "人", "comparison": ">=",
                "indicator": "new_employment",
            ])
        #expect(saved.status == 303)
    }

    private func publish(_ officer: PlanVisitor, _ draft: Int64) async throws {
        let page = "/plans/drafts/\(draft)/publish"
        #expect(try await officer.get(page).status == 200)
        #expect(try await officer.post(page, [:]).status == 422)
        #expect(try await officer.post(page, ["checked": "yes"]).location == "/plans/\(draft)")
    }

    private func employ(_ count: Int, in house: House) async throws {
        let start = house.registers.today.adding(months: -5)
        let region = "990101001001"
        try await house.registers.write(as: .system(reason: "测试")) { writing in
            for number in 1...count {
                let person = try writing.create(
                    "person",
                    [
                        "name": .text("测试人\(number)"), "region": .text(region),
                        "citizen_id": .text(PlanServer.citizenID(number)),
                    ], source: .page)
                _ = try writing.create(
                    "employment",
                    [
                        "person": .integer(person), "region": .text(region), "start_date": .day(start),
                        "employer_name": .text("测试厂"), "route": .text("flexible"),
                        "evidence_kind": .text("contract"), "was_unemployed": .boolean(true),
                    ], source: .page)
            }
        }
    }
}
