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
            try await answering.answer(request, context, handler)
        }
    }

    /// Takes a form; it must carry the token of the session.
    func post(_ path: RouterPath, _ handler: @escaping @Sendable (Visit) async throws -> Answer) {
        router.post(path) { [answering] request, context in
            try await answering.answer(request, context, formLimit: FormReader.textLimit, handler)
        }
    }

    /// Takes a form with files.
    func upload(_ path: RouterPath, _ handler: @escaping @Sendable (Visit) async throws -> Answer) {
        router.post(path) { [answering] request, context in
            try await answering.answer(request, context, formLimit: context.maxUploadSize, handler)
        }
    }
}

/// Loads the session, checks the form's token, turns answers into responses.
struct Answering: Sendable {
    let house: House
    let cookies: CookieJar
    let signIn: SignInPage

    /// - Parameter formLimit: the most bytes that a form may hold, which must prove that it is the session's own; nil for
    ///   a question.
    func answer(
        _ request: Request, _ context: OfficeContext, formLimit: Int? = nil,
        _ handler: @Sendable (Visit) async throws -> Answer
    ) async throws -> Response {
        let display = cookies.display(request)
        guard let token = cookies.session(request), let session = try await house.access.session(token) else {
            return try await toSignIn(request, formLimit: formLimit)
        }
        let address = AddressReader.address(request)
        var visit = Visit(
            house: house, session: session, address: address, parts: AddressReader.parts(context),
            form: FormData(urlEncoded: ""), display: display, message: cookies.message(request))
        do {
            if let formLimit {
                visit.form = try await FormReader.form(request, limit: formLimit)
                guard session.accepts(formToken: visit.form[csrfFieldName] ?? "") else { throw StaleForm() }
            }
            if session.mustChangePassword, !Answering.openBeforePassword.contains(address.path) {
                return cookies.redirect(to: "/account/password", notice: nil)
            }
            return try await respond(try await handler(visit))
        } catch {
            context.logger.debug("request failed", metadata: ["error": "\(error)"])
            return ErrorPages.response(error, visit: visit, logger: context.logger)
        }
    }

    /// Nobody is signed in, or no longer: a question comes back after signing in, a form is kept until then.
    private func toSignIn(_ request: Request, formLimit: Int?) async throws -> Response {
        // Of somebody who never signed in here nothing is read: it would only fill memory.
        guard let formLimit, let author = cookies.author(request, house.keyring),
            request.uri.path != "/account/password",
            let form = try? await FormReader.form(request, limit: formLimit)
        else { return cookies.toSignIn(request) }
        return try signIn.response(request, kept: KeptForm(request, form, account: author), status: 403)
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
