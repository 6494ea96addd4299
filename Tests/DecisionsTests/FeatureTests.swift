import Decisions
import FEEL
import FileTesting
import Foundation
import Testing

/// A compact suite of our own in the official form, so that every feature of the standard is tested where the official
/// one is not at hand: Tests/DecisionModels.
@Suite struct FeatureTests {
    private static let folder = ProjectFiles.root + "/Tests/DecisionModels"

    @Test func everyCasePasses() throws {
        let run = try SuiteRun.run(folder: Self.folder, at: .current)
        #expect(run.failed == 0, "\(run.outcomes.filter { $0.failure != nil })")
        #expect(run.passed >= 30)
    }

    @Test func theModelsAreWrittenAsTheyAreRead() throws {
        let models = (FileManager.default.subpaths(atPath: Self.folder) ?? []).filter {
            $0.hasSuffix(".dmn") || $0.hasSuffix(".md")
        }
        #expect(models.count == 7)
        for path in models {
            let model = try Definitions.read(path: "\(Self.folder)/\(path)")
            #expect(DecisionModel(model, imports: []).faults.isEmpty || !model.imports.isEmpty, "\(path)")
            let again = try Definitions.read(Array(model.dmn().utf8), file: path)
            #expect(Shape.of(again) == Shape.of(model), "\(path)")
            guard path.hasSuffix(".md") else { continue }
            let text = try String(contentsOfFile: "\(Self.folder)/\(path)", encoding: .utf8)
            #expect(try model.markdown() == text, "\(path)")
        }
    }

    @Test func nothingOfTheStandardIsLeftOut() throws {
        let files = (FileManager.default.subpaths(atPath: Self.folder) ?? []).filter {
            $0.hasSuffix(".dmn") || $0.hasSuffix(".md")
        }
        let text = try files.map { try String(contentsOfFile: "\(Self.folder)/\($0)", encoding: .utf8) }.joined()
        let forms = [
            "literalExpression", "context", "list", "relation", "invocation", "decisionTable", "functionDefinition",
            "conditional", "filter", "for", "some", "every", "businessKnowledgeModel", "decisionService", "import",
            "itemDefinition", "functionItem", "typeConstraint", "allowedValues", "inputDecision",
            "encapsulatedDecision",
        ]
        for form in forms { #expect(text.contains("<\(form)"), "\(form)") }
        let policies = [
            "UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER", "COLLECT\n", "COLLECT SUM",
            "COLLECT MIN",
            "COLLECT MAX", "COLLECT COUNT",
        ]
        for policy in policies { #expect(text.contains("命中：\(policy)"), "\(policy)") }
        let functions = [
            "substring", "string length", "upper case", "lower case", "substring before", "substring after", "contains",
            "starts with", "ends with", "string join", "matches", "replace", "split", "decimal", "floor", "ceiling",
            "round up", "round down", "round half up", "round half down", "abs", "modulo", "sqrt", "log", "exp", "odd",
            "even", "count", "min", "max", "sum", "product", "mean", "median", "stddev", "mode", "all", "any",
            "list contains", "sort", "sublist", "append", "concatenate", "insert before", "remove", "list replace",
            "reverse", "index of", "union", "distinct values", "flatten", "today", "now", "years and months duration",
            "day of year", "day of week", "month of year", "week of year", "not", "is", "string", "number", "date",
            "time",
            "date and time", "duration", "get value", "get entries", "context", "context put", "context merge",
            "before",
            "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after", "finishes", "finished by",
            "includes", "during", "starts", "started by", "coincides", "range",
        ]
        for function in functions { #expect(text.contains("\(function)("), "\(function)") }
    }
}
