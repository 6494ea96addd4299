import Access
import HTML
import House
import Hummingbird
import HTTPTypes
import Kit
import Secrets

/// How pages look: for everybody, signed in or not.
struct DisplayRoutes: Sendable {
    let house: House
    let cookies: CookieJar

    func add(to router: Router<OfficeContext>) {
        router.get("/display") { request, _ in
            let back = SignInRoutes.safe(AddressReader.address(request).value("back") ?? "/")
            let secret = cookies.formSecret(request) ?? Token.randomBytes(32)
            let settings = cookies.display(request)
            let shell = try await shell(request, back: back)
            let page = Page(title: "显示设置", shell: shell, back: Link("上一页", back), width: .narrow) {
                displaySettingsForm(settings, action: "/display", csrf: FormToken.issue(secret: secret), back: back)
            }
            var response = Responses.html(page)
            response.setCookie(cookies.form(secret: secret))
            return response
        }
        router.post("/display") { request, _ in
            let form = try await FormReader.form(request, limit: FormReader.textLimit)
            let settings = DisplaySettings { form[$0] }
            var response = cookies.redirect(to: SignInRoutes.safe(form["back"] ?? "/"), notice: "显示设置已保存。")
            response.headers.append(HTTPField(name: .setCookie, value: settings.setCookie(secure: cookies.secure)))
            return response
        }
    }

    /// The same surroundings as on other pages for somebody who is signed in. The link to this page leads back to where
    /// they came from.
    private func shell(_ request: Request, back: String) async throws -> Shell {
        let settings = cookies.display(request)
        guard let token = cookies.session(request), let session = try await house.access.session(token) else {
            return Shell(place: "", here: back, settings: settings, help: HelpLines.read(house.settings.environment))
        }
        let visit = Visit(
            house: house, session: session, address: AddressReader.address(request), parts: [:],
            form: FormData(urlEncoded: ""), display: settings, message: nil)
        var shell = visit.shell(current: "")
        shell.here = back
        return shell
    }
}
