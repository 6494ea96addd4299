import HTML
import PropertyTesting
import Testing

@Suite struct HTMLTests {
    @Test func textIsEscapedWhereverItComesIn() {
        let nasty = "<script>alert(\"1\")</script> & 'x'"
        let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;"
        #expect(HTML(nasty).string == escaped)
        #expect(p(nasty).string == "<p>\(escaped)</p>")
        #expect(p { nasty }.string == "<p>\(escaped)</p>")
        #expect(p(.class(nasty)) { "甲" }.string == "<p class=\"\(escaped)\">甲</p>")
        #expect(("a \(nasty) b" as HTML).string == "a \(escaped) b")
        #expect(input(.value(nasty)).string == "<input value=\"\(escaped)\">")
    }

    @Test func onlyRawPassesMarkup() {
        #expect(HTML.raw("<b>x</b>").string == "<b>x</b>")
        #expect(("见 \(strong("第 3 条"))" as HTML).string == "见 <strong>第 3 条</strong>")
    }

    @Test func controlCharactersAreReplaced() {
        #expect(HTML("a\u{0}b\u{1B}c\u{7F}\td\n").string == "a\u{FFFD}b\u{FFFD}c\u{FFFD}\td\n")
    }

    @Test func elementsNestWithConditionsAndLoops() {
        let names = ["王", "李"]
        let note: HTML? = nil
        let html = table(.class("list")) {
            caption("名单")
            thead { tr { th("姓名", .scope("col")) } }
            tbody {
                for name in names {
                    tr {
                        if name == "王" { th(name, .scope("row")) } else { td(name) }
                    }
                }
            }
            note
        }
        #expect(
            html.string
                == "<table class=\"list\"><caption>名单</caption><thead><tr><th scope=\"col\">姓名</th></tr></thead>"
                + "<tbody><tr><th scope=\"row\">王</th></tr><tr><td>李</td></tr></tbody></table>")
    }

    @Test func missingAttributesLeaveNoTrace() {
        #expect(p(.class(nil), .id("a"), .open(false)) { "x" }.string == "<p id=\"a\">x</p>")
        #expect(
            input(.checked(), .aria("describedby", "h"), .data("limit", "5")).string
                == "<input checked aria-describedby=\"h\" data-limit=\"5\">")
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "java\nscript:alert(1)", "data:text/html,<b>", "vbscript:x", "//evil.example", "/\\evil.example",
        "\\\\evil.example", "\u{1}javascript:x", "file:///etc/passwd",
    ])
    func dangerousAddressesGoNowhere(address: String) {
        #expect(a("x", .href(address)).string == "<a href=\"#\">x</a>")
        #expect(form(.action(address)) {}.string == "<form action=\"#\"></form>")
        #expect(img(.src(address)).string == "<img src=\"#\">")
    }

    @Test(arguments: [
        "/people?q=a:b", "?page=2", "#main", "list/12:30", "https://example.cn/", "http://example.cn", "mailto:a@b.cn",
        "tel:12385", "sms:12385", "", "people", "/",
    ])
    func ordinaryAddressesStay(address: String) {
        #expect(a("x", .href(address)).string == "<a href=\"\(address)\">x</a>")
    }

    /// Whatever the text, no tag and no quote can come of it, and a reader gets it back.
    @Test func escapingIsReversibleForRandomText() {
        var random = SeededRandom(seed: 3)
        let alphabet = Array("<>&\"'=/ab 启航😀#;&lt;")
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0..<24, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
            let markup = HTML(text).string
            #expect(!markup.contains { "<>\"'".contains($0) })
            #expect(unescaped(markup) == text)
        }
    }

    private func unescaped(_ markup: String) -> String {
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        var rest = Substring(markup)
        var text = ""
        while let first = rest.first {
            if let (entity, character) = entities.first(where: { rest.hasPrefix($0.0) }) {
                text += character
                rest = rest.dropFirst(entity.count)
            } else {
                text.append(first)
                rest = rest.dropFirst()
            }
        }
        return text
    }
}
