public import HTML

/// A whole page: skip link, header, navigation, the way back, messages, the one heading, content, help and foot.
///
///     let page = Page(title: "残疾人台账", shell: shell, breadcrumb: [Link("工作台", "/")]) {
///         dataTable(…)
///     }
///     response.body = page.render()
public struct Page: Sendable {
    /// How wide the content may grow.
    public enum Width: Sendable {
        /// For reading and forms: about 40 characters a line.
        case narrow
        /// For tables and boards.
        case wide
    }

    /// The heading and the start of the browser's title.
    public var title: String
    /// “第 2 步，共 4 步”, shown above the heading and part of the browser's title.
    public var step: String?
    /// What the page belongs to, shown above the heading and part of the browser's title, such as the name of the register;
    /// with it the title is unique for each page.
    public var caption: String?
    /// The surroundings.
    public var shell: Shell
    /// The pages above this one, the highest first.
    public var breadcrumb: [Link]
    /// The one page to go back to, instead of a breadcrumb.
    public var back: Link?
    /// A message, left out when there are errors.
    public var notice: Notice?
    /// What has to be put right; the page's title then starts with “错误：”.
    public var errors: [FieldError]
    /// Buttons and links beside the heading.
    public var actions: HTML
    /// How wide the content may grow.
    public var width: Width
    /// The content.
    public var body: HTML

    /// A page.
    public init(
        title: String, shell: Shell, step: String? = nil, caption: String? = nil, breadcrumb: [Link] = [],
        back: Link? = nil, notice: Notice? = nil, errors: [FieldError] = [], actions: HTML = .empty,
        width: Width = .wide, @HTMLBuilder body: () -> HTML
    ) {
        self.title = title
        self.step = step
        self.caption = caption
        self.shell = shell
        self.breadcrumb = breadcrumb
        self.back = back
        self.notice = notice
        self.errors = errors
        self.actions = actions
        self.width = width
        self.body = body()
    }

    /// The page in UTF-8, to be sent as `text/html; charset=utf-8` with `Kit.contentSecurityPolicy`.
    public func render() -> [UInt8] {
        document.bytes
    }

    /// The page as HTML.
    public var document: HTML {
        HTML {
            HTML.doctype
            html(.lang("zh-CN"), .class(shell.settings.classes.isEmpty ? nil : shell.settings.classes)) {
                documentHead
                HTMLTag.body {
                    a("跳到主要内容", .class("skip"), .href("#main"))
                    shellHeader(shell)
                    pathAndMain
                    shellFooter(shell)
                }
            }
        }
    }

    private var documentHead: HTML {
        head {
            meta(Attribute("charset", "utf-8"))
            meta(.name("viewport"), Attribute("content", "width=device-width,initial-scale=1"))
            meta(.name("color-scheme"), Attribute("content", "light dark"))
            HTMLTag.title(documentTitle)
            link(Attribute("rel", "stylesheet"), .href(Kit.style.path))
            link(Attribute("rel", "icon"), .href(Kit.icon.path), .type("image/svg+xml"))
            script(.src(Kit.script.path), Attribute("defer", present: true)) {}
        }
    }

    private var documentTitle: String {
        let steps = step.map { "（\($0)）" } ?? ""
        let mark = errors.isEmpty ? "" : errors.areQuestions ? "请核对：" : "错误："
        let parts = [mark + title + steps, caption, "\(shell.place)启航"]
        return parts.compactMap { $0 }.joined(separator: " – ")
    }

    private var pathAndMain: HTML {
        HTML {
            if let back {
                nav(.class("path wrap"), .aria("label", "返回")) {
                    a(.href(back.href), .class("back")) { "返回\(back.text)" }
                }
            } else if !breadcrumb.isEmpty {
                nav(.class("path wrap"), .aria("label", "所在位置")) {
                    ol { for link in breadcrumb { li(link.html) } }
                }
            }
            main(.id("main"), .tabindex(-1), .class(width == .narrow ? "wrap narrow" : "wrap")) {
                if !errors.isEmpty { errorSummary(errors) } else if let notice { notice.html }
                div(.class("heading")) {
                    div {
                        if let above = [caption, step].compactMap({ $0 }).joined(separator: " · ").nonEmpty {
                            p(above, .class("caption"))
                        }
                        h1(title)
                    }
                    if !actions.isEmpty { div(actions, .class("actions")) }
                }
                body
            }
        }
    }
}

/// Elements whose names `Page` also uses for its own parts.
private enum HTMLTag {
    static let body = Element("body")
    static let title = Element("title")
}

extension String {
    /// The text, or nothing when it is empty.
    var nonEmpty: String? {
        isEmpty ? nil : self
    }
}
