import Testing

@testable import Plans

/// Lists of offices as plans write them.
@Suite struct UnitListTests {
    private let lexicon = ReaderOptions.lexicon ?? .empty

    private func names(_ list: String) -> [String] {
        let scalars = Array(list.unicodeScalars)
        let text = PlanText([
            RepairedParagraph(SourceLine(scalars: scalars, origins: scalars.map { _ in 0 }, number: 1))
        ])
        let finder = UnitStatementFinder(text: text, resolver: UnitResolver(lexicon))
        let statements = finder.find(in: 0..<scalars.count)
        return statements.flatMap(\.mentions).map { ($0.role == .lead ? "*" : "") + $0.name }
    }

    @Test(arguments: [
        ("（责任单位：市委组织部、编办，市残联、人社局）", ["市委组织部", "市委编办", "市残联", "市人力资源社会保障局"]),
        ("（责任单位：县文旅局、住建局、卫健局，各镇人民政府、街道办事处按职责分工负责）", ["县文化和旅游局", "县住房城乡建设局", "县卫生健康局", "各镇人民政府", "各街道办事处"]),
        ("（市工业信息化局（国资委）、市残联及各县区按职责分工落实）", ["市工业和信息化局", "市残联", "各县区"]),
        ("（牵头单位：省教育厅；配合单位：省财政厅、人社厅）", ["*省教育厅", "省财政厅", "省人力资源社会保障厅"]),
        ("（市教育局牵头，市财政局、市残联按职责分工负责）", ["*市教育局", "市财政局", "市残联"]),
        ("（财政部、教育部等有关部门和单位负责）", ["财政部", "教育部", "有关部门和单位"]),
        ("（住房城乡建设部牵头，自然资源部等国务院相关部门及各地区按职责分工负责）", ["*住房城乡建设部", "自然资源部", "国务院相关部门", "各地区"]),
        ("（责任单位：上海市教委、科委，各区政府）", ["上海市教委", "上海市科委", "各区政府"]),
        ("（发展改革委、文化和旅游部、住房和城乡建设部和各省级人民政府负责）", ["发展改革委", "文化和旅游部", "住房城乡建设部", "各省级人民政府"]),
        ("（责任单位：市卫健委（牵头）、市医保局）", ["*市卫生健康委", "市医疗保障局"]),
        (
            "（责任单位：省教育厅、省科技厅，各市、县人民政府，雄原新区管委会）",
            ["省教育厅", "省科技厅", "各市、县人民政府", "雄原新区管委会"]
        ),
        ("【责任单位：镇民政办，各村（社区）】", ["镇民政办", "各村（社区）"]),
        ("[责任部门：市科委、各有关单位]", ["市科委", "各有关单位"]),
        ("牵头单位：区民政局 配合单位：区财政局、区卫健委，各街道", ["*区民政局", "区财政局", "区卫生健康委", "各街道"]),
        ("责任单位：市人力社保局、市和平区教育局", ["市人力资源社会保障局", "市和平区教育局"]),
        ("（省人社厅、省财政厅等15个部门和各市人民政府按职责分工负责）", ["省人力资源社会保障厅", "省财政厅", "各市人民政府"]),
        ("（由市民政局牵头，会同市财政局、市审计局落实）", ["*市民政局", "市财政局", "市审计局"]),
        ("（责任单位：市残联、市教育局，各县区政府。以下均需各县区政府负责，不再列出）", ["市残联", "市教育局", "各县区政府"]),
        ("（责任单位：市工商联和市总工会、市妇联与团市委）", ["市工商联", "市总工会", "市妇联", "团市委"]),
    ])
    func reads(_ list: String, _ expected: [String]) {
        #expect(names(list) == expected)
    }

    @Test func officesOnNumberedLinesOfTheirOwnHoldForTheWholeProject() {
        let text =
            "一、新增学位\n1.工作目标：新增学位1500个。\n2.进度安排：8月底前竣工。\n3.牵头单位：区教育局\n4.责任单位：区住建局、各街道办事处\n二、老人体检\n1.工作目标：体检3万人次。\n2.牵头单位：区卫健局"
        let document = PlanReader.read(SourceText(plainText: text), options: ReaderOptions.all).document
        let read = document.actions.map { $0.measures.map { $0.units.map { ($0.role == .lead ? "*" : "") + $0.name } } }
        let first = ["*区教育局", "区住房城乡建设局", "各街道办事处"]
        #expect(read == [[first, first], [["*区卫生健康局"]]])
        #expect(
            document.goals.compactMap { goal in goal.number.map { "\($0)\(goal.unit ?? "")" } } == ["1500个", "3万人次"])
    }

    @Test func officesBehindAHeadingHoldForAllBelowIt() {
        let text = "一、主要任务\n（一）建设平台（责任单位：市民政局、市残联）\n1.建网站。做好网站。\n2.建系统。做好系统。\n（二）培训人员（市教育局牵头，市财政局配合）\n培训方式要多样。"
        let document = PlanReader.read(SourceText(plainText: text), options: ReaderOptions.all).document
        #expect(document.actions.map(\.title) == ["建设平台", "培训人员"])
        #expect(
            document.actions.flatMap(\.measures).map { $0.units.map(\.name) } == [
                ["市民政局", "市残联"], ["市民政局", "市残联"], ["市教育局", "市财政局"],
            ])
    }

    @Test(arguments: [
        "编制50人（含）以上的单位", "事业单位（中小学、幼儿园除外）", "招录（聘）工作", "镇（街道）两级", "（一）加强领导", "生活费（含交通费）补贴",
        "依托“爱心家园”（残疾人之家）开展", "社会组织（以下简称“机构”）", "（2022—2024年）", "合同研发机构（CRO）", "（由各地根据实际情况确定）", "中国（某地）技术交易会",
    ])
    func leavesOtherBrackets(_ text: String) {
        #expect(names(text).isEmpty)
    }

    @Test func firstOfAListLeadsOnceTheTextSaysSo() {
        let text = "一、任务\n（一）甲。做甲事。（市民政局、市财政局负责。列第一位者为牵头单位，下同）\n（二）乙。做乙事。（市财政局、市残联负责）"
        let document = PlanReader.read(SourceText(plainText: text), options: ReaderOptions.all).document
        let leads = document.actions.flatMap(\.measures).map { $0.units.filter { $0.role == .lead }.map(\.name) }
        #expect(leads == [["市民政局"], ["市财政局"]])
    }

    @Test func withoutALexiconLabelledListsAreStillRead() {
        let text = "一、任务\n（一）甲。做甲事。（责任单位：某某局、某某委）"
        let document = PlanReader.read(
            SourceText(plainText: text),
            options: .init(lexicon: .init(levels: [], groups: [], tails: ["局", "委"], units: []))
        ).document
        #expect(document.actions.flatMap(\.measures).flatMap(\.units).map(\.name) == ["某某局", "某某委"])
        #expect(document.doubts.count { $0.what.hasPrefix("某某") } == 2)
    }
}
