import Access
import Base
import Database
import FileTesting
import Foundation
import FoundationNetworking
import House
import Hummingbird
import Logging
import NIOCore
import Registers

@testable import Office

/// An installation in a folder of the test's own, served on a port of its own.
struct TestOffice: Sendable {
    let house: House
    let port: Int

    static let password = "test-password-26"
    static let county = "990122"

    /// A citizen id that is nobody's.
    static func citizenID(serial: Int) -> String {
        let first17 = "99010119800101" + String(1_000 + serial).suffix(3)
        return first17 + String(CitizenID.checkCharacter(first17))
    }

    /// Makes a person in a village, past the pages.
    func person(_ name: String, serial: Int, region: String = "990122001001") async throws -> Int64 {
        let values: FieldValues = [
            "name": .text(name), "citizen_id": .text(TestOffice.citizenID(serial: serial)), "region": .text(region),
        ]
        return try await house.registers.write(as: .system(reason: "测试")) { writing in
            try writing.create("person", values, source: .command)
        }
    }

    /// Gives people to somebody with a role in a region, past the pages.
    func assign(_ people: Int64..., to role: String, region: String = county) async throws {
        try await house.registers.write(as: .system(reason: "测试")) { writing in
            for id in people {
                try writing.update(
                    "person", id, version: nil, [role: .text(TestOffice.signInName(role, region))], source: .command)
            }
        }
    }

    static func signInName(_ role: String, _ region: String) -> String { "t\(role)\(region)" }

    /// Somebody with a role in a region, signed in.
    func browser(role: String = "officer", region: String = county, name own: String? = nil) async throws
        -> StaffBrowser
    {
        let name = own ?? TestOffice.signInName(role, region)
        let scope = RegionScope.within([RegionCode(region)].compactMap { $0 })
        _ = try await house.access.createAccount(
            AccountDraft(signInName: name, name: own ?? "测试员", roles: [role], scope: scope),
            password: TestOffice.password,
            mustChange: false, actor: .system(reason: "测试"))
        let browser = StaffBrowser(port: port)
        _ = try await browser.get("/sign-in")
        _ = try await browser.post("/sign-in", ["username": name, "password": TestOffice.password])
        return browser
    }

    /// The villages of a county, by code.
    func villages(of county: String = county) -> [String] {
        house.registers.regions.all.map(\.code).filter { $0.level == .village && $0.text.hasPrefix(county) }.map(\.text)
    }
}

/// Runs a test against pages that are really served.
func withOffice(
    packs: String = ProjectFiles.packs, _ body: @escaping @Sendable (TestOffice) async throws -> Void
) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("office-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let house = try await House.open(
        .init(location: .sqlite(path: folder + "/test.db"), folder: folder, packs: packs, environment: [:]))
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let office = Office(house: house, settings: .init(host: "127.0.0.1", port: 0, secure: false), logger: logger)
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let application = Application(
        router: office.router(), configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
        onServerRunning: { channel in found.yield(channel.localAddress?.port ?? 0) }, logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await application.run() }
        var iterator = ports.makeAsyncIterator()
        let port = await iterator.next() ?? 0
        try await body(TestOffice(house: house, port: port))
        group.cancelAll()
    }
    await house.close()
}

/// A browser as far as pages need one: it keeps cookies, reads the token out of the last page and sends forms.
actor StaffBrowser {
    struct Answer: Sendable {
        let status: Int
        let text: String
        let location: String?
        let headers: [String: String]
    }

    /// A file that is sent with a form.
    struct File: Sendable {
        let field: String
        let name: String
        let bytes: [UInt8]
    }

    private let port: Int
    private var cookies: [String: String] = [:]
    private var csrf = ""

    init(port: Int) {
        self.port = port
    }

    func get(_ path: String) async throws -> Answer {
        try await send(path, method: "GET", body: nil)
    }

    /// A page that tells how far some work is: looked at again and again, as its reader would, until it says that the work has
    /// ended, however busy the machine is.
    func get(_ path: String, until words: String) async throws -> Answer {
        var page = try await get(path)
        for _ in 0..<300 where !page.text.contains(words) {
            try await Task.sleep(for: .milliseconds(200))
            page = try await get(path)
        }
        return page
    }

    /// Sends a form with the token of the page seen last.
    func post(_ path: String, _ fields: [String: String], token: String? = nil) async throws -> Answer {
        let items = fields.merging(["csrf": token ?? csrf]) { $1 }
        let body = items.map { "\(escaped($0.key))=\(escaped($0.value))" }.joined(separator: "&")
        return try await send(path, method: "POST", body: Data(body.utf8))
    }

    /// Sends a form with a file, as browsers do, with the token of the page seen last.
    func upload(_ path: String, _ fields: [String: String], _ file: File) async throws -> Answer {
        let boundary = "----test-boundary"
        var body = Data()
        for (name, value) in fields.merging(["csrf": csrf], uniquingKeysWith: { $1 }) {
            body += Data("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        let disposition = "Content-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\""
        body += Data("--\(boundary)\r\n\(disposition)\r\n\r\n".utf8) + Data(file.bytes)
        body += Data("\r\n--\(boundary)--\r\n".utf8)
        return try await send(path, method: "POST", body: body, type: "multipart/form-data; boundary=\(boundary)")
    }

    /// Loses a cookie, as when a session ends.
    func forget(_ cookie: String) {
        cookies[cookie] = nil
    }

    /// The hidden fields of a page's last form, without its token.
    func hidden(in answer: Answer) -> [String: String] {
        var fields: [String: String] = [:]
        let form = answer.text.range(of: "<main").map { answer.text[$0.lowerBound...] } ?? ""
        for match in form.matches(of: /type="hidden" name="([^"]*)" value="([^"]*)"/) where match.1 != "csrf" {
            fields[String(match.1)] = match.2.replacingOccurrences(of: "&amp;", with: "&")
        }
        return fields
    }

    private func send(
        _ path: String, method: String, body: Data?, type: String = "application/x-www-form-urlencoded"
    ) async throws -> Answer {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpShouldHandleCookies = false
        request.setValue(cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "), forHTTPHeaderField: "Cookie")
        if let body {
            request.httpBody = body
            request.setValue(type, forHTTPHeaderField: "Content-Type")
        }
        let session = URLSession(configuration: .ephemeral, delegate: NoRedirects(), delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let (data, response) = try await session.data(for: request)
        let text = String(decoding: data, as: UTF8.self)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        keep(response)
        if let range = text.range(of: #"name="csrf" value=""#) {
            csrf = String(text[range.upperBound...].prefix { $0 != "\"" })
        }
        return Answer(
            status: response.statusCode, text: text, location: response.value(forHTTPHeaderField: "Location"),
            headers: response.allHeaderFields.reduce(into: [:]) { headers, field in
                headers["\(field.key)".lowercased()] = "\(field.value)"
            })
    }

    private func keep(_ response: HTTPURLResponse) {
        guard let url = response.url else { return }
        let fields = response.allHeaderFields.reduce(into: [String: String]()) { fields, field in
            if let name = field.key as? String, let value = field.value as? String { fields[name] = value }
        }
        for cookie in HTTPCookie.cookies(withResponseHeaderFields: fields, for: url) {
            cookies[cookie.name] = cookie.value
        }
    }

    private func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

private final class NoRedirects: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
