public import Base
public import FEEL
import Foundation

/// A run of a folder of the official suite.
public struct SuiteRun: Sendable {
    /// How one case came out.
    public struct Outcome: Sendable {
        /// The folder of the case, as seen from the suite's.
        public let folder: String
        /// The file of the case, without its ending.
        public let file: String
        /// The case's id.
        public let id: String
        /// What differed; nil when nothing did.
        public let failure: String?
    }

    /// The cases in the order of folders and files.
    public let outcomes: [Outcome]

    /// How many passed.
    public var passed: Int { outcomes.count { $0.failure == nil } }
    /// How many did not.
    public var failed: Int { outcomes.count - passed }

    /// `N passed, N failed`
    public var summary: String { "\(passed) passed, \(failed) failed" }

    /// Runs all test files of a folder and those below it.
    ///
    /// - Parameters:
    ///   - folder: a folder of the suite, or one test file's folder.
    ///   - moment: what `now()` and `today()` give.
    /// - Throws: `Diagnostics` when there is no folder or no test file in it.
    public static func run(folder: String, at moment: Moment) throws(Diagnostics) -> SuiteRun {
        let root = URL(filePath: folder)
        let found = FileManager.default.subpaths(atPath: root.path) ?? []
        let files = found.filter { $0.hasSuffix(".xml") && $0.contains("-test-") }.sorted()
        guard !files.isEmpty else {
            throw Diagnostics([Diagnostic(Place(file: folder), "这个文件夹里没有官方测试的文件（…-test-01.xml）。")])
        }
        return SuiteRun(outcomes: files.flatMap { run(file: $0, in: root, at: moment) })
    }

    private static func run(file: String, in root: URL, at moment: Moment) -> [Outcome] {
        let path = root.appending(path: file)
        let inside = (file as NSString).deletingLastPathComponent
        let folder = inside.isEmpty ? root.lastPathComponent : inside
        let name = path.deletingPathExtension().lastPathComponent
        func outcome(_ id: String, _ failure: String?) -> Outcome {
            Outcome(folder: folder, file: name, id: id, failure: failure)
        }
        do throws(Diagnostics) {
            let tests = try OfficialTests.read(path: path.path)
            let modelPath = path.deletingLastPathComponent().appending(path: tests.model).path
            do throws(Diagnostics) {
                let model = try DecisionModel.load(path: modelPath)
                return tests.cases.map { outcome($0.id, failure(of: $0, model, at: moment)) }
            } catch {
                return tests.cases.map { outcome($0.id, error.description) }
            }
        } catch {
            return [outcome("", error.description)]
        }
    }

    private static func failure(of test: OfficialTests.Case, _ model: DecisionModel, at moment: Moment) -> String? {
        var failures: [String] = []
        for expectation in test.expectations {
            do throws(Diagnostic) {
                let got = try value(of: expectation, test, model, at: moment)
                if OfficialValue.same(got, expectation.value) { continue }
                let why = got.reason.map { "（\($0.message)）" } ?? ""
                failures.append("\(expectation.name): got \(got)\(why), expected \(expectation.value)")
            } catch {
                failures.append("\(expectation.name): \(error)")
            }
        }
        return failures.isEmpty ? nil : failures.joined(separator: "; ")
    }

    private static func value(
        of expectation: OfficialTests.Expectation, _ test: OfficialTests.Case, _ model: DecisionModel,
        at moment: Moment
    ) throws(Diagnostic) -> Value {
        guard test.kind != .decision, let name = test.invocable else {
            return try model.decide(
                expectation.name, namespace: expectation.namespace, inputs: test.inputs, at: moment
            ).value
        }
        let value = try model.call(name, with: test.inputs, at: moment).value
        // A service with several outputs gives them by name.
        if let part = value.context?[expectation.name], !OfficialValue.same(value, expectation.value) { return part }
        return value
    }

    /// The suite's own form of results: folder, file, case, SUCCESS or ERROR, and what differed.
    public var csv: String {
        var text = ""
        for outcome in outcomes {
            let verdict = outcome.failure == nil ? "SUCCESS" : "ERROR"
            let fields = [outcome.folder, outcome.file, outcome.id, verdict, outcome.failure ?? ""]
            text += fields.map(Self.quoted).joined(separator: ",") + "\n"
        }
        return text
    }

    private static func quoted(_ field: String) -> String {
        "\"\(field.replacing("\"", with: "\"\"").replacing("\n", with: " "))\""
    }
}
