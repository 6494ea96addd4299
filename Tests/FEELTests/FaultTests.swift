import FEEL
import PropertyTesting
import Testing

/// Faults are found before an expression runs and say where and what.
@Suite struct FaultTests {
    static let scope = Scope([
        FEELType.Field("姓名", .string), FEELType.Field("出生日期", .date), FEELType.Field("等级", .number),
        FEELType.Field("持证", .boolean), FEELType.Field("就业", .list(.context([FEELType.Field("开始", .date)]))),
    ])

    func fault(_ source: String) -> ExpressionFault? {
        do throws(ExpressionFault) {
            _ = try Expression.parse(source, scope: Self.scope)
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("等级 = ", 1, 6, "缺一个值"), ("等级 > \"一\"", 1, 4, "数字与文字"), ("级别 = 1", 1, 1, "不认识“级别”"),
        ("姓名 + 1", 1, 4, "文字与数字"), ("等级 and 持证", 1, 1, "要的是条件"), ("(等级 = 1", 1, 8, "“)”"),
        ("持证 and\n  等级级 = 1", 2, 3, "不认识“等级级”"), ("出生日期.年", 1, 5, "没有“年”"),
        ("contains(姓名, 1)", 1, 14, "第 2 个参数"), ("\"没完", 1, 1, "没有结束"), ("@\"2026-13-01\"", 1, 1, "不是日期"),
        ("就业[结束 = null]", 1, 4, "不认识“结束”"), ("some x in 姓名 satisfies true", 1, 11, "应为列表"),
        ("等级 in (\"一\", \"二\")", 1, 8, "不是同一种值"), ("没有的函数(1)", 1, 1, "没有叫"), ("等级 1", 1, 4, "运算符"),
        ("等级＝1", 1, 1, "全角符号“＝”"),
    ])
    func place(source: String, line: Int, column: Int, part: String) throws {
        let fault = try #require(self.fault(source))
        #expect(fault.line == line && fault.column == column, "\(fault)")
        #expect(fault.message.contains(part), "\(fault)")
    }

    @Test(arguments: [
        "就业[开始 > @\"2026-01-01\"]", "count(就业[开始 != null]) >= 1", "some 一 in 就业 satisfies 一.开始 < today()",
        "等级 in (1, 2) and 姓名 != null", "years and months duration(出生日期, today()).years >= 16",
        "if 持证 then 等级 else null", "等级 in [1..4]", "出生日期 + duration(\"P16Y\") <= today()",
    ])
    func good(source: String) {
        #expect(fault(source) == nil)
    }

    @Test func typesAreKnown() throws {
        #expect(try Expression.parse("等级 + 1", scope: Self.scope).type == .number)
        #expect(try Expression.parse("就业.开始", scope: Self.scope).type == .list(.date))
        #expect(try Expression.parse("就业[1].开始", scope: Self.scope).type == .date)
        #expect(try Expression.parse("等级 = 1 or 持证", scope: Self.scope).referencedNames == ["等级", "持证"])
        #expect(throws: ExpressionFault.self) { try Expression.parseCondition("等级 + 1", scope: Self.scope) }
    }

    /// Hostile text ends in a fault, soon.
    @Test(arguments: [
        String(repeating: "(", count: 100_000), String(repeating: "-", count: 100_000),
        String(repeating: "[", count: 100_000), String(repeating: "1 in (", count: 10_000),
        "1" + String(repeating: "+1", count: 50_000), String(repeating: "if ", count: 50_000),
        "x instance of " + String(repeating: "list<", count: 50_000), String(repeating: "not(", count: 50_000),
        String(repeating: "{a:", count: 50_000), String(repeating: "1..", count: 1000), "/*", "\"\\u12\"",
    ])
    func hostile(source: String) {
        #expect(fault(source) != nil)
    }

    /// Whatever is written, reading it ends without a crash.
    @Test func randomText() {
        var random = SeededRandom(seed: 7)
        let parts = [
            "(", ")", "[", "]", "{", "}", "..", ".", ",", ":", "1", "2.5", "\"a\"", "等级", "姓名", " ", "and", "or", "not",
            "in", "if", "then", "else", "for", "return", "some", "satisfies", "between", "<", ">=", "=", "+", "-", "**",
            "/", "@\"P1D\"", "null", "true", "function", "instance of", "list<", "?", "date(", "count(", "//", "/*",
        ]
        for _ in 0..<20_000 {
            let count = Int(random.next() % 12) + 1
            let source = (0..<count).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined(separator: " ")
            _ = fault(source)
        }
    }
}
