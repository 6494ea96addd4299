/// How a person wants pages to look. Kept in the account and in a cookie, in the same words.
public struct DisplaySettings: Sendable, Equatable {
    /// The size of text.
    public enum TextSize: String, CaseIterable, Sendable {
        /// 标准
        case standard
        /// 大字
        case large
        /// 特大
        case huge
    }

    /// Light or dark.
    public enum Theme: String, CaseIterable, Sendable {
        /// As the person's system says.
        case system
        /// 浅色
        case light
        /// 深色
        case dark
    }

    /// The size of text.
    public var text = TextSize.standard
    /// Light or dark.
    public var theme = Theme.system
    /// 高对比
    public var highContrast = false
    /// 易读: wider spacing, shorter lines.
    public var easyRead = false
    /// 减少动态
    public var lessMotion = false

    /// The standard look.
    public init() {}

    /// Reads the words that `encoded` writes; unknown ones are passed over.
    public init(encoded: String) {
        for word in encoded.split(separator: ".").map(String.init) {
            if let size = TextSize(rawValue: word) { text = size }
            if let look = Theme(rawValue: word) { theme = look }
            switch word {
            case "contrast": highContrast = true
            case "easy": easyRead = true
            case "still": lessMotion = true
            default: break
            }
        }
    }

    /// The settings that differ from the standard, with points between: `large.dark.contrast`; fit for a cookie.
    public var encoded: String {
        var words: [String] = []
        if text != .standard { words.append(text.rawValue) }
        if theme != .system { words.append(theme.rawValue) }
        if highContrast { words.append("contrast") }
        if easyRead { words.append("easy") }
        if lessMotion { words.append("still") }
        return words.joined(separator: ".")
    }
}
