import Access
import Base
import Database
import Demo
import Exchange
import Foundation
import House
import Registers
import StoreTesting
import Testing

/// A list that goes out of any register, in any of its views, comes back and changes nothing.
@Suite struct RoundTripTests {
    @Test(arguments: Store.engines)
    func everyListComesBackUnchanged(_ engine: Database.Engine) async throws {
        try await withCity(engine) { city in
            let officer = try await account("shi", city)
            // The committee sees masked numbers only, as most people do who hand lists on.
            let committee = try await account("cangongwei", city)
            var seen = 0
            for register in city.house.catalogue.registers {
                let views = register.views.map { (view: Optional($0.name), columns: [String]?.none) }
                let lists: [(view: String?, columns: [String]?)] = [(view: nil, columns: [])] + views
                for (view, columns) in lists {
                    for format in columns == nil ? [ExportFormat.xlsx] : [.xlsx, .csv] {
                        let path = "\(city.folder)/back-\(register.name)-\(view ?? "").\(format.fileExtension)"
                        let summary = try await city.house.exports.export(
                            ListQuery(register: register.name, view: view), columns: columns, format: format,
                            to: path, as: committee)
                        guard summary.rows > 0 else { continue }
                        let run = try await city.house.imports.run(
                            file: path, register: register.name, apply: nil, as: officer
                        ).run
                        #expect(
                            run.counts.same == summary.rows && run.counts.total == summary.rows,
                            "\(register.name) \(view ?? "") \(format): \(run.counts.text) \(run.faultCounts.prefix(3)) \(run.columns.map { ($0.heading, $0.target?.rawValue) })"
                        )
                        seen += 1
                    }
                }
            }
            #expect(seen > 30)
        }
    }

    /// With the numbers in the clear as well.
    @Test func listsInTheClearComeBackUnchanged() async throws {
        try await withCity(.sqlite) { city in
            let officer = try await account("shi", city)
            for register in ["person", "guardian", "hardship_case", "employment"] {
                let path = "\(city.folder)/clear-\(register).xlsx"
                let summary = try await city.house.exports.export(
                    ListQuery(register: register), columns: [], format: .xlsx, revealing: "核对名单", to: path, as: officer)
                let run = try await city.house.imports.run(file: path, register: register, apply: nil, as: officer).run
                #expect(run.counts.same == summary.rows, "\(register): \(run.counts.text) \(run.faultCounts.prefix(3))")
            }
        }
    }

    private func account(_ name: String, _ city: MadeCity) async throws -> Access.Actor {
        let account = try #require(try await city.house.access.account(named: name, actor: city.actor))
        return try #require(try await city.house.access.actor(account: account.id))
    }
}
