import Access
import Database
import Foundation
import FoundationNetworking
import House
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// `qihang run` and what stands in its way.
@Suite struct StartTests {
    private static func isHealthy(_ port: Int) async throws -> Bool {
        let (data, response) = try await URLSession.shared.data(
            from: try #require(URL(string: "http://127.0.0.1:\(port)/health")))
        return (response as? HTTPURLResponse)?.statusCode == 200 && data == Data("ok\n".utf8)
    }

    @Test(arguments: Store.engines)
    func anEmptyInstallationStartsOnceAndKeepsItsAccount(_ engine: Database.Engine) async throws {
        try await withPlace(engine) { place in
            for isFirst in [true, false] {
                let port = freePort()
                let program = try Program.start(["run", "--empty", "--port", "\(port)"] + place.options)
                try await program.says("打开 http://127.0.0.1:\(port)")
                #expect(try await Self.isHealthy(port))
                program.signal(isFirst ? SIGTERM : SIGINT)
                let outcome = try await program.ended()
                #expect(outcome.code == 0, "\(outcome)")
                #expect(outcome.output.contains("已停止"))
                #expect(outcome.output.contains("一次性密码") == isFirst)
                #expect(outcome.output.contains("已生成主密钥") == isFirst)
            }
        }
    }

    @Test func twoThatStartTogetherOnOnePostgresServeTheSame() async throws {
        try await withPlace(.postgres) { place in
            let ports = [freePort(), freePort(), freePort()]
            let programs = try ports.map {
                try Program.start(["run", "--empty", "--port", "\($0)"] + place.options)
            }
            for (port, program) in zip(ports, programs) {
                try await program.says("打开 http://127.0.0.1:\(port)")
                #expect(try await Self.isHealthy(port))
                program.signal(SIGTERM)
            }
            var passwords = 0
            for program in programs {
                let outcome = try await program.ended()
                #expect(outcome.code == 0, "\(outcome)")
                if outcome.output.contains("一次性密码") { passwords += 1 }
            }
            #expect(passwords == 1)
        }
    }

    @Test(arguments: Store.engines)
    func aDemoThatIsInterruptedIsMadeToItsEnd(_ engine: Database.Engine) async throws {
        try await withPlace(engine) { place in
            let port = freePort()
            let arguments = ["run", "--people", "700", "--port", "\(port)"] + place.options
            let first = try Program.start(arguments)
            try await first.says("轮次里的变化：人 ")
            first.signal(SIGINT)
            let outcome = try await first.ended()
            #expect(outcome.code == 130, "\(outcome)")
            let second = try Program.start(arguments)
            try await second.says("打开 http://127.0.0.1:\(port)", within: .seconds(400))
            #expect(second.output.contains("yunhe-demo-2026"))
            second.signal(SIGTERM)
            #expect(try await second.ended().code == 0)
            let house = try await place.open()
            let people = try await house.registers.read(as: Place.actor) { reading in
                var everybody = ListQuery(register: "person")
                everybody.ignoresViewCondition = true
                return try reading.count(everybody)
            }
            #expect(people == 700)
            let findings = try await Checkup(house: house, as: Place.actor).run()
            #expect(findings.allSatisfy { $0.state == .good }, "\(findings)")
            await house.close()
        }
    }

    // MARK: What stands in the way

    @Test func aPortInUseIsSaidBeforeAnythingIsMade() async throws {
        try await withPlace(.sqlite) { place in
            try await place.make()
            let port = freePort()
            let first = try Program.start(["serve", "--port", "\(port)"] + place.options)
            try await first.says("打开 http")
            let elsewhere = place.folder + "/neu"
            let second = try await Program.run(["run", "--port", "\(port)", "--data", elsewhere])
            #expect(second.code == 1)
            #expect(second.errors.contains("端口 \(port) 已被别的程序占用"), "\(second)")
            #expect(second.errors.contains("--port"))
            #expect(!FileManager.default.fileExists(atPath: elsewhere))
            first.signal(SIGTERM)
            #expect(try await first.ended().code == 0)
        }
    }

    @Test func aFolderThatCannotBeMadeIsNamed() async throws {
        try await withPlace(.sqlite) { place in
            let file = place.folder + "/datei"
            try Data().write(to: URL(fileURLWithPath: file))
            let outcome = try await Program.run(["run", "--empty", "--port", "\(freePort())", "--data", file + "/data"])
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("不能建立安装文件夹"), "\(outcome)")
            #expect(outcome.errors.contains(file))
            #expect(!outcome.errors.contains("Error"))
        }
    }

    @Test func aFolderWithoutAnInstallationDoesNotBecomeOneByMistake() async throws {
        try await withPlace(.sqlite) { place in
            let mistyped = place.folder + "/dta"
            for command in [
                ["serve"], ["user", "list"], ["doctor"], ["keys", "rotate"], ["export", "person", "x.xlsx"],
            ] {
                let outcome = try await Program.run(command + ["--data", mistyped])
                #expect(outcome.code == 1)
                #expect(outcome.errors.contains("里没有启航的安装"), "\(command): \(outcome)")
            }
            #expect(!FileManager.default.fileExists(atPath: mistyped))
        }
    }

    @Test(arguments: Store.engines)
    func aDatabaseOfANewerProgramIsNotOpened(_ engine: Database.Engine) async throws {
        try await withPlace(engine) { place in
            try await place.make()
            let database = try await Database.open(place.location)
            try await database.write { connection in
                try connection.run(
                    "INSERT INTO qihang_migration (id, applied_at) VALUES ('2099-01-01-future', '2099-01-01T00:00:00.000Z')"
                )
            }
            await database.close()
            let outcome = try await Program.run(["doctor"] + place.options)
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("2099-01-01-future") && outcome.errors.contains("新版本"), "\(outcome)")
        }
    }

    @Test(arguments: Store.engines)
    func dataWithoutItsKeyIsNotGivenANewOne(_ engine: Database.Engine) async throws {
        try await withPlace(engine) { place in
            try await place.make(people: 1)
            try FileManager.default.removeItem(atPath: place.folder + "/master.key")
            let outcome = try await Program.run(["serve", "--port", "\(freePort())"] + place.options)
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("找不到主密钥") && outcome.errors.contains("放回"), "\(outcome)")
            #expect(!FileManager.default.fileExists(atPath: place.folder + "/master.key"))
        }
    }

    @Test(arguments: [
        ("mysql://localhost/x", "数据库地址看不懂"), ("postgres://qihang@127.0.0.1:1/nichts", "127.0.0.1"),
        ("postgres://qihang@nirgendwo.invalid/x", "nirgendwo.invalid"),
    ])
    func anAddressThatLeadsNowhereIsExplained(_ url: String, _ part: String) async throws {
        try await withPlace(.sqlite) { place in
            let outcome = try await Program.run(
                ["run", "--empty", "--port", "\(freePort())", "--data", place.folder, "--postgres", url],
                within: .seconds(60))
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains(part), "\(outcome)")
            #expect(outcome.errors.contains("请"))
        }
    }

    @Test(.enabled(if: Store.engines.contains(.postgres), "no PostgreSQL can be had"))
    func aWrongPasswordOrDatabaseNameIsExplained() async throws {
        try await withPlace(.postgres) { place in
            var parts = try #require(URLComponents(string: place.location.text))
            parts.path = "/es_gibt_mich_nicht"
            let other = try #require(parts.string)
            let outcome = try await Program.run(
                ["migrate", "--data", place.folder, "--postgres", other], within: .seconds(60))
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("es_gibt_mich_nicht") && outcome.errors.contains("请"), "\(outcome)")
        }
    }
}
