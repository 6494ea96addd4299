import Base
import Packs

extension Answer {
    /// A sentence of the reasons.
    public struct Sentence: Sendable, Equatable {
        /// What it tells.
        public enum Kind: Sendable {
            /// What was given.
            case given
            /// A step on the way.
            case step
            /// A row of a table that does not fit.
            case passedOver
            /// What it came to.
            case result
            /// A parameter with its source.
            case parameter
            /// What makes the answer less sure.
            case doubt
        }

        /// What it tells.
        public let kind: Kind
        /// Its words.
        public let text: String
    }

    /// The reasons in plain Chinese, in the order in which one follows from the other.
    /// - Parameter place: what people call the region of the question.
    public func sentences(place: String) -> [Sentence] {
        let given = facts.map { "\($0.title)：\(Figures.text($0.value, unit: $0.unit))" }.joined(separator: "，")
        let filled = given.isEmpty ? "" : "填写的是：\(given)。"
        return [Sentence(kind: .given, text: "按\(question.day.chinese)在\(place)执行的规定计算。\(filled)")]
            + (unasked.isEmpty
                ? [] : [Sentence(kind: .given, text: "没有填的\(unasked.joined(separator: "、"))不影响结果。")])
            + steps.flatMap(sentences)
            + [Sentence(kind: .result, text: "所以，\(decision)：\(text)。")]
            + parameters.map { Sentence(kind: .parameter, text: sentence($0)) }
            + doubts.map { Sentence(kind: .doubt, text: $0) }
    }

    /// What makes the answer less sure: assumptions, and values that nobody has compared with their source.
    public var doubts: [String] {
        let assumed = parameters.filter(\.isAssumed).map { "\($0.name)按假设的 \($0.text) 计算，不是现行规定。" }
        let unread = unverified.filter { !$0.isAssumed }.map { "\($0.name) \($0.text) 还没有人核对过原文。" }
        return assumed + unread
    }

    private func sentences(_ step: Step) -> [Sentence] {
        let sources = step.sources.map(\.name).joined(separator: "；")
        let basis = sources.isEmpty ? "" : "依据：\(sources)。"
        let passed = step.rows.compactMap { row in
            row.failure.map { failure in
                Sentence(
                    kind: .passedOver,
                    text:
                        "\(step.name)的第 \(row.number) 行不适用：\(failure.column)为 \(failure.value)，这一行要 \(failure.wanted)。")
            }
        }
        if let fired = step.rows.first(where: { $0.failure == nil }) {
            let remarks = fired.remarks.isEmpty ? basis : "依据：\(fired.remarks.joined(separator: "；"))。"
            let text = "\(step.name)：第 \(fired.number) 行适用，\(fired.outputs)。\(remarks)"
            return passed + [Sentence(kind: .step, text: text)]
        }
        let workings = step.workings.map { working in
            let because = working.conditions.isEmpty ? "" : "因为\(working.conditions.joined(separator: "，"))，"
            let formula = working.isGiven ? "" : " ＝ \(working.formula)"
            return "\(because)\(working.name)\(formula) ＝ \(working.line)。"
        }
        let told = workings.isEmpty ? ["\(step.name)：\(step.text)。"] : workings
        return passed + told.map { Sentence(kind: .step, text: ($0 + basis).withTightBrackets) }
    }

    private func sentence(_ item: InForce) -> String {
        let cite = [item.entry.citation.document, item.entry.citation.article].compactMap { $0 }
        let from = item.entry.period.from.map { "\($0.chinese)起" } ?? "一直以来"
        let to = item.entry.period.to.map { "，到\($0.chinese)" } ?? ""
        let source = cite.isEmpty ? "没有写明依据" : cite.joined(separator: "，")
        return item.isAssumed
            ? "\(item.name)：\(item.text)（假设）。" : "\(item.name)：\(item.text)，依据\(source)，\(from)\(to)执行。"
    }
}

extension Answer.InForce {
    /// What sentences call it: the last of its names.
    public var name: String { path.split(separator: ".").last.map(String.init) ?? path }
}
