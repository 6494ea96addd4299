import Base
import Database
import Quota
import Reasons
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// Registers with the packs' yearly audit, and shortcuts to declare and place.
struct TestYear {
    let test: TestRegisters
    let audits: AuditStore
    let audit: AuditDefinition

    /// An enterprise of the made-up city and its declaration for 2025.
    func declare(
        _ name: String, code: String, headcount: Int64, payroll: Int64, kind: String = "private_firm"
    ) async throws -> (employer: Int64, declaration: Int64) {
        try await test.store.write(as: test.actor) { writing in
            let employer = try writing.create(
                "employer",
                [
                    "name": .text(name), "credit_code": .text(code), "employer_kind": .text(kind),
                    "region": .text("990101"),
                ], source: .page)
            let declaration = try writing.create(
                "quota_declaration",
                [
                    "employer": .integer(employer), "audit_year": .integer(2025),
                    "headcount": .integer(headcount * 10_000), "payroll": .integer(payroll * 100),
                ], source: .page, acceptWarnings: true)
            return (employer, declaration)
        }
    }

    /// A person with a certificate of this level, paid the same in each of these months.
    func place(
        _ employer: Int64, serial: Int, level: Int64 = 3, wage: Int64 = 3_000, months: ClosedRange<Int> = 1...12,
        changes: FieldValues = [:]
    ) async throws {
        let id = TestRegisters.citizenID(born: "1980-06-15", serial: serial)
        let rows = months.map { month -> FieldValues in
            [
                "month": .text("2025-\(month < 10 ? "0" : "")\(month)"), "wage": .integer(wage * 100),
                "pension": .boolean(true), "medical": .boolean(true), "on_post": .boolean(true),
            ]
        }
        var values: FieldValues = [
            "employer": .integer(employer), "audit_year": .integer(2025), "name": .text("某某"),
            "citizen_id": .text(id), "card_level": .integer(level), "card_from": try day("2018-05-01"),
            "work": .text("contract"), "contract_from": try day("2024-01-01"), "months": .rows(rows),
        ]
        values.merge(changes) { _, new in new }
        let record = values
        try await test.store.write(as: test.actor) { writing in
            _ = try writing.create("placement", record, source: .page, acceptWarnings: true)
        }
    }

    func day(_ iso: String) throws -> FieldValue { .day(try #require(Day(iso: iso))) }

    func outcome(_ declaration: Int64) async throws -> EmployerAudit {
        try await audits.audit(audit, declaration: declaration, as: test.actor)
    }
}

/// A test on an engine, with a database of its own.
func withYear(
    _ engine: Database.Engine, _ body: @escaping @Sendable (TestYear) async throws -> Void
) async throws {
    try await withRegisters(engine, migrations: AuditStore.migrations) { test in
        let decisions = try DecisionBook(test.store.catalogue.library, parameters: test.store.catalogue.parameters)
        let book = try AuditBook(test.store.catalogue, decisions: decisions)
        let audit = try #require(book.audit(ofDeclarations: "quota_declaration"))
        try await body(
            TestYear(
                test: test, audits: AuditStore(store: test.store, book: book, decisions: decisions), audit: audit))
    }
}
