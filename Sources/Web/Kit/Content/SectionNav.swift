public import HTML

/// The sections of a record as real pages: looks like tabs, is a list of links.
///
/// - Parameter label: what the navigation is called, such as “档案内容”; must differ from the others on the page.
public func sectionNav(_ label: String, _ items: [NavigationItem]) -> HTML {
    nav(.class("section-nav"), .aria("label", label)) {
        ul { for item in items { li(navigationLink(item)) } }
    }
}
