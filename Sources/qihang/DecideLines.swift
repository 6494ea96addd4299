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
    private var count = 0
    private var spent = Duration.zero

    init(model: DecisionModel, decision: String, moment: Moment, isTraced: Bool) {
        self.model = model
        self.decision = decision
        self.moment = moment
        self.isTraced = isTraced
    }

    /// How many lines are read before they are decided, so that reading does not count.
    private static let batch = 1_000

    /// One result a line, beside the number of the line; what has no result says why.
    mutating func run(_ file: String) throws {
        guard let lines = FileManager.default.contents(atPath: file) else {
            throw ReadableError(description: "读不到文件“\(file)”。请检查路径。")
        }
        let place = try model.requirePlace(ofDecision: decision)
        var waiting: [(line: Int, inputs: [Value])] = []
        for (index, line) in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy({ $0 == 32 || $0 == 13 || $0 == 9 }) { continue }
            waiting.append((index + 1, try inputs(Array(line), "\(file) 第 \(index + 1) 行")))
            if waiting.count == Self.batch {
                decide(waiting, place)
                waiting = []
            }
        }
        decide(waiting, place)
        let seconds = spent / .seconds(1)
        let rate = seconds > 0 ? Int(Double(count) / seconds) : 0
        Terminal.warn("\(count) 次，只算决策用了 \((seconds * 1000).rounded() / 1000) 秒，每秒 \(rate) 次。")
    }

    /// The values of the model's inputs out of a line.
    private func inputs(_ line: [UInt8], _ name: String) throws -> [Value] {
        guard let context = try Value(json: line, file: name).context else {
            throw ReadableError(description: "\(name)应是一个 JSON 对象，如 {\"单位\": …}。")
        }
        return model.allInputs.map { input in
            context[input.name]?.read(as: input.type) ?? .null(because: "没有给“\(input.name)”的值")
        }
    }

    private mutating func decide(_ lines: [(line: Int, inputs: [Value])], _ place: Int) {
        var outcomes: [DecisionModel.Outcome] = []
        outcomes.reserveCapacity(lines.count)
        let start = ContinuousClock.now
        for line in lines {
            outcomes.append(model.decide(at: place, inputs: line.inputs, at: moment, tracing: isTraced))
        }
        spent += .now - start
        count += lines.count
        for (line, outcome) in zip(lines, outcomes) {
            if isTraced { Terminal.say(TraceText(model).text(of: outcome.steps)) }
            Terminal.say("\(line.line)\t\(outcome.value)\(outcome.value.reason.map { "\t\($0.message)" } ?? "")")
        }
    }
}
