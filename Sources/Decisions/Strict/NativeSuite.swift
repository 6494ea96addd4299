public import Base
import FEEL
import Foundation
public import Strict

/// How many of some decisions or cases each backend can run.
public struct NativeCount: Sendable {
    /// How many there are.
    public private(set) var all = 0
    /// How many run over columns.
    public private(set) var columns = 0
    /// How many can be SQL, by dialect.
    public private(set) var sql: [StrictDialect: Int] = [:]

    /// None yet.
    public init() {}

    /// Counts one; decisions of one case all have to be native.
    public mutating func add(_ verdicts: [StrictVerdict]) {
        all += 1
        if verdicts.isEmpty || verdicts.contains(where: { $0.refusal != nil || $0.isHelper }) { return }
        if verdicts.allSatisfy({ $0.columns == nil }) { columns += 1 }
        for dialect in StrictDialect.allCases where verdicts.allSatisfy({ $0.sql[dialect] == nil }) {
            sql[dialect, default: 0] += 1
        }
    }
}

/// What of the official suite is native, and what strict decisions answer to it.
public struct NativeSuite: Sendable {
    /// The cases by backend.
    public internal(set) var count = NativeCount()
    /// Cases native to columns for which the strict answer is the one expected; no value stands for null.
    public internal(set) var agreeing = 0
    /// The others, with what was given and what was expected.
    public internal(set) var differing: [String] = []
    /// Why cases are not native.
    public internal(set) var reasons: [String] = []
}

extension SuiteRun {
    /// Counts the cases of a folder of the official suite whose decisions are native.
    ///
    /// - Parameter unbounded: what a number is taken for whose type says neither bounds nor decimals; nil refuses it.
    /// - Throws: `Diagnostics` when there is no test file.
    public static func native(folder: String, unbounded: StrictType? = nil) throws(Diagnostics) -> NativeSuite {
        let root = URL(filePath: folder)
        let files = (FileManager.default.subpaths(atPath: root.path) ?? [])
            .filter { $0.hasSuffix(".xml") && $0.contains("-test-") }.sorted()
        guard !files.isEmpty else {
            throw Diagnostics([Diagnostic(Place(file: folder), "这个文件夹里没有官方测试的文件（…-test-01.xml）。")])
        }
        var suite = NativeSuite()
        for file in files {
            let path = root.appending(path: file)
            guard let tests = try? OfficialTests.read(path: path.path) else { continue }
            let model = try? Definitions.read(
                path: path.deletingLastPathComponent().appending(path: tests.model).path)
            var known: [String: StrictVerdict] = [:]
            for test in tests.cases {
                var verdicts: [StrictVerdict] = []
                for expectation in test.expectations where test.kind == .decision {
                    guard let model else { continue }
                    let verdict = known[expectation.name] ?? model.strictVerdict(expectation.name, unbounded: unbounded)
                    known[expectation.name] = verdict
                    verdicts.append(verdict)
                }
                suite.count.add(verdicts)
                let title = "\(file) \(test.id)"
                if let refusal = verdicts.lazy.compactMap({ $0.refusal ?? $0.columns }).first {
                    suite.reasons.append("\(title): \(refusal.diagnostic)")
                } else if let model, !verdicts.isEmpty, verdicts.allSatisfy({ !$0.isHelper }) {
                    answer(test, model, unbounded, title, &suite)
                }
            }
        }
        return suite
    }

    private static func answer(
        _ test: OfficialTests.Case, _ model: Definitions, _ unbounded: StrictType?, _ title: String,
        _ suite: inout NativeSuite
    ) {
        let inputs = Dictionary(test.inputs.map { ($0.name, $0.value) }) { first, _ in first }
        for expectation in test.expectations {
            guard let name = model.decision(named: expectation.name)?.variable.name,
                let program = try? model.strict(outputs: [name], unbounded: unbounded)
            else { continue }
            let outcome = StrictInterpreter(program).run(StrictRow(program, reading: inputs))
            let got = value(outcome, program, name)
            if !OfficialValue.same(got, expectation.value) {
                suite.differing.append("\(title) \(expectation.name): strict \(got), expected \(expectation.value)")
                return
            }
        }
        suite.agreeing += 1
    }

    /// What a strict decision came to as a FEEL value.
    private static func value(_ outcome: StrictOutcome, _ program: StrictProgram, _ name: String) -> Value {
        guard case .values(let values) = outcome else { return .null }
        var result: Value = .null
        for (output, value) in zip(program.outputs, values) {
            let path = output.name.dropFirst(name.count).split(separator: ".").map(String.init)
            result = placed(plain(value, program), at: path[...], in: result)
        }
        return result
    }

    private static func placed(_ value: Value, at path: ArraySlice<String>, in whole: Value) -> Value {
        guard let first = path.first else { return value }
        var context = whole.context ?? Context()
        context[first] = placed(value, at: path.dropFirst(), in: context[first] ?? .null)
        return .context(context)
    }

    private static func plain(_ value: StrictValue, _ program: StrictProgram) -> Value {
        switch value {
        case .number(let number):
            guard let upper = Number("\(number.numerator)"), let lower = Number("\(number.denominator)") else {
                return .null
            }
            return upper.divided(by: lower).map(Value.number) ?? .null
        case .boolean(let boolean): return .boolean(boolean)
        case .text(let code): return .string(program.texts.indices.contains(code) ? program.texts[code] : "")
        case .date(let day): return CivilDate(dayNumber: day).map(Value.date) ?? .null
        case .days(let days): return .daysTime(DaysTimeDuration(days: days))
        case .months(let months): return .yearsMonths(YearsMonthsDuration(months: months))
        }
    }
}
