public import HTML

/// The form of the display settings page: sent to the page's own address, which sets the cookie and leads back to `back`.
///
/// Fields: `size`, `scheme`, `contrast`, `motion`, `back`; read them with `DisplaySettings(form:)`.
public func displaySettingsForm(_ settings: DisplaySettings, action: String, csrf: String, back: String) -> HTML {
    postForm(action, csrf: csrf) {
        hiddenField("back", back)
        radioGroup(
            Field("size", "文字大小", value: settings.size.rawValue),
            [
                Choice("standard", "标准", hint: "适合大多数人"),
                Choice("large", "大字", hint: "文字约大三分之一，按钮更高"),
                Choice("huge", "特大", hint: "文字接近标准的两倍"),
            ])
        radioGroup(
            Field("scheme", "颜色", value: settings.scheme.rawValue),
            [
                Choice("system", "跟随我的设备"), Choice("light", "浅色", hint: "浅底深字"),
                Choice("dark", "深色", hint: "深底浅字"),
            ])
        radioGroup(
            Field("contrast", "对比度", value: settings.highContrast ? "more" : "standard"),
            [Choice("standard", "标准"), Choice("more", "高对比", hint: "纯黑纯白，边框更粗")])
        radioGroup(
            Field("motion", "动态效果", value: settings.reducedMotion ? "still" : "standard"),
            [Choice("standard", "跟随我的设备"), Choice("still", "减少动态", hint: "页面上没有移动和渐变")])
        buttonRow { submitButton("保存显示设置") }
    }
}
