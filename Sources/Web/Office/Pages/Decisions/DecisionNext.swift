import HTML
import Kit
import Reasons

/// What is still to be asked before there is an answer: one question, with the way to its field.
struct DecisionNext {
    let next: BoundInquiry.NextInput
    let others: Int

    var html: HTML {
        panel("还不能得出结果", id: "next") {
            inset {
                p(strong("还要问：\(next.text)"))
                if let hint = next.hint { p(hint) }
            }
            p(others > 0 ? "填了这一项，可能还要填别的，最多 \(others) 项；不影响结果的不用填。" : "填了这一项就有结果。")
            linkLine("去填“\(next.title)”", "#\(Field(next.name, next.title).id)")
        }
    }
}
