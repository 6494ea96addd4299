import Hummingbird
import Kit

/// Reads the address of a request.
enum AddressReader {
    static func address(_ request: Request) -> PageAddress {
        let query = FormData(urlEncoded: request.uri.query ?? "")
        return PageAddress(request.uri.path, query.items.map { ($0.name, $0.value) })
    }

    /// Reads an address of this site as a link holds it.
    static func address(_ text: String) -> PageAddress {
        let parts = text.split(separator: "?", maxSplits: 1).map(String.init)
        let query = FormData(urlEncoded: parts.count == 2 ? parts[1] : "")
        return PageAddress(parts.first ?? "", query.items.map { ($0.name, $0.value) })
    }

    static func parts(_ context: OfficeContext) -> [String: String] {
        var parts: [String: String] = [:]
        for (name, value) in context.parameters { parts[String(name)] = FormData.decoded(value) }
        return parts
    }
}
