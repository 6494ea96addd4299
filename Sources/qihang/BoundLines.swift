import Decisions
import FEEL
import Foundation
import Packs
import Reasons

/// Asks a bound model for every line of a file of JSON objects, and says how long the deciding alone took.
struct BoundLines {
    let model: BoundModel
    let parameters: ParameterBook
    /// The question without its inputs.
    let question: Question
    let isTraced: Bool
    /// How to tell what happened on the way.
    let traced: (Answer) -> String

    /// One result a line, beside the number of the line; what has no result says why.
    func run(_ file: String) throws {
        guard let lines = FileManager.default.contents(atPath: file) else {
            throw ReadableError(description: "读不到文件“\(file)”。请检查路径。")
        }
        // Parameters without a value on the day leave every line without an answer: that is said once.
        _ = try model.held(question, parameters: parameters)
        let rows =
            model.isStrict && !isTraced
            ? try? BoundRows(model, decisions: [model.decision.name], question, parameters: parameters) : nil
        var (count, spent) = (0, Duration.zero)
        for (index, line) in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy({ $0 == 32 || $0 == 13 || $0 == 9 }) { continue }
            let name = "\(file) 第 \(index + 1) 行"
            guard let inputs = try Value(json: Array(line), file: name).context else {
                throw ReadableError(description: "\(name)应是一个 JSON 对象，如 {\"单位\": …}。")
            }
            let start = ContinuousClock.now
            let told = text(model.given(inputs), rows)
            spent += .now - start
            count += 1
            Terminal.say("\(index + 1)\t\(told)")
        }
        let seconds = spent / .seconds(1)
        let rate = seconds > 0 ? Int(Double(count) / seconds) : 0
        Terminal.warn("\(count) 次，只算决策用了 \((seconds * 1000).rounded() / 1000) 秒，每秒 \(rate) 次。")
    }

    private func text(_ inputs: Context, _ rows: BoundRows?) -> String {
        do throws(NoAnswer) {
            if let rows { return try rows.text(inputs) }
            var asked = question
            asked.inputs = inputs
            let answer = try model.answer(asked, parameters: parameters)
            if isTraced { Terminal.say(traced(answer)) }
            return answer.text
        } catch {
            return "null\t\(error.reasons.joined())"
        }
    }
}
