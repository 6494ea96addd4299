import HTML

/// Help in the same place on every page, and the foot.
func shellFooter(_ shell: Shell) -> HTML {
    footer(.class("foot")) {
        div(.class("wrap")) {
            if !shell.help.isEmpty {
                section(.class("help"), .aria("labelledby", "help-title")) {
                    h2("需要帮助时", .id("help-title"))
                    dl {
                        for contact in shell.help {
                            div {
                                dt(contact.kind)
                                dd {
                                    if let href = contact.href { a(contact.text, .href(href)) } else { contact.text }
                                }
                            }
                        }
                    }
                }
            }
            if !shell.footer.isEmpty {
                ul(.class("foot-links"), .aria("label", "关于本系统")) {
                    for link in shell.footer { li(link.html) }
                }
            }
            p("启航 · 残疾人就业服务系统", .class("colophon"))
        }
    }
}
