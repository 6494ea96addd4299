import Decisions
import FEEL
import FileTesting
import Testing

/// The open part of the official suite, where it lies beside the package.
@Suite struct OfficialSuiteTests {
    static let folder = ProjectFiles.beside("shared/dmn-tck")

    @Test(.enabled(if: folder != nil, "the official suite is not beside the project: ../shared/dmn-tck"))
    func passesWhole() throws {
        let run = try SuiteRun.run(folder: try #require(Self.folder), at: .current)
        let failed = run.outcomes.filter { $0.failure != nil }
        // These nine call methods of Java classes.
        let java = failed.filter { $0.folder.hasSuffix("0076-feel-external-java") }
        #expect(failed.count == java.count, "\(failed.filter { !$0.folder.hasSuffix("java") })")
        #expect(java.count <= 9)
        #expect(java.allSatisfy { $0.failure?.contains("不支持外部") == true })
        #expect(run.passed >= 2_070)
    }

    @Test func writesTheOfficialForm() throws {
        let run = try SuiteRun.run(folder: try Samples.suite(), at: .current)
        #expect(run.summary == "1 passed, 1 failed")
        let lines = run.csv.split(separator: "\n")
        let place = "\"level/0001-greeting\",\"0001-greeting-test-01\""
        #expect(lines[0] == "\(place),\"001\",\"SUCCESS\",\"\"")
        #expect(lines[1].hasPrefix("\(place),\"002\",\"ERROR\",\"Greeting: got "))
    }
}
