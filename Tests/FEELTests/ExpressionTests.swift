import FEEL
import Testing

/// What expressions give, written as FEEL writes it.
@Suite struct ExpressionTests {
    static let today = "2026-11-21"

    static func moment() throws -> Moment { Moment(today: try #require(CivilDate(today))) }

    func value(_ source: String, _ values: [String: Value] = [:]) throws -> Value {
        let fields = values.sorted { $0.key < $1.key }.map { FEELType.Field($0.key, $0.value.type) }
        let expression = try Expression.parse(source, scope: Scope(fields, mode: .standard))
        return expression.evaluate(in: values, at: try Self.moment())
    }

    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 2 - 3", "5"), ("2 ** 3 ** 2", "64"), ("-2 ** 2", "4"),
        ("0.1 + 0.2", "0.3"), ("1 / 3", "0.3333333333333333333333333333333333"), ("7 / 2", "3.5"), (".5 + 1", "1.5"),
        ("1.2e3", "1200"), ("1 / 0", "null"), ("1 + null", "null"), ("1 + \"a\"", "null"), ("\"a\" + \"b\"", "\"ab\""),
        ("12345678901234567890 * 10", "123456789012345678900"),
    ])
    func arithmetic(source: String, expected: String) throws {
        #expect(try value(source).description == expected)
    }

    @Test(arguments: [
        ("1 = 1.0", "true"), ("1 != 2", "true"), ("null = null", "true"), ("null != 1", "true"), ("1 = null", "false"),
        ("1 < null", "null"), ("1 < \"a\"", "null"), ("\"a\" < \"b\"", "true"), ("5 between 1 and 5", "true"),
        ("5 in [1..5)", "false"), ("5 in (> 4)", "true"), ("5 in (1, 5)", "true"), ("5 in (< 3, > 4)", "true"),
        ("\"b\" in [\"a\", \"b\"]", "true"), ("null in [1..5]", "null"), ("3 in ]1..3]", "true"),
        ("3 in [1..3[", "false"),
        ("5 in (? > 4 and ? < 6)", "true"), ("[1,2] = [1,2]", "true"), ("{a: 1} = {a: 1}", "true"),
    ])
    func comparisons(source: String, expected: String) throws {
        #expect(try value(source).description == expected)
    }

    @Test(arguments: [
        ("true and null", "null"), ("false and null", "false"), ("null or true", "true"), ("null or false", "null"),
        ("not(null)", "null"), ("not(true)", "false"), ("true and 1", "null"), ("if null then 1 else 2", "2"),
        ("some x in [1, 2] satisfies x > 1", "true"), ("every x in [1, 2] satisfies x > 1", "false"),
        ("every x in [] satisfies false", "true"), ("some x in [1, null] satisfies x > 1", "null"),
        ("some x in [1, 2], y in [2, 3] satisfies x = y", "true"),
    ])
    func logic(source: String, expected: String) throws {
        #expect(try value(source).description == expected)
    }

    @Test(arguments: [
        ("for i in 1..3 return i * i", "[1, 4, 9]"), ("for i in 3..1 return i", "[3, 2, 1]"),
        ("for i in [1..3] return i", "[1, 2, 3]"),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
        ("for x in [1, 2], y in [3, 4] return x * y", "[3, 4, 6, 8]"), ("[1, 2, 3][2]", "2"), ("[1, 2, 3][-1]", "3"),
        ("[1, 2, 3][item > 1]", "[2, 3]"), ("[{a: 1}, {a: 2}][a = 2]", "[{a: 2}]"), ("[{a: 1}, {a: 2}].a", "[1, 2]"),
        ("{a: 1, b: a + 1}.b", "2"), ("{\"first name\": \"王\"}.first name", "\"王\""),
        ("(function(x, y) x + y)(1, 2)", "3"), ("{f: function(n: number) n * 2}.f(4)", "8"),
        ("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]"), ("sum([1, 2, 3])", "6"), ("max(1, 5, 2)", "5"),
        ("count([1, null])", "2"), ("[1, 2] instance of list<number>", "true"), ("null instance of Any", "false"),
        ("substring(\"残疾人就业\", 4)", "\"就业\""), ("substring(string: \"abc\", start position: 2, length: 1)", "\"b\""),
        ("1 /* 注 */ + 1 // 完", "2"), ("string length(\"😀a\")", "2"), ("\"\\u6B8B\\U01F600\"", "\"残😀\""),
    ])
    func structures(source: String, expected: String) throws {
        #expect(try value(source).description == expected)
    }

    @Test(arguments: [
        ("today()", "date(\"2026-11-21\")"), ("date(\"2024-02-29\") + duration(\"P1Y\")", "date(\"2025-02-28\")"),
        ("@\"2026-01-31\" + @\"P1M\"", "date(\"2026-02-28\")"),
        ("@\"2026-03-01\" - @\"2026-02-01\"", "duration(\"P28D\")"),
        ("(@\"2026-03-01\" - @\"2026-02-01\").days", "28"), ("date(2026, 1, 1).weekday", "4"),
        ("years and months duration(@\"2010-11-22\", today()).years", "15"), ("date(\"2026-02-30\")", "null"),
        ("date and time(\"2026-01-01T23:30:00\") + duration(\"PT1H\")", "date and time(\"2026-01-02T00:30:00\")"),
        ("@\"10:00:00+08:00\" = @\"02:00:00Z\"", "true"), ("duration(\"P14M\")", "duration(\"P1Y2M\")"),
        ("date(\"-999999999-01-01\").year", "-999999999"), ("duration(\"PT36H\") * 2", "duration(\"P3D\")"),
        ("@\"2026-01-01\" in [@\"2025-12-31\"..@\"2026-01-02\"]", "true"),
    ])
    func times(source: String, expected: String) throws {
        #expect(try value(source).description == expected)
    }

    @Test func namesWithSpacesAndSigns() throws {
        #expect(try value("first  name + \"!\"", ["first name": "王"]).description == "\"王!\"")
        #expect(try value("a-b - 1", ["a-b": 5, "a": 1, "b": 2]).description == "4")
        #expect(try value("a - b", ["a": 5, "b": 2]).description == "3")
        #expect(
            try value(
                "单位.在职职工人数 * 安置比例",
                [
                    "单位": .context(["在职职工人数": 200]), "安置比例": .number(Number(15, scale: 3)),
                ]
            ).description == "3")
    }

    @Test func aNullKeepsItsReason() throws {
        #expect(try value("1 / 0 + 3").reason?.message == "不能除以 0")
        #expect(try value("[1, 2][5]").reason?.message == "列表没有第 5 项")
        #expect(try value("{a: 1}.b").reason?.message.contains("b") == true)
    }

    @Test func unaryTests() throws {
        let moment = try Self.moment()
        for (tests, input, expected) in [
            ("-", 3, true), ("< 5, > 10", 3, true), ("not(3, 4)", 3, false), ("[1..3]", 3, true), ("? > 4", 3, false),
            ("1, 2, 3", 3, true),
        ] {
            let expression = try Expression.parseUnaryTests(tests, of: .number, scope: .empty)
            #expect(expression.evaluate(in: ["?": .number(input)], at: moment).isTrue == expected, "\(tests)")
        }
    }

    /// What is tested against a known interval or number need be no number.
    @Test func membershipOfWhatIsNoNumber() throws {
        #expect(try value("x in (= 5)", ["x": .null]).boolean == false)
        #expect(try value("x in [1..5]", ["x": .null]).isNull)
        #expect(try value("x in [1..5]", ["x": [3]]).isNull)
        #expect(try value("x in (< 5)", ["x": "a"]).reason?.message == "“<”不能用于文字与数字")
        #expect(try value("x in [1..5]", ["x": "a"]).reason?.message == "文字不能与区间的两端比较")
    }

    /// A condition that intervals and digits say gives the same without running the expression.
    @Test func theQuickTestOfANumberSaysWhatTheConditionSays() throws {
        let moment = try Self.moment()
        let numbers = [-1, 0, 1, 250, 999, 1_000, 1_001, 123_456].flatMap { digits in
            (0...3).map { Number(digits, scale: $0) }
        }
        for condition in [
            "? in [0..10] and decimal(?, 2) = ?", "[1..100)", "> 0.25", "? in (0.1..1] and ? = decimal(?, 0)",
            "? >= 1 and ? < 12.3456",
        ] {
            let expression = try Expression.parseUnaryTests(condition, of: .number, scope: .empty)
            let test = try #require(NumberTest(expression))
            for number in numbers {
                let expected = expression.evaluate(in: ["?": .number(number)], at: moment).isTrue
                #expect(test.holds(for: number) == expected, "\(condition): \(number)")
            }
        }
        for condition in ["not(3)", "1, [5..6]", "even(?)", "!= 3"] {
            #expect(NumberTest(try Expression.parseUnaryTests(condition, of: .number, scope: .empty)) == nil)
        }
    }

    /// Runs that would not end are stopped.
    @Test func boundedRuns() throws {
        #expect(try value("count(for i in 1..1000000000 return i)").isNull)
        #expect(try value("sum(for a in 1..100000, b in 1..100000 return 1)").isNull)
        for doubling in [
            "if i = 0 then \"aaaa\" else partial[-1] + partial[-1]",
            "if i = 0 then [1] else [partial[-1], partial[-1]]",
            "if i = 0 then [1] else concatenate(partial[-1], partial[-1])", "if i = 0 then [1] else [partial[-1]]",
            "if i = 0 then {a: 1} else {a: partial[-1], b: partial[-1]}",
            "if i = 0 then \"a\" else replace(partial[-1], \"a\", \"aaaa\")",
        ] {
            #expect(try value("(for i in 0..5000 return \(doubling))[-1]").isNull, "\(doubling)")
        }
        #expect(try value("{f: function(g, n) g(g, n), r: f(function(g, n) g(g, n + 1), 1)}.r").isNull)
    }
}
