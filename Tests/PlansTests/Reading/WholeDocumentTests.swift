import Plans
import Testing

/// Documents in the styles of many offices, made up, each compared fact by fact with what a person read in it.
///
/// `Tests/PlanDocuments` holds the documents and, beside each, the facts.
@Suite struct WholeDocumentTests {
    static let names = ReadingFiles.names(in: "Tests/PlanDocuments").filter { !$0.hasSuffix(".facts") }

    @Test func thereAreDocuments() {
        #expect(Self.names.count >= 18)
    }

    @Test(arguments: names)
    func isReadFactByFact(_ name: String) throws {
        let folder = "Tests/PlanDocuments/"
        let bytes = try #require(ReadingFiles.bytes(folder + name))
        let source = try SourceText.load(fileName: name, bytes: bytes)
        let found = ReadingDigest.lines(PlanReader.read(source, options: ReaderOptions.all).document)
        let wanted = (ReadingFiles.text(folder + name + ".facts") ?? "").split(separator: "\n").map(String.init)
        for line in Set(wanted).subtracting(found).sorted() { Issue.record("\(name) 没有读出：\(line)") }
        for line in Set(found).subtracting(wanted).sorted() { Issue.record("\(name) 多读了：\(line)") }
        #expect(found.count == wanted.count)
    }
}
