/// Reads a `multipart/form-data` body (RFC 7578).
struct MultipartReader {
    private let body: [UInt8]
    private let delimiter: [UInt8]

    /// A body and the boundary of its content type.
    init(_ body: [UInt8], boundary: String) {
        self.body = body
        delimiter = Array("--\(boundary)".utf8)
    }

    /// The fields and files; parts that cannot be read are left out.
    func form() -> FormData {
        var form = FormData(urlEncoded: "")
        var position = find(delimiter, from: 0).map { $0 + delimiter.count }
        while let start = position, start + 2 <= body.count, body[start] == 13 {
            guard let end = find([13, 10] + delimiter, from: start + 2 - 2) else { break }
            read(start + 2, end, into: &form)
            position = end + 2 + delimiter.count
        }
        return form
    }

    private func read(_ start: Int, _ end: Int, into form: inout FormData) {
        guard let split = find([13, 10, 13, 10], from: start), split <= end else { return }
        let head = String(decoding: body[start..<split], as: UTF8.self)
        let content = split + 4 <= end ? body[(split + 4)..<end] : []
        guard let disposition = head.split(separator: "\r\n").first(where: isDisposition),
            let name = attribute("name", of: disposition)
        else { return }
        if let file = attribute("filename", of: disposition) {
            let last = file.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
            form.add(FormData.File(field: name, name: last, bytes: Array(content)))
        } else {
            form.add(name, String(decoding: content, as: UTF8.self))
        }
    }

    private func isDisposition(_ line: Substring) -> Bool {
        line.lowercased().hasPrefix("content-disposition:")
    }

    private func attribute(_ name: String, of line: Substring) -> String? {
        for part in line.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == name else { continue }
            var value = Substring(pair[1])
            while value.first == " " { value = value.dropFirst() }
            if value.first == "\"" { value = value.dropFirst().prefix { $0 != "\"" } }
            // Browsers write a quotation mark in a name as %22.
            return String(value).replacing("%22", with: "\"")
        }
        return nil
    }

    private func find(_ needle: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, body.count >= needle.count else { return nil }
        var index = start
        let last = body.count - needle.count
        while index <= last {
            if body[index] == first, body[index..<(index + needle.count)].elementsEqual(needle) { return index }
            index += 1
        }
        return nil
    }
}
