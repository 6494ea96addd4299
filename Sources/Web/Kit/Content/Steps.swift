public import HTML

/// The steps of a longer task, with the present one said in words.
///
/// - Parameter current: the number of the present step, from 1.
public func steps(_ names: [String], current: Int) -> HTML {
    ol(.class("steps"), .aria("label", "步骤")) {
        for (index, name) in names.enumerated() {
            let number = index + 1
            li(
                .class(number == current ? "now" : number < current ? "done" : nil),
                .aria("current", number == current ? "step" : nil)
            ) {
                span("\(number)", .class("step-number"), .aria("hidden", "true"))
                span(.class("step-name")) {
                    name
                    span(.class("step-state")) {
                        number == current ? "（现在）" : number < current ? "（已完成）" : "（还没到）"
                    }
                }
            }
        }
    }
}
