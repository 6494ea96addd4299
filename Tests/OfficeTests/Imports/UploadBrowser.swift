import Access
import Base
import Foundation
import FoundationNetworking
import House

@testable import Office

/// Sends files to pages and takes files from them, for somebody who signed in past the pages.
struct UploadBrowser: Sendable {
    private let port: Int
    private let session: Access.Session
    private let token: String

    init(_ office: TestOffice) async throws {
        port = office.port
        let name = "uploader"
        let scope = RegionScope.within([RegionCode(TestOffice.county)].compactMap { $0 })
        _ = try await office.house.access.createAccount(
            AccountDraft(signInName: name, name: "测试员", roles: ["officer"], scope: scope),
            password: TestOffice.password, mustChange: false, actor: .system(reason: "测试"))
        let attempt = SignInAttempt(name: name, password: TestOffice.password, address: "127.0.0.1")
        guard case .signedIn(let signedIn) = try await office.house.access.signIn(attempt) else {
            throw URLError(.userAuthenticationRequired)
        }
        session = signedIn.session
        token = signedIn.sessionToken
    }

    /// A file that a page hands out.
    func download(_ path: String) async throws -> [UInt8] {
        let (data, response) = try await load(try request(path))
        guard response.statusCode == 200 else { throw URLError(.badServerResponse) }
        return Array(data)
    }

    /// Sends a form with a file.
    func send(
        _ path: String, fields: [String: String], fileName: String, bytes: [UInt8]
    ) async throws -> (status: Int, location: String?) {
        let boundary = "----test-boundary"
        var body = Data()
        for (name, value) in fields.merging(["csrf": session.formToken()], uniquingKeysWith: { $1 }) {
            body += Data("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        let disposition = "Content-Disposition: form-data; name=\"file\"; filename=\"\(fileName)\""
        body +=
            Data("--\(boundary)\r\n\(disposition)\r\n\r\n".utf8) + Data(bytes) + Data("\r\n--\(boundary)--\r\n".utf8)
        var request = try request(path)
        request.httpMethod = "POST"
        request.httpBody = body
        request.setValue("multipart/form-data; boundary=\(boundary)", forHTTPHeaderField: "Content-Type")
        let (_, response) = try await load(request)
        return (response.statusCode, response.value(forHTTPHeaderField: "Location"))
    }

    private func request(_ path: String) throws -> URLRequest {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpShouldHandleCookies = false
        request.setValue("qihang_session=\(token)", forHTTPHeaderField: "Cookie")
        return request
    }

    private func load(_ request: URLRequest) async throws -> (Data, HTTPURLResponse) {
        let loader = URLSession(configuration: .ephemeral, delegate: StayHere(), delegateQueue: nil)
        defer { loader.finishTasksAndInvalidate() }
        let (data, response) = try await loader.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        return (data, response)
    }
}

private final class StayHere: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
