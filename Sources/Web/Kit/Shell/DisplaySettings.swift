/// How one person wants pages to look. The system's own wishes (dark, contrast, motion) hold until the person chooses.
public struct DisplaySettings: Sendable, Equatable {
    /// Size of the text.
    public enum Size: String, Sendable, CaseIterable {
        /// 18 px.
        case standard
        /// 24 px, targets 60 px.
        case large
        /// 32 px, targets 60 px.
        case huge
    }

    /// Light or dark.
    public enum Scheme: String, Sendable, CaseIterable {
        /// As the person's device says.
        case system
        /// Dark text on light.
        case light
        /// Light text on dark.
        case dark
    }

    /// Size of the text.
    public var size: Size
    /// Light or dark.
    public var scheme: Scheme
    /// Pure black and white with strong borders.
    public var highContrast: Bool
    /// Nothing moves or fades.
    public var reducedMotion: Bool

    /// Settings; without arguments those of somebody who never chose.
    public init(
        size: Size = .standard, scheme: Scheme = .system, highContrast: Bool = false, reducedMotion: Bool = false
    ) {
        self.size = size
        self.scheme = scheme
        self.highContrast = highContrast
        self.reducedMotion = reducedMotion
    }

    /// The name of the cookie that keeps the settings.
    public static let cookieName = "qihang_display"

    /// Reads the value of the cookie; words it does not know are passed over, so an old or damaged cookie does no harm.
    public init(cookie: String?) {
        self.init()
        for word in (cookie ?? "").split(separator: ".") {
            switch word {
            case "contrast": highContrast = true
            case "still": reducedMotion = true
            default:
                if let size = Size(rawValue: String(word)) { self.size = size }
                if let scheme = Scheme(rawValue: String(word)) { self.scheme = scheme }
            }
        }
    }

    /// Reads the form of the display settings page; `value` looks a field up by its name.
    public init(form value: (String) -> String?) {
        self.init(
            size: value("size").flatMap(Size.init) ?? .standard,
            scheme: value("scheme").flatMap(Scheme.init) ?? .system,
            highContrast: value("contrast") == "more", reducedMotion: value("motion") == "still")
    }

    /// The value of the cookie: words with dots between, such as `large.dark.contrast`.
    public var cookie: String {
        var words = [size.rawValue, scheme.rawValue]
        if highContrast { words.append("contrast") }
        if reducedMotion { words.append("still") }
        return words.joined(separator: ".")
    }

    /// The whole `Set-Cookie` value: kept for a year; `secure` when the site is reached over https.
    public func setCookie(secure: Bool) -> String {
        "\(Self.cookieName)=\(cookie); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly" + (secure ? "; Secure" : "")
    }

    /// The classes of `<html>` that the style sheet answers to.
    var classes: String {
        var words: [String] = []
        if size != .standard { words.append("size-\(size.rawValue)") }
        if scheme != .system { words.append("scheme-\(scheme.rawValue)") }
        if highContrast { words.append("contrast-more") }
        if reducedMotion { words.append("still") }
        return words.joined(separator: " ")
    }
}
