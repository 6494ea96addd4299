import Testing

@testable import Plans

/// Numbers with units as plans write them.
@Suite struct QuantityTests {
    private func quantities(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let plan = PlanText([
            RepairedParagraph(SourceLine(scalars: scalars, origins: scalars.map { _ in 0 }, number: 1))
        ])
        return QuantityScanner(text: plan).scan(0..<scalars.count, without: []).map { found in
            "\(found.comparison?.rawValue ?? "")\(found.number)\(found.numberTo.map { "-\($0)" } ?? "")\(found.unit ?? "")"
        }
    }

    @Test(arguments: [
        ("新增就业600人", ["=600人"]), ("不少于1500人", [">=1500人"]), ("800人以上", [">=800人"]), ("培训600人次以上", [">=600人次"]),
        ("覆盖率达到95%", [">=95%"]), ("服务率达100%", ["=100%"]), ("控制在5.5%以内", ["<=5.5%"]), ("不超过15万元", ["<=15万元"]),
        ("突破2万亿元", [">2万亿元"]), ("开发20-30个岗位", ["20-30个"]), ("掌握1～2门技术", ["1-2门"]), ("至少进行一次核对", [">=1次"]),
        ("百分百建档", ["=100%"]), ("百分之六十", ["=60%"]), ("编制50人（含）以上的机关", [">=50人"]), ("有15%以上（含15%）的", [">=15%"]),
        ("不低于4.66人", [">=4.66人"]), ("１，２００户", ["=1200户"]), ("累计期限不超过1年", ["<=1年"]),
        ("发放资料1万份", ["=1万份"]), ("安置１，２００人", ["=1200人"]), ("差错率控制在1‰以内", ["<=1‰"]), ("建成至少一个“工坊”", [">=1个"]),
        ("负责第3项培训40人", ["=40人"]),
    ])
    func reads(_ text: String, _ expected: [String]) {
        #expect(quantities(text) == expected)
    }

    @Test(arguments: [
        "某发〔2022〕52号", "“四个一”活动", "《三年行动方案》", "一批企业", "一站式服务", "第3条", "5G网络", "一定数量", "一人一策", "2026年工作", "第1、2、3、4项",
        "四个“百分百”",
    ])
    func leavesOtherNumbers(_ text: String) {
        #expect(quantities(text).isEmpty)
    }
}
