import Base
import Decisions
import FEEL
import FileTesting
import Foundation
import PropertyTesting
import Testing

@Suite struct MarkdownModelTests {
    static let levy = """
        # 残疾人就业保障金

        按《残疾人就业保障金征收使用管理办法》计算。

        - 命名空间：urn:levy

        ## 输入

        | 输入 | 类型 | 问题 | 说明 |
        |---|---|---|---|
        | 单位 | 单位 |  | 上年的数 |
        | 是否新办 | boolean | 单位是否为新办的小微企业？ |  |

        ## 类型

        | 类型 | 基础 | 多个 | 允许值 | 约束 | 说明 |
        |---|---|---|---|---|---|
        | 单位 |  |  |  |  |  |
        | 单位.在职职工人数 | number |  | >= 0 |  |  |
        | 单位.已安排人数 | number |  | >= 0 |  |  |

        ## 应安排人数

        * 按在职职工人数的比例
        \\- 这一行不是属性

        - 结果：number
        - 依据：[《残疾人就业条例》第八条](https://example.org/488)

        ```feel
        单位.在职职工人数 * 0.015
        ```

        ## 档次

        - 问题：减按多少缴？
        - 结果：string
        - 命中：FIRST
        - 输入：是否新办
        - 输入：比例
          - 看：单位.已安排人数 / 应安排人数
          - 类型：number
          - 允许：>= 0
        - 输出：
          - 允许："免|缴", "减按90%", "减按50%"
          - 否则："不缴"

        | 是否新办 | 比例 | 档次 | 依据 |
        |---|---|---|---|
        | true | - | "免\\|缴" | 发改价格〔2019〕2015号 |
        | - | >= 1 | "不缴" | 第八条 |
        | - | [0.5..1) | "减按50%" | 第三条第一项 |
        | - | < 0.5 | "减按90%" |  |

        """.replacing("|  |", with: "| |").replacing("|  |", with: "| |")

    private func read(_ text: String) throws -> Definitions {
        try Definitions.read(markdown: Array(text.utf8), file: "levy.md")
    }

    @Test func aFileIsReadRunAndWrittenBackToTheLetter() throws {
        let definitions = try read(Self.levy)
        #expect(try definitions.markdown() == Self.levy)
        let model = DecisionModel(definitions)
        #expect(model.faults.isEmpty && model.checkExpressions().isEmpty, "\(model.faults)")
        #expect(definitions.description == "按《残疾人就业保障金征收使用管理办法》计算。")
        #expect(definitions.decisions[0].description == "* 按在职职工人数的比例\n- 这一行不是属性")
        #expect(
            definitions.decisions[1].requiredInputs.count == 2 && definitions.decisions[1].requiredDecisions.count == 1)
        #expect(definitions.knowledgeSources.map(\.location) == ["https://example.org/488"])
        guard case .table(let table)? = definitions.decisions[1].logic?.kind else {
            Issue.record("no table")
            return
        }
        #expect(table.rules.map(\.annotations) == [["发改价格〔2019〕2015号"], ["第八条"], ["第三条第一项"], [""]])
        func tier(_ staff: Int, _ placed: Int, new: Bool) throws -> String? {
            let employer = Context([("在职职工人数", .number(staff)), ("已安排人数", .number(placed))])
            let given: [DecisionModel.Given] = [.init("单位", .context(employer)), .init("是否新办", .boolean(new))]
            return try model.decide("档次", inputs: given, at: Samples.day).value.string
        }
        #expect(try tier(200, 3, new: false) == "不缴")
        #expect(try tier(200, 2, new: false) == "减按50%")
        #expect(try tier(200, 1, new: false) == "减按90%")
        #expect(try tier(200, 0, new: true) == "免|缴")
    }

    @Test func itIsTheSameModelAsDMN() throws {
        let definitions = try read(Self.levy)
        let dmn = definitions.dmn()
        #expect(SchemaOrder.faults(in: dmn).isEmpty)
        let back = try Definitions.read(Array(dmn.utf8), file: "levy.dmn")
        #expect(Shape.of(back) == Shape.of(definitions))
        #expect(try back.markdown() == Self.levy)
    }

    @Test func oneRowIsOneLine() throws {
        let changed = try read(Self.levy.replacing("[0.5..1)", with: "[0.6..1)")).markdown()
        let pairs = zip(changed.split(separator: "\n"), Self.levy.split(separator: "\n"))
        #expect(pairs.filter { $0 != $1 }.map { String($0.0) } == ["| - | [0.6..1) | \"减按50%\" | 第三条第一项 |"])
    }

    @Test func madeModelsReadAsTheSame() throws {
        for seed in 1...300 as ClosedRange<UInt64> {
            var maker = MarkdownMaker(seed: seed)
            let model = try Definitions.read(Array(maker.model().utf8), file: "made.md")
            let text = try model.markdown()
            let again = try Definitions.read(markdown: Array(text.utf8), file: "made.md")
            #expect(try again.markdown() == text, "seed \(seed)")
            // Ids and white space around texts are all that Markdown does not keep.
            let ignored: Set<String> = ["line", "column", "file", "id"]
            #expect(Shape.of(again, ignoring: ignored) == Shape.of(model, ignoring: ignored), "seed \(seed):\n\(text)")
        }
    }

    @Test(arguments: [
        ("| - | >= 1 |", "| - | >= |", ":51:9", "inputEntry"),
        ("- 命中：FIRST", "- 命中：LAST", ":38:6", "LAST"),
        ("- 命中：FIRST", "- 命种：FIRST", ":38:3", "不认识“命种”"),
        ("| - | < 0.5 | \"减按90%\" | |", "| - | < 0.5 | \"减按90%\" |", ":53:1", "应为 4 格"),
        ("| 是否新办 | 比例 | 档次 | 依据 |", "| 比例 | 是否新办 | 档次 | 依据 |", ":48:3", "应为“是否新办”"),
        ("## 档次", "## 应安排人数", ":34:4", "第 22 行已经有了"),
        ("| 单位.已安排人数 |", "| 企业.已安排人数 |", ":20:3", "“企业”"),
        ("# 残疾人就业保障金", "残疾人就业保障金", ":1:1", "# 模型名称"),
        ("- 命中：FIRST", "- 需要：税率", ":38:6", "没有叫“税率”"),
    ])
    func faultsSayLineAndColumn(old: String, new: String, place: String, words: String) throws {
        var said: [String] = []
        do throws(Diagnostics) {
            let text = Self.levy.replacing(old, with: new)
            said = DecisionModel(try Definitions.read(markdown: Array(text.utf8), file: "levy.md")).faults.map(
                \.description)
        } catch {
            said = error.list.map(\.description)
        }
        #expect(said.contains { $0.hasPrefix("levy.md\(place)：") && $0.contains(words) }, "\(said)")
    }

    @Test func anyTextEndsInAModelOrInFaults() {
        var random = SeededRandom(seed: 5)
        let lines = Self.levy.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let odd = [
            "|", "||", "|-|", "# ", "## ", "- ：", "  - ", "```", "| . |", "- 输入：", "- 输出：", "\\|", "| a | b |",
            "|---|---|", "\u{0}",
        ]
        for _ in 0..<1_000 {
            var changed = lines
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = changed.indices.randomElement(using: &random) ?? 0
                switch Int.random(in: 0...3, using: &random) {
                case 0: changed.remove(at: place)
                case 1: changed.insert(odd.randomElement(using: &random) ?? "", at: place)
                case 2: changed.swapAt(place, changed.indices.randomElement(using: &random) ?? 0)
                default:
                    var characters = Array(changed[place])
                    if !characters.isEmpty {
                        characters.remove(at: Int.random(in: 0..<characters.count, using: &random))
                    }
                    changed[place] = String(characters)
                }
            }
            let text = changed.joined(separator: "\n")
            if let model = try? read(text) {
                let again = (try? model.markdown()).flatMap { try? read($0) }
                #expect(
                    again.map { Shape.of($0, ignoring: ["line", "column", "file", "id"]) }
                        == Shape.of(model, ignoring: ["line", "column", "file", "id"]), "\(text.debugDescription)")
            }
        }
        let deep = (1...200).map { "| \(Array(repeating: "a", count: $0).joined(separator: ".")) | |" }
        let types = "# m\n\n## 类型\n\n| 类型 | 基础 |\n|---|---|\n" + deep.joined(separator: "\n")
        #expect(throws: Diagnostics.self) { try read(types) }
    }

    @Test func whatItHasNoPlaceForIsNamed() throws {
        let model = try Samples.definitions(
            """
            <businessKnowledgeModel id="b" name="加倍"><encapsulatedLogic><formalParameter name="x"/>
            \(Samples.literal("x * 2"))</encapsulatedLogic></businessKnowledgeModel>
            <decision name="d"><list>\(Samples.literal("1"))</list></decision>
            """)
        let error = #expect(throws: Diagnostics.self) { try model.markdown() }
        #expect(error?.list.count == 2)
        #expect(error?.description.contains("test.dmn:2") == true && error?.description.contains("加倍") == true)
    }

    @Test(
        .enabled(
            if: OfficialSuiteTests.folder != nil, "the official suite is not beside the project: ../shared/dmn-tck"))
    func theSuitesTablesAndExpressionsGiveTheSameFromMarkdown() throws {
        let suite = try #require(OfficialSuiteTests.folder)
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("markdown-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: copy) }
        var rewritten = 0
        for path in FileManager.default.subpaths(atPath: suite) ?? [] where path.hasSuffix(".dmn") {
            let folder = (path as NSString).deletingLastPathComponent
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(suite)/\(folder)")
            let definitions = try Definitions.read(path: "\(suite)/\(path)")
            guard files.filter({ $0.hasSuffix(".dmn") }).count == 1, let text = try? definitions.markdown() else {
                continue
            }
            rewritten += 1
            let target = copy.appendingPathComponent(folder)
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            let model = try Definitions.read(markdown: Array(text.utf8), file: path)
            try Data(model.dmn().utf8).write(to: copy.appendingPathComponent(path))
            for file in files where file.hasSuffix(".xml") {
                try FileManager.default.copyItem(
                    atPath: "\(suite)/\(folder)/\(file)", toPath: target.appendingPathComponent(file).path)
            }
        }
        #expect(rewritten >= 20, "\(rewritten)")
        let run = try SuiteRun.run(folder: copy.path, at: .current)
        #expect(
            run.passed >= 500 && run.failed == 0,
            "\(run.summary): \(run.outcomes.filter { $0.failure != nil }.prefix(5))")
    }
}
