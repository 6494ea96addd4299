public import Base
public import FEEL
import Foundation

/// A file of tests in the official suite's form (testCases.xsd of dmn-tck).
public struct OfficialTests: Sendable {
    /// What is asked of a model.
    public enum Kind: String, Sendable {
        /// The result of decisions.
        case decision
        /// The result of a business knowledge model.
        case knowledge = "bkm"
        /// The results of a decision service.
        case service = "decisionService"
    }

    /// One result that is expected.
    public struct Expectation: Sendable {
        /// Whose result it is.
        public let name: String
        /// In which model; nil for the model under test.
        public let namespace: String?
        /// The result expected.
        public let value: Value
        /// Whether an error is expected, which is null here.
        public let isError: Bool
    }

    /// One case.
    public struct Case: Sendable {
        /// Its id within the file.
        public let id: String
        /// What is asked.
        public let kind: Kind
        /// The service or knowledge model to call, if it is one.
        public let invocable: String?
        /// The values given.
        public let inputs: [DecisionModel.Given]
        /// The results expected.
        public let expectations: [Expectation]
    }

    /// The model under test, by the name of its file.
    public let model: String
    /// The cases in order.
    public let cases: [Case]

    /// Reads a file of tests.
    ///
    /// - Throws: `Diagnostics` with file and line.
    public static func read(path: String) throws(Diagnostics) -> OfficialTests {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Diagnostics([Diagnostic(Place(file: path), "读不到这个文件，请检查路径和权限。")])
        }
        let root = try MarkupReader.read(Array(data), file: path)
        guard root.name == "testCases", let model = root.child("modelName")?.text.trimmed else {
            throw Diagnostics([
                Diagnostic(Place(file: path, line: root.line), found: root.name, expected: "testCases，其中有 modelName")
            ])
        }
        return OfficialTests(
            model: model, cases: root.children("testCase").enumerated().map { make($1, number: $0 + 1) })
    }

    private static func make(_ node: MarkupNode, number: Int) -> Case {
        Case(
            id: node.attribute("id") ?? String(number),
            kind: node.attribute("type").flatMap(Kind.init(rawValue:)) ?? .decision,
            invocable: node.attribute("invocableName"),
            inputs: node.children("inputNode").map { input in
                DecisionModel.Given(
                    input.attribute("name") ?? "", namespace: input.attribute("namespace"), OfficialValue.read(input))
            },
            expectations: node.children("resultNode").map { result in
                Expectation(
                    name: result.attribute("name") ?? "", namespace: result.attribute("namespace"),
                    value: result.child("expected").map(OfficialValue.read) ?? .null,
                    isError: result.attribute("errorResult") == "true")
            })
    }
}
