import HTML
import Hummingbird
import Kit

/// What holds for people who use the program in their own way, what does not hold yet, and whom to tell.
struct AccessibilityRoutes: Sendable {
    func add(to routes: OfficeRoutes) {
        routes.get("/accessibility") { visit in
            .page(
                Page(title: "无障碍说明", shell: visit.shell(current: ""), width: .narrow) {
                    p("每个页面都按国际无障碍标准（WCAG 2.2）制作：")
                    ul {
                        li("目标是 A 级和 AA 级全部，AAA 级大部分。")
                        li("文字与背景的对比不低于 7:1。")
                        li("只用键盘就能完成每一件事。")
                        li("放大到 400% 不用左右滚动。")
                        li("不用脚本也能使用；没有限时，没有图形验证码。")
                    }
                    p("可以在“显示设置”里换成大字、特大字、高对比或深色。")
                    p("系统里已经选好的深色、高对比和减少动态也会照办。")
                    panel("还没有做到的") {
                        ul {
                            li("检查程序查遍了每个页面，但机器只能查出一部分问题。")
                            li("还没有请残疾人逐页试用。")
                            li("还没有手语视频和易读版。")
                            li("还没有用真实的读屏软件逐页听过。")
                            li("宽的数据表在小屏幕上会变成一行一张卡片，不能逐列比较。")
                        }
                    }
                    p("用起来有困难，请告诉页面下方的联系人：在哪一页、用什么设备、遇到什么情况。")
                })
        }
    }
}
