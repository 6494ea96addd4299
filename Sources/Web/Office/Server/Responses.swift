import Hummingbird
import HTTPTypes
import Kit
import NIOCore

/// Responses with the headers that every one of them carries.
enum Responses {
    static func html(_ page: Page, status: Int = 200, clearing: Bool = false) -> Response {
        var response = Response(
            status: .init(code: status), headers: headers("text/html; charset=utf-8"),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: page.render())))
        response.headers[.cacheControl] = "no-store"
        if clearing { response.setCookie(CookieJar.noMessage) }
        return response
    }

    static func download(_ body: ResponseBody, _ name: String, _ mediaType: String) -> Response {
        var headers = headers(mediaType)
        headers[.cacheControl] = "no-store"
        headers[.contentDisposition] = "attachment; filename*=UTF-8''\(PageAddress.encoded(name))"
        return Response(status: .ok, headers: headers, body: body)
    }

    static func asset(_ asset: Asset, matching etag: String?) -> Response {
        var headers = headers(asset.contentType)
        headers[.cacheControl] = "public, max-age=31536000, immutable"
        headers[.eTag] = asset.etag
        if etag == asset.etag { return Response(status: .notModified, headers: headers) }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }

    /// Nothing from elsewhere, nothing inline, no frame, no sniffing, no address passed on.
    static func headers(_ mediaType: String) -> HTTPFields {
        var headers = HTTPFields()
        headers[.contentType] = mediaType
        headers[.contentSecurityPolicy] = Kit.contentSecurityPolicy
        headers[.xContentTypeOptions] = "nosniff"
        if let referrer = HTTPField.Name("Referrer-Policy") { headers[referrer] = "same-origin" }
        if let opener = HTTPField.Name("Cross-Origin-Opener-Policy") { headers[opener] = "same-origin" }
        return headers
    }
}
