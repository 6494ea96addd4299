import FEEL
import Testing

@testable import Strict

/// The levy in the order in which an officer writes it.
enum Levy {
    static let fields: [StrictType.Field] = [
        .init(
            "单位",
            .record([
                .init("在职职工人数", .number(scale: 0, 1...200_000)), .init("年平均工资分", .number(scale: 0, 0...1_000_000_000)),
            ])),
        .init(
            "地区",
            .record([.init("安排比例", .number(scale: 4, 0...1_000)), .init("社会平均工资分", .number(scale: 0, 0...500_000_000))])
        ),
        .init(
            "安置",
            .rows(
                [
                    .init("证件", .number(scale: 0, 0...1)), .init("等级", .number(scale: 0, 1...10)),
                    .init("参保", .boolean),
                ], limit: 1_000_000)),
    ]

    static func builder() throws -> StrictBuilder {
        var builder = StrictBuilder(fields)
        try builder.define(
            "已安排人数",
            """
            sum(append(for 月 in 安置[参保] return
              if 月.等级 <= (if 月.证件 = 0 then 2 else 3) then 2 else 1, 0)) / 12
            """)
        try builder.define("安排率", "已安排人数 / 单位.在职职工人数")
        try builder.define("差额人数", "max(0, 单位.在职职工人数 * 地区.安排比例 - 已安排人数)")
        try builder.define("计费工资分", "min(单位.年平均工资分, 2 * 地区.社会平均工资分)")
        try builder.define(
            "缴纳比例", "if 差额人数 = 0 or 单位.在职职工人数 <= 30 then 0 else if 安排率 >= 0.01 then 0.5 else 0.9")
        try builder.define("应缴分", "round half up(差额人数 * 计费工资分 * 缴纳比例, 0)")
        return builder
    }
}

@Suite struct InterpreterTests {
    @Test func levyOfOneEmployer() throws {
        let program = try Levy.builder().program(outputs: ["应缴分", "安排率"])
        let interpreter = StrictInterpreter(program)
        let values: [Int64] = [100, 8_000_000, 150, 6_000_000, 0, 0, 0]
        let months = Array(repeating: [0, 3, 1] as [Int64], count: 6)
        let outcome = interpreter.run(StrictRow(values: values, children: [months]))
        // 100 × 1.5 % - 6/12 = 1 person × 80,000 yuan × 90 %.
        #expect(outcome == .values([.number(Exact(7_200_000)), .number(Exact(1, over: 200))]))
        let severe = Array(repeating: [0, 2, 1] as [Int64], count: 6)
        let second = interpreter.run(StrictRow(values: values, children: [severe]))
        // 1 person counts: half a person short, and 1 % placed halves it again.
        #expect(second == .values([.number(Exact(2_000_000)), .number(Exact(1, over: 100))]))
    }

    @Test func whatIsMissingOrOutOfBoundsIsAReason() throws {
        let program = try Levy.builder().program(outputs: ["应缴分"])
        let outcome = StrictInterpreter(program).run(StrictRow(values: [0, 8_000_000, 150, 6_000_000, 0, 0, 0]))
        #expect(outcome == .refused(0))
        #expect(program.reasons[0].message == "“单位.在职职工人数”没有值，或不是 1 到 200000 之间的整数")
    }

    @Test func divisionByZeroIsAReasonOnlyWhereItIsNeeded() throws {
        var builder = StrictBuilder([.init("甲", .number(scale: 0, -5...5)), .init("乙", .number(scale: 0, -5...5))])
        try builder.define("商", "甲 / 乙")
        try builder.define("稳", "if 乙 = 0 then 0 else 商")
        let safe = StrictInterpreter(try builder.program(outputs: ["稳"]))
        #expect(safe.run(StrictRow(values: [3, 0])) == .values([.number(.zero)]))
        #expect(safe.run(StrictRow(values: [3, -2])) == .values([.number(Exact(-3, over: 2))]))
        let bare = try builder.program(outputs: ["商"])
        guard case .refused(let site) = StrictInterpreter(bare).run(StrictRow(values: [3, 0])) else {
            Issue.record("a division by zero gave a value")
            return
        }
        #expect(bare.reasons[site].message == "除数是 0" && bare.reasons[site].column == 3)
    }

    @Test(arguments: [
        ("甲 = null", "空值"), ("甲 instance of number", "类型"), ("sqrt(甲)", "sqrt"), ("行[1].值", "序号"),
        ("日 + duration(\"P1Y\")", "add months round down"),
        ("sum(行[值 > 甲].值)", "上一级"), ("日 + duration(\"P1M\")", "月末"), ("文 < \"a\"", "先后"),
        ("文 = 文二", "互相比较"), ("if 甲 > 0 then 甲 else \"无\"", "同一种"), ("甲 / 0", "除以 0"),
        ("round half up(甲, 甲)", "位数"), ("甲 ** 甲", "次数"), ("now()", "now"),
    ])
    func refused(source: String, part: String) throws {
        var builder = StrictBuilder([
            .init("甲", .number(scale: 2, 0...100)), .init("文", .text), .init("文二", .text), .init("日", .date),
            .init("行", .rows([.init("值", .number(scale: 0, 0...9))], limit: 100)),
        ])
        let fault = #expect(throws: ExpressionFault.self) { try builder.define("结果", source) }
        let message = try #require(fault).message
        #expect(message.hasPrefix("严格决策不能这样写") && message.contains(part), "\(message)")
    }
}
