import Base
import Decisions
import FEEL
public import Packs

extension BoundModel {
    /// What is doubtful about the model, with its place: gaps, overlaps and dead rows of its tables, and what it writes
    /// down and does not use. Tables whose cells name parameters are looked through with the values of every period in
    /// every region that has values of its own.
    /// - Parameter parameters: the values as they hold now, amendments included.
    public func doubts(_ parameters: ParameterBook) -> [String] {
        tableDoubts(parameters) + (model.checkExpressions() + model.checkUnused()).map(\.description)
    }

    private func tableDoubts(_ parameters: ParameterBook) -> [String] {
        let periods = periods(parameters)
        guard !periods.isEmpty else { return model.checkTables().map { words($0.name, $0.finding) } }
        var (doubts, seen): ([String], Set<String>) = ([], [])
        for period in periods {
            for (name, finding) in model.checkTables(knowing: [ParameterNeed.input: period.values]) {
                // What does not change with the parameters is said once.
                let words = words(name, finding)
                guard seen.insert(words).inserted else { continue }
                doubts.append(periods.count == 1 ? words : "\(words)（\(period.day.chinese)起的参数）")
            }
        }
        return doubts
    }

    private func words(_ name: String, _ finding: TableFinding) -> String {
        "\(Place(file: definitions.file, line: finding.origin.line))：“\(name)”的决策表\(finding.message)"
    }

    /// The values of the parameters that hold together somewhere at some time, each combination once, with its first day.
    private func periods(_ book: ParameterBook) -> [(day: Day, values: Value)] {
        let entries = needs.compactMap { book[$0.parameter] }.flatMap(\.entries)
        let days = Set(entries.compactMap(\.period.from)).sorted()
        let regions = [nil] + Set(entries.compactMap(\.region)).sorted { $0.text < $1.text }.map(Optional.some)
        var periods: [(day: Day, values: Value)] = []
        var seen: Set<String> = []
        for region in regions {
            for day in days {
                let question = Question(inputs: Context(), day: day, region: region)
                guard let held = try? held(question, parameters: book) else { continue }
                let told = held.map { "\($0.path)=\($0.entry.value)" }.joined(separator: ";")
                if seen.insert(told).inserted { periods.append((day, context(held))) }
            }
        }
        return periods
    }
}
