import FEEL
import PropertyTesting
import Testing

/// The functions of the language.
@Suite struct BuiltInTests {
    func value(_ source: String) throws -> Value {
        let moment = Moment(today: try #require(CivilDate("2026-11-21")))
        return try Expression.parse(source, scope: Scope([FEELType.Field](), mode: .standard)).evaluate(
            in: [:], at: moment)
    }

    @Test(arguments: [
        ("substring(\"foobar\", -2, 1)", "\"a\""), ("substring(\"foobar\", 0)", "null"),
        ("upper case(\"aé\")", "\"AÉ\""),
        ("substring before(\"foobar\", \"bar\")", "\"foo\""), ("substring after(\"foobar\", \"ob\")", "\"ar\""),
        ("contains(\"残疾人\", \"疾\")", "true"), ("starts with(\"foobar\", \"fo\")", "true"),
        ("ends with(\"foobar\", \"r\")", "true"),
        ("string join([\"a\", null, \"b\"], \"、\")", "\"a、b\""), ("string(1.10)", "\"1.1\""),
        ("string([1, \"a\"])", "\"[1, \\\"a\\\"]\""),
        ("number(\"1 000,5\", \" \", \",\")", "1000.5"), ("number(\"1.2e2\")", "120"), ("number(\"一\")", "null"),
    ])
    func texts(source: String, expected: String) throws { #expect(try value(source).description == expected) }

    @Test(arguments: [
        ("decimal(1/3, 2)", "0.33"), ("decimal(2.5, 0)", "2"), ("floor(-1.56, 1)", "-1.6"), ("ceiling(1.5)", "2"),
        ("round half up(-5.5, 0)", "-6"), ("round half down(5.5, 0)", "5"), ("round up(1.121, 2)", "1.13"),
        ("round down(-1.126, 2)", "-1.12"), ("modulo(-12, 5)", "3"), ("abs(-10)", "10"),
        ("abs(@\"-P1D\")", "duration(\"P1D\")"),
        ("odd(5)", "true"), ("even(1.5)", "null"), ("sqrt(16)", "4"), ("mean(1, 2, 6)", "3"),
        ("median([8, 2, 5, 3])", "4"),
        ("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"), ("mode([6, 3, 9, 6, 6, 3, 3])", "[3, 6]"),
        ("product([2, 3, 4])", "24"), ("sum([])", "null"), ("sum(@\"P1D\", @\"PT1H\")", "duration(\"P1DT1H\")"),
    ])
    func numbers(source: String, expected: String) throws { #expect(try value(source).description == expected) }

    @Test(arguments: [
        ("min([])", "null"), ("max(\"a\", \"c\", \"b\")", "\"c\""), ("all([true, null])", "null"),
        ("any([true, null])", "true"),
        ("sublist([1, 2, 3], -2, 1)", "[2]"), ("append([1], 2, 3)", "[1, 2, 3]"), ("concatenate([1], [2])", "[1, 2]"),
        ("insert before([1, 3], 2, 2)", "[1, 2, 3]"), ("remove([1, 2, 3], -1)", "[1, 2]"),
        ("reverse([1, 2])", "[2, 1]"),
        ("index of([1, 2, 1, null], 1)", "[1, 3]"), ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ("distinct values([1, 2, 1])", "[1, 2]"),
        ("flatten([[1], [[2]], 3])", "[1, 2, 3]"), ("sort([\"b\", \"a\"])", "[\"a\", \"b\"]"),
        ("list replace([1, 2], 2, 9)", "[1, 9]"),
        ("list replace([1, 5], function(item, newItem) item < newItem, 3)", "[3, 5]"),
        ("list contains([1, null], null)", "true"),
        ("get value({a: 1}, \"a\")", "1"), ("get entries({a: 1})", "[{key: \"a\", value: 1}]"),
        ("context([{key: \"a\", value: 1}])", "{a: 1}"), ("context put({a: {b: 1}}, [\"a\", \"b\"], 2)", "{a: {b: 2}}"),
        ("context merge([{a: 1, b: 1}, {a: 2}])", "{a: 2, b: 1}"), ("before([1..5), 5)", "true"),
        ("overlaps([1..5], [3..8])", "true"),
        ("during(3, [1..5])", "true"), ("meets([1..5], [5..8])", "true"), ("coincides([1..5], [1..5])", "true"),
        ("range(\"[1..3)\")", "[1..3)"), ("is(@\"10:00:00\", @\"10:00:00Z\")", "false"),
    ])
    func listsContextsAndRanges(source: String, expected: String) throws {
        #expect(try value(source).description == expected)
    }

    @Test(arguments: [
        ("date(\"2026-11-21\").weekday", "6"), ("day of week(today())", "\"Saturday\""),
        ("month of year(today())", "\"November\""),
        ("day of year(@\"2026-02-01\")", "32"), ("week of year(@\"2005-01-01\")", "53"),
        ("date and time(date(2026, 1, 1), time(8, 30, 0))", "date and time(\"2026-01-01T08:30:00\")"),
        ("time(8, 30, 1.5, @\"PT8H\")", "time(\"08:30:01.5+08:00\")"),
        ("@\"2026-01-01T00:00:00@Asia/Shanghai\".time offset", "duration(\"PT8H\")"),
        (
            "date and time(\"2026-06-01T12:00:00@Asia/Shanghai\") - date and time(\"2026-06-01T12:00:00@Europe/Paris\")",
            "duration(\"-PT6H\")"
        ),
        ("years and months duration(@\"2024-02-29\", @\"2025-02-28\")", "duration(\"P11M\")"),
        ("duration(\"P1Y2D\")", "null"),
    ])
    func times(source: String, expected: String) throws { #expect(try value(source).description == expected) }

    /// Functions and operators bear any values, the largest and oddest included.
    @Test func anyValues() throws {
        var random = SeededRandom(seed: 21)
        let names = [
            "substring", "string length", "upper case", "substring before", "substring after", "contains",
            "starts with",
            "ends with", "string join", "matches", "replace", "split", "decimal", "floor", "ceiling", "round up",
            "round down",
            "round half up", "round half down", "abs", "modulo", "sqrt", "log", "exp", "odd", "even", "count", "min",
            "max",
            "sum", "product", "mean", "median", "stddev", "mode", "all", "any", "list contains", "sort", "sublist",
            "append",
            "concatenate", "insert before", "remove", "list replace", "reverse", "index of", "union", "distinct values",
            "flatten", "today", "now", "years and months duration", "day of year", "day of week", "month of year",
            "week of year", "not", "is", "string", "number", "date", "time", "date and time", "duration", "get value",
            "get entries", "context", "context put", "context merge", "before", "after", "meets", "met by", "overlaps",
            "overlaps before", "overlaps after", "finishes", "finished by", "includes", "during", "starts",
            "started by",
            "coincides", "range",
        ]
        let values = [
            "null", "true", "0", "-1", "1", "2.5", "1e6000", "-1e-6000", "9223372036854775807", "-9223372036854775808",
            "9999999999999999999999999999999999", "\"\"", "\"a\"", "\"残😀\"", "\"[\"", "date(\"999999999-12-31\")",
            "date(\"-999999999-01-01\")", "@\"23:59:59.999999999@Asia/Shanghai\"", "@\"00:00:00-18:00\"",
            "@\"999999999-12-31T23:59:59Z\"", "@\"P999999999999D\"", "@\"-P999999999999Y\"", "@\"P0D\"", "[]", "[null]",
            "[1, 2, 3]", "[\"a\", 1]", "{}", "{a: 1, key: \"k\", value: 2}", "[1..5]", "(< 3)",
            "[@\"2026-01-01\"..@\"2026-02-01\")",
            "function(a, b) a < b", "count",
        ]
        for _ in 0..<3_000 {
            let arguments = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                values.randomElement(using: &random) ?? ""
            }
            _ = try value("\(names.randomElement(using: &random) ?? "")(\(arguments.joined(separator: ", ")))")
        }
        let signs = ["+", "-", "*", "/", "**", "=", "!=", "<", ">=", "in", "and", "or"]
        for _ in 0..<3_000 {
            let parts = (0..<3).map { _ in values.randomElement(using: &random) ?? "" }
            let (first, second) = (signs.randomElement(using: &random) ?? "", signs.randomElement(using: &random) ?? "")
            _ = try value("((\(parts[0])) \(first) (\(parts[1]))) \(second) (\(parts[2]))")
        }
    }
}
