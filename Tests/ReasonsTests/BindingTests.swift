import Base
import Decisions
import FEEL
import FileTesting
import Foundation
import Packs
import Reasons
import Testing

/// What is refused when models are read, with file, line and element.
@Suite struct BindingTests {
    private let top = """
        <decision id="d" name="果"><variable name="果" typeRef="number"/>
        <informationRequirement><requiredInput href="#p"/></informationRequirement>
        <literalExpression><text>参数.保障金.免征人数</text></literalExpression></decision>
        """

    private func faults(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch let error as Diagnostics {
            return error.description
        } catch {
            return "\(error)"
        }
    }

    private func parameters(_ component: String, group: String = "保障金") -> String {
        """
        <itemDefinition name="组"><itemComponent name="\(group)">\(component)</itemComponent></itemDefinition>
        <inputData id="p" name="参数"><variable name="参数" typeRef="组"/></inputData>
        """
    }

    @Test func anUnknownParameterIsAFaultWithItsLine() {
        let text = faults {
            _ = try Samples.bound(
                parameters("<itemComponent name=\"免征人\"><typeRef>number</typeRef></itemComponent>") + top)
        }
        #expect(text.hasPrefix("t.dmn:2") && text.contains("没有名为“保障金.免征人”的参数") && text.contains("保障金.免征人数"), "\(text)")
    }

    @Test func aParameterOfAnotherTypeIsAFault() {
        let text = faults {
            _ = try Samples.bound(
                parameters("<itemComponent name=\"免征人数\"><typeRef>string</typeRef></itemComponent>") + top)
        }
        #expect(text.contains("是数字，这里写的类型是文字"), "\(text)")
    }

    @Test func parametersWithoutATypeAreAFault() {
        let text = faults { _ = try Samples.bound("<inputData id=\"p\" name=\"参数\"/>" + top) }
        #expect(text.contains("要写类型"), "\(text)")
    }

    @Test func twoQuestionsInOneModelAreAFault() {
        let one = "<decision id=\"a\" name=\"甲\"><literalExpression><text>1</text></literalExpression></decision>"
        let two = "<decision id=\"b\" name=\"乙\"><literalExpression><text>1</text></literalExpression></decision>"
        let text = faults { _ = try Samples.bound(one + two) }
        #expect(text.contains("甲、乙"), "\(text)")
    }

    @Test func aModelMarkedStrictMustBeStrict() throws {
        let input = "<inputData id=\"i\" name=\"数\"><variable name=\"数\" typeRef=\"number\"/></inputData>"
        let decision = """
            <decision id="d" name="果"><variable name="果"/>
            <informationRequirement><requiredInput href="#i"/></informationRequirement>
            <literalExpression><text>数 + 1</text></literalExpression></decision>
            """
        let text = faults { _ = try Samples.bound(input + decision, strict: true) }
        #expect(text.hasPrefix("t.dmn:2") && text.contains("上下限和小数位数"), "\(text)")
        #expect(try !Samples.bound(input + decision).isStrict)
    }

    @Test func aModelThatIsNotStrictIsAnsweredToo() throws {
        let model = try Samples.bound(
            parameters("<itemComponent name=\"免征人数\"><typeRef>number</typeRef></itemComponent>") + top)
        let question = Question(inputs: Context(), day: try Samples.day("2026-01-01"), region: nil)
        let answer = try model.answer(question, parameters: Samples.parameters())
        #expect(answer.result.description == "30" && !answer.isStrict)
    }

    @Test func faultsOfPacksNameTheFile() throws {
        let folder = try ProjectFiles.packs(adding: [
            "core/decisions/Bad.dmn": "<definitions/>", "core/decisions/other.dmn": "<definitions",
        ])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let library = try PackLibrary(folder: folder)
        let text = faults { _ = try DecisionBook(library, parameters: Samples.book(library)) }
        #expect(text.contains("packs/core/decisions/Bad.dmn：") && text.contains("小写英文"), "\(text)")
        #expect(text.contains("packs/core/decisions/other.dmn:1"), "\(text)")
    }

    @Test func aCitysModelTakesThePlaceOfCores() throws {
        let own = try String(contentsOfFile: ProjectFiles.packs + "/core/decisions/levy.dmn", encoding: .utf8)
        let folder = try ProjectFiles.packs(adding: [:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/yunhe/decisions", withIntermediateDirectories: true)
        try own.replacing("name=\"残疾人就业保障金\"", with: "name=\"本市保障金\"")
            .write(toFile: folder + "/yunhe/decisions/levy.dmn", atomically: true, encoding: .utf8)
        let library = try PackLibrary(folder: folder)
        let book = try DecisionBook(library, parameters: Samples.book(library))
        #expect(book.entry("levy", in: RegionCode("990101"))?.title == "本市保障金")
        #expect(book.entry("levy", in: RegionCode("4115"))?.title == "残疾人就业保障金")
        #expect(
            book.entries(in: RegionCode("9901")).map(\.name) == [
                "levy", "person_month", "placements", "training_subsidy",
            ])
        #expect(book.entries.count == 5)
    }

    @Test func formsAskWhatTheTypesSay() throws {
        let model = try Samples.model("levy")
        #expect(model.fields.map(\.title) == ["是否企业", "在职职工人数", "工资总额", "已安排人数"])
        #expect(model.beyondForms.isEmpty && model.cites.contains("HD-2.1-m"))
        let staff = model.fields[1]
        #expect(staff.unit == "人" && staff.hint?.contains("季节性用工") == true)
        #expect(try staff.value("1,200.5").description == "1200.5")
        for wrong in ["", "很多", "0", "0.00001", "200001"] {
            #expect(throws: ModelField.Mistake.self, "\(wrong)") { try staff.value(wrong) }
        }
        let subsidy = try Samples.model("training_subsidy").fields
        guard case .choice(let choices) = subsidy[1].kind else {
            Issue.record("no choice")
            return
        }
        #expect(choices == ["男", "女"])
        #expect(throws: ModelField.Mistake.self) { try subsidy[1].value("别的") }
        #expect(try subsidy[0].value("true").isTrue)
    }

    @Test func formsAskForRows() throws {
        let model = try Samples.model("placements")
        #expect(model.beyondForms.isEmpty && model.fields.isEmpty && model.lists.count == 1)
        let list = try #require(model.lists.first)
        #expect(list.name == "单位.安置" && list.limit == 1000 && list.hint?.contains("一人一行") == true)
        #expect(list.fields.map(\.title) == ["等级", "在编或签约", "工资达标", "足额参保", "月数"])
        let plain = try list.cells(pasted: "一级\t是\t是\t否\t12\n\n三级\t是\t是\t是\t1\r\n")
        #expect(plain == [["一级", "true", "true", "false", "12"], ["三级", "true", "true", "true", "1"]])
        let headed = try list.cells(pasted: "姓名\t月数\t等级\t在编或签约\t工资达标\t足额参保\n甲\t 6 \t二级\t是\t是\t是")
        #expect(headed == [["二级", "true", "true", "true", "6"]])
        #expect(try list.cells(pasted: " \n").isEmpty)
        for wrong in ["一级\t是\t是\t否\t12\t多", "等级\t月数\n一级\t3"] {
            #expect(throws: ModelField.Mistake.self, "\(wrong)") { try list.cells(pasted: wrong) }
        }
        let bare = try Samples.bound(
            """
            <itemDefinition name="些" isCollection="true"><typeRef>number</typeRef></itemDefinition>
            <itemDefinition name="格" isCollection="true"><itemComponent name="内"><typeRef>些</typeRef></itemComponent></itemDefinition>
            <inputData id="i" name="数"><variable name="数" typeRef="些"/></inputData>
            <inputData id="j" name="表"><variable name="表" typeRef="格"/></inputData>
            <decision id="d" name="果"><variable name="果" typeRef="number"/>
            <informationRequirement><requiredInput href="#i"/></informationRequirement>
            <informationRequirement><requiredInput href="#j"/></informationRequirement>
            <literalExpression><text>sum(数) + count(表)</text></literalExpression></decision>
            """)
        #expect(bare.lists.map(\.name) == ["数"] && bare.beyondForms == ["表"])
        #expect(try bare.lists[0].cells(pasted: "1\n2") == [["1"], ["2"]])
        #expect(bare.lists[0].row([3]).description == "3")
    }

    @Test(
        .enabled(if: ProjectFiles.beside("shared/mission/clauses.csv") != nil, "the clauses are not beside the project")
    )
    func decisionsCiteRowsOfTheMission() throws {
        let path = try #require(ProjectFiles.beside("shared/mission/clauses.csv"))
        let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let known = Set(rows.compactMap { $0.split(separator: ",").first.map(String.init) })
        for entry in try Samples.decisions().entries {
            #expect(!entry.model.cites.isEmpty && known.isSuperset(of: entry.model.cites), "\(entry.name)")
        }
    }
}
