import HTML
import Kit
import Testing

@Suite struct FormTests {
    @Test func whatWasTypedStaysAndIsTiedToItsError() {
        let field = Field(
            "phone", "联系电话", value: "1380<b>", hint: "11 位。",
            errors: [FieldError(field: "phone", message: "请输入 11 位手机号码")])
        let markup = textField(field, .phone).string
        #expect(markup.contains("value=\"1380&lt;b&gt;\""))
        #expect(markup.contains("aria-describedby=\"f-phone-hint f-phone-error\" aria-invalid=\"true\""))
        #expect(markup.contains("<label for=\"f-phone\">联系电话</label>"))
    }

    @Test func passwordsAreNeverSentBack() {
        let markup = textField(Field("password", "密码", value: "secret"), .password).string
        #expect(!markup.contains("secret"))
    }

    @Test func firstChoiceCarriesTheIdTheSummaryLinksTo() {
        let markup = radioGroup(
            Field("wish", "愿望", value: "no"), [Choice("yes", "有"), Choice("no", "没有")]
        ).string
        #expect(markup.contains("id=\"f-wish\" name=\"wish\" value=\"yes\""))
        #expect(markup.contains("id=\"f-wish-2\" name=\"wish\" value=\"no\" checked"))
    }

    @Test func postFormsCarryTheTokenAndComeBackToTheMainPart() {
        let markup = postForm("/save?x=1", csrf: "abc") {}.string
        #expect(markup.contains("action=\"/save?x=1#main\""))
        #expect(markup.contains("name=\"csrf\" value=\"abc\""))
        #expect(postForm("/save#here", csrf: "abc") {}.string.contains("action=\"/save#here\""))
    }

    @Test func searchStartsAtTheBeginningAndKeepsTheRest() {
        let address = PageAddress("/people", [("q", "旧"), ("level", "1"), (pagingName, "50")])
        let markup = searchBox(Field("q", "查找", value: "旧"), at: address).string
        #expect(markup.contains("type=\"hidden\" name=\"level\" value=\"1\""))
        #expect(!markup.contains("name=\"\(pagingName)\""))
        #expect(markup.ranges(of: "name=\"q\"").count == 1)
    }

    @Test func filtersReplaceTheirOwnConditionsOnly() {
        let address = PageAddress("/people", [("q", "王"), ("level", "1"), ("sort", "age")])
        let markup = filterPanel(at: address, names: ["level"], active: 1) { "" }.string
        #expect(markup.contains("name=\"q\""))
        #expect(markup.contains("name=\"sort\""))
        #expect(!markup.contains("name=\"level\""))
    }

    @Test func textAreaKeepsALeadingLineBreak() {
        #expect(textArea(Field("note", "备注", value: "\n甲")).string.contains(">\n\n甲</textarea>"))
    }
}
