import HTML
import House
import Hummingbird
import Kit
import Packs
import Quota
import Registers
import Secrets

/// The page on which one signs in.
struct SignInPage: Sendable {
    let house: House
    let cookies: CookieJar
    let demoAccounts: [(name: String, password: String, role: String)]

    func response(
        _ request: Request, next: String = "", name: String = "", kept: KeptForm? = nil, errors: [FieldError] = [],
        status: Int = 200
    ) throws -> Response {
        let carried = try kept?.hidden(house.keyring) ?? .empty
        let secret = cookies.formSecret(request) ?? Token.randomBytes(32)
        let shell = Shell(
            place: city, here: "/sign-in", settings: cookies.display(request),
            help: HelpLines.read(house.settings.environment), footer: open)
        let page = Page(title: kept == nil ? "登录" : "请重新登录", shell: shell, errors: errors, width: .narrow) {
            if kept != nil { inset { p("您的登录已经过期，刚才填的内容还没有保存，但都留着。请先登录，再接着保存。") } }
            signInForm(
                action: "/sign-in", csrf: FormToken.issue(secret: secret), username: name, next: next, errors: errors
            ) {
                carried
            }
            if !demoAccounts.isEmpty { demoTable }
        }
        var response = Responses.html(page, status: status)
        response.setCookie(cookies.form(secret: secret))
        return response
    }

    /// What is open without an account.
    private var open: [Link] {
        house.audits.book.definitions.filter { $0.simulator != nil }.map {
            Link("\($0.title)：试算", AuditSimulatorAddress.audit($0.name))
        }
    }

    /// The city whose pack is installed; empty where there are several, for nobody has said yet whose page this is.
    private var city: String {
        let cities = house.catalogue.library.packs.filter { $0.region != nil }
        return cities.count == 1 ? cities[0].title : ""
    }

    private var demoTable: HTML {
        disclosure("演示账号", isOpen: true) {
            p("这是演示系统，里面的人都是编造的。可以用下面的账号登录，密码都是 \(demoAccounts.first?.password ?? "")。")
            dataTable(
                "演示账号，\(demoAccounts.count) 个", id: "demo", columns: [TableColumn("登录名"), TableColumn("角色")],
                rows: demoAccounts.map { TableRow([HTML($0.name), HTML($0.role)]) })
        }
    }
}
