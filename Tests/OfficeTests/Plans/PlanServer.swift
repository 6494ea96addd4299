import Access
import Base
import Database
import FileTesting
import Foundation
import FoundationNetworking
import House
import Logging
import Plans
import Registers
import StoreTesting
import Testing

@testable import Office

/// The staff pages of an installation of the test's own, reached over the network as a browser does.
struct PlanServer: Sendable {
    let house: House
    let port: Int

    /// Runs a test against a served installation over the project's packs.
    static func run(_ body: @Sendable (PlanServer) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "/plans-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let house = try await House.open(
            .init(
                location: .sqlite(path: folder + "/test.sqlite"), folder: folder, packs: ProjectFiles.packs,
                environment: [:]))
        let port = freePort()
        let office = Office(
            house: house, settings: .init(host: "127.0.0.1", port: port, secure: false), logger: Logger(label: "test"))
        let (opened, gate) = AsyncStream.makeStream(of: Void.self)
        let serving = Task { try await office.serve { gate.yield() } }
        for await _ in opened { break }
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(PlanServer(house: house, port: port)))
        } catch {
            result = .failure(error)
        }
        serving.cancel()
        _ = try? await serving.value
        await house.close()
        try result.get()
    }

    /// Somebody with an account, signed in.
    func person(_ name: String, _ role: String, unit: String? = nil) async throws -> PlanVisitor {
        let system = Access.Actor.system(reason: "测试")
        let scope = try RegionScope.within([#require(RegionCode("9901"))])
        let password = "一句好记的话 2026"
        try await house.access.createAccount(
            AccountDraft(signInName: name, name: "测试\(name)", roles: [role], scope: scope, unit: unit),
            password: password, mustChange: false, actor: system)
        let attempt = SignInAttempt(name: name, password: password, address: "127.0.0.1")
        guard case .signedIn(let signedIn) = try await house.access.signIn(attempt) else { throw NoSession() }
        return PlanVisitor(port: port, token: signedIn.sessionToken, csrf: signedIn.session.formToken())
    }

    struct NoSession: Error {}

    /// A citizen id that is nobody's.
    static func citizenID(_ serial: Int) -> String {
        let first = "99010119900101" + String(1_000 + serial).suffix(3)
        return first + String(CitizenID.checkCharacter(first))
    }
}

/// A browser that somebody uses.
struct PlanVisitor: Sendable {
    let port: Int
    let token: String
    let csrf: String

    struct Reply {
        let status: Int
        let text: String
        /// Where the answer leads.
        let location: String?
        /// How the answer wants to be taken.
        let disposition: String?
        let mediaType: String?
    }

    func get(_ path: String) async throws -> Reply {
        try await send(request(path))
    }

    /// Sends a form, with files when there are any.
    func post(_ path: String, _ fields: [String: String], file: (field: String, name: String, text: String)? = nil)
        async throws -> Reply
    {
        var request = try request(path)
        request.httpMethod = "POST"
        let boundary = "browser-\(UUID().uuidString)"
        request.setValue("multipart/form-data; boundary=\(boundary)", forHTTPHeaderField: "Content-Type")
        var body = ""
        for (name, value) in fields.merging(["csrf": csrf], uniquingKeysWith: { first, _ in first }) {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        if let file {
            body +=
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
            body += "Content-Type: text/plain\r\n\r\n\(file.text)\r\n"
        }
        body += "--\(boundary)--\r\n"
        request.httpBody = Data(body.utf8)
        return try await send(request)
    }

    private func request(_ path: String) throws -> URLRequest {
        let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
        var request = URLRequest(url: url)
        request.setValue("qihang_session=\(token)", forHTTPHeaderField: "Cookie")
        return request
    }

    private func send(_ request: URLRequest) async throws -> Reply {
        let session = URLSession(configuration: .ephemeral, delegate: StaysHere(), delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let (data, response) = try await session.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return Reply(
            status: answer.statusCode, text: String(decoding: data, as: UTF8.self),
            location: answer.value(forHTTPHeaderField: "Location"),
            disposition: answer.value(forHTTPHeaderField: "Content-Disposition"),
            mediaType: answer.value(forHTTPHeaderField: "Content-Type"))
    }
}

/// Does not follow redirections, so that a test sees them.
private final class StaysHere: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
