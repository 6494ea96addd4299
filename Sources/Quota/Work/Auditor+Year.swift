import Base
import FEEL
import Reasons
import Registers

extension Auditor {
    /// Judges an employer's year.
    func employerAudit(_ year: DeclaredYear, _ rivals: Rivals, _ catalogue: Catalogue) throws -> EmployerAudit {
        let counted = try counted(year, rivals, catalogue)
        let levy = Result { () throws(NoAnswer) -> Answer in try self.levy(try counted.levy.get()) }
        return EmployerAudit(
            declaration: year.declaration, employer: year.employer, year: year.year, placements: counted.placements,
            placed: counted.placed, levy: try? levy.get(), refusal: levy.refusal)
    }

    /// The figures of an employer's year alone: the same as `employerAudit` has, without the reasons.
    func outcome(_ year: DeclaredYear, _ rivals: Rivals, _ catalogue: Catalogue) throws -> AuditOutcome {
        let counted = try counted(year, rivals, catalogue)
        let levy = Result { () throws(NoAnswer) -> Int64 in try levyFen(try counted.levy.get()) }
        return AuditOutcome(
            declaration: year.declaration.id, persons: counted.placements.count,
            sharedMonths: counted.placements.reduce(0) { $0 + $1.months.count(where: \.isCountedElsewhere) },
            figures: .init(
                personMonths: counted.personMonths, placed: Int(counted.placed.scaled(by: 4) ?? 0),
                levy: try? levy.get()),
            refusal: levy.refusal?.description)
    }

    /// An employer's year up to the levy.
    private struct Counted {
        let placements: [PlacementAudit]
        let personMonths: Int
        let placed: Number
        let levy: Result<LevyQuestion, NoAnswer>
    }

    private func counted(_ year: DeclaredYear, _ rivals: Rivals, _ catalogue: Catalogue) throws -> Counted {
        guard let declarations = catalogue.register(audit.declaration),
            let placements = catalogue.register(audit.placement),
            let employers = catalogue.register(year.employer.register)
        else { throw UnknownRegister(name: audit.declaration) }
        let judged = judged(year, rivals, placements)
        let personMonths = judged.reduce(0) { $0 + $1.personMonths }
        let placed = Auditor.placed(personMonths)
        let levy = Result { () throws(NoAnswer) -> LevyQuestion in
            try levyQuestion(
                year.declaration, declarations, employer: employers.context(of: year.employer), placed: placed,
                year: year.year)
        }
        return Counted(placements: judged, personMonths: personMonths, placed: placed, levy: levy)
    }

    private func judged(
        _ year: DeclaredYear, _ rivals: Rivals, _ register: RegisterDefinition
    ) -> [PlacementAudit] {
        year.placements.map { record in
            judged(record, rivals.placements[record.id] ?? [], rivals.employers, register)
        }
    }

    /// Months over twelve, to four decimals, rounded half up: a headcount as the tax return takes it.
    static func placed(_ personMonths: Int) -> Number {
        Number((personMonths * 10_000 * 2 + 12) / 24, scale: 4)
    }

    private func judged(
        _ record: Record, _ rivals: [Record], _ employers: [Int64: String], _ register: RegisterDefinition
    ) -> PlacementAudit {
        let others = rivals.map { rival in
            let employer = register.subject.flatMap { rival[$0].integer }.flatMap { employers[$0] } ?? ""
            let months = verdicts(rival, register).filter { ($0.heads ?? 0) > 0 }.map(\.month)
            return (isEarlier: rival.id < record.id, PlacementAudit.Elsewhere(employer: employer, months: months))
        }
        // A month counts once: with whoever was registered first.
        let taken = Set(others.filter(\.isEarlier).flatMap { $0.1.months })
        let months = verdicts(record, register).map { verdict in
            var verdict = verdict
            if taken.contains(verdict.month), (verdict.heads ?? 0) > 0 {
                verdict.heads = 0
                verdict.isCountedElsewhere = true
            }
            return verdict
        }
        let filled = Set(months.map(\.month))
        return PlacementAudit(
            record: record, months: months,
            unfilled: Auditor.months(of: record[audit.year].integer).filter { !filled.contains($0) },
            elsewhere: others.map(\.1))
    }

    /// The months of a year, `yyyy-MM`.
    private static func months(of year: Int64?) -> [String] {
        let first = year.flatMap { Day(year: Int($0), month: 1, day: 1) }
        return first.map { first in
            (0..<12).map { String(first.adding(months: $0).iso.prefix(7)) }
        } ?? []
    }
}

extension Result where Failure == NoAnswer {
    /// Why there is nothing.
    fileprivate var refusal: NoAnswer? {
        if case .failure(let reason) = self { reason } else { nil }
    }
}
