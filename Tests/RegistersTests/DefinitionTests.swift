import Base
import Foundation
import Packs
import Registers
import Testing

@Suite struct DefinitionTests {
    @Test func everyFaultNamesFileLineAndRemedy() throws {
        let faults = try faults(
            register: """
                register: thing
                title: 东西
                label: name
                key: [nummer]
                sections:
                  - title: 一
                    fields:
                      - {name: name, title: 名, kind: tekst}
                      - {name: Kind, title: 类, kind: choice, codes: nowhere}
                      - {name: id, title: 号}
                      - {name: age, title: 岁, kind: integer, starts_with: own_name, valid_when: age > "x"}
                      - {name: born, title: 生, kind: date, computed: brn + 1}
                checks:
                  - {holds: age > parameters.nothing, message: 不行}
                views:
                  - {name: all, title: 全部, columns: [name, wohin], where: 'age >'}
                """)
        func has(_ line: Int, _ part: String) -> Bool {
            faults.contains { $0.hasPrefix("packs/core/registers/thing.yaml:\(line):") && $0.contains(part) }
        }
        #expect(has(8, "tekst"))
        #expect(has(9, "小写英文字母"))
        #expect(has(9, "nowhere"))
        #expect(has(10, "系统自己用的名字"))
        #expect(has(11, "age"))
        #expect(has(11, "own_name"))
        #expect(has(12, "brn"))
        #expect(has(14, "nothing"))
        #expect(has(16, "age >"))
        #expect(faults.contains { $0.contains("nummer") })
        #expect(faults.contains { $0.contains("wohin") })
    }

    @Test func conditionsThatNoDatabaseCanAskAreFaultsOfTheFile() throws {
        let faults = try faults(
            register: """
                register: thing
                title: 东西
                label: name
                sections:
                  - title: 一
                    fields:
                      - {name: name, title: 名, kind: text}
                      - {name: amount, title: 数, kind: money}
                      - {name: code, title: 号, kind: text, secret: true}
                      - {name: third, title: 三, kind: boolean, computed: amount / 3 > 1}
                      - {name: loud, title: 大写, kind: boolean, computed: upper case(name) = "A"}
                views:
                  - {name: all, title: 全部, columns: [name], filters: [third], where: 'code = null'}
                  - name: a
                    title: 甲
                    columns: [name]
                    where: matches(name, "王.*")
                  - {name: b, title: 乙, columns: [name], where: 'code = "1"'}
                  - {name: c, title: 丙, columns: [name], where: loud}
                  - {name: d, title: 丁, columns: [name], where: name}
                """)
        func has(_ line: Int, _ parts: String...) -> Bool {
            faults.contains { fault in
                fault.hasPrefix("packs/core/registers/thing.yaml:\(line):") && fault.contains("应为")
                    && parts.allSatisfy(fault.contains)
            }
        }
        #expect(has(10, "除法", "amount / 3"))
        #expect(has(17, "matches"))
        #expect(has(18, "保密字段"))
        #expect(has(19, "upper case"))
        #expect(has(20, "条件"))
        #expect(faults.count == 5, "\(faults)")
    }

    @Test func namesOfTheHouseAndOfSQLAreFaultsOfTheFile() throws {
        func faults(named register: String, fields: [String]) throws -> [String] {
            let lines = fields.map { "      - {\($0)}" }.joined(separator: "\n")
            return try self.faults(
                register: "register: \(register)\ntitle: 东西\nlabel: a\nsections:\n  - title: 一\n    fields:\n\(lines)",
                taken: ["round"])
        }
        let plain = "name: a, title: 甲, kind: text"
        for name in ["change", "record_merge", "attachment", "round"] {
            let found = try faults(named: name, fields: [plain])
            #expect(found.count == 1)
            #expect(found.first?.hasPrefix("packs/core/registers/thing.yaml:1:") == true, "\(found)")
            #expect(found.first?.contains("“\(name)”是系统自己的表") == true)
        }
        #expect(try faults(named: "order", fields: [plain]).first?.contains("保留字") == true)
        #expect(try faults(named: "pg_thing", fields: [plain]).first?.contains("pg_") == true)
        #expect(try faults(named: "thing", fields: [plain]).isEmpty)
        let found = try faults(
            named: "thing",
            fields: [
                plain, "name: when, title: 时, kind: date", "name: b, title: 乙, kind: text, secret: true",
                "name: b_hash, title: 丙, kind: text", "name: xmin, title: 丁, kind: text", plain,
                "name: c, title: 戊, kind: rows, columns: [{name: parent, title: 己, kind: text}]",
            ])
        func has(_ line: Int, _ part: String) -> Bool {
            found.contains { $0.hasPrefix("packs/core/registers/thing.yaml:\(line):") && $0.contains(part) }
        }
        #expect(has(8, "保留字"))
        #expect(has(10, "b_hash"))
        #expect(has(11, "系统自己用的名字"))
        #expect(has(12, "写了两次"))
        #expect(has(13, "parent"))
        #expect(found.count == 5, "\(found)")
        let long = String(repeating: "x", count: 40)
        let rows = "name: \(long), title: 长, kind: rows, columns: [{name: b, title: 乙, kind: text}]"
        #expect(try faults(named: long, fields: [plain, rows]).contains { $0.contains("63") })
    }

    @Test func parametersMayNotOverlapAndMustBeOfTheirKind() throws {
        let faults = try faults(
            register: nil,
            parameters: """
                parameters:
                  - name: ratio
                    title: 比例
                    kind: decimal
                    values:
                      - {from: 2020-01-01, to: 2024-12-31, value: 1.5}
                      - {from: 2024-12-31, value: 1.6}
                      - {from: 2010-01-01, to: 2009-01-01, value: x}
                """)
        #expect(faults.contains { $0.contains("parameters.yaml:7:") && $0.contains("重叠") })
        #expect(faults.contains { $0.contains("parameters.yaml:8:") && $0.contains("止早于起") })
    }

    @Test func registersStandInThePacksOrder() throws {
        let folder = try packs(register: nil)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for name in ["apple", "birch", "cedar"] {
            let fields = "      - {name: a, title: 甲, kind: text, starts_with: own_name}"
            try write(
                "register: \(name)\ntitle: \(name)\nlabel: a\nsections:\n  - title: 一\n    fields:\n\(fields)\n",
                to: "\(folder)/core/registers/\(name).yaml")
        }
        func names() throws -> [String] { try Catalogue(library: PackLibrary(folder: folder)).registers.map(\.name) }
        #expect(try names() == ["apple", "birch", "cedar"])
        try write("pack: core\ntitle: 共用\nregisters: [cedar, apple]\n", to: folder + "/core/pack.yaml")
        #expect(try names() == ["cedar", "apple", "birch"])
        try write("pack: core\ntitle: 共用\nregisters: [zedar]\n", to: folder + "/core/pack.yaml")
        #expect(throws: Diagnostics.self) { try names() }
    }

    @Test func theNearestRegionsValueInForceWins() throws {
        let folder = try packs(
            register: nil,
            parameters: """
                parameters:
                  - name: months
                    title: 月数
                    values:
                      - {to: 2025-12-31, value: 1}
                """)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let city = folder + "/city"
        try FileManager.default.createDirectory(atPath: city, withIntermediateDirectories: true)
        try write("pack: city\ntitle: 城\nregion: \"9901\"\nuses: [core]\n", to: city + "/pack.yaml")
        try write(
            "parameters:\n  - {name: months, values: [{from: 2025-01-01, to: 2026-12-31, value: 3}]}\n",
            to: city + "/parameters.yaml")
        let catalogue = try Catalogue(library: PackLibrary(folder: folder))
        let parameter = try #require(catalogue.parameters["months"])
        let inside = RegionCode("990102")
        #expect(try parameter.value(on: day("2024-06-01"), in: inside).value == "1")
        #expect(try parameter.value(on: day("2025-06-01"), in: inside).value == "3")
        #expect(try parameter.value(on: day("2025-06-01"), in: RegionCode("3505")).value == "1")
        let unknown = #expect(throws: Parameter.Unknown.self) {
            try parameter.value(on: day("2027-06-01"), in: inside)
        }
        #expect(unknown?.description.contains("2026年12月31日") == true)
    }

    @Test func aValueLaidOverHoldsAloneInItsRegionAndTime() throws {
        let folder = try packs(
            register: nil,
            parameters: """
                parameters:
                  - name: months
                    title: 月数
                    note: 满几个月才算。
                    values:
                      - {from: 2020-01-01, to: 2024-12-31, value: 1, cite: {document: 某文, article: 第一条, url: "https://example.org", text: 满一个月}}
                      - {from: 2025-01-01, value: 2}
                """)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let book = try Catalogue(library: PackLibrary(folder: folder)).parameters
        #expect(book["months"]?.note == "满几个月才算。")
        #expect(book["months"]?.entries.first?.citation.text == "满一个月")
        func entry(_ from: String, _ to: String?, _ value: String, _ region: String? = nil) throws -> Parameter.Entry {
            Parameter.Entry(
                region: region.flatMap { RegionCode($0) },
                period: try #require(Period(from: try day(from), to: try to.map(day))), value: value,
                citation: Citation(document: "另一份文件"), verified: true, source: .amendment(1))
        }
        func values(_ book: ParameterBook, in region: String? = nil) throws -> [String] {
            try ["2022-06-01", "2024-06-01", "2025-06-01", "2027-06-01"].map { iso in
                try #require(book["months"]).value(on: day(iso), in: region.flatMap { RegionCode($0) }).value
            }
        }
        #expect(try values(book) == ["1", "1", "2", "2"])
        #expect(
            try values(book.overlaid("months", with: entry("2024-01-01", "2025-12-31", "9"))) == ["1", "9", "9", "2"])
        #expect(try values(book.overlaid("months", with: entry("2024-01-01", nil, "9"))) == ["1", "9", "9", "9"])
        // In one region alone; elsewhere nothing changes, and the book that was asked stays as it was.
        let local = book.overlaid("months", with: try entry("2024-01-01", nil, "9", "9901"))
        #expect(try values(local, in: "990102") == ["1", "9", "9", "9"])
        #expect(try values(local, in: "3505") == ["1", "1", "2", "2"])
        #expect(try values(book, in: "990102") == ["1", "1", "2", "2"])
        // Two laid over each other: the later lies on top.
        let twice = try book.overlaid("months", with: entry("2022-01-01", nil, "7"))
            .overlaid("months", with: entry("2025-01-01", "2025-12-31", "8"))
        #expect(try values(twice) == ["7", "7", "8", "7"])
    }

    private func day(_ iso: String) throws -> Day {
        try #require(Day(iso: iso))
    }

    private func faults(
        register: String?, parameters: String? = nil, taken: Set<String> = []
    ) throws -> [String] {
        let folder = try packs(register: register, parameters: parameters)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            _ = try Catalogue(library: PackLibrary(folder: folder), taken: taken)
            return []
        } catch let faults as Diagnostics {
            return faults.list.map(\.description)
        }
    }

    private func packs(register: String?, parameters: String? = nil) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(
            atPath: folder + "/core/registers", withIntermediateDirectories: true)
        try write("pack: core\ntitle: 共用\n", to: folder + "/core/pack.yaml")
        if let register { try write(register, to: folder + "/core/registers/thing.yaml") }
        if let parameters { try write(parameters, to: folder + "/core/parameters.yaml") }
        return folder
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
}
