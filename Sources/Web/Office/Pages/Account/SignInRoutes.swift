import Access
import Base
import HTML
import House
import Hummingbird
import Kit
import Secrets

/// Signing in and out.
struct SignInRoutes: Sendable {
    let house: House
    let cookies: CookieJar
    let page: SignInPage

    func add(to router: Router<OfficeContext>) {
        router.get("/sign-in") { request, _ in
            try page.response(request, next: AddressReader.address(request).value("next") ?? "")
        }
        router.post("/sign-in") { request, context in
            try await signIn(request, context)
        }
        router.post("/sign-out") { request, _ in
            try await signOut(request)
        }
    }

    private func signIn(_ request: Request, _ context: OfficeContext) async throws -> Response {
        let form = try await FormReader.form(request, limit: SignInRoutes.formLimit)
        let next = form["next"] ?? ""
        let name = form["username"] ?? ""
        let kept = KeptForm.carried(by: form, house.keyring)
        guard let secret = cookies.formSecret(request), FormToken.accepts(form[csrfFieldName] ?? "", secret: secret)
        else {
            let error = FieldError(field: nil, message: "页面已经过期，请重新输入。")
            return try page.response(request, next: next, name: name, kept: kept, errors: [error], status: 403)
        }
        let attempt = SignInAttempt(
            name: name, password: form["password"] ?? "", address: context.remoteAddress?.ipAddress ?? "",
            agent: request.headers[.userAgent], deviceToken: cookies.device(request))
        switch try await house.access.signIn(attempt) {
        case .signedIn(let signedIn):
            var response = welcome(signedIn.session, request, next: next, kept: kept)
            let set = try cookies.signedIn(
                session: signedIn.sessionToken, device: signedIn.deviceToken, account: signedIn.session.actor.account,
                house.keyring)
            for cookie in set { response.setCookie(cookie) }
            return response
        case let refusal:
            let error = FieldError(field: "username", message: refusal.message ?? "账号或密码不对，请重新输入。")
            return try page.response(request, next: next, name: name, kept: kept, errors: [error], status: 422)
        }
    }

    /// Where one goes after signing in: to where one was, or back to the form that was sent too late.
    private func welcome(_ session: Session, _ request: Request, next: String, kept: KeptForm?) -> Response {
        if session.mustChangePassword {
            let lost = kept.map { _ in "请先换密码。刚才填的内容没有保存，换好以后请重新填写。" }
            return cookies.redirect(to: "/account/password", notice: lost)
        }
        guard let kept else { return cookies.redirect(to: SignInRoutes.safe(next), notice: nil) }
        guard kept.account == session.actor.account else {
            return cookies.redirect(to: "/", notice: "刚才没有保存的内容是用另一个账号填的，没有送出。")
        }
        let visit = Visit(
            house: house, session: session, address: PageAddress("/"), parts: [:], form: FormData(urlEncoded: ""),
            display: cookies.display(request), message: nil)
        return Responses.html(kept.page(visit))
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

    /// A form that is kept while somebody signs in again comes along, sealed and half as long again.
    private static let formLimit = 4 * FormReader.textLimit

    /// Only addresses of this site, so that nobody is led elsewhere after signing in.
    static func safe(_ next: String) -> String {
        // Browsers drop tabs and line ends from an address: “/⇥/elsewhere” would be “//elsewhere”.
        let isPlain = next.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "\\" }
        return isPlain && next.hasPrefix("/") && !next.hasPrefix("//") ? next : "/"
    }
}
