import Access
import Base
import Database
import Demo
import Exchange
import Foundation
import House
import Registers
import Sheets
import StoreTesting
import Testing

/// The spreadsheets open, and an import makes of the messy one what is said of it.
@Suite struct FilesTests {
    @Test(arguments: Store.engines)
    func theMessyFileIsTakenAsPromised(_ engine: Database.Engine) async throws {
        try await withCity(engine) { city in
            let promised = try city.demo.messyFile(people: MadeCity.people)
            #expect(promised == Demo.messyFile)
            let summary = try await city.house.imports.run(
                file: "\(city.folder)/\(promised.name)", register: "person", apply: nil,
                as: try await officer(city))
            let counts = summary.run.counts
            #expect(summary.run.header?.rows == promised.headerRows)
            #expect(counts.total == promised.rows)
            #expect(counts.new == promised.new)
            #expect(counts.changed == promised.changed)
            #expect(counts.same == promised.same)
            #expect(counts.doubtful == promised.doubtful)
            #expect(counts.refused == promised.refused)
        }
    }

    @Test func theOtherFilesOpen() async throws {
        try await withCity(.sqlite) { city in
            let officer = try await officer(city)
            let text = try SheetSource.open(path: "\(city.folder)/残疾人名单-GB18030.csv")
            #expect(text.encoding == .gb18030 && text.separator == ";")
            let clean = try await city.house.imports.run(
                file: "\(city.folder)/残疾人名单（1000人）.xlsx", register: "person", apply: nil, as: officer)
            #expect(clean.run.counts.new == 1_000 && clean.run.counts.refused == 0)
            let jobs = try await city.house.imports.run(
                file: "\(city.folder)/就业情况.xlsx", register: "employment", apply: nil, as: officer)
            #expect(jobs.run.counts.refused <= 3 && jobs.run.counts.new > 5)
            #expect(FileManager.default.fileExists(atPath: "\(city.folder)/说明.txt"))
        }
    }

    private func officer(_ city: MadeCity) async throws -> Access.Actor {
        let account = try #require(try await city.house.access.account(named: "shi", actor: city.actor))
        return try #require(try await city.house.access.actor(account: account.id))
    }
}
