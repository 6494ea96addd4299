import Foundation
import Hummingbird
import NIOCore

/// Reads the body of a request as a form.
enum FormReader {
    /// The most that a form without files may hold.
    static let textLimit = 1_024 * 1_024
    /// A body this many times its limit is no longer waited for.
    private static let dropped = 16

    /// The form that a request carries.
    /// - Throws: `TooLarge` when it is larger than the limit.
    static func form(_ request: Request, limit: Int) async throws -> FormData {
        var body: [UInt8] = []
        var size = 0
        for try await part in request.body {
            size += part.readableBytes
            // What is too much is read to its end and dropped: a browser that is cut off while it sends shows no answer.
            if size <= limit { body.append(contentsOf: part.readableBytesView) } else { body = [] }
            if size > limit * dropped { break }
        }
        guard size <= limit else { throw TooLarge(limit: limit) }
        let type = request.headers[.contentType] ?? ""
        if type.lowercased().hasPrefix("multipart/form-data") {
            return MultipartReader(body, boundary: boundary(type)).form()
        }
        return FormData(urlEncoded: String(decoding: body, as: UTF8.self))
    }

    private static func boundary(_ type: String) -> String {
        guard let start = type.range(of: "boundary=") else { return "" }
        return String(type[start.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" })
    }

    /// A body that is larger than allowed.
    struct TooLarge: Error {
        let limit: Int
    }
}
