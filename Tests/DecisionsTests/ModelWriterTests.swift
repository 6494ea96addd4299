import Decisions
import FEEL
import FileTesting
import Foundation
import Testing

@Suite struct ModelWriterTests {
    private func again(_ model: Definitions) throws -> Definitions {
        try Definitions.read(Array(model.dmn().utf8), file: model.file)
    }

    @Test func whatIsWrittenReadsAsTheSame() throws {
        let model = try Definitions.read(Array(Samples.quota.utf8), file: "quota.dmn")
        let written = model.dmn()
        #expect(Shape.of(try again(model)) == Shape.of(model))
        #expect(try again(model).dmn() == written)
        #expect(written.contains("<text>&lt; 1</text>"))
    }

    @Test func madeModelsReadAsTheSame() throws {
        for seed in 1...300 as ClosedRange<UInt64> {
            var maker = ModelMaker(seed: seed)
            let model = try Definitions.read(Array(maker.model().utf8), file: "made.dmn")
            #expect(Shape.of(try again(model)) == Shape.of(model), "seed \(seed)")
            let faults = SchemaOrder.faults(in: model.dmn())
            #expect(faults.isEmpty, "seed \(seed): \(faults)")
        }
    }

    @Test func theShapeTellsModelsApart() throws {
        let model = try Definitions.read(Array(Samples.quota.utf8), file: "quota.dmn")
        for (old, new) in [("第八条", "第九条"), ("FIRST", "UNIQUE"), ("label=\"比例\"", ""), ("0.015", "0.016")] {
            let other = try Definitions.read(Array(Samples.quota.replacing(old, with: new).utf8), file: "quota.dmn")
            #expect(Shape.of(other) != Shape.of(model), "\(old)")
        }
    }

    @Test func theStructuralCheckFindsWhatTheSchemaForbids() {
        let right = Samples.text("<decision name=\"d\"><question>?</question>\(Samples.literal("1"))</decision>")
        #expect(SchemaOrder.faults(in: right).isEmpty)
        #expect(!SchemaOrder.faults(in: right.replacing("name=\"d\"", with: "")).isEmpty)
        let swapped = Samples.text("<decision name=\"d\">\(Samples.literal("1"))<question>?</question></decision>")
        #expect(!SchemaOrder.faults(in: swapped).isEmpty)
        #expect(!SchemaOrder.faults(in: Samples.text("<decisions/>")).isEmpty)
    }

    @Test func testsOfATypeWithComponentsStandWhereTheSchemaHasAPlaceForThem() throws {
        let model = try Samples.definitions(
            """
            <itemDefinition name="各月" isCollection="true"><itemComponent name="月"><typeRef>number</typeRef></itemComponent>
            <typeConstraint><text>count(?) &lt;= 1</text></typeConstraint></itemDefinition>
            <decision id="a" name="a"><variable name="a" typeRef="各月"/>\(Samples.literal("[{月: 1}]"))</decision>
            <decision id="b" name="b"><variable name="b" typeRef="各月"/>\(Samples.literal("[{月: 1}, {月: 2}]"))</decision>
            """)
        #expect(SchemaOrder.faults(in: model.dmn()).isEmpty, "\(model.dmn())")
        for definitions in [model, try again(model)] {
            let model = DecisionModel(definitions)
            #expect(try model.decide("a", inputs: [], at: Samples.day).value.description == "[{月: 1}]")
            #expect(try model.decide("b", inputs: [], at: Samples.day).value.isNull)
        }
    }

    // MARK: The official suite

    private static let hasSuite = OfficialSuiteTests.folder != nil

    /// The suite with every model rewritten.
    private func rewrittenSuite() throws -> URL {
        let folder = try #require(OfficialSuiteTests.folder)
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("rewritten-\(UUID().uuidString)")
        for path in FileManager.default.subpaths(atPath: folder) ?? [] {
            let (from, to) = ("\(folder)/\(path)", copy.appendingPathComponent(path))
            try FileManager.default.createDirectory(
                at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
            if path.hasSuffix(".dmn") {
                try Data(try Definitions.read(path: from).dmn().utf8).write(to: to)
            } else if path.hasSuffix(".xml") || path.hasSuffix(".xsd") {
                try FileManager.default.copyItem(atPath: from, toPath: to.path)
            }
        }
        return copy
    }

    @Test(.enabled(if: hasSuite, "the official suite is not beside the project: ../shared/dmn-tck"))
    func theSuitesModelsReadRunAndValidateAsBefore() async throws {
        let copy = try rewrittenSuite()
        defer { try? FileManager.default.removeItem(at: copy) }
        let models = (FileManager.default.subpaths(atPath: copy.path) ?? []).filter { $0.hasSuffix(".dmn") }
        #expect(models.count > 100)
        for path in models {
            let before = try Definitions.read(path: "\(OfficialSuiteTests.folder ?? "")/\(path)")
            let after = try Definitions.read(path: copy.appendingPathComponent(path).path)
            #expect(Shape.of(after) == Shape.of(before), "\(path)")
            let faults = SchemaOrder.faults(in: before.dmn())
            #expect(faults.isEmpty, "\(path): \(faults)")
        }
        #expect(try SuiteRun.run(folder: copy.path, at: .current).passed >= 2_070)
    }

    private static let schema = OfficialSuiteTests.folder.map { "\($0)/DMN15.xsd" }
    private static let validator = ["/usr/bin/xmllint", "/usr/local/bin/xmllint"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(
        .enabled(if: schema != nil && validator != nil, "needs ../shared/dmn-tck/DMN15.xsd and xmllint (libxml2-utils)")
    )
    func writtenModelsFollowTheSchema() throws {
        let copy = try rewrittenSuite()
        defer { try? FileManager.default.removeItem(at: copy) }
        var files = (FileManager.default.subpaths(atPath: copy.path) ?? []).filter { $0.hasSuffix(".dmn") }
            .map { copy.appendingPathComponent($0).path }
        // Our own models: as they stand, and those in Markdown as they are written.
        let own = "\(ProjectFiles.root)/Tests/DecisionModels"
        for path in FileManager.default.subpaths(atPath: own) ?? [] {
            if path.hasSuffix(".dmn") { files.append("\(own)/\(path)") }
            guard path.hasSuffix(".md") else { continue }
            let file = copy.appendingPathComponent("own-\(files.count).dmn")
            try Data(try Definitions.read(path: "\(own)/\(path)").dmn().utf8).write(to: file)
            files.append(file.path)
        }
        let levy = copy.appendingPathComponent("levy.dmn")
        try Data(try Definitions.read(path: "\(ProjectFiles.root)/Benchmarks/decisions/levy.dmn").dmn().utf8).write(
            to: levy)
        files.append(levy.path)
        for seed in 1...100 as ClosedRange<UInt64> {
            var maker = ModelMaker(seed: seed)
            let model = try Definitions.read(Array(maker.model().utf8), file: "made.dmn")
            let file = copy.appendingPathComponent("made-\(seed).dmn")
            try Data(model.dmn().utf8).write(to: file)
            files.append(file.path)
        }
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.validator))
        process.arguments = ["--noout", "--nonet", "--schema", try #require(Self.schema)] + files
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let faults = said.split(separator: "\n").filter { !$0.hasSuffix(" validates") }
        #expect(process.terminationStatus == 0 && faults.isEmpty, "\(faults.prefix(20).joined(separator: "\n"))")
    }
}
