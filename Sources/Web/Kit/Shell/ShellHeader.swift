import HTML

/// The header: product and place, display settings, who is signed in, and the service navigation.
func shellHeader(_ shell: Shell) -> HTML {
    header(.class("top")) {
        div(.class("wrap masthead")) {
            a(.href(shell.home), .class("brand")) {
                brandMark
                span(.class("brand-name")) { "启航" }
                span(.class("brand-place")) { " \(shell.place)残疾人就业服务" }
            }
            // Large text on a phone leaves no room for both the navigation and the page: it is called up there.
            if !shell.navigation.isEmpty { a("菜单", .href("#\(menuID)"), .class("menu-link")) }
            ul(.class("tools"), .aria("label", "个人与显示")) {
                if let viewer = shell.viewer { viewerName(viewer) }
                li(a("显示设置", .href(PageAddress(shell.settingsPath, [("back", shell.here)]).text)))
                if let viewer = shell.viewer { signOut(viewer) }
            }
        }
        if !shell.navigation.isEmpty {
            div(.class("nav-row"), .id(menuID), .tabindex(-1)) {
                nav(.class("wrap"), .aria("label", "主导航")) {
                    ul(.class("service-nav")) {
                        for item in shell.navigation { li(navigationLink(item)) }
                    }
                    a("收起菜单", .href("#main"), .class("menu-link"))
                }
            }
        }
    }
}

/// Where the navigation stands.
private let menuID = "menu"

private func viewerName(_ viewer: Viewer) -> HTML {
    li(.class("viewer")) {
        span(viewer.name, .class("viewer-name"))
        span("，", .class("vh"))
        span(viewer.role, .class("viewer-role"))
    }
}

private func signOut(_ viewer: Viewer) -> HTML {
    li {
        form(.method("post"), .action(viewer.signOut), .novalidate) {
            hiddenField(csrfFieldName, viewer.csrf)
            button("退出登录", .class("plain"))
        }
    }
}

/// An entry; the current one says so in words, since some screen readers do not speak `aria-current`.
func navigationLink(_ item: NavigationItem) -> HTML {
    a(.href(item.href), .aria("current", item.isCurrent ? "page" : nil)) {
        item.text
        if let count = item.count, count > 0 {
            span(.class("count")) {
                span("，", .class("vh"))
                grouped(count)
                span(" 项", .class("vh"))
            }
        }
        if item.isCurrent { span("（当前）", .class("vh")) }
    }
}

/// A sail over a wave, drawn in the colour of the text around it.
private let brandMark = HTML.raw(
    """
    <svg class="brand-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">\
    <path d="M17 3v18H6C9 16 14 11 17 3z" fill="currentColor"/>\
    <path d="M20 9c4 3 6 7 6 12h-6z" fill="currentColor" opacity=".75"/>\
    <path d="M3 25c4 3 7 3 10 1s6-2 9 0 5 2 7 0" fill="none" stroke="currentColor" stroke-width="2.5" \
    stroke-linecap="round"/></svg>
    """)
