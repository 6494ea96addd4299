import FileTesting
import Testing

@testable import Plans

/// Holds the reader against every row of the clause table that names a unit, a number, a time or an annex row.
@Suite(
    .enabled(
        if: SeedClause.areThere,
        "the clauses are not beside the project: ../shared/mission and ../shared/seeds"))
struct SeedClauseTests {
    private let clauses = SeedClause.load()
    private let lexicon = ReaderOptions.lexicon

    private func seeds() throws -> [(city: String, seed: ReadSeed, clauses: [SeedClause])] {
        let (clauses, lexicon) = (try #require(clauses), try #require(lexicon))
        return try ReadSeed.files.keys.sorted().map { city in
            (city, try #require(ReadSeed(city: city, lexicon: lexicon)), clauses.filter { $0.city == city })
        }
    }

    @Test func everyResponsibleUnitIsFoundOnItsLine() throws {
        var held = 0
        for (_, seed, clauses) in try seeds() {
            for clause in clauses where !clause.units.isEmpty && !clause.isAnnexRow && clause.line > 0 {
                let measures = seed.measures(at: clause.line)
                if clause.units == "文中未列" {
                    #expect(measures.allSatisfy { $0.units.isEmpty }, "\(clause.id) 原文没有列单位")
                    continue
                }
                let found = Set(measures.flatMap { ($0.units + $0.actors).flatMap { UnitKey.keys($0.name) } })
                for key in UnitKey.keys(ofList: clause.units, lexicon: lexicon ?? .empty) {
                    let isFound =
                        found.contains(key) || (!UnitKey.hasLevel(key) && found.contains { $0.hasSuffix(key) })
                    #expect(isFound, "\(clause.id) L\(clause.line) 缺“\(key)”，读到 \(found.sorted())")
                    held += 1
                }
            }
        }
        #expect(held >= 2332, "\(held)")
    }

    @Test func everyNumberIsFoundOnItsLine() throws {
        var held = 0
        for (_, seed, clauses) in try seeds() {
            for clause in clauses where isMeasured(clause) {
                #expect(
                    NumberRule.holds(clause, in: seed),
                    "\(clause.id) L\(clause.line) 缺 \(clause.number) \(clause.unit)：\(clause.what)")
                held += 1
            }
        }
        #expect(held >= 85, "\(held)")
    }

    /// Numbers that the text gives; counts of listed things (三类培训) are the table's own.
    private func isMeasured(_ clause: SeedClause) -> Bool {
        guard !clause.number.isEmpty, !clause.isHeadingMatter, clause.line > 0, !clause.isAnnexRow else { return false }
        if ["target", "ratio", "threshold"].contains(clause.kind) { return true }
        // A span of years without a sign belongs to the name of another document.
        if clause.unit == "year" { return clause.number.hasPrefix("<") || clause.number.hasPrefix(">") }
        return ["time", "per year", "deadline", "%", "person", "persons", "workers", "institution"].contains(
            clause.unit)
    }

    @Test func everyTimeIsFoundOnItsLine() throws {
        var held = 0
        for (_, seed, clauses) in try seeds() {
            for clause in clauses where !clause.deadline.isEmpty {
                #expect(
                    TimeRule.holds(clause, in: seed),
                    "\(clause.id) L\(clause.line) 缺时间“\(clause.deadline)”：\(clause.what)")
                held += 1
            }
        }
        #expect(held >= 88, "\(held)")
    }

    @Test func everyAnnexRowIsFound() throws {
        var held = 0
        for (_, seed, clauses) in try seeds() {
            for clause in clauses where clause.isAnnexRow && clause.units.hasPrefix("牵头:") {
                guard let number = Int(clause.number),
                    let task = seed.document.annexes.flatMap(\.tasks).first(where: { $0.number == String(number) })
                else {
                    Issue.record("\(clause.id) 没有这一行")
                    continue
                }
                let parts = clause.units.split(separator: ";").map {
                    $0.split(separator: ":", maxSplits: 1).map(String.init)
                }
                for part in parts where part.count == 2 {
                    let words = part[1].split(separator: "、").map(String.init)
                    switch part[0] {
                    case "牵头":
                        #expect(
                            task.units.filter { $0.role == .lead }.map(\.name) == words.map { resolved($0) },
                            "\(clause.id)")
                    case "责任":
                        #expect(
                            task.units.filter { $0.role == .joint }.map(\.name) == words.map { resolved($0) },
                            "\(clause.id)")
                    default: #expect(task.channels == (part[1] == "(空)" ? [] : words), "\(clause.id)")
                    }
                }
                held += 1
            }
        }
        #expect(held >= 10, "\(held)")
    }

    private func resolved(_ name: String) -> String {
        UnitKey.names(name, lexicon: lexicon ?? .empty).first ?? name
    }

    @Test func headingMatterIsRead() throws {
        let expected: [String: (number: String?, issued: String?, printed: String?, from: String?, parents: Int)] = [
            "晋江": ("晋政残工委〔2023〕5号", "2023-07-14", "2023-07-14", "2022", 3),
            "江津": ("江津府办发〔2023〕15号", "2023-02-16", "2023-02-16", "2022", 1),
            "珠海": ("珠府办〔2023〕1号", "2023-03-10", nil, "2022", 4),
            "海东": ("东政办〔2023〕70号", "2023-08-11", "2023-08-15", nil, 2),
            "信阳": (nil, nil, nil, "2022", 1),
        ]
        for (city, seed, _) in try seeds() {
            guard let row = expected[city] else { continue }
            let document = seed.document
            #expect(document.documentNumber == row.number)
            #expect(document.issuedOn == row.issued)
            #expect(document.printedOn == row.printed)
            #expect(document.period.from == row.from)
            #expect(document.period.to == (row.from == nil ? nil : "2024"))
            #expect(document.parents.count == row.parents)
            #expect(city == "信阳" || !document.addressees.isEmpty)
            #expect(document.actions.count { $0.kind == .task } == (city == "珠海" ? 3 : city == "晋江" ? 11 : 10))
        }
    }

    @Test func endMatterIsRead() throws {
        for (city, seed, _) in try seeds() {
            let document = seed.document
            switch city {
            case "晋江":
                #expect(document.directories.first?.units.count == 40)
                #expect(document.directories.first?.units.last?.name == "晋江经济报社")
                #expect(document.copyTo == ["泉州市残工委、残联", "晋江市有关领导"])
            case "江津": #expect(document.notices == ["此件公开发布"])
            case "海东":
                #expect(document.notices == ["是否宜公开选项：宜公开"])
                #expect(document.copyTo.count == 17)
                #expect(document.annexes.count == 1)
                #expect(document.annexes.first?.rows.count == 10)
                #expect(document.annexes.first?.columns.count == 5)
            case "珠海":
                #expect(document.notices == ["实施过程中遇到的问题，请径向市残联反映"])
                #expect(document.doubts.contains { $0.what.contains("2020-2024") })
            default: break
            }
        }
    }

    @Test func everyDutyIsRead() throws {
        let expected: [String: [(kind: PlanDocument.Duty.Kind, who: String, cadence: String?, due: String?)]] = [
            "晋江": [(.report, "各党政机关、事业单位", "每年", "--10-31"), (.evaluate, "市直各有关单位、各镇人民政府、街道办事处", "每年", nil)],
            "江津": [
                (.file, "安排残疾人就业未达到规定比例的单位", nil, nil), (.report, "区政府残工委", "每年", "--11-30"),
                (.evaluate, "区政府残工委", "一次", "2024-12-31"),
            ],
            "珠海": [
                (.publish, "已安排残疾人就业的市级机关和事业单位", "每年", nil), (.hear, "市、区人民政府就业工作领导小组", "定期", nil),
                (.evaluate, "各区人民政府残疾人工作委员会和市各有关部门", "每年", nil),
                (.report, "各区人民政府残疾人工作委员会和市各有关部门", "每年", "--12-31"),
                (.evaluate, "市人民政府残疾人工作委员会", nil, "2024-12-31"),
            ],
            "海东": [
                (.evaluate, "各县区政府", "每年", nil), (.report, "各县区政府残疾人工作委员会", "每年", "--12-31"),
                (.evaluate, "市政府残疾人工作委员会办公室", "一次", "2023-12-31"), (.evaluate, "市政府残疾人工作委员会办公室", nil, "2024-10-31"),
            ],
            "信阳": [
                (.evaluate, "各地", "每年", nil), (.report, "各县区政府残疾人工作委员会", "每季度", nil),
                (.evaluate, "市政府残疾人工作委员会", "每年", nil),
            ],
        ]
        for (city, seed, _) in try seeds() {
            let found = seed.document.duties.map { "\($0.kind) \($0.who ?? "-") \($0.cadence ?? "-") \($0.due ?? "-")" }
            let wanted = (expected[city] ?? []).map { "\($0.kind) \($0.who) \($0.cadence ?? "-") \($0.due ?? "-")" }
            #expect(found == wanted, "\(city)")
        }
    }
}
