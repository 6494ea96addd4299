import Access
import Base
import Database
import Foundation
import House
import Hummingbird
import Kit
import Logging
import NIOCore
import Registers

/// Registers handlers for signed-in people.
struct OfficeRoutes {
    let router: Router<OfficeContext>
    let answering: Answering

    /// Answers a question; the handler sees who asks.
    func get(_ path: RouterPath, _ handler: @escaping @Sendable (Visit) async throws -> Answer) {
        router.get(path) { [answering] request, context in
            try await answering.answer(request, context, form: FormData(urlEncoded: ""), handler)
        }
    }

    /// Takes a form; it must carry the token of the session.
    func post(_ path: RouterPath, _ handler: @escaping @Sendable (Visit) async throws -> Answer) {
        router.post(path) { [answering] request, context in
            let form = try await FormReader.form(request, limit: FormReader.textLimit)
            return try await answering.answer(request, context, form: form, mustProve: true, handler)
        }
    }

    /// Takes a form with files.
    func upload(_ path: RouterPath, _ handler: @escaping @Sendable (Visit) async throws -> Answer) {
        router.post(path) { [answering] request, context in
            let form = try await FormReader.form(request, limit: context.maxUploadSize)
            return try await answering.answer(request, context, form: form, mustProve: true, handler)
        }
    }
}

/// Loads the session, checks the form's token, turns answers into responses.
struct Answering: Sendable {
    let house: House
    let cookies: CookieJar

    func answer(
        _ request: Request, _ context: OfficeContext, form: FormData, mustProve: Bool = false,
        _ handler: @Sendable (Visit) async throws -> Answer
    ) async throws -> Response {
        let display = cookies.display(request)
        guard let token = cookies.session(request), let session = try await house.access.session(token) else {
            return cookies.toSignIn(request)
        }
        let address = AddressReader.address(request)
        let visit = Visit(
            house: house, session: session, address: address, parts: AddressReader.parts(context), form: form,
            display: display, message: cookies.message(request))
        do {
            if mustProve, !session.accepts(formToken: form[csrfFieldName] ?? "") { throw StaleForm() }
            if session.mustChangePassword, !Answering.openBeforePassword.contains(address.path) {
                return cookies.redirect(to: "/account/password", notice: nil)
            }
            return try await respond(try await handler(visit))
        } catch {
            context.logger.debug("request failed", metadata: ["error": "\(error)"])
            return ErrorPages.response(error, visit: visit, logger: context.logger)
        }
    }

    private static let openBeforePassword: Set<String> = ["/account/password", "/sign-out", "/display"]

    private func respond(_ answer: Answer) async throws -> Response {
        switch answer {
        case .page(let page, let status): return Responses.html(page, status: status, clearing: page.notice != nil)
        case .redirect(let path, let notice): return cookies.redirect(to: path, notice: notice)
        case .bytes(let bytes, let name, let mediaType):
            return Responses.download(ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)), name, mediaType)
        case .file(let path, let name, let mediaType):
            guard let data = FileManager.default.contents(atPath: path) else { throw NotFound() }
            try? FileManager.default.removeItem(atPath: path)
            return Responses.download(ResponseBody(byteBuffer: ByteBuffer(bytes: data)), name, mediaType)
        }
    }
}

/// A form whose token is not the session's: the page is old, or it came from elsewhere.
struct StaleForm: Error {}
