import Database
import Foundation
import House
import Registers
import StoreTesting
import Testing

@Suite struct ImportTests {
    @Test(arguments: Store.engines)
    func anImportThatIsInterruptedGoesOn(_ engine: Database.Engine) async throws {
        try await withPlace(engine) { place in
            try await place.make()
            let count = 3_000
            let rows = (0..<count).map { "人\($0),\(Place.citizenID($0)),990101001001,未就业" }
            let file = place.folder + "/名单.csv"
            try Data((["姓名,身份证号,所在村（社区）,就业状况"] + rows).joined(separator: "\n").utf8)
                .write(to: URL(fileURLWithPath: file))
            let command = ["import", "person", file] + place.options
            let first = try Program.start(command)
            try await first.says("已导入 ", within: .seconds(300))
            first.signal(SIGTERM)
            let stopped = try await first.ended()
            #expect(stopped.code == 130, "\(stopped)")
            #expect(stopped.errors.contains("约剩") || stopped.errors.contains("每秒"))
            let second = try await Program.run(command, within: .seconds(400))
            #expect(second.code == 0, "\(second)")
            let house = try await place.open()
            let people = try await house.registers.read(as: Place.actor) {
                try $0.count(ListQuery(register: "person"))
            }
            #expect(people == count)
            #expect(try await house.registers.verifyHistory().isEmpty)
            await house.close()
        }
    }
}
