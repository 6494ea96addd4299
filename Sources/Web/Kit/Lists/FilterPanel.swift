public import HTML

/// The filters of a list, above it: fields of which each adds a condition. Where there are many, the button stands
/// above them too, so that it is not overlooked.
///
/// - Parameters:
///   - address: the list's present address.
///   - names: the names of the fields inside, which the form sends anew; everything else in the address is kept.
///   - active: how many conditions hold now, said in the heading.
public func filterPanel(
    at address: PageAddress, names: [String], active: Int, isOpen: Bool = false, @HTMLBuilder fields: () -> HTML
) -> HTML {
    let keep = address.items.filter { !names.contains($0.name) && $0.name != pagingName }
    let apply = buttonRow { submitButton("应用筛选", .secondary) }
    return details(.class("filters"), .open(isOpen)) {
        summary(active == 0 ? "筛选" : "筛选（已选 \(active) 个条件）")
        getForm(address.path, keep: keep, label: "筛选条件") {
            if names.count > 4 { apply }
            div(.class("filter-fields"), content: fields)
            apply
        }
    }
}

/// A condition that holds, and the address without it.
public struct Chip: Sendable {
    /// The condition in words: “等级：一级”.
    public var text: String
    /// The list without this condition.
    public var removeHref: String

    /// A condition.
    public init(_ text: String, removeHref: String) {
        self.text = text
        self.removeHref = removeHref
    }
}

/// The conditions that hold now, each to be taken away by itself.
///
/// - Parameter clearHref: the list without any condition.
public func chips(_ chips: [Chip], clearHref: String) -> HTML {
    guard !chips.isEmpty else { return .empty }
    return div(.class("chips")) {
        p("现在的条件", .class("chips-title"), .id("chips-title"))
        ul(.aria("labelledby", "chips-title")) {
            for chip in chips {
                li {
                    a(.href(chip.removeHref), .class("chip")) {
                        span("去掉条件 ", .class("vh"))
                        chip.text
                        span("×", .class("chip-mark"), .aria("hidden", "true"))
                    }
                }
            }
            if chips.count > 1 { li(a("清除全部条件", .href(clearHref), .class("chip-clear"))) }
        }
    }
}
