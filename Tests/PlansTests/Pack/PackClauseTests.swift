import Base
import Database
import Packs
import Plans
import RegisterTesting
import Registers
import StoreTesting
import Testing

/// Holds the packs' plans against the mission: every row that names a target, a task, a unit, a deadline, a duty or a row of an
/// annex is cited by its city's plan, and both say the same.
@Suite(
    .enabled(
        if: ClauseRow.table != nil,
        "the clauses are not beside the project: ../shared/mission/clauses.csv"))
struct PackClauseTests {
    private static let wholly = [
        "plan-registry", "target-tracking", "task-supervision", "person-registry", "four-ones-service-cycle",
        "ability-assessment", "hardship-assistance",
    ]

    @Test func everyRowIsCitedByItsCitysPlanAndAgrees() async throws {
        let rows = try ClauseRow.all()
        try await withPlans(.sqlite) { test in
            let resolve = UnitsOfARow(lexicon: test.plans.units.lexicon)
            var disagreements: [String] = []
            let packs = test.registers.store.catalogue.library.packs
            for (city, rows) in Dictionary(grouping: rows, by: \.city) {
                let pack = try #require(packs.first { $0.title.hasPrefix(city) && $0.region != nil })
                let entries = CitedEntry.all(of: try await test.plan(pack.name).content)
                for row in rows where row.speaksOfThePlan {
                    guard let cited = entries[row.id] else {
                        disagreements.append("\(row.id): not cited by packs/\(pack.name)/plan.yaml")
                        continue
                    }
                    disagreements += (row.numberFaults(cited) + row.timeFaults(cited) + resolve.faults(row, cited))
                        .map { "\(row.id) (\(cited.map(\.place).joined(separator: ", "))): \($0)" }
                }
            }
            #expect(disagreements.isEmpty, "\(disagreements.sorted().joined(separator: "\n"))")
        }
    }

    @Test func sevenCapabilitiesAreServedWithNoRowLeftOut() async throws {
        let rows = try ClauseRow.all()
        let cited = try await cites()
        let left = rows.filter { PackClauseTests.wholly.contains($0.capability) && !cited.contains($0.id) }.map(\.id)
        #expect(left.isEmpty, "\(left)")
        let unknown = cited.subtracting(rows.map(\.id))
        #expect(unknown.isEmpty, "cited, but no row: \(unknown.sorted())")
    }

    /// Every row that a plan entry, a register, a field, a view, an indicator, a round or a step cites.
    private func cites() async throws -> Set<String> {
        let catalogue = try TestRegisters.catalogue.get()
        var cites: Set<String> = []
        for register in catalogue.registers {
            cites.formUnion(register.cites)
            cites.formUnion(register.fields.flatMap(\.cites) + register.views.flatMap(\.cites))
        }
        cites.formUnion(try IndicatorBook(catalogue).definitions.flatMap(\.cites))
        for file in try catalogue.library.packs.flatMap({ try $0.files(in: "rounds") }) {
            for part in [file] + (file["steps"]?.items ?? []) {
                cites.formUnion((part["cites"]?.items ?? []).compactMap(\.scalar))
            }
        }
        let plans = try await contents()
        return cites.union(plans.flatMap { CitedEntry.all(of: $0).keys })
    }

    private func contents() async throws -> [PlanContent] {
        let found = Found()
        try await withPlans(.sqlite) { test in
            await found.set(try await test.plans.plans(as: test.actor).map(\.content))
        }
        return await found.contents
    }

    private actor Found {
        var contents: [PlanContent] = []
        func set(_ contents: [PlanContent]) { self.contents = contents }
    }
}

extension ClauseRow {
    /// Whether the row names a target, a task, a unit, a deadline, a duty or a row of an annex.
    var speaksOfThePlan: Bool {
        ["target", "task-assignment", "report/statistics"].contains(kind) || !units.isEmpty || !time.isEmpty
            || id.contains("-A.")
    }

    /// Numbers that the row's own words write must stand in what cites it; those of a target are its number.
    func numberFaults(_ cited: [CitedEntry]) -> [String] {
        let numbers = number.matches(of: /\d+/).compactMap { Int($0.output) }
        guard let first = numbers.first else { return [] }
        if unit == "documents" {
            return cited.contains { $0.count == first } ? [] : ["\(first) parent documents"]
        }
        var faults: [String] = []
        if kind == "target", cited.contains(where: { $0.place == "goal" }) {
            faults += targetFaults(numbers, cited.filter { $0.place == "goal" })
        }
        let written = words.matches(of: /\d+/).compactMap { Int($0.output) }
        for value in numbers where written.contains(value) {
            let stands = cited.contains { entry in entry.count == value || entry.text.says(value) }
            if !stands { faults.append("the number \(value)") }
        }
        return faults
    }

    private func targetFaults(_ numbers: [Int], _ goals: [CitedEntry]) -> [String] {
        let same = goals.contains { goal in
            goal.number == PlanNumber(numbers[0]) && (numbers.count == 1 || goal.numberTo == PlanNumber(numbers[1]))
                && (!number.hasPrefix(">=") || goal.comparison == .atLeast)
        }
        return same ? [] : ["the target \(number)"]
    }

    /// Times that can be told must be those of what cites the row.
    func timeFaults(_ cited: [CitedEntry]) -> [String] {
        let days = cited.flatMap(\.days)
        let words = cited.flatMap { $0.times + [$0.text] }.joined(separator: " ")
        func fault(_ holds: Bool) -> [String] {
            holds ? [] : ["the time \(time), found \(days) \(cited.flatMap(\.times))"]
        }
        if Day(iso: time) != nil { return fault(days.contains(time)) }
        if let years = time.wholeMatch(of: /(\d{4})-(\d{4})/) {
            return fault(
                days.contains { $0.hasPrefix(years.2) } || (words.contains(years.1) && words.contains(years.2)))
        }
        if time.wholeMatch(of: /\d{4}/) != nil { return fault(days.contains { $0.hasPrefix(time) }) }
        if time.contains("“十四五”") { return fault(days.contains("2025-12-31")) }
        if let day = lastDay { return fault(days.contains(day)) }
        if time.hasPrefix("每季") { return fault(words.contains("每季")) }
        if time.hasPrefix("每年") { return fault(["每年", "年度", "年审", "年底"].contains { words.contains($0) }) }
        return []
    }

    /// 每年10月底前 → --10-31; 2024年10月底前 → 2024-10-31; nil when the row names no day.
    private var lastDay: String? {
        let year = time.firstMatch(of: /^(\d{4})年/).map { String($0.1) }
        let length = Day.length(ofMonth:year:)
        var month = 12
        var day = 31
        if let match = time.firstMatch(of: /(\d{1,2})月底/) {
            month = Int(match.1) ?? 0
            day = (1...12).contains(month) ? length(month, Int(year ?? "") ?? 2023) : 0
        } else if let match = time.firstMatch(of: /(\d{1,2})月(\d{1,2})日/) {
            month = Int(match.1) ?? 0
            day = Int(match.2) ?? 0
        } else if !time.contains("年底") {
            return nil
        }
        let padded = [month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
        return year.map { "\($0)-\(padded)" } ?? "--\(padded)"
    }
}

extension String {
    /// Whether a number stands in the text, in digits or in Chinese.
    fileprivate func says(_ value: Int) -> Bool {
        let digits = matches(of: /\d+/).compactMap { Int($0.output) }
        if digits.contains(value) { return true }
        let chinese = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
        guard chinese.indices.contains(value) else { return false }
        return contains(chinese[value]) || (value == 2 && contains("两")) || (value == 100 && contains("百分百"))
    }
}

/// The units that a row names, resolved as the document reader resolves them.
struct UnitsOfARow {
    let lexicon: UnitLexicon

    func faults(_ row: ClauseRow, _ cited: [CitedEntry]) -> [String] {
        guard cited.contains(where: { !$0.units.isEmpty }) else { return [] }
        let parts = row.units.split(separator: ";").map(String.init)
        let money = parts.first { $0.hasPrefix("资金:") }?.dropFirst(3)
        var faults: [String] = []
        if let money, money != "(空)" {
            let channels = cited.flatMap(\.channels)
            let missing = money.split(separator: "、").filter { !channels.contains(String($0)) }
            if !missing.isEmpty { faults.append("the money \(missing), found \(channels)") }
        }
        let named = cited.flatMap(\.units)
        let names = Set(named.map(\.name))
        let sorts = named.reduce(into: Set<Sort>()) { $0.formUnion(Sort.named(in: $1.name)) }
        for unit in units(parts.filter { !$0.hasPrefix("资金:") }) where !names.contains(unit.name) {
            // Rows put groups in short words of their own: 各镇街 for 各镇人民政府、各街道办事处.
            let meant = Sort.named(in: unit.name)
            if meant.isEmpty || !meant.isSubset(of: sorts) {
                faults.append("the unit \(unit.name), found \(names.sorted())")
            }
        }
        if let lead = parts.first(where: { $0.hasPrefix("牵头:") }) {
            let expected = Set(units([lead]).map(\.name))
            let leads = Set(named.filter { $0.role == .lead }.map(\.name))
            if expected != leads { faults.append("the lead \(expected), found \(leads)") }
        }
        return faults
    }

    /// What a group is made of; a single office is of no sort and must be named itself.
    private enum Sort {
        case committees, leadingGroups, federations, towns, counties, offices

        static func named(in name: String) -> Set<Sort> {
            func says(_ words: [String]) -> Bool { words.contains { name.contains($0) } }
            if says(["残工委", "残疾人工作委员会"]) { return [.committees] }
            if says(["就业工作领导小组"]) { return [.leadingGroups] }
            if name == "残联" || name == "各级残联" { return [.federations] }
            var sorts: Set<Sort> = []
            if says(["镇", "街道", "镇街"]) { sorts.insert(.towns) }
            if name.hasPrefix("各"), says(["各区", "各县", "县区"]) { sorts.insert(.counties) }
            if says(["单位", "部门", "机关"]) { sorts.insert(.offices) }
            return sorts
        }
    }

    private func units(_ parts: [String]) -> [PlanDocument.Unit] {
        let written = parts.map { part in
            part.hasPrefix("牵头:")
                ? "牵头单位：\(part.dropFirst(3))" : part.hasPrefix("责任:") ? "责任单位：\(part.dropFirst(3))" : "责任单位：\(part)"
        }
        let text = "一、主要任务\n（一）行动。安排残疾人就业。（\(written.joined(separator: "；"))）\n"
        let reading = PlanReader.read(SourceText(plainText: text), options: ReaderOptions.all)
        return reading.document.actions.flatMap(\.measures).flatMap(\.units)
    }
}
