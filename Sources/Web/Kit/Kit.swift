/// What the web room serves for the kit.
public enum Kit {
    /// Every file that pages refer to; serve each at its `path` with `Cache-Control: public, max-age=31536000, immutable`.
    public static let assets = [style, script, icon]

    /// Sent with every page: nothing from elsewhere, nothing inline, not inside another site's frame.
    public static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    static let style = Asset(
        name: "qihang", suffix: "css", contentType: "text/css; charset=utf-8", content: styleSheet)
    static let script = Asset(
        name: "qihang", suffix: "js", contentType: "text/javascript; charset=utf-8", content: pageScript)
    static let icon = Asset(name: "qihang", suffix: "svg", contentType: "image/svg+xml", content: iconDrawing)
}

private let iconDrawing = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0d4450"/>\
    <path d="M17 4v17H7c3-5 7-9 10-17z" fill="#fff"/><path d="M20 10c3 3 5 6 5 11h-5z" fill="#f2c14e"/>\
    <path d="M4 26c4 3 6 2 9 1s6-2 8 0 5 2 7 0" fill="none" stroke="#fff" stroke-width="2.5"/></svg>
    """
