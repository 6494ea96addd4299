import Base
import Decisions
import FEEL
import FileTesting
import Foundation
import Packs
import Reasons
import Testing

/// Models of packs in both forms, and models that import others.
@Suite struct PackModelTests {
    private static let base = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:q="https://qihang.org.cn/dmn"
          name="年龄" namespace="urn:base" id="base">
        <itemDefinition name="周岁" q:unit="周岁"><typeRef>number</typeRef></itemDefinition>
        <itemDefinition name="人"><itemComponent name="年龄"><typeRef>周岁</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="组"><itemComponent name="就业年龄"><itemComponent name="下限"><typeRef>number</typeRef>
        </itemComponent></itemComponent></itemDefinition>
        <inputData id="i" name="学员"><variable name="学员" typeRef="人"/></inputData>
        <inputData id="p" name="参数"><variable name="参数" typeRef="组"/></inputData>
        <decision id="d" name="到龄"><variable name="到龄" typeRef="boolean"/>
        <informationRequirement><requiredInput href="#i"/></informationRequirement>
        <informationRequirement><requiredInput href="#p"/></informationRequirement>
        <literalExpression><text>学员.年龄 &gt;= 参数.就业年龄.下限</text></literalExpression></decision>
        </definitions>
        """
    private static let user = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="课时" namespace="urn:user" id="user">
        <import name="年龄" namespace="urn:base" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
        <inputData id="j" name="课时"><variable name="课时" typeRef="number"/></inputData>
        <decision id="d" name="补贴"><variable name="补贴" typeRef="number"/>
        <informationRequirement><requiredInput href="#j"/></informationRequirement>
        <informationRequirement><requiredDecision href="urn:base#d"/></informationRequirement>
        <literalExpression><text>if 年龄.到龄 then 课时 * 10 else 0</text></literalExpression></decision>
        </definitions>
        """

    private func book(_ files: [String: String]) throws -> DecisionBook {
        let folder = try ProjectFiles.packs(
            adding: Dictionary(uniqueKeysWithValues: files.map { ("core/decisions/\($0)", $1) }))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let library = try PackLibrary(folder: folder)
        return try DecisionBook(library, parameters: Samples.book(library))
    }

    @Test func aMarkdownModelIsBoundLikeAnyOther() throws {
        let entry = try #require(try Samples.decisions().entry("placements", in: nil))
        #expect(entry.model.isStrict && entry.title == "实际安排残疾人就业人数")
        #expect(entry.model.needs.map(\.parameter) == ["placement_severe_count"])
        #expect(entry.model.cites == ["HD-2.1-l", "ZH-2.1.2-a"])
        func row(_ level: String, _ months: Int, paid: Bool = true) -> Value {
            .context(
                Context([
                    ("等级", .string(level)), ("在编或签约", true), ("工资达标", .boolean(paid)), ("足额参保", true),
                    ("月数", .number(Number(months))),
                ]))
        }
        let rows: [Value] = [row("一级", 12), row("三级", 7), row("四级", 12, paid: false), row("二级", 5)]
        let question = Question(
            inputs: Context([("单位", .context(Context([("安置", .list(rows))])))]), day: try Samples.day("2026-06-30"),
            region: nil)
        let answer = try entry.model.answer(question, parameters: Samples.parameters())
        // (17 × 2 + 7) ÷ 12
        #expect(answer.text == "3.4167 人", "\(answer.text)")
        let told = answer.sentences(place: "全国").map(\.text).joined(separator: "\n")
        #expect(told.contains("安置：4 行") && told.contains("12 个月 + 5 个月 ＝ 17 人月"), "\(told)")
        #expect(told.contains("依据财税〔2015〕72号，第七条"))
        #expect(answer.steps.last?.parameters.map(\.path) == ["安置.重度计人数"])
    }

    @Test func faultsOfMarkdownModelsSayFileAndLine() throws {
        let text = try String(contentsOfFile: ProjectFiles.packs + "/core/decisions/placements.md", encoding: .utf8)
        for (old, new, words) in [
            ("安置参数.重度计人数", "安置参数.重度算几人", "没有名为“安置.重度算几人”的参数"), ("- 结果：人数", "- 结课：人数", "不认识“结课”"),
            ("+ 一般人月)", "+ 一般人月", "placements.md:"),
        ] {
            let error = #expect(throws: Diagnostics.self) {
                _ = try book(["placements.md": text.replacing(old, with: new)])
            }
            let said = error?.description ?? ""
            #expect(said.contains(words) && said.contains("packs/core/decisions/placements.md:"), "\(said)")
        }
        let twice = #expect(throws: Diagnostics.self) { _ = try book(["levy.md": text]) }
        #expect(twice?.description.contains("packs/core/decisions/levy.md：") == true, "\(String(describing: twice))")
    }

    @Test func aModelUsesAnotherOfThePacks() throws {
        let book = try book(["base.dmn": Self.base, "user.dmn": Self.user])
        let model = try #require(book.entry("user", in: nil)).model
        #expect(model.fields.map { $0.path.joined(separator: ".") } == ["课时", "学员.年龄"])
        #expect(model.fields[1].unit == "周岁" && model.needs.map(\.path) == ["就业年龄.下限"])
        func answer(_ age: Int) throws -> Answer {
            let trainee = Value.context(Context([("年龄", .number(Number(age)))]))
            let question = Question(
                inputs: Context([("学员", trainee), ("课时", 3)]), day: try Samples.day("2026-06-30"), region: nil)
            return try model.answer(question, parameters: Samples.parameters())
        }
        #expect(try answer(30).text == "30" && answer(15).text == "0")
        let steps = try answer(30).steps
        #expect(steps.map(\.name) == ["到龄", "补贴"] && steps[0].place.file.hasSuffix("base.dmn"))
        #expect(steps[0].workings.first?.numbers == "30 周岁 ≥ 16 周岁", "\(steps[0].workings)")
        #expect(steps[1].workings.first?.conditions == ["“到龄”为是"], "\(steps[1].workings)")
    }

    @Test func anImportThatNoPackHasIsAFault() throws {
        let error = #expect(throws: Diagnostics.self) { _ = try book(["user.dmn": Self.user]) }
        let said = error?.description ?? ""
        #expect(said.contains("packs/core/decisions/user.dmn:2") && said.contains("urn:base"), "\(said)")
    }

    @Test func unitsHintsAndClausesSurviveBothForms() throws {
        let file = ProjectFiles.packs + "/core/decisions/placements.md"
        let model = try Definitions.read(path: file)
        #expect(try model.markdown() == String(contentsOfFile: file, encoding: .utf8))
        let back = try Definitions.read(Array(model.dmn().utf8), file: "placements.dmn")
        #expect(back.origin.notes == model.origin.notes && model.dmn().contains("q:unit=\"个月\""))
        #expect(throws: Never.self) { try back.strict(outputs: ["已安排人数"]) }
    }
}
