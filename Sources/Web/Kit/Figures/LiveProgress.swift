public import HTML

/// Work that goes on by itself: the page may be left, and shows the latest state when it is opened again.
///
/// Without script a link shows the latest state. With script the same address is asked every few seconds and this part
/// is replaced where it stands; the focus stays. A page that reloads itself would take the reader's place away.
///
/// - Parameters:
///   - here: the address of this page.
///   - isRunning: whether there is still something to wait for.
///   - announcement: what is read out when it changes: keep it coarse, such as “已过一半”, so that it is heard rarely.
public func liveProgress(
    here: String, isRunning: Bool, announcement: String, @HTMLBuilder content: () -> HTML
) -> HTML {
    HTML {
        div(
            .id("live"), .data("live", isRunning ? "running" : "done"), .data("say", announcement), content: content)
        p(.id("live-say"), .role("status"), .class("vh")) {}
        if isRunning {
            p("可以离开这一页，工作会继续；之后回到这一页看结果。", .class("hint"))
            buttonRow { buttonLink("查看最新进度", here) }
        }
    }
}
