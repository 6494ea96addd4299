import HTML
import Kit
import Testing

@Suite struct PageTests {
    let shell = Shell(
        place: "云河市", here: "/people?q=王", viewer: Viewer(name: "李", role: "专职委员", signOut: "/out", csrf: "t&1"))

    @Test func titleIsTheHeadingThenStepThenCaptionThenSite() {
        let page = Page(title: "核对后保存", shell: shell, step: "第 2 步，共 4 步") { p("正文") }
        #expect(page.document.string.contains("<title>核对后保存（第 2 步，共 4 步） – 云河市启航</title>"))
        #expect(page.document.string.contains("<h1>核对后保存</h1>"))
        let below = Page(title: "名单", shell: shell, caption: "四个一") { p("正文") }
        #expect(below.document.string.contains("<title>名单 – 四个一 – 云河市启航</title>"))
    }

    @Test func errorsComeFirstAndSilenceTheNotice() throws {
        let errors = [FieldError(field: "birth.date", message: "请输入出生日期"), FieldError(field: nil, message: "请重试")]
        let page = Page(title: "登记", shell: shell, notice: Notice(.success, "已保存"), errors: errors) {
            dateField(Field("birth.date", "出生日期", errors: errors))
        }
        let markup = page.document.string
        #expect(markup.contains("<title>错误：登记 – "))
        #expect(!markup.contains("已保存"))
        #expect(markup.contains("<a href=\"#f-birth-date\">请输入出生日期</a>"))
        #expect(markup.contains("id=\"f-birth-date\" name=\"birth.date.year\""))
        let summary = try #require(markup.firstRange(of: "error-summary"))
        let heading = try #require(markup.firstRange(of: "<h1"))
        #expect(summary.lowerBound < heading.lowerBound)
    }

    /// What may stay as it was typed is asked, not called wrong; one fault beside it makes the page one with faults.
    @Test func questionsAreNoErrors() {
        let question = FieldError(field: "phone", message: "号码少一位，请核对", isQuestion: true)
        let asking = Page(title: "登记", shell: shell, errors: [question]) {
            textField(Field("phone", "电话", errors: [question]))
        }.document.string
        #expect(asking.contains("<title>请核对：登记 – ") && asking.contains("有 1 处请再核对"))
        #expect(!asking.contains("错误") && !asking.contains("需要修改"))
        let both = [question, FieldError(field: "name", message: "请输入姓名")]
        let faulty = Page(title: "登记", shell: shell, errors: both) {}.document.string
        #expect(faulty.contains("<title>错误：登记 – ") && faulty.contains("有 2 处需要修改"))
    }

    @Test func displaySettingsBecomeClasses() {
        var shell = shell
        shell.settings = DisplaySettings(size: .large, scheme: .dark, highContrast: true, reducedMotion: true)
        let markup = Page(title: "甲", shell: shell) {}.document.string
        #expect(markup.contains("<html lang=\"zh-CN\" class=\"size-large scheme-dark contrast-more still\">"))
        #expect(markup.contains("href=\"/display?back=%2Fpeople%3Fq%3D%E7%8E%8B\""))
    }

    @Test func signOutIsAFormWithItsToken() {
        let markup = Page(title: "甲", shell: shell) {}.document.string
        #expect(markup.contains("<form method=\"post\" action=\"/out\" novalidate>"))
        #expect(markup.contains("<input type=\"hidden\" name=\"csrf\" value=\"t&amp;1\">"))
    }

    @Test func assetsAreNamedByTheirContent() {
        let markup = Page(title: "甲", shell: shell) {}.document.string
        for asset in Kit.assets {
            #expect(markup.contains(asset.path))
            #expect(asset.path.contains(asset.etag.dropFirst().dropLast()))
            #expect(!asset.bytes.isEmpty)
        }
        #expect(Set(Kit.assets.map(\.path)).count == Kit.assets.count)
    }
}
