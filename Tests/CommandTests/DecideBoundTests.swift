import Access
import Base
import Database
import FileTesting
import Foundation
import House
import Packs
import Registers
import StoreTesting
import Testing

/// Decisions of packs at the terminal: parameters of a day and region, what is assumed, whole files.
@Suite struct DecideBoundTests {
    private let model = ProjectFiles.packs + "/core/decisions/levy.dmn"
    private let place = ["--packs", ProjectFiles.packs, "--region", "990101", "--on"]

    private func withFiles(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bound-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [
            "unit.json": #"{"单位": {"是否企业": true, "在职职工人数": 200, "工资总额": 12000000, "已安排人数": 2}}"#,
            "units.csv": "单位.是否企业,单位.在职职工人数,单位.工资总额,单位.已安排人数\n是,200,12000000,2\n是,0,1,0\n",
            "rows.csv": "id,ent,n,pay,placed\n1,true,200,12000000,2\n2,true,67,10000000,0.5833\n3,true,30,3000000,0\n",
            "files.json": """
            {"rows": {"file": "rows.csv", "key": "id"}, "inputs": {"单位.是否企业": {"column": "ent"},
             "单位.在职职工人数": {"column": "n"}, "单位.工资总额": {"column": "pay"}, "单位.已安排人数": {"column": "placed"}}}
            """,
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        try await body(folder.path)
    }

    @Test func anAnswerTellsItsReasons() async throws {
        try await withFiles { folder in
            let ask = ["decide", "run", model, "--input", "\(folder)/unit.json"]
            let told = try await Program.run(ask + place + ["2026-06-30", "--reasons"])
            #expect(told.code == 0 && told.output.hasPrefix("30,000 元\n"), "\(told)")
            #expect(told.output.contains("（200 人 × 1.5% − 2 人）× 60,000 元 ＝ 60,000 元"))
            #expect(told.output.contains("依据云岭省人民政府令第118号，第九条"))
            let assumed = try await Program.run(ask + place + ["2026-06-30", "--set", "保障金.安排比例=2%"])
            #expect(assumed.output == "60,000 元\n" && assumed.errors.contains("按假设的 2% 计算"), "\(assumed)")
            let late = try await Program.run(ask + place + ["2028-01-01"])
            #expect(late.code == 1 && late.errors.contains("levy_band_ratio") && late.errors.contains("2027年12月31日"))
            for wrong in [["2026"], ["2026-06-30", "--set", "保障金.安排比例"], ["2026-06-30", "--set", "税率=2"]] {
                #expect(try await Program.run(ask + place + wrong).code == 1, "\(wrong)")
            }
        }
    }

    @Test func wholeFilesAreDecidedWithTheParametersOfOneDay() async throws {
        try await withFiles { folder in
            let rows = try await Program.run(
                ["decide", "run", model, "--input", "\(folder)/units.csv"] + place + ["2026-06-30"])
            #expect(rows.output.hasPrefix("2\t30,000 元\n3\tnull\t“单位.在职职工人数”"), "\(rows)")
            let batch = ["decide", "batch", model, "--decision", "应缴保障金", "--files", "\(folder)/files.json"]
            let output = ["--output", "\(folder)/out.csv"]
            let done = try await Program.run(batch + output + place + ["2026-06-30"])
            #expect(done.code == 0, "\(done)")
            let text = try String(contentsOfFile: "\(folder)/out.csv", encoding: .utf8)
            #expect(text == "id,应缴保障金\n1,30000.00\n2,56646.27\n3,0.00\n", "\(text)")
            let late = try await Program.run(batch + output + place + ["2028-01-01"])
            #expect(late.code == 1 && late.errors.contains("2027年12月31日"), "\(late)")
            let unbound = try await Program.run(batch + output)
            #expect(unbound.code == 1 && unbound.errors.contains("没有写明“参数.保障金"), "\(unbound)")
        }
    }

    @Test func linesOfJSONAreDecidedToo() async throws {
        try await withFiles { folder in
            let lines = """
                {"单位": {"是否企业": true, "在职职工人数": 200, "工资总额": 12000000, "已安排人数": 2}}

                {"单位": {"是否企业": true, "在职职工人数": 0, "工资总额": 1, "已安排人数": 0}}

                """
            try Data(lines.utf8).write(to: URL(fileURLWithPath: folder + "/units.jsonl"))
            let ask = ["decide", "run", model, "--input", "\(folder)/units.jsonl"] + place
            let told = try await Program.run(ask + ["2026-06-30"])
            #expect(told.output.hasPrefix("1\t30,000 元\n3\tnull\t“单位.在职职工人数”"), "\(told)")
            #expect(told.errors.contains("2 次，只算决策用了"))
            let assumed = try await Program.run(ask + ["2026-06-30", "--set", "保障金.安排比例=2", "--trace"])
            #expect(assumed.output.contains("1\t60,000 元") && assumed.output.contains("决策 减免"), "\(assumed)")
            let late = try await Program.run(ask + ["2028-01-01"])
            #expect(late.code == 1 && late.errors.contains("2027年12月31日"), "\(late)")
        }
    }

    @Test(arguments: Store.engines)
    func parametersAreBoundIntoSQL(_ engine: Database.Engine) async throws {
        let dialect = engine == .sqlite ? "sqlite" : "postgres"
        let sql = ["decide", "sql", model, "--decision", "应缴保障金", "年缴纳额", "--dialect", dialect] + place
        let told = try await Program.run(sql + ["2026-06-30"])
        #expect(told.code == 0 && told.output.contains("-- 参数.保障金.安排比例 ＝ 1.5%（云岭省人民政府令第118号，第九条）"), "\(told)")
        #expect(told.output.contains("-- 列 单位.工资总额：整数，以 10 的负 2 次方计"))
        let query = told.output.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: "\n")
        #expect(!query.contains("参数"), "\(query)")
        try await withDatabase(engine) { database in
            try await database.write { connection in
                let kind = engine == .sqlite ? "INTEGER" : "BOOLEAN"
                let columns = "\"单位.是否企业\" \(kind), \"单位.在职职工人数\" BIGINT, \"单位.工资总额\" BIGINT, \"单位.已安排人数\" BIGINT"
                try connection.run(SQL(raw: "CREATE TABLE rows (id BIGINT PRIMARY KEY, \(columns))"))
                let yes = engine == .sqlite ? "1" : "TRUE"
                for row in ["1, \(yes), 2000000, 1200000000, 20000", "2, \(yes), 670000, 1000000000, 5833"] {
                    try connection.run(SQL(raw: "INSERT INTO rows VALUES (\(row))"))
                }
            }
            let rows = try await database.read { connection in
                let names = ["upper_0", "lower_0", "upper_1", "lower_1"].map { "CAST(\($0) AS TEXT)" }
                let text = "SELECT \(names.joined(separator: ", ")) FROM"
                return try connection.rows(SQL(raw: "\(text) (\(query)) worked ORDER BY key")).map { row in
                    try (0..<4).map { Int128(try row.text($0)) ?? 0 }
                }
            }
            #expect(rows.map { $0[0] * 100 / $0[1] } == [3_000_000, 5_664_627])
            // (200 × 1.5 % − 2) × 60,000 before what is let off.
            #expect(rows.first.map { $0[2] == $0[3] * 60_000 } == true, "\(rows)")
        }
        let described = try await Program.run(["decide", "sql", model, "--on", "2026-06-30"])
        #expect(described.code == 1 && described.errors.contains("--decision"))
    }

    @Test func theWayIsToldOfBoundModelsToo() async throws {
        try await withFiles { folder in
            let traced = try await Program.run(
                ["decide", "run", model, "--input", "\(folder)/unit.json", "--trace"] + place + ["2026-06-30"])
            #expect(
                traced.code == 0 && traced.output.contains("决策 减免") && traced.output.contains("第 3 行：符合"), "\(traced)")
            #expect(traced.output.hasSuffix("30,000 元\n"))
        }
    }

    @Test(arguments: Store.engines)
    func whatOfficersConfirmedHoldsAtTheTerminal(_ engine: Database.Engine) async throws {
        try await withPlace(engine) { installation in
            try await withFiles { folder in
                try await Self.amend(installation)
                let ask = ["decide", "run", model, "--input", "\(folder)/unit.json"] + place + ["2026-06-30"]
                #expect(try await Program.run(ask).output == "30,000 元\n")
                let amended = try await Program.run(ask + installation.options)
                // (200 × 2 % − 2) × 60,000 × 50 %
                #expect(amended.output == "60,000 元\n", "\(amended)")
                let missing = try await Program.run(ask + ["--data", folder + "/nowhere"])
                #expect(missing.code == 1 && missing.errors.contains("没有启航的安装"), "\(missing)")
            }
        }
    }

    /// Puts a ratio of 2 % in force, as two officers do.
    private static func amend(_ place: Place) async throws {
        let house = try await place.open()
        var officers: [Access.Actor] = []
        for name in ["one", "two"] {
            let draft = AccountDraft(signInName: name, name: name, roles: ["officer"], scope: .everywhere)
            let made = try await house.access.createAccount(
                draft, password: "test-password-26", mustChange: false, actor: Place.actor)
            officers.append(try #require(try await house.access.actor(account: made.account.id)))
        }
        let draft = ParameterDraft(
            parameter: "levy_quota_ratio", region: RegionCode("9901"), from: Day(iso: "2026-01-01"), to: nil,
            value: "2",
            citation: Citation(document: "某政发〔2026〕8号"))
        let id = try await house.registers.propose(draft, as: officers[0])
        try await house.registers.confirm(amendment: id, as: officers[1])
        await house.close()
    }

    @Test func modelsOfPacksAreCountedByBackend() async throws {
        let native = try await Program.run(["decide", "native", ProjectFiles.packs])
        for backend in ["columns", "SQLite", "PostgreSQL", "DuckDB", "Spark"] {
            #expect(native.output.contains("\(backend): 21 of 21 native"), "\(native)")
        }
        let markdown = ProjectFiles.packs + "/core/decisions/placements.md"
        let one = try await Program.run(["decide", "native", markdown])
        #expect(one.output.contains("columns: 3 of 3 native"), "\(one)")
        let sql = try await Program.run(["decide", "sql", ProjectFiles.packs, "--dialect", "spark"])
        #expect(
            sql.output.contains("placements.md：“已安排人数”可以写成 Spark") && sql.output.hasSuffix(" of 21 native\n"),
            "\(sql)")
    }

    @Test func whatIsNotNativeSaysWhereAndWhy() async throws {
        try await withFiles { folder in
            let text = "# 试\n\n## 输入\n\n| 输入 | 类型 |\n|---|---|\n| 数 | number |\n\n## 果\n\n```feel\n数 + 1\n```\n"
            try FileManager.default.createDirectory(atPath: folder + "/decisions", withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/decisions/loose.md"))
            for command in [["native", folder], ["sql", folder + "/decisions/loose.md"]] {
                let told = try await Program.run(["decide"] + command)
                #expect(told.output.contains("decisions/loose.md:7") && told.output.contains("上下限和小数位数"), "\(told)")
                #expect(told.output.contains("PostgreSQL: 0 of 1 native"), "\(told)")
            }
            let empty = try await Program.run([
                "decide", "sql", folder + "/decisions/loose.md", "--files", "\(folder)/files.json",
            ])
            #expect(empty.code == 1 && empty.errors.contains("--decision"), "\(empty)")
        }
    }
}
