/// What a browser calls itself, in words that people know: “Chrome（Windows）”.
enum BrowserName {
    /// Of those that name several, as most do, the first in this order is meant.
    private static let browsers = [
        ("MicroMessenger/", "微信"), ("DingTalk/", "钉钉"), ("Edg", "Edge"), ("HuaweiBrowser/", "华为浏览器"),
        ("MiuiBrowser/", "小米浏览器"), ("QQBrowser/", "QQ浏览器"), ("360SE", "360浏览器"), ("OPR/", "Opera"),
        ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ]

    private static let systems = [
        ("OpenHarmony", "鸿蒙"), ("HarmonyOS", "鸿蒙"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "安卓手机"),
        ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ]

    /// - Parameter agent: the header `User-Agent`; nil when none was sent.
    static func of(_ agent: String?) -> String {
        guard let agent else { return "没有说明的浏览器" }
        let browser = browsers.first { agent.contains($0.0) }?.1 ?? "其他浏览器"
        return systems.first { agent.contains($0.0) }.map { "\(browser)（\($0.1)）" } ?? browser
    }
}
