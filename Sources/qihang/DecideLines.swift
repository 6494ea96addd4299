import Base
import Decisions
import FEEL
import Foundation

/// Runs one decision for every line of a file of JSON objects, and says how long the deciding alone took.
struct DecideLines {
    let model: DecisionModel
    let decision: String
    let moment: Moment
    let isTraced: Bool

    /// How many lines are read before they are decided.
    private static let batch = 1_000

    /// One result a line, beside the number of the line; what has no result says why.
    func run(_ file: String) throws {
        guard let lines = FileManager.default.contents(atPath: file) else {
            throw ReadableError(description: "读不到文件“\(file)”。请检查路径。")
        }
        var number = 0
        var count = 0
        var spent = Duration.zero
        guard let place = model.place(ofDecision: decision) else {
            _ = try model.decide(decision, inputs: [], at: moment)
            return
        }
        let asked = model.allInputs
        var waiting: [(line: Int, inputs: [Value])] = []
        func work() throws {
            var outcomes: [DecisionModel.Outcome] = []
            outcomes.reserveCapacity(waiting.count)
            let start = ContinuousClock.now
            for entry in waiting {
                outcomes.append(model.decide(at: place, inputs: entry.inputs, at: moment, tracing: isTraced))
            }
            spent += .now - start
            for (entry, outcome) in zip(waiting, outcomes) { say(outcome, line: entry.line) }
            count += waiting.count
            waiting = []
        }
        for line in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy({ $0 == 32 || $0 == 13 || $0 == 9 }) { continue }
            guard let context = try Value(json: Array(line), file: "\(file) 第 \(number) 行").context else {
                throw ReadableError(description: "“\(file)”第 \(number) 行应是一个 JSON 对象，如 {\"单位\": …}。")
            }
            let inputs = asked.map { input in
                context[input.name]?.read(as: input.type) ?? .null(because: "没有给“\(input.name)”的值")
            }
            waiting.append((number, inputs))
            if waiting.count == Self.batch { try work() }
        }
        try work()
        let seconds = Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18
        let rate = seconds > 0 ? Int(Double(count) / seconds) : 0
        Terminal.warn("\(count) 次，只算决策用了 \((seconds * 1000).rounded() / 1000) 秒，每秒 \(rate) 次。")
    }

    private func say(_ outcome: DecisionModel.Outcome, line: Int) {
        if isTraced { Terminal.say(TraceText(model).text(of: outcome.steps)) }
        let why = outcome.value.reason.map { "\t\($0.message)" } ?? ""
        Terminal.say("\(line)\t\(outcome.value)\(why)")
    }
}
