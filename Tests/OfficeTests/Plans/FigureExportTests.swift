import Access
import Base
import Foundation
import House
import Plans
import Registers
import Rounds
import Sheets
import Testing

@testable import Office

/// What must be handed in goes out as a workbook with the same numbers as the page.
@Suite struct FigureExportTests {
    @Test func aPlansFiguresTasksAndDutiesGoOut() async throws {
        try await PlanServer.run { server in
            let officer = try await server.person("officer", "officer")
            let (house, system) = (server.house, Access.Actor.system(reason: "测试"))
            let plan = try #require(try await house.plans.plans(as: system).first { $0.pack == "yunhe" })
            let answer = try await officer.get("/plans/\(plan.id)/export")
            #expect(answer.status == 200)
            #expect(answer.disposition?.contains(".xlsx") == true)
            let board = try await house.plans.board(plan.id, on: house.registers.today, as: system)
            let sheets = try rows { try BoardWorkbook(board: board, regions: house.registers.regions).write(to: $0) }
            #expect(sheets["目标"]?.count == board.targets.count + 2)
            let row = try #require(sheets["目标"]?.first { $0.contains("0") && $0.contains("人") })
            #expect(row.contains { $0.contains("不少于") })
            #expect(sheets["任务"]?.count == board.counts.total + 2)
            #expect(sheets["报送和检查"]?.count == board.duties.count + 2)
            #expect(sheets["各区划和各月"]?.contains { $0.contains("990101") } == true)
            let trail = try await house.access.trailPage(TrailQuery(), actor: system)
            #expect(trail.rows.contains { $0.entry.kind == .exported && $0.entry.detail?.contains("进度表") == true })
        }
    }

    @Test func aRoundsProgressGoesOut() async throws {
        try await withOffice { office in
            for serial in 1...3 { _ = try await office.person("人\(serial)", serial: serial) }
            let officer = try await office.browser()
            _ = try await officer.get("/rounds/new")
            let opened = try await officer.post("/rounds", ["round": "four_ones", "region": TestOffice.county])
            let address = try #require(opened.location?.split(separator: "?").first.map(String.init))
            let page = try await officer.get(address)
            #expect(page.text.contains("导出进度表"))
            #expect(try await officer.get("\(address)/export").status == 200)
        }
    }

    /// The rows of a workbook by the names of its sheets.
    private func rows(_ write: (String) throws -> Void) throws -> [String: [[String]]] {
        let path = NSTemporaryDirectory() + "figures-\(UUID().uuidString).xlsx"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try write(path)
        let source = try SheetSource.open(path: path)
        var result: [String: [[String]]] = [:]
        for sheet in source.sheets {
            var rows: [[String]] = []
            try source.rows(sheet: sheet.index) { row in
                rows.append(row.cells.map(\.text))
                return .continue
            }
            result[sheet.name] = rows
        }
        return result
    }
}
