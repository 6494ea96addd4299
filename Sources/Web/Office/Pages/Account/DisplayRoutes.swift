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
            let back = AddressReader.address(request).value("back") ?? "/"
            let secret = cookies.formSecret(request) ?? Token.randomBytes(32)
            let settings = cookies.display(request)
            let shell = Shell(
                place: "", here: "/display", settings: settings, help: HelpLines.read(house.settings.environment))
            let page = Page(title: "显示设置", shell: shell, back: Link("返回", SignInRoutes.safe(back)), width: .narrow) {
                displaySettingsForm(
                    settings, action: "/display", csrf: FormToken.issue(secret: secret), back: SignInRoutes.safe(back))
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
}
