import House
import Hummingbird
import Kit
import Logging

/// The pages that are open to everybody. They only ask: nothing is kept of who asks or of what was filled in.
struct OpenRoutes: Sendable {
    let house: House
    let cookies: CookieJar
    let logger: Logger

    func add(to router: Router<OfficeContext>) {
        router.get("/simulators") { request, context in
            answer(request, context) { try SimulatorIndex(visit: $0).page() }
        }
        router.get("/simulators/:audit") { request, context in
            answer(request, context) { try SimulatorPage(visit: $0).page() }
        }
    }

    private func answer(
        _ request: Request, _ context: OfficeContext, _ handler: (OpenVisit) throws -> Page
    ) -> Response {
        let visit = OpenVisit(
            house: house, address: AddressReader.address(request), parts: AddressReader.parts(context),
            display: cookies.display(request))
        do {
            let page = try handler(visit)
            return Responses.html(page, status: page.errors.isEmpty ? 200 : 422)
        } catch {
            return ErrorPages.response(error, open: visit, logger: logger)
        }
    }
}
