import Access
import Base
import HTML
import House
import Hummingbird
import Kit
import Packs
import Registers
import Secrets

/// Signing in and out.
struct SignInRoutes: Sendable {
    let house: House
    let cookies: CookieJar
    let demoAccounts: [(name: String, password: String, role: String)]

    func add(to router: Router<OfficeContext>) {
        router.get("/sign-in") { request, _ in
            page(request, next: AddressReader.address(request).value("next") ?? "", name: "", errors: [])
        }
        router.post("/sign-in") { request, context in
            try await signIn(request, context)
        }
        router.post("/sign-out") { request, _ in
            try await signOut(request)
        }
    }

    private func page(
        _ request: Request, next: String, name: String, errors: [FieldError], status: Int = 200
    ) -> Response {
        let secret = cookies.formSecret(request) ?? Token.randomBytes(32)
        let shell = Shell(
            place: city, here: "/sign-in", settings: cookies.display(request),
            help: HelpLines.read(house.settings.environment))
        let page = Page(title: "登录", shell: shell, errors: errors, width: .narrow) {
            signInForm(
                action: "/sign-in", csrf: FormToken.issue(secret: secret), username: name, next: next, errors: errors)
            if !demoAccounts.isEmpty { demoTable }
        }
        var response = Responses.html(page, status: status)
        response.setCookie(cookies.form(secret: secret))
        return response
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
                "演示账号，\(demoAccounts.count) 个", id: "demo", columns: [TableColumn("账号"), TableColumn("角色")],
                rows: demoAccounts.map { TableRow([HTML($0.name), HTML($0.role)]) })
        }
    }

    private func signIn(_ request: Request, _ context: OfficeContext) async throws -> Response {
        let form = try await FormReader.form(request, limit: FormReader.textLimit)
        let next = form["next"] ?? ""
        let name = form["username"] ?? ""
        guard let secret = cookies.formSecret(request), FormToken.accepts(form[csrfFieldName] ?? "", secret: secret)
        else {
            let error = FieldError(field: nil, message: "页面已经过期，请重新输入。")
            return page(request, next: next, name: name, errors: [error], status: 403)
        }
        let attempt = SignInAttempt(
            name: name, password: form["password"] ?? "", address: context.remoteAddress?.ipAddress ?? "",
            agent: request.headers[.userAgent], deviceToken: cookies.device(request))
        switch try await house.access.signIn(attempt) {
        case .signedIn(let signedIn):
            let target = signedIn.session.mustChangePassword ? "/account/password" : SignInRoutes.safe(next)
            var response = cookies.redirect(to: target, notice: nil)
            for cookie in cookies.signedIn(session: signedIn.sessionToken, device: signedIn.deviceToken) {
                response.setCookie(cookie)
            }
            return response
        case let refusal:
            let error = FieldError(field: "username", message: refusal.message ?? "账号或密码不对，请重新输入。")
            return page(request, next: next, name: name, errors: [error], status: 422)
        }
    }

    private func signOut(_ request: Request) async throws -> Response {
        let form = try await FormReader.form(request, limit: FormReader.textLimit)
        if let token = cookies.session(request), let session = try await house.access.session(token),
            session.accepts(formToken: form[csrfFieldName] ?? "")
        {
            try await house.access.signOut(session)
        }
        var response = cookies.redirect(to: "/sign-in", notice: nil)
        response.setCookie(cookies.signedOut())
        return response
    }

    /// Only addresses of this site, so that nobody is led elsewhere after signing in.
    static func safe(_ next: String) -> String {
        next.hasPrefix("/") && !next.hasPrefix("//") && !next.contains("\\") ? next : "/"
    }
}
