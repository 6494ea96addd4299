import Access
import Base
import Database
import House
import Registers

/// Writes last year's audit: employers of the city, what they declared, and whom they employed by its own register of jobs.
struct QuotaWriter {
    let house: House
    let city: City
    let region: RegionCode
    let actor: Access.Actor

    /// Writes them, all or none.
    func make() async throws {
        let year = QuotaYear(year: city.time.year - 1)
        let counties = house.registers.regions.children(of: region)
        let (seed, today) = (city.seed, city.time.today)
        try await house.registers.write(as: actor, on: today) { writing in
            guard !counties.isEmpty, try writing.count(ListQuery(register: "employer")) == 0 else { return }
            var chance = Chance(seed: seed, stream: 9_001)
            let jobs = try QuotaWriter.jobs(at: Employers.units, in: year.year, writing)
            // Some employ nobody.
            let units = Employers.units.filter { jobs[$0.code] != nil || chance.holds(100) }
            for (index, unit) in units.enumerated() {
                let county = counties[index % counties.count]
                let employer = try writing.create(
                    "employer", year.employer(unit, in: county, &chance), source: PartWriter.source)
                let people = try QuotaWriter.place(jobs[unit.code] ?? [], at: employer, year, writing, &chance)
                try QuotaWriter.declare(employer, people, year, writing, &chance)
            }
        }
    }

    /// A job that somebody had in the year.
    private struct Job {
        let person: Int64
        let start: Day
        let end: Day?
    }

    private static func jobs(
        at units: [Employer], in year: Int, _ writing: RegisterWriting
    ) throws -> [String: [Job]] {
        let (first, last) = ("\(year)-01-01", "\(year)-12-31")
        var query = ListQuery(
            register: "employment",
            extra: """
                \(SQL.oneOf("r.employer_code", units.map(\.code))) AND r.start_date <= \(last)
                AND (r.end_date IS NULL OR r.end_date >= \(first)) AND r.employment_kind = \("contract")
                """)
        query.ignoresViewCondition = true
        var jobs: [String: [Job]] = [:]
        try writing.each(query) { record in
            guard let person = record["person"].integer, let code = record["employer_code"].text,
                let start = record["start_date"].day
            else { return }
            jobs[code, default: []].append(Job(person: person, start: start, end: record["end_date"].day))
        }
        return jobs
    }

    private static func place(
        _ jobs: [Job], at employer: Int64, _ year: QuotaYear, _ writing: RegisterWriting, _ chance: inout Chance
    ) throws -> Int {
        var seen: Set<Int64> = []
        var count = 0
        for job in jobs where seen.insert(job.person).inserted {
            let person = try writing.plain("person", job.person)
            guard let values = year.placement(employer, of: person, from: job.start, to: job.end, &chance) else {
                continue
            }
            try writing.create("placement", values, source: PartWriter.source, acceptWarnings: true)
            count += 1
        }
        return count
    }

    /// Most have been handed in, some have been reviewed.
    private static func declare(
        _ employer: Int64, _ people: Int, _ year: QuotaYear, _ writing: RegisterWriting, _ chance: inout Chance
    ) throws {
        let id = try writing.create(
            "quota_declaration", year.declaration(employer, people: people, &chance), source: PartWriter.source,
            acceptWarnings: true)
        for step in ["submit", "review", "confirm"] where chance.holds(700) {
            guard let state = try writing.record("quota_declaration", id)?.state,
                QuotaWriter.follows(step, state)
            else { return }
            try writing.transition("quota_declaration", id, version: nil, step, note: nil, source: PartWriter.source)
        }
    }

    private static func follows(_ step: String, _ state: String) -> Bool {
        [("submit", "draft"), ("review", "submitted"), ("confirm", "reviewed")].contains { $0 == (step, state) }
    }
}
