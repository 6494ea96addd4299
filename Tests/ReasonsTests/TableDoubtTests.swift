import Base
import FileTesting
import Foundation
import Packs
import Reasons
import Testing

/// Tables whose cells name parameters are looked through with the values of every period.
@Suite struct TableDoubtTests {
    private static let parameters = """
        parameters:
          - name: low_limit
            title: 下界
            path: 分档.下界
            kind: integer
            values:
              - {from: 2020-01-01, to: 2024-12-31, value: 10, cite: {document: 某文件一}, verified: true}
              - {from: 2025-01-01, to: null, value: 30, cite: {document: 某文件二}, verified: true}
          - name: high_limit
            title: 上界
            path: 分档.上界
            kind: integer
            values:
              - {from: 2020-01-01, to: null, value: 20, cite: {document: 某文件一}, verified: true}

        """

    private static func model(_ rows: String) -> String {
        """
        # 分档

        ## 输入

        | 输入 | 类型 |
        |---|---|
        | 人数 | number |
        | 参数 | 参数表 |

        ## 类型

        | 类型 | 基础 |
        |---|---|
        | 参数表 | |
        | 参数表.分档 | |
        | 参数表.分档.下界 | number |
        | 参数表.分档.上界 | number |

        ## 档次

        - 命中：UNIQUE
        - 输入：人数
        - 输出：

        | 人数 | 档次 |
        |---|---|
        \(rows)

        """
    }

    private func doubts(_ rows: String) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("doubts-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let core = folder.appendingPathComponent("core")
        try FileManager.default.createDirectory(
            at: core.appendingPathComponent("decisions"), withIntermediateDirectories: true)
        for (name, text) in [
            ("pack.yaml", "pack: core\ntitle: 核心\n"), ("parameters.yaml", Self.parameters),
            ("decisions/tiers.md", Self.model(rows)),
        ] { try Data(text.utf8).write(to: core.appendingPathComponent(name)) }
        let library = try PackLibrary(folder: folder.path)
        let book = try Samples.book(library)
        let entry = try #require(try DecisionBook(library, parameters: book).entry("tiers", in: nil))
        return entry.model.doubts(book)
    }

    @Test func aGapIsFoundInThePeriodThatHasIt() throws {
        let found = try doubts("| < 参数.分档.下界 | \"小\" |\n| >= 参数.分档.上界 | \"大\" |")
        // The hole has two pieces: its lower end, and what lies above that.
        #expect(found.count == 3 && found.count { $0.contains("有空缺") } == 2, "\(found)")
        #expect(found.contains { $0.contains("有空缺：人数 = 10") && $0.hasSuffix("（2020年1月1日起的参数）") }, "\(found)")
        #expect(found.contains { $0.contains("有重叠：人数 = 20") && $0.hasSuffix("（2025年1月1日起的参数）") }, "\(found)")
    }

    @Test func aTableThatIsWholeInEveryPeriodHasNone() throws {
        #expect(try doubts("| < 参数.分档.下界 | \"小\" |\n| [参数.分档.下界..1000] | \"中\" |\n| > 1000 | \"大\" |") == [])
        #expect(try doubts("| < 参数.分档.上界 + 5 | \"小\" |\n| >= 25 | \"大\" |") == [])
    }

    @Test func theTablesOfPacksAreLookedThrough() throws {
        let parameters = try Samples.parameters()
        for entry in try Samples.decisions().entries {
            let unchecked = entry.model.doubts(parameters).filter { $0.contains("没有检查") }
            #expect(unchecked == [], "\(entry.name)")
        }
    }
}
