import HTML
import Kit

/// Every component in every state, on made-up pages: what the browser checks look at.
enum Gallery {
    /// A page and the name of its file.
    struct Entry: Sendable {
        let name: String
        let page: @Sendable (DisplaySettings) -> Page
    }

    static let entries: [Entry] = [
        Entry(name: "sign-in") { signIn($0, errors: []) },
        Entry(name: "sign-in-errors") {
            signIn($0, errors: [FieldError(field: "password", message: "账号或密码不对，请重新输入密码")])
        },
        Entry(name: "desk", page: desk),
        Entry(name: "list") { list($0, errors: []) },
        Entry(name: "list-errors") {
            list($0, errors: [FieldError(field: "all", message: "请先在表格里选择至少一人，或选择全部")])
        },
        Entry(name: "list-empty", page: emptyList),
        Entry(name: "record", page: record),
        Entry(name: "edit") { edit($0, errors: []) },
        Entry(name: "edit-errors") { edit($0, errors: editErrors) },
        Entry(name: "check", page: check),
        Entry(name: "sent", page: sent),
        Entry(name: "import", page: importing),
        Entry(name: "running", page: running),
        Entry(name: "compare", page: compare),
        Entry(name: "board", page: board),
        Entry(name: "columns", page: chooseColumns),
        Entry(name: "display", page: display),
    ]

    /// The settings each page is also shown in, besides the standard.
    static let variants: [(name: String, settings: DisplaySettings)] = [
        ("large", DisplaySettings(size: .large)),
        ("huge", DisplaySettings(size: .huge)),
        ("dark", DisplaySettings(scheme: .dark)),
        ("contrast", DisplaySettings(scheme: .light, highContrast: true)),
        ("dark-contrast", DisplaySettings(scheme: .dark, highContrast: true, reducedMotion: true)),
    ]

    static func shell(_ settings: DisplaySettings, current: String, signedIn: Bool = true) -> Shell {
        let entries = [
            ("desk", "工作台", 12), ("list", "台账", nil), ("record", "本年轮次", nil), ("board", "方案进度", nil),
            ("compare", "重复核对", 3), ("import", "导入", nil),
        ]
        return Shell(
            place: "云河市", here: "/\(current).html",
            navigation: signedIn
                ? entries.map { NavigationItem($0.1, "\($0.0).html", isCurrent: $0.0 == current, count: $0.2) } : [],
            viewer: signedIn
                ? Viewer(name: "李晓红", role: "专职委员 · 临江镇", signOut: "/sign-out", csrf: "token") : nil,
            settings: settings,
            help: [
                HelpContact(kind: "电话（工作日 8:30–17:30）", text: "0999-1234567", href: "tel:09991234567"),
                HelpContact(kind: "短信", text: "199 0000 0000", href: "sms:19900000000"),
                HelpContact(kind: "柜台", text: "云河市民政路 1 号，便民大厅 6 号窗"),
            ],
            footer: [
                Link("无障碍声明", "accessibility.html"), Link("个人信息保护", "privacy.html"),
                Link("这页有障碍，告诉我们", "feedback.html"),
            ], settingsPath: "display.html", home: "desk.html")
    }
}
