import Hummingbird
import Kit
import Secrets

/// The cookies of the program: who is signed in, from which device, how pages look, what was just done.
struct CookieJar: Sendable {
    /// Whether the site is reached over https, so that cookies never travel in the clear.
    let secure: Bool

    private static let sessionName = "qihang_session"
    private static let deviceName = "qihang_device"
    private static let authorName = "qihang_author"
    private static let messageName = "qihang_message"
    private static let formName = "qihang_form"

    func session(_ request: Request) -> String? {
        request.cookies[CookieJar.sessionName]?.value
    }

    func device(_ request: Request) -> String? {
        request.cookies[CookieJar.deviceName]?.value
    }

    /// Whose pages the browser shows, also when the session has ended; it opens nothing. Other sites' forms do not carry it.
    func author(_ request: Request, _ keyring: Keyring) -> Int64? {
        let parts = request.cookies[CookieJar.authorName]?.value.split(separator: "~", maxSplits: 1) ?? []
        guard parts.count == 2, keyring.isSigned(CookieJar.authorName, String(parts[0]), by: String(parts[1])) else {
            return nil
        }
        return Int64(parts[0])
    }

    func display(_ request: Request) -> DisplaySettings {
        DisplaySettings(cookie: request.cookies[DisplaySettings.cookieName]?.value)
    }

    /// The message that the request before left for this one.
    func message(_ request: Request) -> String? {
        request.cookies[CookieJar.messageName].map { FormData.decoded($0.value) }
    }

    /// The secret behind the tokens of forms that are sent before anybody is signed in.
    func formSecret(_ request: Request) -> [UInt8]? {
        request.cookies[CookieJar.formName].flatMap { Hex.bytes($0.value) }
    }

    func signedIn(session: String, device: String, account: Int64?, _ keyring: Keyring) throws -> [Cookie] {
        let author = try account.map { "\($0)~\(try keyring.sign(CookieJar.authorName, "\($0)"))" } ?? ""
        return [
            cookie(CookieJar.sessionName, session, maxAge: nil),
            cookie(CookieJar.deviceName, device, maxAge: 365 * 86_400),
            cookie(CookieJar.authorName, author, maxAge: nil),
        ]
    }

    func signedOut() -> Cookie {
        cookie(CookieJar.sessionName, "", maxAge: 0)
    }

    func form(secret: [UInt8]) -> Cookie {
        cookie(CookieJar.formName, Hex.text(secret), maxAge: 86_400)
    }

    func redirect(to path: String, notice: String?) -> Response {
        var response = Response.redirect(to: path, type: .normal)
        if let notice {
            response.setCookie(cookie(CookieJar.messageName, PageAddress.encoded(notice), maxAge: 60))
        }
        return response
    }

    /// Where somebody goes who is not signed in; they come back to where they were.
    func toSignIn(_ request: Request) -> Response {
        let here = AddressReader.address(request)
        let next = request.method == .get && here.path != "/" ? here.text : nil
        return redirect(to: PageAddress("/sign-in").with("next", next).text, notice: nil)
    }

    static let noMessage = Cookie(name: messageName, value: "", maxAge: 0, path: "/", httpOnly: true, sameSite: .lax)

    private func cookie(_ name: String, _ value: String, maxAge: Int?) -> Cookie {
        Cookie(name: name, value: value, maxAge: maxAge, path: "/", secure: secure, httpOnly: true, sameSite: .lax)
    }
}
