public import House
import Hummingbird
import Kit
public import Logging
import NIOCore

/// The staff pages of an installation.
public struct Office: Sendable {
    /// How it is served.
    public struct Settings: Sendable {
        /// The address to listen on.
        public var host: String
        /// The port.
        public var port: Int
        /// Whether browsers reach it over https (through a proxy), so that cookies never travel in the clear.
        public var secure: Bool
        /// Demo accounts to be named on the sign-in page; empty for real use.
        public var demoAccounts: [(name: String, password: String, role: String)]

        /// Settings for serving.
        public init(
            host: String, port: Int, secure: Bool, demoAccounts: [(name: String, password: String, role: String)] = []
        ) {
            self.host = host
            self.port = port
            self.secure = secure
            self.demoAccounts = demoAccounts
        }
    }

    private let house: House
    private let settings: Settings
    private let logger: Logger

    /// The pages of an open installation.
    public init(house: House, settings: Settings, logger: Logger) {
        self.house = house
        self.settings = settings
        self.logger = logger
    }

    /// Serves until the process is told to stop; requests under way are finished.
    /// - Parameter ready: called when the port is open.
    public func serve(ready: @escaping @Sendable () -> Void) async throws {
        let application = Application(
            router: router(),
            configuration: .init(address: .hostname(settings.host, port: settings.port), serverName: nil),
            onServerRunning: { _ in ready() }, logger: logger)
        do {
            try await application.runService()
        } catch let error as IOError {
            throw CannotListen(host: settings.host, port: settings.port, error)
        }
    }

    func router() -> Router<OfficeContext> {
        let router = Router(context: OfficeContext.self)
        for asset in Kit.assets {
            router.get(RouterPath(asset.path)) { request, _ in
                Responses.asset(asset, matching: request.headers[.ifNoneMatch])
            }
        }
        router.get("/health") { _, _ in "ok\n" }
        let cookies = CookieJar(secure: settings.secure)
        let signIn = SignInPage(house: house, cookies: cookies, demoAccounts: settings.demoAccounts)
        SignInRoutes(house: house, cookies: cookies, page: signIn).add(to: router)
        let answering = Answering(house: house, cookies: cookies, signIn: signIn)
        let routes = OfficeRoutes(router: router, answering: answering)
        DisplayRoutes(house: house, cookies: cookies).add(to: router)
        OpenRoutes(house: house, cookies: cookies, logger: logger).add(to: router)
        AccountRoutes().add(to: routes)
        AccessibilityRoutes().add(to: routes)
        DeskRoutes().add(to: routes)
        RegisterRoutes().add(to: routes)
        TrailRoutes().add(to: routes)
        AccountsRoutes().add(to: routes)
        RoundRoutes().add(to: routes)
        ImportRoutes().add(to: routes)
        DuplicateRoutes().add(to: routes)
        RegionRoutes().add(to: routes)
        ParameterRoutes().add(to: routes)
        DecisionRoutes().add(to: routes)
        PlanRoutes().add(to: routes)
        AuditRoutes().add(to: routes)
        // Whatever else is asked for gets a page that says so.
        routes.get("**") { _ in throw NotFound() }
        return router
    }
}
